"""From user tables to statements: what is read, what is refused, and the rows that result."""

import numpy as np
import pandas as pd
import pytest

from fraudstats.errors import ReconcileError, ReconcileWarning
from fraudstats.reconciliation.statements.read import read_statements


def observations(**columns):
    table = {"period_start": ["2021-01-01", "2021-01-01"], "period_end": ["2021-11-30", "2021-12-31"]}
    return pd.DataFrame(table | {"lower": [370_000, 441_000], "upper": [380_000, np.inf]} | columns)


def changes(**columns):
    table = {"period_start": ["2022"], "period_end": ["2022"], "base_start": ["2021"], "base_end": ["2021"]}
    return pd.DataFrame(table | {"lower": [0.0515], "upper": [0.0525]} | columns)


def test_totals_and_changes_become_rows_of_the_polytope():
    statements = read_statements(observations(), changes())
    assert statements.ids.tolist() == [0, 1, "change-0"]
    assert statements.is_change.tolist() == [False, False, True]
    assert statements.window.sum(axis=1).tolist() == [11, 12, 12]
    assert statements.base.sum(axis=1).tolist() == [0, 0, 12]
    rows = statements.rows
    assert rows.owner.tolist() == [0, 1, 2, 2]
    counts = np.r_[np.full(12, 100.0), np.full(12, 105.2)]
    above, below = rows.matrix[2:] @ counts
    assert rows.lower[2] <= above and below <= rows.upper[3]
    assert not (rows.matrix[3] @ (counts + np.r_[np.zeros(12), np.ones(12)]) <= rows.upper[3])


def test_a_change_without_upper_end_makes_one_row():
    rows = read_statements(observations(), changes(upper=[np.inf])).rows
    assert rows.owner.tolist() == [0, 1, 2]


def test_the_arrays_cannot_be_changed():
    statements = read_statements(observations())
    for array in (statements.window, statements.lower, statements.rows.matrix):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_the_users_table_is_left_as_it_was():
    table = observations(lower=[-5, 441_000])
    before = table.copy()
    assert read_statements(table).lower.tolist() == [0, 441_000]
    pd.testing.assert_frame_equal(table, before)


def test_missing_details_are_blank_not_nan():
    statements = read_statements(observations(source_id=["mps", np.nan], kind=[None, "full_year"]), changes())
    assert statements.table["source_id"].tolist() == ["mps", "", ""]
    assert statements.table["kind"].tolist() == ["", "full_year", ""]


def test_ids_come_from_the_column_then_from_the_index():
    assert read_statements(observations(observation_id=["a", "b"])).ids.tolist() == ["a", "b"]
    assert read_statements(observations().set_axis(["x", "y"])).ids.tolist() == ["x", "y"]
    assert read_statements(observations(), changes(change_id=["up"])).ids.tolist() == [0, 1, "up"]
    assert read_statements(observations(), changes().set_axis(["up"])).ids.tolist() == [0, 1, "up"]


def test_an_id_used_twice_is_refused():
    with pytest.raises(ReconcileError, match=r"'a'.*unique"):
        read_statements(observations(observation_id=["a", "a"]))
    with pytest.raises(ReconcileError, match=r"'a'.*change_id.*unique"):
        read_statements(observations(observation_id=["a", "b"]), changes(change_id=["a"]))


def test_bulletins_without_a_window_are_kept_aside():
    statements = read_statements(observations(period_end=["2021-11-30", None], value=[1, 2]))
    assert statements.ids.tolist() == [0]
    assert statements.without_window.index.tolist() == [1]
    assert statements.without_window["value"].tolist() == [2]


def test_all_problems_are_reported_at_once():
    table = observations(period_start=["soon", "2022"], lower=[5, "many"], upper=[-1, np.nan])
    with pytest.raises(ReconcileError) as error:
        read_statements(table)
    for found in (
        "0: period_start: 'soon' is no date",
        "1: period_start 2022-01-01 is after period_end 2021-12-31",
        "1: lower many and upper nan must be numbers",
        "0: lower 5 is not a bound below upper -1",
        "0: the upper bound -1 is negative",
    ):
        assert found in str(error.value)


def test_problems_of_changes_are_named_too():
    table = changes(base_end=[None], upper=[-1.5], lower=[-2], revision_budget=[1.5])
    with pytest.raises(ReconcileError) as error:
        read_statements(observations(), table)
    for found in ("all four dates", "at most -1.5 would make a total negative", "budget 1.5"):
        assert found in str(error.value)


def test_missing_columns_are_named_with_those_that_are_needed():
    with pytest.raises(ReconcileError, match="observations lacks the columns upper; it has period_start.*ds.select"):
        read_statements(observations().drop(columns="upper"))
    with pytest.raises(ReconcileError, match="changes lacks the columns base_start, base_end"):
        read_statements(observations(), changes().drop(columns=["base_start", "base_end"]))


@pytest.mark.parametrize("empty", [[], {}, None, observations().iloc[:0], observations(period_start=None)])
def test_an_empty_selection_is_a_clear_error(empty):
    with pytest.raises(ReconcileError, match=r"nothing to reconcile: . observations and 0 changes"):
        read_statements(empty)


def test_mixed_definitions_are_refused():
    with pytest.raises(ReconcileError, match=r"mix 2 values of indicator .solved, filed.: select one"):
        read_statements(observations(indicator=["solved", "filed"]))
    assert len(read_statements(observations(counterpart_area=["MM", None]))) == 2


def test_a_revision_budget_widens_the_ratio_on_both_sides():
    wide = read_statements(observations(), changes(lower=[0.1], upper=[0.2]), revision_budget=0.05)
    assert wide.lower[2] == pytest.approx(1.1 * 0.95 - 1)
    assert wide.upper[2] == pytest.approx(1.2 * 1.05 - 1)
    own = read_statements(observations(), changes(lower=[0.1], upper=[0.2], revision_budget=[0.5]))
    assert own.lower[2] == pytest.approx(1.1 * 0.5 - 1)


def test_an_unknown_statement_is_answered_with_the_nearest_ids():
    statements = read_statements(observations(observation_id=["mps-2021-11", "mps-2021"]))
    assert statements.position("mps-2021") == 1
    with pytest.raises(ReconcileError, match=r"no dated statement 'mps-2021-1'.*mps-2021-11"):
        statements.position("mps-2021-1")


def test_taking_some_statements_keeps_the_grid():
    statements = read_statements(observations(), changes())
    assert statements.without(1).ids.tolist() == [0, "change-0"]
    assert statements.take(~statements.is_change).ids.tolist() == [0, 1]
    assert statements.without(1).grid is statements.grid


@pytest.mark.parametrize(("lower", "upper", "scale"), [(0, 0, 1), (0, np.inf, 1), (3, np.inf, 3), (5, 9e9, 9e9)])
def test_the_scale_is_the_largest_finite_bound(lower, upper, scale):
    assert read_statements(observations(lower=lower, upper=upper)).scale == scale


@pytest.mark.parametrize(
    ("given", "seen"),
    [([1, 2], "a list of 2 was"), ((1, 2, 3), "a tuple of 3 was"), (3.0, "a float was"), ("a.csv", "a str was")],
)
def test_what_is_no_table_is_refused_with_what_is_needed_and_where_it_comes_from(given, seen):
    with pytest.raises(ReconcileError) as error:
        read_statements(given)
    assert str(error.value) == (
        f"observations must be a table, but {seen} given; give a data frame of one row per bulletin with the columns "
        "period_start, period_end, lower, upper, such as `observations, changes = ds.select(...).bulletins()`; fs.tidy "
        "makes one of a table as people hold it"
    )
    with pytest.raises(
        ReconcileError, match=f"changes must be a table, but {seen}.*one row per stated change.*base_start"
    ):
        read_statements(observations(), given)


def test_a_series_is_no_table_and_columns_of_unequal_length_neither():
    with pytest.raises(ReconcileError, match="but a Series was given"):
        read_statements(observations()["lower"])
    with pytest.raises(ReconcileError, match=r"cannot be taken as a table \(All arrays must be of the same length\)"):
        read_statements({"lower": [1], "upper": [1, 2]})


def test_both_tables_in_one_ask_for_the_star():
    with pytest.raises(ReconcileError, match=r"tuple of 2 tables; put a star before it: reconcile\(\*ds"):
        read_statements((observations(), changes()))


def test_rows_by_name_and_columns_by_name_are_tables():
    expected = read_statements(observations()).table
    for given in (observations().to_dict("records"), observations().to_dict("list")):
        pd.testing.assert_frame_equal(read_statements(given).table, expected)


def test_values_alone_are_full_counts_unless_their_qualifier_says_otherwise():
    table = observations(value=[9_419, 370_000]).drop(columns=["lower", "upper"])
    counts = read_statements(table)
    assert counts.lower.tolist() == counts.upper.tolist() == [9_419, 370_000]
    said = read_statements(table.assign(qualifier=["", "more_than"], precision=[None, 10_000]))
    assert (said.lower.tolist(), said.upper.tolist()) == ([9_419, 370_000], [9_419, 380_000])


def test_round_values_alone_are_taken_as_full_counts_with_a_warning():
    table = observations(value=[370_000, 441_000]).drop(columns=["lower", "upper"])
    with pytest.warns(
        ReconcileWarning, match="all are multiples of 1,000; if they are rounded, give the columns quali"
    ):
        read_statements(table)
    exact = read_statements(table.assign(qualifier="exact"), convention="printed")
    assert exact.lower.tolist() == exact.upper.tolist() == [370_000, 441_000]
    both = read_statements(table.assign(lower=table["value"], upper=table["value"]))
    assert both.lower.tolist() == both.upper.tolist() == [370_000, 441_000]


def test_values_that_are_printed_text_are_refused_with_what_reads_them():
    table = observations(value=["37万余", "441,000"]).drop(columns=["lower", "upper"])
    with pytest.raises(ReconcileError, match="value of 0 is '37万余', no number; fs.tidy reads"):
        read_statements(table)


def test_time_under_other_names_is_refused_with_what_reads_it():
    table = observations().drop(columns=["period_start", "period_end"]).assign(Year=[2020, 2021], Quarter=[1, 2])
    with pytest.raises(ReconcileError, match=r"has time in 'Year', 'Quarter'; .*fs.reconcile\(fs.tidy\(table\)\)"):
        read_statements(table)
    indexed = table.drop(columns=["Year", "Quarter"]).set_index(pd.PeriodIndex(["2020", "2021"], freq="Y"))
    with pytest.raises(ReconcileError, match="has time in its index; fs.reconcile"):
        read_statements(indexed)


def test_a_second_time_beside_the_windows_is_refused():
    with pytest.raises(ReconcileError, match=r"and time in 'StartOfMonth' as well; drop what is not meant"):
        read_statements(observations(StartOfMonth=["2021-01-01", "2021-02-01"]))


def test_two_columns_of_one_name_are_refused():
    table = observations(Region=["North", "South"])
    with pytest.raises(ReconcileError, match="two columns of observations are called 'lower'; rename one"):
        read_statements(table.rename(columns={"Region": "lower"}))


def test_columns_that_are_not_used_are_named():
    with pytest.warns(ReconcileWarning, match="observations: columns not used: 'Region', 'losses'"):
        read_statements(observations(Region=["North", "South"], losses=[3.0, 4.0]))


def test_all_dates_of_a_table_are_read_by_the_one_calendar_and_all_problems_listed():
    table = observations(period_start=["2021", 2021], period_end=["30/11/2021", "20211231"])
    with pytest.raises(ReconcileError) as error:
        read_statements(table)
    for found in (
        "the tables hold 3 problem(s)",
        "1: period_start: 2021 is a bare number; write '2021'",
        "0: period_end: '30/11/2021' is no date",
        "1: period_end: '20211231' needs hyphens",
    ):
        assert found in str(error.value)


@pytest.mark.parametrize("missing", [None, pd.NaT, float("nan"), "", " ", "unknown"])
def test_a_date_that_is_missing_or_unknown_keeps_a_bulletin_aside(missing):
    statements = read_statements(observations(period_start=["2021", missing]))
    assert statements.ids.tolist() == [0] and statements.without_window.index.tolist() == [1]


def test_what_the_tables_are_about_is_kept():
    table = observations(indicator="solved", ref_area="CN", counterpart_area=["MM", "LA"])
    table = table.drop(columns="counterpart_area")
    table.attrs = {"release": "2026.1.0", "ref_area": "China"}
    assert read_statements(table).table.attrs == {"indicator": "solved", "ref_area": "China", "release": "2026.1.0"}


def test_statements_are_shown_in_a_line():
    assert repr(read_statements(observations(), changes())).startswith("<2 totals and 1 stated changes on <24 periods")
