"""Minimal sets of statements that cannot all hold.

Every set found is cut down until removing any one of its statements restores consistency (the deletion filter
of Chinneck and Dravnieks, 1991, *Locating minimal infeasible constraint sets in linear programs*, ORSA
Journal on Computing 3). Further sets are found among the statements that remain when one statement of every
known set is taken out, in all combinations (Reiter, 1987, *A theory of diagnosis from first principles*,
Artificial Intelligence 32); if that search ends by itself, all minimal sets have been found.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from fraudstats.reconciliation.elastic import Elastic
from fraudstats.reconciliation.implied import implied
from fraudstats.reconciliation.statements import Statements

__all__ = ["Contradiction", "Contradictions", "find_contradictions"]

#: The search stops after so many sets, or so many linear programmes.
MAX_SETS = 100
MAX_SEARCHES = 1_000
#: How many sets are printed.
PRINTED = 10


@dataclass(frozen=True)
class Contradiction:
    """A minimal set of statements that cannot all hold.

    Parameters
    ----------
    statements : tuple
        Their ids.
    sources : tuple of str
        Their sources, where the tables name them.
    gap : float
        The least total, in counts, by which bounds would have to widen.
    table : pandas.DataFrame
        One row a statement: what it says (``lower``, ``upper``), what the others of the set imply for it
        (``implied_lower``, ``implied_upper``), and its ``repair``: how far it would have to give way if it
        alone were wrong. Counts for totals, fractions for stated changes.
    """

    statements: tuple
    sources: tuple
    gap: float
    table: pd.DataFrame = field(repr=False, compare=False)

    def __len__(self):
        return len(self.statements)

    def __iter__(self):
        return iter(self.statements)

    @property
    def repair(self) -> pd.Series:
        """By statement, how far it would have to give way if it alone were wrong."""
        return self.table["repair"]

    def __str__(self):
        names = [
            f"{name} ({source})" if source else str(name)
            for name, source in zip(self.statements, self.table["source_id"], strict=True)
        ]
        return f"{'; '.join(names)}: they miss each other by {self.gap:,.10g}"


class Contradictions(Sequence):
    """The minimal sets found, smallest first.

    Attributes
    ----------
    complete : bool
        Whether these are all the minimal sets; otherwise the search stopped at its limit.
    """

    def __init__(self, sets, complete):
        self._sets = tuple(sets)
        self.complete = complete

    def __len__(self):
        return len(self._sets)

    def __getitem__(self, item):
        return self._sets[item]

    def __repr__(self):
        return f"<{self.headline()}>"

    def __str__(self):
        lines = [f"  {number}. {one}" for number, one in enumerate(self[:PRINTED], 1)]
        if len(self) > PRINTED:
            lines.append(f"  and {len(self) - PRINTED} more; `to_frame()` has them all")
        return "\n".join([self.headline(), *lines])

    def headline(self) -> str:
        """One line: how many sets there are."""
        if not self:
            return "no contradictions"
        many, more = "s" if len(self) > 1 else "", "" if self.complete else ", and perhaps more"
        return f"{len(self)} minimal set{many} of statements that cannot all hold{more}"

    def to_frame(self) -> pd.DataFrame:
        """One row for each statement of each set, the sets numbered from 1."""
        columns = ["source_id", "lower", "upper", "implied_lower", "implied_upper", "repair", "gap"]
        if not self:
            return pd.DataFrame(columns=["contradiction", "statement", *columns])
        tables = {number: one.table.assign(gap=one.gap) for number, one in enumerate(self, 1)}
        table = pd.concat(tables, names=["contradiction"]).reset_index()
        return table[["contradiction", "statement", *columns]]


def find_contradictions(statements: Statements, max_sets=MAX_SETS) -> Contradictions:
    """All minimal contradictory sets, or the first `max_sets` of them.

    Examples
    --------
    >>> from fraudstats.reconciliation.statements import read_statements
    >>> statements = read_statements(pd.DataFrame({
    ...     "period_start": ["2021", "2021", "2021"], "period_end": ["2021", "2021", "2021"],
    ...     "lower": [5, 9, 5], "upper": [6, 12, 10]}, index=["a", "b", "c"]))
    >>> found = find_contradictions(statements)
    >>> found[0].statements, found[0].gap, found.complete
    (('a', 'b'), 3.0, True)
    """
    elastic = Elastic(statements)
    sets, complete = _minimal_sets(elastic, max_sets)
    sets.sort(key=lambda chosen: (len(chosen), sorted(chosen)))
    return Contradictions([_described(statements, elastic, chosen) for chosen in sets], complete)


def _minimal_sets(elastic, max_sets):
    found, closed = [], []
    queue, seen = deque([frozenset()]), {frozenset()}
    searches = 0
    while queue and len(found) < max_sets and searches < MAX_SEARCHES:
        removed = queue.popleft()
        if any(restored <= removed for restored in closed):
            continue
        conflict = next((known for known in found if not known & removed), None)
        if conflict is None:
            searches += 1
            core = elastic.conflict(_mask(elastic.count, removed, True))
            if core is None:
                closed.append(removed)
                continue
            conflict = _minimal(elastic, core)
            found.append(conflict)
        branches = [removed | {position} for position in sorted(conflict)]
        queue.extend(branch for branch in branches if branch not in seen)
        seen.update(branches)
    return found, not queue


def _minimal(elastic, core):
    """Drop statements while the rest still conflict."""
    core = frozenset(core.tolist())
    for position in sorted(core):
        if position in core:
            smaller = elastic.conflict(_mask(elastic.count, core - {position}, False))
            core = core if smaller is None else frozenset(smaller.tolist())
    return core


def _mask(count, positions, outside):
    mask = np.full(count, outside)
    mask[list(positions)] = not outside
    return mask


def _described(statements, elastic, chosen):
    members = statements.take(sorted(chosen))
    ranges = pd.DataFrame(
        [implied(members, position) for position in range(len(members))],
        columns=["implied_lower", "implied_upper"],
        index=members.ids,
    )
    table = members.table[["form", "period_start", "period_end", "source_id", "lower", "upper"]].join(ranges)
    repair = np.maximum(table["implied_lower"] - table["upper"], table["lower"] - table["implied_upper"])
    sources = tuple(dict.fromkeys(filter(None, table["source_id"].astype(str))))
    gap = elastic.gap(_mask(elastic.count, chosen, False))
    return Contradiction(tuple(members.ids), sources, gap, table.assign(repair=repair))
