"""Lag, size and bias of revisions, and news or noise: against definitions, statsmodels, and simulated truth."""

from functools import partial

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.stats import ttest_1samp

from fraudstats.dataset.revision_summary import news_or_noise_of, statistics_of
from fraudstats.dataset.revisions import revisions_of
from fraudstats.errors import DatasetError

NONE = pd.DataFrame(columns=["indicator", "ref_area", "counterpart_area", "sub_area", "period_start", "period_end"])


def windows_of(first, latest, *, outcome="revised", indicator="cases", unit="cases", half=0.0, days=100, status="R"):
    """One row per year, as `Revisions.sizes` gives it; every number is known to within `half`."""
    first, latest = np.asarray(first, float), np.asarray(latest, float)
    start = pd.to_datetime([f"{1900 + i}-01-01" for i in range(len(first))])
    return pd.DataFrame(
        {
            "indicator": indicator,
            "ref_area": "CN",
            "counterpart_area": None,
            "sub_area": None,
            "period_start": start,
            "period_end": start + pd.offsets.YearEnd(),
            "unit": unit,
            "outcome": outcome,
            "first": first,
            "latest": latest,
            "days": days,
            "revision": latest - first,
            "absolute_lower": latest - first - 2 * half,
            "absolute_upper": latest - first + 2 * half,
            "relative_revision": latest / first - 1,
            "revision_lower": (latest - half) / (first + half) - 1,
            "revision_upper": (latest + half) / (first - half) - 1,
            "status_after": status,
        }
    )


FIRST, LATEST = [100, 200, 400, 500], [110, 190, 400, 540]


# Lag, size and bias


def test_the_statistics_are_those_of_the_guidance():
    (row,) = statistics_of(windows_of(FIRST, LATEST), NONE).to_dict("records")
    assert (row["windows"], row["revised"], row["n"], row["overlapping"]) == (4, 4, 4, 0)
    assert row["mean_revision"] == 10
    assert row["mean_absolute_revision"] == 15
    assert row["relative_mean_absolute_revision"] == pytest.approx(60 / 1200)
    assert row["mean_relative_revision"] == pytest.approx((0.1 - 0.05 + 0.08) / 4)
    assert row["mean_absolute_relative_revision"] == pytest.approx((0.1 + 0.05 + 0.08) / 4)
    assert row["share_upward"] == pytest.approx(2 / 3), "what did not move is neither up nor down"


def test_the_mean_revision_is_tested_by_student():
    (row,) = statistics_of(windows_of(FIRST, LATEST), NONE).to_dict("records")
    revision = np.subtract(LATEST, FIRST)
    known = ttest_1samp(revision, 0)
    assert (row["t"], row["p_value"]) == (pytest.approx(known.statistic), pytest.approx(known.pvalue))
    known = ttest_1samp(revision / FIRST, 0)
    assert (row["relative_t"], row["relative_p_value"]) == (pytest.approx(known.statistic), pytest.approx(known.pvalue))


@pytest.mark.parametrize("cov_type", ["HC1", "HC2"])
def test_the_standard_error_is_the_robust_one(cov_type):
    (row,) = statistics_of(windows_of(FIRST, LATEST), NONE).to_dict("records")
    fit = sm.OLS(np.subtract(LATEST, FIRST), np.ones(4)).fit(cov_type=cov_type)
    assert row["standard_error"] == pytest.approx(fit.bse[0])


@pytest.mark.parametrize(("first", "latest"), [([100, 200], [110, 190]), ([100, 200, 300], [110, 210, 310])])
def test_too_few_or_equal_revisions_are_not_tested(first, latest):
    (row,) = statistics_of(windows_of(first, latest), NONE).to_dict("records")
    assert np.isnan(row["t"]) and np.isnan(row["p_value"])
    assert row["n"] == len(first)


def test_the_range_of_the_mean_holds_what_the_printed_numbers_allow():
    (row,) = statistics_of(windows_of(FIRST, LATEST, half=5), NONE).to_dict("records")
    assert (row["mean_revision_lower"], row["mean_revision_upper"]) == (0, 20)
    true = np.add(LATEST, [5, -3, 2, -5]) / np.add(FIRST, [-5, 1, 4, 2]) - 1
    assert row["mean_relative_revision_lower"] < true.mean() < row["mean_relative_revision_upper"]


def test_what_was_not_revised_is_averaged_on_demand_only():
    unrevised = windows_of([100, 100, 100], [100, 100, 100], status="A").assign(
        outcome=["unchanged", "within the printed precision", "printed once"]
    )
    windows = pd.concat([windows_of(FIRST, LATEST), unrevised], ignore_index=True)
    assert statistics_of(windows, NONE)["n"].tolist() == [4]
    (row,) = statistics_of(windows, NONE, "reprinted").to_dict("records")
    assert (row["n"], row["reprinted"], row["within_precision"]) == (6, 6, 1)
    assert row["mean_revision"] == pytest.approx(40 / 6)


def test_what_no_source_calls_revised_can_be_left_out():
    windows = windows_of(FIRST, LATEST, status=["R", "R", "A", "R"])
    (row,) = statistics_of(windows, NONE, "declared").to_dict("records")
    assert (row["revised"], row["declared"], row["n"]) == (4, 3, 3)


def test_several_indicators_have_a_row_each_and_no_common_unit():
    windows = pd.concat([windows_of(FIRST, LATEST), windows_of(FIRST[:3], LATEST[:3], indicator="losses", unit="CNY")])
    wrong = windows.head(1).assign(indicator="losses")
    table = statistics_of(windows.reset_index(drop=True), wrong).set_index("indicator")
    assert table["n"].to_dict() == {"all": 7, "cases": 4, "losses": 3}
    assert table["misprinted"].to_dict() == {"all": 1, "cases": 0, "losses": 1}
    assert np.isnan(table.loc["all", "mean_revision"]) and table.loc["losses", "mean_revision"] == 0
    assert table.loc["all", "overlapping"] == 6, "cases and losses of one year are not independent"


def test_places_that_only_some_indicators_have_are_told_apart():
    here, there = windows_of(FIRST, LATEST), windows_of(FIRST, LATEST, indicator="b").assign(counterpart_area="MM")
    windows = pd.concat([here, there], ignore_index=True)
    wrong = here.head(1).assign(published_by=pd.Timestamp("2022-01-01"))
    table = statistics_of(windows, wrong)
    assert table.set_index("indicator")["misprinted"].to_dict() == {"all": 1, "b": 0, here["indicator"][0]: 1}
    assert table["counterpart_area"].tolist()[0] == "all"


def test_a_first_number_that_may_be_zero_has_no_relative_revision():
    windows = windows_of(FIRST, LATEST)
    windows.loc[0, ["revision_lower", "revision_upper"]] = np.nan
    (row,) = statistics_of(windows, NONE).to_dict("records")
    assert (row["n"], row["relative_n"]) == (4, 3)
    assert row["mean_relative_revision"] == pytest.approx((-0.05 + 0.08) / 3)
    assert row["relative_t"] == pytest.approx(ttest_1samp([-0.05, 0, 0.08], 0).statistic)


@pytest.mark.parametrize("seed", range(5))
def test_windows_that_share_days_are_counted_as_by_comparing_all(seed):
    rng = np.random.default_rng(seed)
    start = pd.Timestamp("2020-01-01") + pd.to_timedelta(rng.integers(0, 300, 25), "D")
    windows = windows_of(np.arange(1, 26), np.arange(2, 27)).assign(
        period_start=start, period_end=start + pd.to_timedelta(rng.integers(0, 40, 25), "D")
    )
    windows["ref_area"] = rng.choice(["CN", "HK"], 25)
    ends = list(windows[["ref_area", "period_start", "period_end"]].itertuples(index=False))
    shared = sum(any(a is not b and a[0] == b[0] and a[1] <= b[2] and b[1] <= a[2] for b in ends) for a in ends)
    assert statistics_of(windows, NONE).loc[0, "overlapping"] == shared


def test_other_windows_than_those_known_are_refused():
    with pytest.raises(DatasetError, match="choose one of revised, declared, reprinted"):
        statistics_of(windows_of(FIRST, LATEST), NONE, "final")


def test_the_words_say_how_many_and_what_was_not_tested(world, row):
    years = [str(year) for year in range(2011, 2014)]
    first = [row(f"x{year}", year, year, f"{1001 + i}", 1001 + i) for i, year in enumerate(years)]
    later = [row(f"x{year}", year, year, f"{1111 + 3 * i}", 1111 + 3 * i) for i, year in enumerate(years)]
    ds = world(b=("2022-01-10", "state_media", *first), c=("2022-04-20", "state_media", *later))
    counts, tested = revisions_of(ds.observations).summary().splitlines()
    assert counts.startswith("cases_solved CN: 3 of 3 windows revised. Of the revised (n = 3): median lag 100 days; ")
    assert "mean revision 112 cases, mean absolute revision 112 (11% of first prints)" in counts
    assert "100% upward; test of no bias t(2) = " in counts
    assert tested.startswith("not tested: news or noise needs at least 8 revised windows, these are 3")


def test_the_words_say_why_one_revision_is_not_tested(world, row):
    first, later = row("x", "2021", "2021", "1001", 1001), row("x", "2021", "2021", "1101", 1101)
    ds = world(b=("2022-01-10", "state_media", first), c=("2022-04-20", "state_media", later))
    assert "no test of bias with n = 1, which needs 3 that differ" in revisions_of(ds.observations).summary()


# News or noise


def news(rng, n, spread=0.3, error=0.02):
    """First prints that are efficient forecasts: what is added later is unrelated to them."""
    first = np.exp(rng.normal(10, spread, n))
    return windows_of(first, first * np.exp(rng.normal(0, error, n)))


def noise(rng, n, spread=0.3, error=0.02):
    """First prints that are the final values with an error."""
    latest = np.exp(rng.normal(10, spread, n))
    return windows_of(latest * np.exp(rng.normal(0, error, n)), latest)


@pytest.mark.parametrize("errors", ["plain", "HC3"])
@pytest.mark.parametrize("scale", ["log", "level"])
def test_the_regressions_are_those_of_statsmodels(scale, errors):
    windows = news(np.random.default_rng(1), 12)
    result = news_or_noise_of(windows, scale=scale, errors=errors)
    change = np.log if scale == "log" else np.asarray
    first, latest = change(windows["first"]), change(windows["latest"])
    for own, x in ((result.news, first), (result.noise, latest)):
        x = np.asarray(x)
        options = {} if errors == "plain" else {"cov_type": "HC3", "use_t": True}
        fit = sm.OLS(np.asarray(latest - first), sm.add_constant(x)).fit(**options)
        joint = fit.f_test(np.eye(2))
        assert [own.intercept, own.slope] == pytest.approx(fit.params, rel=1e-6)
        assert [own.intercept_error, own.slope_error] == pytest.approx(fit.bse, rel=1e-6)
        assert (own.f, own.p_value) == (pytest.approx(float(joint.fvalue)), pytest.approx(float(joint.pvalue)))


def test_news_and_noise_that_are_large_are_told_apart():
    rng = np.random.default_rng(2)
    assert news_or_noise_of(news(rng, 40, error=0.3)).verdict() == "news"
    assert news_or_noise_of(noise(rng, 40, error=0.3)).verdict() == "noise"


def test_a_bias_is_neither_and_revisions_that_are_small_decide_nothing():
    small = news(np.random.default_rng(3), 20)
    assert news_or_noise_of(small).verdict() == "undecided"
    biased = windows_of(small["first"], 1.1 * small["latest"])
    assert news_or_noise_of(biased).verdict() == "neither"


def test_the_result_shows_itself():
    result = news_or_noise_of(news(np.random.default_rng(3), 20))
    assert repr(result).startswith("<news or noise: n = 20, p = ")
    frame = result.to_frame()
    assert frame[["hypothesis", "regressor"]].values.tolist() == [["news", "first print"], ["noise", "final value"]]
    assert frame["p_value"].tolist() == [result.news.p_value, result.noise.p_value]
    assert result.summary().startswith("news or noise: undecided, level 0.05 (news F(2, 18) = ")
    assert "n = 20 revised windows; log scale, plain standard errors" in result.summary()


EIGHT = np.arange(1.0, 9)
ODD = [0, 1, 0, 1, 0, 1, 0, 1]


@pytest.mark.parametrize(
    ("windows", "options", "message"),
    [
        (windows_of(FIRST, LATEST), {}, "at least 8 revised windows, these are 4"),
        (windows_of(EIGHT, EIGHT + ODD), {"which": "final"}, "choose one of"),
        (windows_of(EIGHT, EIGHT + ODD), {"scale": "root"}, "no scale 'root'"),
        (windows_of(EIGHT, EIGHT + ODD), {"errors": "HC0"}, "errors 'HC0'"),
        (windows_of(EIGHT, EIGHT + ODD, unit=["cases", "CNY"] * 4), {"scale": "level"}, "use scale='log'"),
        (windows_of(EIGHT, EIGHT - 1), {}, "no logarithm"),
        (windows_of(EIGHT - EIGHT + 1, EIGHT), {}, "all windows have the same number"),
        (windows_of(EIGHT, EIGHT + 1), {"scale": "level"}, "lie on a line exactly"),
        (windows_of([1] * 7 + [2], np.add([1] * 7 + [2], ODD)), {"errors": "HC3"}, "one window alone decides the line"),
    ],
)
def test_what_cannot_be_regressed_is_refused(windows, options, message):
    with pytest.raises(DatasetError, match=message):
        news_or_noise_of(windows, **options)


# Known truth: how often a true hypothesis is rejected at 5%, and a false one

TRIALS = 1000
#: Binomial error of a share of 5%.
ERROR = np.sqrt(0.05 * 0.95 / TRIALS)


def unequal(rng, n):
    """News whose revisions are the larger, the further the first print is from the middle."""
    far = rng.normal(0, 1, n)
    return windows_of(np.exp(10 + 0.3 * far), np.exp(10 + 0.3 * far + rng.normal(0, 0.02, n) * np.abs(far)))


def rejected(make, name, n, **options):
    rng = np.random.default_rng(n)
    results = [news_or_noise_of(make(rng, n), **options) for _ in range(TRIALS)]
    return np.mean([getattr(result, name).p_value < 0.05 for result in results])


@pytest.mark.slow
@pytest.mark.parametrize("n", [8, 15, 30])
@pytest.mark.parametrize("make", [news, noise])
def test_plain_errors_keep_the_level_however_few_the_windows(make, n):
    assert rejected(make, make.__name__, n) == pytest.approx(0.05, abs=3 * ERROR)


@pytest.mark.slow
@pytest.mark.parametrize(("n", "most"), [(8, 0.11), (15, 0.09), (30, 0.08)])
def test_robust_errors_reject_somewhat_too_often_where_windows_are_few(n, most):
    share = rejected(news, "news", n, errors="HC3")
    assert 0.05 - 3 * ERROR < share < most


@pytest.mark.slow
@pytest.mark.parametrize("n", [8, 15, 30])
def test_plain_errors_reject_too_often_where_variances_are_unequal_and_robust_ones_less(n):
    plain, robust = (rejected(unequal, "news", n, errors=errors) for errors in ("plain", "HC3"))
    assert robust < 0.12 < plain


@pytest.mark.slow
@pytest.mark.parametrize(("n", "least"), [(8, 0.4), (15, 0.7), (30, 0.95)])
def test_noise_as_large_as_what_differs_between_windows_is_not_taken_for_news(n, least):
    assert rejected(partial(noise, error=0.3), "news", n) > least


@pytest.mark.slow
def test_noise_that_is_small_against_what_differs_cannot_be_told_from_news():
    assert rejected(noise, "news", 30) < 0.1
