from dataclasses import FrozenInstanceError, dataclass

import numpy as np
import pandas as pd
import pytest

from fraudstats.errors import TrendError
from fraudstats.trends import TrendResult, as_time_series, joinpoint
from fraudstats.trends.result import check_alpha, interval_frame


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Mean(TrendResult):
    """The simplest result: a mean with a fixed interval."""

    method = "Mean"

    def conf_int(self, alpha=0.05):
        check_alpha(alpha)
        return interval_frame(self.params.index, self.params - 1, self.params + 1)

    @property
    def fittedvalues(self):
        return np.full(len(self.series), self.params["mean"])


def mean(values, **kwargs):
    series = as_time_series(values)
    return Mean(series=series, params=pd.Series({"mean": np.nanmean(series.value)}), **kwargs)


class TestSummary:
    def test_it_states_method_n_missing_and_release(self):
        frame = pd.DataFrame({"year": range(2001, 2016), "value": [np.nan, *range(14)]})
        frame.attrs = {"release": "2026.11.0", "name": "cases"}
        text = mean(frame).summary()
        assert text.startswith("Mean\ncases: n = 14, 2001 to 2015, 1 missing; data release 2026.11.0")
        assert "Power" not in text

    def test_an_unknown_release_is_said_to_be_so(self):
        assert "data release not stated" in mean(range(20)).summary()

    def test_notes_and_the_power_of_a_short_series_come_last(self):
        lines = mean([3, 4, 6, 5], notes=("counts are provisional",)).summary().splitlines()
        assert lines[-2] == "Note: counts are provisional" and lines[-1].startswith("Power: the smallest trend")

    def test_notes_of_the_series_come_before_those_of_the_model(self):
        frame = pd.DataFrame({"year": [2003, 2001, 2002], "cases": [3, 1, 2], "page": [9, 9, 9]})
        result = mean(frame[["year", "cases"]], notes=("counts are provisional",))
        assert result.notes == ("the rows were sorted by time", "counts are provisional")

    def test_a_result_cannot_be_changed(self):
        result = mean([1, 2, 3])
        with pytest.raises(FrozenInstanceError):
            result.params = None

    def test_printing_shows_the_summary(self):
        result = mean(range(20))
        assert repr(result) == result.summary()


class TestTablesAndPictures:
    def test_the_frame_has_estimates_between_their_ends(self):
        assert mean([1, 2, 3]).to_frame().loc["mean"].to_dict() == {"estimate": 2, "lower": 1, "upper": 3}

    def test_the_level_of_the_frame_is_that_of_the_intervals(self):
        result = joinpoint([1, 2, 4, 8, 17, 30], range(6), max_joinpoints=0)
        frame = result.to_frame(alpha=0.2).loc["apc_1"]
        assert frame[["lower", "upper"]].tolist() == result.conf_int(0.2).loc["apc_1"].tolist()

    def test_what_is_pooled_by_default_comes_from_the_95_percent_interval(self):
        table = mean([1, 2, 3]).poolable()
        assert table.loc["mean"].tolist() == pytest.approx([2, 1 / 1.959964])

    def test_a_result_without_tests_has_no_p_values(self):
        assert mean([1, 2, 3]).p_values.isna().tolist() == [True] and mean([1, np.nan, 3]).nobs == 2

    def test_the_picture_holds_values_ranges_and_fit(self):
        frame = pd.DataFrame({"time": [1, 2, 3], "lower": [1, 2, 3], "upper": [2, 2, np.inf]})
        axes = mean(frame).plot()
        observed, fitted = axes.lines
        assert observed.get_ydata()[:2].tolist() == [1.5, 2] and fitted.get_ydata().tolist() == [1.75] * 3
        (bar,) = axes.collections[0].get_segments()  # 2 to 2 is a number, 3 and more an arrow
        assert bar[:, 1].tolist() == [1, 2] and len(axes.texts) == 1

    def test_it_draws_on_axes_that_are_given(self):
        import matplotlib.pyplot as plt

        axes = plt.subplots()[1]
        assert mean([1, 2, 3]).plot(axes) is axes


@pytest.mark.parametrize("alpha", [0, 1, -0.1, "5%", None])
def test_levels_lie_between_zero_and_one(alpha):
    with pytest.raises(TrendError, match="between 0 and 1"):
        check_alpha(alpha)
