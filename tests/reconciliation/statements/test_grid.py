"""Periods, spans and shares of days."""

import numpy as np
import pandas as pd
import pytest

from fraudstats.errors import DateError, ReconcileError
from fraudstats.reconciliation.statements.grid import Grid


def test_the_grid_is_rounded_out_to_years_and_remembers_the_span():
    grid = Grid.covering("2019-06-13", "2020-10-31")
    assert (str(grid.periods[0]), str(grid.periods[-1])) == ("2019-01", "2020-12")
    assert (str(grid.reported[0]), str(grid.reported[-1]), len(grid.reported)) == ("2019-06", "2020-10", 17)


def test_start_and_end_widen_or_narrow_the_span_but_never_the_grid():
    wider = Grid.covering("2020-03-01", "2020-04-30", start="2018", end="2021-06")
    assert (str(wider.reported[0]), str(wider.reported[-1])) == ("2018-01", "2021-06")
    narrower = Grid.covering("2015-01-01", "2025-12-31", start="2020", end="2020")
    assert len(narrower.reported) == 12 and len(narrower) == 11 * 12


@pytest.mark.parametrize("freq", ["D", "W", "M", "Q", "Y"])
def test_the_shares_of_a_window_add_up_to_its_days(freq):
    grid = Grid.covering("2019-01-01", "2021-12-31", freq)
    share = grid.weights("2019-06-13", "2020-10-31")
    assert share.min() >= 0 and share.max() <= 1
    days = share @ np.diff(grid.edges)
    assert days == pytest.approx((pd.Timestamp("2020-10-31") - pd.Timestamp("2019-06-13")).days + 1)


def test_part_months_count_by_the_share_of_their_days():
    share = Grid.covering("2019-01-01", "2019-12-31").weights("2019-06-13", "2019-10-31")
    assert share.tolist() == [0] * 5 + [18 / 30] + [1] * 4 + [0] * 2


def test_days_beyond_the_grid_are_ignored_and_known_to_be_beyond():
    grid = Grid.covering("2020-01-01", "2020-12-31")
    assert grid.weights("2019-07-01", "2020-01-31").sum() == 1
    starts, ends = pd.to_datetime(["2019-12-31", "2020-01-01"]), pd.to_datetime(["2020-01-31", "2020-12-31"])
    assert grid.holds(starts, ends).tolist() == [False, True]


def test_windows_of_another_frequency_sum_the_periods():
    grid = Grid.covering("2019-05-01", "2020-06-30")
    years, weights = grid.windows("Y")
    assert [str(year) for year in years] == ["2019", "2020"]
    np.testing.assert_array_equal(weights.sum(axis=1), [12, 12])
    quarters, weights = grid.windows("Q")
    assert str(quarters[0]) == "2019Q2" and weights.sum() == 3 * len(quarters)


def test_grids_of_days_and_weeks_are_rounded_out_to_months():
    grid = Grid.covering("2021-03-12", "2021-04-02", "D")
    assert (str(grid.periods[0]), str(grid.periods[-1])) == ("2021-03-01", "2021-04-30")
    grid.check_holds(pd.period_range("2021-03", "2021-04", freq="M"))
    with pytest.raises(ReconcileError, match="2021 reaches beyond the days known to the grid"):
        grid.check_holds(pd.period_range("2021", "2021", freq="Y"))


def test_a_reversed_span_an_unknown_frequency_and_a_huge_grid_are_refused():
    with pytest.raises(DateError, match="from 2021-01-01 to 2020-12-31 ends before it starts"):
        Grid.covering("2020-01-01", "2020-12-31", start="2021")
    with pytest.raises(ReconcileError, match="'H' is not known; choose one of D, W, M, Q, Y"):
        Grid.covering("2020-01-01", "2020-12-31", "H")
    with pytest.raises(ReconcileError, match=r"44,\d+ periods.*coarser"):
        Grid.covering("1900-01-01", "2020-12-31", "D")


def test_the_dates_of_a_span_are_read_by_the_one_calendar():
    for start in (2021, 2021.0, "June 2021", "2021-13"):
        with pytest.raises(DateError, match=f"start: {start!r}"):
            Grid.covering("2020-01-01", "2020-12-31", start=start)
    with pytest.raises(DateError, match="a first and a last day"):
        Grid.covering(None, "2020-12-31")
    assert str(Grid.covering("2020-01", "2020-12", end=pd.Period("2021Q2")).reported[-1]) == "2021-06"


def test_many_windows_are_weighed_at_once_as_one_by_one():
    grid = Grid.covering("2019-01-01", "2020-12-31")
    starts, ends = pd.to_datetime(["2018-12-01", "2019-06-13", "2020-02-29"]), pd.to_datetime(["2019-01-15"] * 3)
    ends = ends.where([True, False, False], pd.Timestamp("2020-03-01"))
    one_by_one = [grid.weights(start, end) for start, end in zip(starts, ends, strict=True)]
    np.testing.assert_array_equal(grid.weights(starts, ends), one_by_one)


def test_a_grid_is_shown_in_a_line():
    assert repr(Grid.covering("2021-03", "2021-11")) == (
        "<12 periods of frequency M, 2021-01 to 2021-12; reported from 2021-03 to 2021-11>"
    )
