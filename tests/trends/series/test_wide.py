import numpy as np
import pandas as pd
import pytest

from fraudstats.draws import Draws
from fraudstats.errors import TrendError
from fraudstats.trends import mann_kendall
from fraudstats.trends.series.wide import is_wide, read_wide

YEARS = pd.period_range("2019", periods=3, freq="Y")


def test_a_wide_table_is_read_in_the_order_of_time():
    months = pd.period_range("2021-01", periods=3, freq="M")
    table = read_wide(pd.DataFrame(np.arange(6).reshape(3, 2), index=months[::-1]))
    assert list(table.series.value) == [4.5, 2.5, 0.5] and table.matrix[0].tolist() == [4, 5]
    assert len(table.names) == 2 and list(table.series.days) == [31, 28, 31]


def test_draws_are_a_wide_table():
    assert read_wide(Draws([[1, 3], [2, 4]])).matrix.tolist() == [[1, 3], [2, 4]]


@pytest.mark.parametrize(
    "data, wide",
    [
        (np.ones((3, 2)), True),
        (np.ones(3), False),
        (pd.DataFrame({"A": [1, 2, 3], "B": [3, 2, 1]}, index=YEARS), True),
        (pd.DataFrame({"A": [1, 2, 3], "B": [3, 2, 1]}, index=[2019, 2020, 2021]), True),
        (pd.DataFrame({"A": [1, 2, 3], "B": [3, 2, 1]}), False),
        (pd.DataFrame({"year": [2019, 2020, 2021], "cases": [3, 2, 1]}), False),
        (pd.DataFrame({"Jahr": [2019, 2020, 2021], "cases": [3, 2, 1]}, index=YEARS), False),
        (pd.DataFrame({"cases": [3, 2, 1]}, index=YEARS), False),
        (pd.DataFrame({"lower": [1, 2, 3], "upper": [3, 2, 4]}, index=YEARS), False),
    ],
)
def test_a_table_is_wide_only_if_its_index_states_time_and_no_column_does(data, wide):
    assert is_wide(data) is wide


def test_a_table_without_times_may_be_given_them():
    assert is_wide(pd.DataFrame({"A": [1, 2, 3], "B": [3, 2, 1]}), [1, 2, 3])


def test_an_unclear_table_is_refused_by_the_rank_tests():
    with pytest.raises(TrendError, match="Which one"):
        mann_kendall(pd.DataFrame({"A": [1, 2, 3], "B": [3, 2, 1]}))


def test_an_empty_table_is_refused():
    with pytest.raises(TrendError, match="holds no values"):
        read_wide(np.ones((3, 0)))
