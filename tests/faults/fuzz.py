"""Readers and models given what nobody should give them: an answer or an error of ours, in time, and nothing else."""

import resource
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from fraudstats.errors import FraudstatsError, FraudstatsWarning

#: Seconds after which one case counts as hung: a hundred times what the slowest should need.
PATIENCE = 60


@dataclass(frozen=True)
class Target:
    """What is called, and with what.

    Attributes
    ----------
    inputs : strategy
    call : callable
        Takes one input.
    """

    inputs: st.SearchStrategy
    call: Callable[[Any], Any]


@dataclass
class Found:
    """What a number of cases led to."""

    cases: int = 0
    answered: int = 0
    refused: int = 0
    slowest: float = 0.0
    grown: float = 0.0  # megabytes of memory at the peak beyond those before
    raw: dict[str, str] = field(default_factory=dict)  # kind and place of each error of others -> the first input


class Hung(Exception):
    """A case took too long."""


@contextmanager
def _in_time():
    def stop(*_):
        raise Hung

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def fuzzed(target: Target, number: int) -> Found:
    """Call a target with so many inputs, the same each time."""
    found, before = Found(), _peak()

    @settings(
        max_examples=number,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(target.inputs)
    def each(case):
        _one(target, case, found)

    each()
    found.grown = _peak() - before
    return found


def _one(target, case, found):
    found.cases += 1
    begin = time.monotonic()
    try:
        with _in_time(), warnings.catch_warnings():
            warnings.simplefilter("error")
            warnings.simplefilter("ignore", FraudstatsWarning)
            target.call(case)
        found.answered += 1
    except FraudstatsError:
        found.refused += 1
    except Exception as error:
        found.raw.setdefault(_place(error), repr(case)[:300])
    found.slowest = max(found.slowest, time.monotonic() - begin)


def _place(error):
    """Kind of an error, where our code raised it, and its words."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/fraudstats/" in frame.filename]
    where = f"{frames[-1].filename.rpartition('fraudstats/')[2]}:{frames[-1].lineno}" if frames else "outside"
    return f"{type(error).__name__} at {where}: {str(error)[:80]}"


def _peak():
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes / (1024 if sys.platform != "darwin" else 1024**2)
