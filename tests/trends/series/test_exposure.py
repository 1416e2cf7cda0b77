import numpy as np
import pandas as pd
import pytest

from fraudstats.errors import TrendError
from fraudstats.trends import as_time_series
from fraudstats.trends.series.exposure import beside, read_columns, read_exposure

FRAME = pd.DataFrame({"year": [2022, 2020, 2021], "cases": [3, 1, 2]})


def test_what_comes_beside_the_rows_is_sorted_with_them():
    series = as_time_series(FRAME)
    assert read_exposure(series, [30, 10, 20]).tolist() == [10, 20, 30]
    assert beside(series, np.array([[3, 6], [1, 2], [2, 4]]), "exog").tolist() == [[1, 2], [2, 4], [3, 6]]


def test_a_series_that_was_read_already_keeps_its_own_order():
    again = as_time_series(as_time_series(FRAME))
    assert read_exposure(again, [10, 20, 30]).tolist() == [10, 20, 30]


def test_days_of_the_windows_are_the_default():
    months = pd.Series([1, 2], pd.period_range("2021-01", periods=2, freq="M"))
    assert read_exposure(as_time_series(months)).tolist() == [31, 28]
    assert read_exposure(as_time_series([1, 2])).tolist() == [1, 1]
    assert read_exposure(as_time_series(months), 7).tolist() == [7, 7]


def test_rows_that_do_not_fit_are_refused():
    with pytest.raises(TrendError, match="above zero, got 0"):
        read_exposure(as_time_series([1, 2]), [0, 1])
    with pytest.raises(TrendError, match="one row for each"):
        read_columns([1, 2, 3], 2, "exog")
    with pytest.raises(TrendError, match="not a number"):
        read_columns(["a", "b"], 2, "exog")
