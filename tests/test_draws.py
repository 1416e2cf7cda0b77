"""Draws: a type of their own, never guessed from a table."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import fraudstats as fs
from fraudstats.draws import Draws
from fraudstats.errors import DrawsError

MONTHS = pd.period_range("2021-01", periods=14, freq="M")
TABLES = arrays(
    float, st.tuples(st.integers(1, 6), st.integers(2, 5)), elements=st.integers(-(10**6), 10**6).map(float)
)


def test_periods_draws_and_what_is_known_of_them():
    draws = fs.Draws([[1, 3, 2], [4, 4, 6]], index=["2021-01", "2021-02"], attrs={"ref_area": "CN"})
    assert len(draws) == 3
    assert list(draws.index) == ["2021-01", "2021-02"]
    assert draws.values.tolist() == [[1, 3, 2], [4, 4, 6]]
    assert draws.attrs == draws.to_frame().attrs == {"ref_area": "CN"}
    assert repr(draws) == "<3 draws of 2 periods, 2021-01 to 2021-02>"


def test_iterates_over_series():
    draws = Draws([[1, 3], [4, 5]], index=["a", "b"], attrs={"release": "1"})
    series = list(draws)
    assert [one.tolist() for one in series] == [[1, 4], [3, 5]]
    assert all(list(one.index) == ["a", "b"] and one.attrs == {"release": "1"} for one in series)


def test_cannot_be_changed():
    table = pd.DataFrame([[1.0, 2.0]])
    draws = Draws(table)
    table.iloc[0, 0] = 9
    draws.values[0, 0] = 9
    copied = draws.to_frame()
    copied.iloc[0, 0] = 9
    draws.attrs["x"] = 1
    first = next(iter(draws))
    first.iloc[0] = 9
    assert draws.values.tolist() == [[1, 2]]
    assert draws.attrs == {}
    with pytest.raises(AttributeError, match="cannot be changed"):
        draws.values = 0


@pytest.mark.parametrize(
    ("values", "index", "words"),
    [
        ([1, 2, 3], None, r"two draws or more; got the shape \(3, 1\)"),
        ([[1], [2]], None, r"got the shape \(2, 1\)"),
        (np.empty((0, 2)), None, r"got the shape \(0, 2\)"),
        ([[1, np.nan]], None, "a draw is missing or infinite"),
        ([[1, np.inf]], None, "a draw is missing or infinite"),
        ([["a", "b"]], None, "draws are numbers"),
        ([[1, 2]], ["x", "y"], "1 rows of draws and 2 times"),
    ],
)
def test_what_is_no_table_of_draws_is_refused(values, index, words):
    with pytest.raises(DrawsError, match=words):
        Draws(values, index)


@given(TABLES, st.floats(0, 1))
def test_quantiles_are_those_of_each_period(values, q):
    draws = Draws(values)
    one, table = draws.quantile(q), draws.quantile([0, 1])
    np.testing.assert_allclose(one, np.quantile(values, q, axis=1), atol=1e-9)
    assert table.shape == (len(values), 2)
    assert table[0].tolist() == values.min(axis=1).tolist()
    assert table[1].tolist() == values.max(axis=1).tolist()


def test_sums_to_quarters_and_years_leave_out_what_is_incomplete():
    draws = Draws(np.arange(28).reshape(14, 2), MONTHS, {"ref_area": "CN"})
    years, quarters = draws.sum_to("Y"), draws.sum_to("Q")
    assert [str(year) for year in years.index] == ["2021"]
    assert years.values.tolist() == [[132, 144]]
    assert [str(quarter) for quarter in quarters.index] == ["2021Q1", "2021Q2", "2021Q3", "2021Q4"]
    assert quarters.values.sum(axis=0).tolist() == [132, 144]
    assert years.attrs == {"ref_area": "CN"}


@pytest.mark.parametrize(
    ("draws", "words"),
    [
        (Draws([[1, 2]], ["2021"]), "needs draws whose index is a PeriodIndex, got Index"),
        (Draws([[1, 2]] * 3, MONTHS[:3]), "no period of frequency 'Y' is complete in draws from 2021-01 to 2021-03"),
    ],
)
def test_what_cannot_be_summed_is_refused(draws, words):
    with pytest.raises(DrawsError, match=words):
        draws.sum_to("Y")
