"""News or noise: against statsmodels, and simulated truth."""

from functools import partial

import numpy as np
import pytest
import statsmodels.api as sm
from dataset.windows import windows_of

from fraudstats.dataset.news_or_noise import news_or_noise_of
from fraudstats.errors import DatasetError


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
        (windows_of(EIGHT[:4], EIGHT[:4] + 1), {}, "at least 8 revised windows, these are 4"),
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
