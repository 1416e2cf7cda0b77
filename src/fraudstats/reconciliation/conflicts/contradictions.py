"""Minimal sets of statements that cannot all hold.

Every set found is cut down until removing any one of its statements restores consistency (the deletion filter
of Chinneck and Dravnieks, 1991, *Locating minimal infeasible constraint sets in linear programs*, ORSA
Journal on Computing 3). Further sets are found among the statements that remain when one statement of every
known set is taken out, in all combinations (Reiter, 1987, *A theory of diagnosis from first principles*,
Artificial Intelligence 32); if that search ends by itself, all minimal sets have been found.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.html_face import html_of_summary
from fraudstats.reconciliation.bounds.elastic import Elastic
from fraudstats.reconciliation.bounds.implied import implied
from fraudstats.reconciliation.bounds.linear_programs import LinearPrograms
from fraudstats.reconciliation.statements.linear_system import Statements

__all__ = ["Contradiction", "Contradictions", "find_contradictions"]

#: The search stops after so many sets, linear programs, or combinations.
MAX_SETS = 50
MAX_SEARCHES = 500
MAX_COMBINATIONS = 20_000
#: How many sets are printed.
PRINTED = 10


@dataclass(frozen=True, eq=False, repr=False)
class Contradiction:
    """A minimal set of statements that cannot all hold.

    Parameters
    ----------
    members : Statements
        The set.
    gap : float
        The least total, in counts, by which bounds would have to widen.
    """

    members: Statements
    gap: float

    @property
    def statements(self) -> tuple[Hashable, ...]:
        """Their ids."""
        return tuple(self.members.ids)

    @property
    def sources(self) -> tuple[str, ...]:
        """Their sources, where the tables name them, each once."""
        return tuple(dict.fromkeys(filter(None, self.members.table["source_id"].astype(str))))

    @cached_property
    def table(self) -> pd.DataFrame:
        """Each statement beside what the others of the set imply for it.

        One row per statement: ``form``, ``period_start``, ``period_end``, ``source_id``; ``lower`` and
        ``upper`` as stated; ``implied_lower`` and ``implied_upper``; ``repair``, how far it would have to
        give way if it alone were wrong. Counts for totals, fractions for stated changes.
        """
        programs = LinearPrograms(self.members)
        ranges = [implied(self.members, position, programs) for position in range(len(self))]
        names = ["form", "period_start", "period_end", "source_id", "lower", "upper"]
        table = self.members.table[names].copy()
        table[["implied_lower", "implied_upper"]] = ranges
        above, below = table["implied_lower"] - table["upper"], table["lower"] - table["implied_upper"]
        return table.assign(repair=np.maximum(above, below))

    def __len__(self):
        return len(self.statements)

    def __iter__(self):
        return iter(self.statements)

    @property
    def repair(self) -> pd.Series:
        """By statement, how far it would have to give way if it alone were wrong."""
        return self.table.loc[:, "repair"]

    def __repr__(self):
        return f"<Contradiction of {len(self)} statements that miss each other by {self.gap:,.10g}>"

    def __str__(self):
        names = [
            f"{name} ({source})" if str(source) else str(name)
            for name, source in self.members.table["source_id"].items()
        ]
        return f"{'; '.join(names)}: they miss each other by {self.gap:,.10g}"


class Contradictions(Sequence):
    """The minimal sets found, smallest first.

    Attributes
    ----------
    complete : bool
        Whether these are all the minimal sets; otherwise the search stopped at its limit.
    """

    def __init__(self, sets: Iterable[Contradiction], complete: bool):
        self._sets = tuple(sets)
        self.complete = complete

    def __len__(self):
        return len(self._sets)

    def __getitem__(self, item: Any) -> Any:
        return self._sets[item]

    def __repr__(self):
        return f"<{self.headline()}>"

    def _repr_html_(self) -> str:
        return html_of_summary(str(self))

    def __str__(self):
        lines = [f"  {number}. {one}" for number, one in enumerate(self[:PRINTED], 1)]
        if len(self) > PRINTED:
            lines.append(f"  and {len(self) - PRINTED} more; `to_frame()` has them all")
        shared = [str(name) for name, times in self.occurrences().items() if 1 < len(self) == times]
        if shared:
            lines.append(f"  In every set: {', '.join(shared)}")
        return "\n".join([self.headline(), *lines])

    def headline(self) -> str:
        """One line: how many sets there are."""
        if not self:
            return "no contradictions"
        many, more = "s" if len(self) > 1 else "", "" if self.complete else ", and perhaps more"
        return f"{len(self)} minimal set{many} of statements that cannot all hold{more}"

    def occurrences(self) -> pd.Series:
        """In how many of the sets each statement is, most first: one that is in all of them explains them all."""
        return pd.Series([name for one in self for name in one], dtype=object).value_counts()

    def to_frame(self) -> pd.DataFrame:
        """One row for each statement of each set, the sets numbered from 1."""
        columns = ["source_id", "lower", "upper", "implied_lower", "implied_upper", "repair", "gap"]
        if not self:
            return pd.DataFrame(columns=["contradiction", "statement", *columns])
        tables = {number: one.table.assign(gap=one.gap) for number, one in enumerate(self, 1)}
        table = pd.concat(tables).rename_axis(["contradiction", "statement"]).reset_index()
        return table.loc[:, ["contradiction", "statement", *columns]]


def find_contradictions(statements: Statements, max_sets: int = MAX_SETS) -> Contradictions:
    """All minimal contradictory sets, or the first `max_sets` of them.

    Examples
    --------
    >>> from fraudstats.reconciliation.statements.read import read_statements
    >>> statements = read_statements(pd.DataFrame({
    ...     "period_start": ["2021", "2021", "2021"], "period_end": ["2021", "2021", "2021"],
    ...     "lower": [5, 9, 5], "upper": [6, 12, 10]}, index=["a", "b", "c"]))
    >>> found = find_contradictions(statements)
    >>> found[0].statements, found[0].gap, found.complete
    (('a', 'b'), 3.0, True)
    """
    sets, complete = _minimal_sets(statements, max_sets)
    members = [statements.take(sorted(one)) for one in sorted(sets, key=lambda one: (len(one), sorted(one)))]
    return Contradictions([Contradiction(one, Elastic(one).gap()) for one in members], complete)


def _minimal_sets(statements, max_sets):
    elastic = Elastic(statements)
    found, closed = [], []
    queue, seen = deque([frozenset()]), {frozenset()}
    searches = 0
    limits = max_sets, MAX_SEARCHES, MAX_COMBINATIONS
    while queue and all(map(int.__lt__, (len(found), searches, len(seen)), limits)):
        removed = queue.popleft()
        if any(restored <= removed for restored in closed):
            continue
        conflict = next((known for known in found if not known & removed), None)
        if conflict is None:
            searches += 1
            core = elastic.conflict(~np.isin(np.arange(elastic.count), list(removed)))
            if core is None:
                closed.append(removed)
                continue
            conflict = frozenset(core[_minimal(Elastic(statements.take(core)))].tolist())
            found.append(conflict)
        branches = [removed | {position} for position in sorted(conflict)]
        queue.extend(branch for branch in branches if branch not in seen)
        seen.update(branches)
    return found, not queue


def _minimal(elastic):
    """Positions that still conflict when as many others as possible are dropped, one after the other."""
    kept = np.ones(elastic.count, bool)
    for position in range(elastic.count):
        if kept[position]:
            smaller = elastic.conflict(kept & (np.arange(elastic.count) != position))
            if smaller is not None:
                kept = np.isin(np.arange(elastic.count), smaller)
    return kept
