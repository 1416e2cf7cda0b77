import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fraudstats import Interval
from fraudstats.errors import TrendError
from fraudstats.trends import growth

BULLETINS = [Interval(370_000, 380_000), Interval(390_500, 391_500)]


def yearly(values, start=2019):
    return pd.Series(values, index=pd.period_range(f"{start}", periods=len(values), freq="Y"))


def spans(*rows):
    frame = pd.DataFrame(rows, columns=["period_start", "period_end", "lower", "upper"])
    return frame


class TestGrowth:
    def test_the_bulletins_of_2021_and_2022(self):
        # 370,000 to 391,000 is 5.68% as printed; "more than 370,000" allows 390.5/380 to 391.5/370.
        result = growth(BULLETINS, time=[2021, 2022])
        assert result.ranges().iloc[0].tolist() == pytest.approx([390.5 / 380 - 1, 391.5 / 370 - 1])
        assert result.table["growth"].iloc[0] == pytest.approx(391 / 375 - 1)
        assert growth([370_000, 391_000]).table["growth"].iloc[0] == pytest.approx(0.0568, abs=5e-5)

    def test_compound_growth_over_a_gap(self):
        result = growth([100, 121], time=[2019, 2021])
        assert result.table["growth"].iloc[0] == pytest.approx(0.21)
        assert result.table["per_year"].iloc[0] == pytest.approx(0.10) == pytest.approx(result.compound)

    def test_base_first_and_lag(self):
        values = [10, 20, 30, 15]
        assert growth(values, base="first").table["growth"].tolist() == pytest.approx([1, 2, 0.5])
        assert growth(values, base=2).table["growth"].tolist() == pytest.approx([2, -0.25])

    def test_a_missing_value_is_passed_over_and_its_time_kept(self):
        result = growth(yearly([10, np.nan, 40]))
        assert result.table["growth"].index.tolist() == ["2019 to 2021"]
        assert result.table["years"].tolist() == [2] and result.table["per_year"].iloc[0] == pytest.approx(1)

    def test_zero_bases_give_infinite_ends_and_a_note(self):
        result = growth([0, 5, 0, 0])
        assert result.ranges().values.tolist() == [[np.inf, np.inf], [-1, -1], [-1, np.inf]]
        assert "no upper end" in result.summary()

    def test_an_open_interval_bounds_growth_from_below_only(self):
        result = growth([100, Interval(150, np.inf)])
        assert result.ranges().values.tolist() == [[0.5, np.inf]] and np.isnan(result.table["growth"].iloc[0])

    def test_compound_ends_are_those_of_the_intervals(self):
        result = growth([Interval(90, 110), Interval(100, 100), Interval(180, 220)], time=[2000, 2001, 2004])
        assert result.compound_interval.lower == pytest.approx((180 / 110) ** 0.25 - 1)
        assert result.compound_interval.upper == pytest.approx((220 / 90) ** 0.25 - 1)


class TestWindows:
    ELEVEN = ("2021-01-01", "2021-11-30", 370_000, 380_000)
    TWELVE = ("2022-01-01", "2022-12-31", 463_500, 464_500)

    def test_unequal_windows_are_refused(self):
        with pytest.raises(TrendError, match="334 days and 2022-01-01/2022-12-31 has 365"):
            growth(spans(self.ELEVEN, self.TWELVE))

    def test_rates_per_day_are_compared_on_request(self):
        result = growth(spans(self.ELEVEN, self.TWELVE), per_day=True)
        assert result.ranges()["lower"].iloc[0] == pytest.approx((463_500 / 365) / (380_000 / 334) - 1)
        assert "rates per day" in result.method

    def test_halves_of_a_year_carry_a_note(self):
        halves = spans(("2021-01-01", "2021-06-30", 1, 1), ("2021-07-01", "2021-12-31", 2, 2))
        assert "different parts of the year" in growth(halves).summary()


class TestRefusing:
    @pytest.mark.parametrize(
        "data, kwargs, words",
        [
            ([1], {}, "two windows"),
            ([-1, 2], {}, "at least zero, got -1"),
            ([1, 2], {"base": "last"}, "'last'"),
            ([1, 2], {"base": 5}, "two windows"),
            ([1, 2], {"time": [2020, 2020]}, "share one time"),
            ([1, 2], {"per_day": True}, "need windows"),
        ],
    )
    def test_bad_requests_are_named(self, data, kwargs, words):
        with pytest.raises(TrendError, match=words):
            growth(data, **kwargs)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0.1, 1e9), st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=6))
def test_any_choice_within_the_intervals_has_its_growth_within_the_range(rows):
    ends = [Interval(low, low * (1 + width)) for low, width, _ in rows]
    chosen = np.array([low * (1 + width * at) for low, width, at in rows])
    bounds = growth(ends).ranges()
    actual = chosen[1:] / chosen[:-1] - 1
    assert (actual >= bounds["lower"] - 1e-9).all() and (actual <= bounds["upper"] + 1e-9).all()


def test_the_protocol():
    result = growth(yearly([100, 110, 121]))
    assert "compound growth per year: 10.0%" in result.summary() and "n = 3, 2019 to 2021" in str(result)
    assert list(result.to_frame().index) == list(result.ranges().index) == ["2019 to 2020", "2020 to 2021"]
    assert result.to_frame().columns.tolist()[:3] == ["estimate", "lower", "upper"]
    assert result.nobs == 3
    assert result.plot().get_ylabel() == "growth, %"


def test_a_level_cannot_narrow_what_holds_for_certain():
    """Ranges of growth are no confidence intervals, so a level is refused instead of being ignored."""
    result = growth(BULLETINS, [2021, 2022])
    with pytest.raises(TrendError, match="hold for certain, whatever the level"):
        result.conf_int(0.1)
    with pytest.raises(TrendError, match="ranges"):
        result.to_frame(0.1)
    assert not hasattr(result, "params")


def test_what_is_pooled_is_exact():
    table = growth(yearly([100, 110, 121])).poolable()
    assert table.estimate.tolist() == pytest.approx([0.1, 0.1])
    assert table.std_err.tolist() == [0, 0]
    with pytest.raises(TrendError, match="no standard error"):
        growth(BULLETINS).poolable()
