import warnings

import numpy as np
import pandas as pd
import pytest

from fraudstats import trends
from fraudstats.errors import DateError, TrendError, TrendWarning


def trends_quietly(*arguments, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TrendWarning)
        return trends.interrupted(*arguments, **options)


def test_windows_split_by_a_date_are_exposed_for_their_share():
    years = pd.period_range("2012", periods=12, freq="Y")
    rng = np.random.default_rng(4)
    fit = trends_quietly(pd.Series(rng.poisson(400, 12), years), interventions="2018-07-02", slope_change=True)
    level, slope = fit.design["level 2018-07-02"], fit.design["slope 2018-07-02"]
    assert level.tolist()[:6] == [0] * 6
    assert level.iloc[6] == pytest.approx(183 / 365)
    assert level.tolist()[7:] == [1] * 5
    # Averages over the year of the time since 2 July 2018.
    assert slope.iloc[6] == pytest.approx((183 / 365) ** 2 / 2)
    assert slope.iloc[7] == pytest.approx(183 / 365 + 0.5)


def test_a_lag_is_a_later_date():
    months = pd.period_range("2019-01", periods=48, freq="M")
    counts = pd.Series(np.random.default_rng(2).poisson(200, 48), months)
    lagged = trends.interrupted(counts, interventions="2021-01-01", lag=1.0)
    later = trends.interrupted(counts, interventions="2022-01-01")
    assert lagged.params.tolist() == pytest.approx(later.params.tolist())


def test_a_date_that_cannot_be_read_is_refused():
    with pytest.raises(DateError, match="intervention: 'soon' is no date"):
        trends.interrupted(np.arange(10.0), interventions="soon")


def test_a_season_counts_rows_so_windows_are_equal():
    frame = pd.DataFrame({
        "period_start": pd.date_range("2010-01-01", periods=12, freq="YS"),
        "period_end": [*pd.date_range("2010-12-31", periods=11, freq="YE"), pd.Timestamp("2021-11-30")],
        "value": np.arange(12.0) % 5 + 3,
    })  # fmt: skip
    with pytest.raises(TrendError, match="windows must have one length"):
        trends.interrupted(frame, interventions="2016-01-01", season=2)


def test_a_season_of_months_begins_in_january_whatever_the_first_month():
    months = pd.period_range("2019-04", periods=48, freq="M")
    values = np.where(months.month == 4, 50.0, 20.0) + np.arange(48) % 5
    fit = trends.interrupted(pd.Series(values, months), interventions="2021-07-01", season=12, slope_change=False)
    assert [name for name in fit.params.index if name.startswith("season")] == [f"season {k}" for k in range(1, 12)]
    assert fit.design["season 3"].to_numpy().nonzero()[0].tolist() == [0, 12, 24, 36]


def test_a_season_of_days_is_a_week():
    days = pd.date_range("2023-12-25", periods=70, freq="D")
    frame = pd.DataFrame({"period_start": days, "period_end": days, "value": 20.0 + np.arange(70) % 7})
    fit = trends.interrupted(frame, interventions="2024-02-01", season=7, slope_change=False)
    terms = fit.design[[f"season {k}" for k in range(1, 7)]].to_numpy()
    assert (terms[7:] == terms[:-7]).all()
    assert terms.sum(axis=0).tolist() == [10] * 6


@pytest.mark.parametrize("freq, season", [("M", 12), ("Q", 4)])
def test_every_place_in_the_cycle_has_its_own_term(freq, season):
    """The middle of a quarter lies half a step into it: rounding once put two quarters into one term."""
    periods = pd.period_range("2010-01", periods=10 * season, freq=freq)
    values = pd.Series(20.0 + np.arange(10 * season) % 7, periods)
    fit = trends.interrupted(values, interventions="2015-01-01", season=season, slope_change=False)
    terms = fit.design[[f"season {k}" for k in range(1, season)]].to_numpy()
    assert terms[:season].tolist() == [[0.0] * (season - 1), *np.eye(season - 1).tolist()]
    assert (terms[season:] == terms[:-season]).all()
