"""Two engines against each other and a third, independent formulation: the sharp bounds of random worlds."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from fraudstats.errors import Infeasible
from fraudstats.reconciliation.bounds.linear_programs import LinearPrograms, ratio_range
from fraudstats.reconciliation.bounds.sharp_bounds import SharpBounds
from fraudstats.reconciliation.bounds.shortest_paths import ShortestPaths
from fraudstats.reconciliation.statements.read import read_statements

MONTHS = 18
#: With presolve, the verdicts on statements that only just meet are not to be trusted.
SOLVER = {"presolve": False}


def month(number):
    return str(pd.Period("2019-01", "M") + int(number))


@st.composite
def worlds(draw, with_changes):
    """True counts, and totals and changes that hold for them, their windows as numbered months."""
    magnitude = draw(st.sampled_from([3, 1_000, 10**9]))
    counts = np.array(draw(st.lists(st.integers(0, magnitude), min_size=MONTHS, max_size=MONTHS)), float)
    windows = st.tuples(st.integers(0, MONTHS - 1), st.integers(0, MONTHS - 1)).map(sorted)
    totals, changes = [], []
    for first, last in draw(st.lists(windows, min_size=1, max_size=8)):
        total = counts[first : last + 1].sum()
        unit = draw(st.sampled_from([0, 1, 7, max(1, magnitude // 10)]))
        lower = total - draw(st.integers(0, unit))
        totals.append((first, last, max(lower, 0), draw(st.sampled_from([lower + unit, np.inf]))))
    for window, base in draw(st.lists(st.tuples(windows, windows), max_size=3 if with_changes else 0)):
        above, below = counts[window[0] : window[1] + 1].sum(), counts[base[0] : base[1] + 1].sum()
        if below > 0:
            change, slack = above / below - 1, draw(st.sampled_from([0.0005, 0.05]))
            changes.append((*window, *base, change - slack, change + slack))
    return counts, totals, changes


def tables(totals, changes):
    names = ["period_start", "period_end", "lower", "upper"]
    observations = pd.DataFrame([(month(a), month(b), lo, up) for a, b, lo, up in totals], columns=names)
    rows = [(month(a), month(b), month(c), month(d), lo, up) for a, b, c, d, lo, up in changes]
    return observations, pd.DataFrame(rows, columns=[*names[:2], "base_start", "base_end", *names[2:]])


def independent_bound(totals, changes, window, sign):
    """The same bound from a linear program written out month by month, without any of the package."""

    def indicator(first, last):
        return ((np.arange(MONTHS) >= first) & (np.arange(MONTHS) <= last)).astype(float)

    scale = max(max((up if np.isfinite(up) else lo) for _, _, lo, up in totals), 1.0) / 1000
    rows, limits = [], []
    for first, last, lower, upper in totals:
        rows.append(-indicator(first, last))
        limits.append(-lower / scale)
        if np.isfinite(upper):
            rows.append(indicator(first, last))
            limits.append(upper / scale)
    for a, b, c, d, lower, upper in changes:
        above, below = indicator(a, b), indicator(c, d)
        rows += [(1 + max(lower, -1)) * below - above, above - (1 + upper) * below]
        limits += [0.0, 0.0]
    cost = sign * indicator(*window)
    found = linprog(cost, A_ub=np.array(rows), b_ub=limits, bounds=(0, None), options=SOLVER)
    return sign * (-np.inf if found.status == 3 else found.fun * scale)


def all_windows(statements):
    first, last = (index.ravel() for index in np.triu_indices(MONTHS))
    period = np.arange(len(statements.grid))
    return first, last, ((period >= first[:, None]) & (period <= last[:, None])).astype(float)


@settings(max_examples=30, deadline=None)
@given(worlds(with_changes=False), st.integers(0, 5))
def test_shortest_paths_and_linear_programs_agree(world, offset):
    counts, totals, _ = world
    statements = read_statements(tables(totals, [])[0], start="2019-01", end="2020-06")
    first, last, weights = (one[offset::6] for one in all_windows(statements))
    by_paths = ShortestPaths(statements).bounds(first, last + 1)
    by_programs = LinearPrograms(statements).bounds(weights)
    truth = weights[:, :MONTHS] @ counts
    for one, other in zip(by_paths, by_programs, strict=True):
        np.testing.assert_allclose(one, other, rtol=0, atol=1e-6 * statements.scale)
    assert (by_paths[0] <= truth).all() and (truth <= by_paths[1]).all()


@settings(max_examples=25, deadline=None)
@given(worlds(with_changes=True), st.data())
def test_bounds_with_stated_changes_match_an_independent_program(world, data):
    counts, totals, changes = world
    statements = read_statements(*tables(totals, changes), start="2019-01", end="2020-06")
    first, last, weights = all_windows(statements)
    chosen = data.draw(st.lists(st.integers(0, len(first) - 1), min_size=3, max_size=3))
    lower, upper = LinearPrograms(statements).bounds(weights[chosen])
    truth = weights[chosen, :MONTHS] @ counts
    tolerance = 1e-6 * statements.scale
    assert (lower <= truth + tolerance).all() and (truth <= upper + tolerance).all()
    for found, sign in ((lower, 1), (upper, -1)):
        expected = [independent_bound(totals, changes, (first[i], last[i]), sign) for i in chosen]
        np.testing.assert_allclose(found, expected, rtol=0, atol=tolerance)


@settings(max_examples=20, deadline=None)
@given(worlds(with_changes=False))
def test_whole_numbers_attain_the_shortest_paths(world):
    """The least cumulative counts are whole numbers that satisfy every statement at once."""
    statements = read_statements(tables(world[1], [])[0])
    paths = ShortestPaths(statements)
    least = -paths.distances[:, 0]
    counts = np.zeros(len(statements.grid))
    counts[paths.cells.starts] = np.diff(least)
    totals = statements.window @ counts
    assert (counts >= 0).all() and (counts == np.round(counts)).all()
    assert (statements.lower <= totals).all() and (totals <= statements.upper).all()
    lower, _ = paths.bounds(np.zeros(len(paths.cells), int), paths.cells.edges[1:])
    np.testing.assert_array_equal(lower, least[1:])


def test_part_months_go_to_the_programs_and_whole_months_to_the_paths():
    observations, _ = tables([(0, 11, 120, 120), (0, 5, 60, 60)], [])
    bounds = SharpBounds(read_statements(observations))
    starts, ends = pd.to_datetime(["2019-01-01", "2019-01-16"]), pd.to_datetime(["2019-06-30"] * 2)
    lower, upper = bounds.windows(starts, ends)
    assert lower.tolist() == [60, pytest.approx(60 * 16 / 31, abs=1e-6)]
    assert upper.tolist() == [60, 60]


def test_a_part_month_holds_its_share_of_the_month():
    table = {"period_start": ["2019-06-13"], "period_end": ["2019-06-30"], "lower": [18], "upper": [36]}
    lower, upper = SharpBounds(read_statements(pd.DataFrame(table))).windows(
        pd.to_datetime(["2019-06-01", "2019-06-01", "2019-06-28"]),
        pd.to_datetime(["2019-06-30", "2019-06-12", "2019-06-30"]),
    )
    np.testing.assert_allclose(lower, [30, 12, 3], atol=1e-6)
    np.testing.assert_allclose(upper, [60, 24, 6], atol=1e-6)


def test_days_beyond_the_grid_have_no_upper_bound():
    observations, changes = tables([(0, 11, 120, 130)], [(12, 17, 0, 5, 0.1, 0.2)])
    for extra in (None, changes):
        lower, upper = SharpBounds(read_statements(observations, extra)).windows(
            pd.DatetimeIndex(["2018-01-01", "2031-01-01"]), pd.DatetimeIndex(["2019-12-31", "2031-12-31"])
        )
        assert lower.tolist() == [120, 0] and np.isinf(upper).all()


def test_the_ratio_of_two_windows_is_bounded_sharply():
    """Half years within [40, 60] of a year of 100: their ratio reaches from 40/60 to 60/40."""
    observations, _ = tables([(0, 11, 100, 100), (0, 5, 40, 60)], [])
    statements = read_statements(observations)
    halves = statements.grid.weights("2019-07", "2019-12"), statements.grid.weights("2019-01", "2019-06")
    assert ratio_range(statements, *halves) == (pytest.approx(40 / 60), pytest.approx(60 / 40))
    assert ratio_range(statements, statements.grid.weights("2019-02", "2019-02"), halves[0])[0] == 0


def test_a_base_that_must_be_zero_says_nothing_of_the_ratio():
    observations, _ = tables([(0, 0, 0, 0), (1, 1, 5, 5)], [])
    statements = read_statements(observations)
    base, window = statements.window
    assert ratio_range(statements, window, base) == (0, np.inf)


def test_contradictory_statements_are_found_inconsistent_by_both_engines():
    observations, changes = tables([(0, 0, 5, 6), (0, 0, 8, 9)], [(1, 1, 0, 0, 0, 0.1)])
    assert not SharpBounds(read_statements(observations)).consistent
    assert not SharpBounds(read_statements(observations, changes)).consistent
    with pytest.raises(Infeasible):
        statements = read_statements(observations)
        LinearPrograms(statements).bounds(statements.window)


def test_leaving_a_statement_out_for_a_while_leaves_no_trace():
    statements = read_statements(tables([(0, 11, 100, 110), (0, 5, 40, 50)], [])[0])
    programs = LinearPrograms(statements)
    before = programs.bounds(statements.window)
    with programs.without(0):
        assert programs.bounds(statements.window)[1][0] == np.inf
    for one, other in zip(before, programs.bounds(statements.window), strict=True):
        np.testing.assert_array_equal(one, other)
