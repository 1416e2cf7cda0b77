"""Minimal contradictory sets against brute force over all subsets, and their gaps against negative cycles."""

from itertools import combinations, permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from fraudstats.reconciliation.bounds.elastic import Elastic
from fraudstats.reconciliation.conflicts.contradictions import find_contradictions
from fraudstats.reconciliation.conflicts.repair import repair_table, repaired
from fraudstats.reconciliation.statements.read import read_statements

MONTHS = 5
WINDOWS = ["period_start", "period_end"]


def month(number):
    return str(pd.Period("2021-01", "M") + int(number))


def read(totals, changes=(), **columns):
    observations = pd.DataFrame(
        [(month(a), month(b), lower, upper) for a, b, lower, upper in totals],
        columns=[*WINDOWS, "lower", "upper"],
    )
    stated = pd.DataFrame(
        [(month(a), month(b), month(c), month(d), lower, upper) for a, b, c, d, lower, upper in changes],
        columns=[*WINDOWS, "base_start", "base_end", "lower", "upper"],
    )
    return read_statements(observations.assign(**columns), stated)


def feasible(statements, chosen):
    """Whether the chosen statements can all hold: one cold linear programme, apart from the package's own."""
    rows = statements.take(sorted(chosen)).rows
    inequalities = np.vstack([rows.matrix, -rows.matrix])
    limits = np.concatenate([rows.upper, -rows.lower])
    finite = np.isfinite(limits)
    found = linprog(
        np.zeros(rows.matrix.shape[1]),
        A_ub=inequalities[finite],
        b_ub=limits[finite],
        options={"presolve": False},
    )
    return found.status == 0


def minimal_sets_by_brute_force(statements):
    found = []
    for size in range(1, len(statements) + 1):
        for chosen in map(frozenset, combinations(range(len(statements)), size)):
            if not any(known <= chosen for known in found) and not feasible(statements, chosen):
                found.append(chosen)
    return set(found)


windows = st.tuples(st.integers(0, MONTHS - 1), st.integers(0, MONTHS - 1)).map(sorted)
bounds = st.tuples(st.integers(0, 30), st.sampled_from([0, 2, 9, np.inf])).map(lambda b: (b[0], b[0] + b[1]))
totals = st.lists(st.tuples(windows, bounds).map(lambda t: (*t[0], *t[1])), min_size=2, max_size=6)
changes = st.lists(
    st.tuples(windows, windows, st.sampled_from([(-0.5, -0.4), (0.1, 0.2), (1.0, np.inf)])).map(
        lambda t: (*t[0], *t[1], *t[2])
    ),
    max_size=2,
)


@settings(max_examples=25, deadline=None)
@given(totals, changes)
def test_all_minimal_sets_are_found_and_nothing_else(totals, changes):
    statements = read(totals, changes)
    found = find_contradictions(statements)
    assert found.complete
    positions = {frozenset(map(statements.position, one.statements)) for one in found}
    assert positions == minimal_sets_by_brute_force(statements)


@settings(max_examples=20, deadline=None)
@given(totals, changes)
def test_a_repair_makes_everything_consistent_and_moves_nothing_without_need(totals, changes):
    statements = read(totals, changes)
    mended = repaired(statements)
    assert feasible(mended, range(len(mended)))
    assert (mended.lower <= statements.lower).all() and (mended.upper >= statements.upper).all()
    assert repair_table(statements).empty == feasible(statements, range(len(statements)))


def negative_cycle(totals):
    """The length of the most negative simple cycle of the difference constraints, by trying all cycles."""
    arc = np.full((MONTHS + 1, MONTHS + 1), np.inf)
    arc[np.tril_indices(MONTHS + 1)] = 0
    for first, last, lower, upper in totals:
        arc[first, last + 1] = min(arc[first, last + 1], upper)
        arc[last + 1, first] = min(arc[last + 1, first], -lower)
    lengths = [
        sum(arc[a, b] for a, b in zip(nodes, (*nodes[1:], nodes[0]), strict=True))
        for size in range(2, MONTHS + 2)
        for nodes in permutations(range(MONTHS + 1), size)
    ]
    return min(lengths)


@settings(max_examples=15, deadline=None)
@given(totals)
def test_the_gap_of_a_minimal_set_is_the_length_of_its_negative_cycle(totals):
    statements = read(totals)
    for one in find_contradictions(statements):
        members = [totals[statements.position(name)] for name in one.statements]
        assert one.gap == pytest.approx(-negative_cycle(members), abs=1e-6)


def test_every_member_is_told_how_far_it_would_have_to_give_way_alone():
    """January to November and December add up to 430 to 450, the year is printed as 400 to 410."""
    statements = read_statements(
        pd.DataFrame(
            {
                "period_start": ["2021-01", "2021-12", "2021"],
                "period_end": ["2021-11", "2021-12", "2021"],
                "lower": [370, 60, 400],
                "upper": [380, 70, 410],
                "source_id": ["mps", "mps", "xinhua"],
            },
            index=["nov", "dec", "year"],
        )
    )
    (found,) = find_contradictions(statements)
    assert found.statements == ("nov", "dec", "year") and found.sources == ("mps", "xinhua")
    assert found.gap == 20
    assert found.repair.to_dict() == {"nov": 20, "dec": 20, "year": 20}
    assert set(found) == {"nov", "dec", "year"} and "dec" in found and len(found) == 3
    assert found.table.loc["nov", ["implied_lower", "implied_upper"]].tolist() == [330, 350]
    assert "nov (mps); dec (mps); year (xinhua): they miss each other by 20" in str(found)


def test_a_change_tells_its_repair_as_a_fraction():
    statements = read([(0, 0, 100, 100), (1, 1, 130, 130)], [(1, 1, 0, 0, 0.1, 0.2)])
    (found,) = find_contradictions(statements)
    assert found.table.loc["change-0", "repair"] == pytest.approx(0.1)
    assert found.gap == pytest.approx(130 / 1.2 - 100)


def test_a_revision_budget_resolves_what_a_revised_base_caused():
    """130 is 20% above a base first printed as 108.3 and since revised to 100."""
    table = pd.DataFrame({"period_start": ["2020", "2021"], "period_end": ["2020", "2021"]})
    table = table.assign(lower=[100, 130], upper=[100, 130])
    change = pd.DataFrame({"period_start": ["2021"], "period_end": ["2021"], "base_start": ["2020"]})
    change = change.assign(base_end="2020", lower=0.195, upper=0.205)
    assert len(find_contradictions(read_statements(table, change))) == 1
    assert len(find_contradictions(read_statements(table, change, revision_budget=0.07))) == 1
    assert len(find_contradictions(read_statements(table, change, revision_budget=0.08))) == 0


def test_when_everything_contradicts_everything_the_search_stops_and_says_so():
    statements = read([(0, 4, 10 * k, 10 * k + 1) for k in range(40)])
    found = find_contradictions(statements, max_sets=30)
    assert len(found) == 30 and not found.complete
    assert all(len(one) == 2 for one in found)
    assert "30 minimal sets of statements that cannot all hold, and perhaps more" in str(found)
    assert "and 20 more; `to_frame()`" in str(found) and len(found.to_frame()) == 60


def test_contradictions_are_a_sequence_that_prints_and_tabulates():
    none = find_contradictions(read([(0, 1, 5, 6)]))
    assert not none and str(none) == "no contradictions" and none.to_frame().empty
    two = find_contradictions(read([(0, 0, 5, 6), (0, 0, 8, 9), (1, 1, 5, 6), (1, 1, 8, 9)]))
    assert [one.statements for one in two] == [(0, 1), (2, 3)]
    assert repr(two) == "<2 minimal sets of statements that cannot all hold>"
    assert repr(two[0]) == "<Contradiction of 2 statements that miss each other by 2>"
    table = two.to_frame()
    assert table["contradiction"].tolist() == [1, 1, 2, 2] and table["gap"].tolist() == [2, 2, 2, 2]


def test_a_statement_in_every_set_is_pointed_out():
    found = find_contradictions(read([(0, 0, 5, 6), (0, 0, 5, 7), (0, 1, 5, 6), (0, 0, 8, 9)]))
    assert found.occurrences().to_dict() == {3: 3, 0: 1, 1: 1, 2: 1}
    assert "In every set: 3" in str(found)


def test_the_least_repair_moves_one_statement_rather_than_two():
    moved = repair_table(read([(0, 1, 30, 31), (0, 1, 20, 21), (0, 0, 5, 6)]))
    assert len(moved) == 1


def test_counts_that_miss_each_other_by_one_in_a_billion_are_a_contradiction():
    big = 10**9
    parts = [(0, 0, big, big), (1, 1, 5, 5)]
    assert not find_contradictions(read([*parts, (0, 1, big + 5, big + 5)]))
    (found,) = find_contradictions(read([*parts, (0, 1, big + 6, big + 6)]))
    assert found.gap == pytest.approx(1)


def test_one_elastic_programme_serves_every_selection():
    elastic = Elastic(read([(0, 0, 5, 6), (0, 0, 8, 9), (0, 0, 20, 21)]))
    assert elastic.gap() == pytest.approx(14)
    assert elastic.gap(np.array([True, True, False])) == pytest.approx(2)
    assert elastic.gap(np.array([True, False, False])) == 0
    assert elastic.conflict(np.array([True, False, True])).tolist() == [0, 2]
