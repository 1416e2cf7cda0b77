"""The totals of one count: printed for exactly a window, or implied by the totals of other windows.

All prints of one window count together, from the lowest to the highest number that any of them allows, so that a
revision never makes two sources exclude each other. What they imply for other windows is `fraudstats.reconcile`'s
answer, by the day.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import pandas as pd

from fraudstats.amounts import listed, number, span
from fraudstats.claims.evidence.observation import Observation
from fraudstats.dates import Window
from fraudstats.interval import Interval
from fraudstats.reconciliation import Reconciliation, reconcile

__all__ = ["Level", "Series"]


@dataclass(frozen=True, slots=True)
class Level:
    """What is known of the total of a window.

    Attributes
    ----------
    interval : Interval
        The totals that are possible.
    words : str
        The number, or the sum of numbers, that says so.
    rests_on : tuple of str
        Ids of the observations.
    printed : bool
        Whether sources print a number for exactly this window.
    scale : float
        The largest of the numbers that it is made of.
    """

    interval: Interval
    words: str
    rests_on: tuple[str, ...]
    printed: bool
    scale: float

    @property
    def bounded(self) -> bool:
        """Whether it says how large the total can be at most."""
        return math.isfinite(self.interval.upper)


class Series:
    """The observations of one count in one unit.

    Parameters
    ----------
    observations : iterable of Observation
    derived : mapping, optional
        Windows without a print -> what is otherwise known of their totals.
    """

    def __init__(self, observations: Iterable[Observation], derived: Mapping[Window, Level] = MappingProxyType({})):
        self.observations = tuple(observations)
        self._derived = {(window.start, window.end): level for window, level in derived.items()}

    def __iter__(self) -> Iterator[Observation]:
        return iter(self.observations)

    def level(self, window: Window) -> Level | None:
        """What is printed for exactly this window, else what the other windows imply; None if nothing is known."""
        return self.printed(window) or self.implied(window)

    def printed(self, window: Window) -> Level | None:
        """What all prints for exactly this window allow together."""
        return self._totals.get((window.start, window.end))

    def implied(self, window: Window) -> Level | None:
        """What the totals of all windows imply for one, if anything."""
        if self._reconciled is None or not window.known:
            return None
        bounds = self._reconciled.bounds(window)
        if bounds.lower == 0 and math.isinf(bounds.upper):
            return None
        below, above = self._reconciled.chains(window)
        used = [self._windows[str(one)] for one in sorted({**below, **above}, key=str)]
        rests_on = tuple(dict.fromkeys(identifier for level in used for identifier in level.rests_on))
        return Level(bounds, self._chain(bounds, below, above), rests_on, False, max(one.scale for one in used))

    @property
    def windows(self) -> list[Window]:
        """The known windows for which there are prints, in their order."""
        return [Window(*ends) for ends in sorted(self._totals)]

    @cached_property
    def _totals(self) -> dict[tuple, Level]:
        by_window: dict[tuple, list[Observation]] = {}
        for one in self.observations:
            if one.window.known:
                by_window.setdefault((one.window.start, one.window.end), []).append(one)
        return {ends: _together(prints) for ends, prints in by_window.items()}

    @cached_property
    def _windows(self) -> dict[str, Level]:
        """The windows by a name for `reconcile`."""
        return {f"{start}/{end}": level for (start, end), level in {**self._derived, **self._totals}.items()}

    @cached_property
    def _reconciled(self) -> Reconciliation | None:
        """The totals reconciled; those that contradict most of the others are left aside until the rest can be true.

        Derived ones go before printed ones.
        """
        totals = {**self._derived, **self._totals}
        derived = {f"{start}/{end}" for start, end in self._derived}
        table = pd.DataFrame(
            [(*ends, *level.interval) for ends, level in totals.items()],
            columns=["period_start", "period_end", "lower", "upper"],
            index=list(self._windows),
        )
        while len(table):
            result = reconcile(table, freq="D")
            times = result.contradictions.occurrences()
            if times.empty:
                return result
            doubtful = times.index.intersection(sorted(derived))
            table = table.drop(index=doubtful if len(doubtful) else times.index[times == times.max()])
        return None

    def _chain(self, bounds, below, above):
        """The sum behind the bounds in words; both sums where they are different ones."""
        if below == above and bounds.width <= 0.02 * bounds.upper:
            return f"{self._sum(below)} = {span(*bounds)}" if len(below) > 1 else self._sum(below)
        parts = []
        if bounds.lower > 0:
            parts.append(f"at least {number(bounds.lower)} ({self._sum(below)})")
        if math.isfinite(bounds.upper):
            parts.append(f"at most {number(bounds.upper)} ({self._sum(above)})")
        return listed(parts)

    def _sum(self, chain):
        names = sorted(chain)
        added = [self._said_with_window(name) for name in names if chain[name] > 0]
        taken = [f" - {self._said_with_window(name)}" for name in names if chain[name] < 0]
        return " + ".join(added) + "".join(taken)

    def _said_with_window(self, name):
        return f"{self._windows[name].words} for {Window.of(name).words}"


def _highest(prints):
    """The highest total that any print allows; "at least 650" allows no more than 651.8 where that is printed too."""
    closed = max((one.interval.upper for one in prints if math.isfinite(one.interval.upper)), default=math.inf)
    return closed if all(one.interval.lower <= closed for one in prints) else math.inf


def _together(prints):
    interval = Interval(min(one.interval.lower for one in prints), _highest(prints))
    words = dict.fromkeys(one.words for one in sorted(prints, key=lambda one: (one.loose, one.interval.width)))
    apart = not all(one.interval.overlaps(other.interval) for one in prints for other in prints)
    said = listed(words) if apart else next(iter(words))
    scale = max(one.value for one in prints)
    return Level(interval, said, tuple(sorted(one.observation_id for one in prints)), True, scale)
