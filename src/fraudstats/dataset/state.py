"""Which data a dataset holds: its release, what was done to it since, and how to open the same again."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from fraudstats.dates import first_day, last_day

__all__ = ["STANDINGS", "State"]

#: Standing of the whole dataset towards the release whose number it bears -> words after that number.
STANDINGS: Mapping[str, str] = MappingProxyType(
    {"released": "", "changed": " with unreleased changes", "unreleased": ", not released yet"}
)
#: Digits of a checksum that a citation carries: enough to tell any two states apart.
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class State:
    """What travels with the numbers into citations, captions, exports, series and summaries of models.

    Attributes
    ----------
    release : str
        The number of the release that the whole dataset is, or is becoming.
    checksum : str
        SHA-256 over the canonical CSV of *all* tables, before any narrowing.
    standing : str
        One of `STANDINGS`: whether the whole dataset is that frozen release to the byte.
    as_of : date, optional
        Only what was published by then.
    selections : tuple of str
        The arguments of each call of `Dataset.select`, in order.
    convention : str
        The convention of the ranges, if it was changed.

    Examples
    --------
    >>> state = State("2026.11.1", "b105fdd3b707" + 52 * "0", "released").known_on(dt.date(2023, 12, 27))
    >>> print(state.narrowed(ref_area="CN"))
    2026.11.1, as known on 2023-12-27, selection ref_area='CN'
    >>> state.call
    "fs.load(release='2026.11.1').as_of('2023-12-27')"
    >>> state.version
    '2026.11.1-asof.2023-12-27'
    """

    release: str
    checksum: str
    standing: str = "unreleased"
    as_of: dt.date | None = None
    selections: tuple[str, ...] = ()
    convention: str = ""

    def known_on(self, day: dt.date) -> State:
        """The state as of a day; what was left out by an earlier one stays out."""
        return replace(self, as_of=min(day, self.as_of or day))

    def narrowed(self, **arguments: Any) -> State:
        """The state after a selection; arguments that are None select nothing, a `start` means its first day."""
        given = {name: value for name, value in arguments.items() if value is not None}
        written = ", ".join(f"{name}={_written(value, name)}" for name, value in given.items())
        return replace(self, selections=(*self.selections, written)) if written else self

    def read_by(self, convention: str) -> State:
        """The state with its ranges under another convention."""
        return replace(self, convention=convention)

    @property
    def fingerprint(self) -> str:
        """The start of the checksum, with which a citation pins the very numbers.

        On fingerprints in data citations: M. Altman and G. King (2007), A proposed standard for the scholarly citation
        of quantitative data, D-Lib Magazine 13(3/4).
        """
        return self.checksum[:_SHOWN]

    def __str__(self) -> str:
        said = [f"as known on {self.as_of}"] if self.as_of else []
        said += [f"selection {written}" for written in self.selections]
        said += [f"convention {self.convention}"] if self.convention else []
        return ", ".join([self.release + STANDINGS[self.standing], *said])

    @property
    def call(self) -> str:
        """The Python that opens the same data; for what was not released, the fingerprint makes sure of it."""
        released = self.standing == "released"
        which = f"release={self.release!r}" if released else f"fingerprint={self.fingerprint!r}"
        steps = [f"fs.load({which})", *(f"select({written})" for written in self.selections)]
        steps += [f"as_of({str(self.as_of)!r})"] if self.as_of else []
        return ".".join(steps + ([f"with_convention({self.convention!r})"] if self.convention else []))

    @property
    def version(self) -> str:
        """The state as a semantic version: a part or a change of a release is none of its own.

        A selection is told from another by the start of the SHA-256 of its arguments.
        """
        marks = [] if self.standing == "released" else ["unreleased"]
        marks += [f"asof.{self.as_of}"] if self.as_of else []
        marks += [f"selection.x{_digest(self.selections)}"] if self.selections else []
        marks += [f"convention.{self.convention}"] if self.convention else []
        return "-".join(filter(None, [self.release, ".".join(marks)]))


def _digest(selections):
    return hashlib.sha256("\n".join(selections).encode()).hexdigest()[:8]


def _written(value: Any, name: str) -> str:
    """An argument as Python reads it back; a date that is no text (a period, say) as the day that it means."""
    if isinstance(value, str):
        return repr(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return repr([str(one) for one in value])
    return repr(f"{(first_day if name == 'start' else last_day)(value):%Y-%m-%d}")
