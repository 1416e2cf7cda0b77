import numpy as np
import pytest
import statsmodels.api as sm

from fraudstats.errors import TrendError
from fraudstats.trends.likelihoods.covariance import covariance, newey_west, newey_west_corrected, rule_of_thumb_lags
from fraudstats.trends.likelihoods.glm import fit_glm


@pytest.fixture
def counts():
    rng = np.random.default_rng(7)
    time = np.arange(40.0)
    exposure = rng.uniform(20, 400, 40)
    mu = exposure * np.exp(-1 + 0.03 * time)
    return (
        np.column_stack([np.ones(40), time]),
        rng.negative_binomial(4, 4 / (4 + mu)).astype(float),
        np.log(exposure),
    )


@pytest.mark.parametrize("max_lags", [0, 1, 4])
def test_newey_west_agrees_with_statsmodels(counts, max_lags):
    x, y, offset = counts
    options = {"maxlags": max_lags, "use_correction": True}
    peer = sm.GLM(y, x, family=sm.families.Poisson(), offset=offset).fit(cov_type="HAC", cov_kwds=options)
    assert newey_west(fit_glm(x, y, offset), max_lags=max_lags) == pytest.approx(peer.cov_params(), rel=1e-6)


def test_newey_west_of_normal_errors_agrees_with_statsmodels(counts):
    x, y, _ = counts
    peer = sm.OLS(y, x).fit(cov_type="HAC", cov_kwds={"maxlags": 3, "use_correction": True})
    assert newey_west(fit_glm(x, y, family="normal"), max_lags=3) == pytest.approx(peer.cov_params(), rel=1e-8)


def test_newey_west_agrees_with_the_example_of_sandwich():
    """R's sandwich, help page of `NeweyWest`: NeweyWest(lm(RealInv ~ RealGNP + RealInt), lag = 4, prewhite = FALSE).

    Investment data of Greene (1993, table 15.1) as the package has them, in its six digits behind the point.
    """
    gnp = [876.3226604, 929.3975256, 984.8879625, 1011.3837592, 1058.1536225, 1087.6829128, 1085.5112083, 1122.3830851]
    gnp += [1185.9, 1254.2789598, 1246.2634689, 1231.5764369, 1298.1713768, 1369.7250982, 1438.5719984, 1479.5006731]
    gnp += [1475.0028024, 1513.8362201, 1485.4021655]
    rate = [2.01518766569, 1.85503366772, 1.27245831092, 1.19364773319, 0.7582797875, 0.72098134238, 0.58071782463]
    rate += [-0.10633132859, 0.34418289761, 0.69, -0.99269503546, -3.05656934307, 0.29290881626, -0.36590297718]
    rate += [0.05550160657, 1.63753224305, 2.59119691592, 4.04885326757, 5.0038064979]
    invested = [133.8463653, 152.6358257, 163.7571652, 155.3250696, 161.4974558, 172.0244268, 157.6817933, 173.3152797]
    invested += [195.0, 217.3049645, 198.7313173, 163.8445027, 194.8768324, 231.4173509, 257.013695, 258.842247]
    invested += [225.2550163, 243.3637389, 200.3576953]
    fit = fit_glm(np.column_stack([np.ones(19), gnp, rate]), np.array(invested), family="normal")
    printed = [
        [359.4170681, -0.3115505035, -4.089319305],
        [-0.3115505, 0.0002805888, -0.005355931],
        [-4.0893193, -0.0053559312, 11.171472998],
    ]
    assert newey_west(fit, max_lags=4, correction=False) == pytest.approx(np.array(printed), rel=2e-7)


def test_a_gap_keeps_lags_as_distances_in_time(counts):
    """Parzen: the scores of missing values are zero, so values across a gap of 10 are not neighbours."""
    x, y, offset = counts
    rows = np.r_[0:20, 30:40]
    fit = fit_glm(x[rows], y[rows], offset[rows])
    scores = np.zeros((40, 2))
    scores[rows] = fit.scores
    meat = scores.T @ scores + 0.5 * (scores[1:].T @ scores[:-1] + scores[:-1].T @ scores[1:])
    assert newey_west(fit, rows, 1, correction=False) == pytest.approx(fit.bread @ meat @ fit.bread)
    assert newey_west(fit, rows, 1) != pytest.approx(newey_west(fit, None, 1))


def test_rule_of_thumb_lags():
    assert [rule_of_thumb_lags(n) for n in (10, 100, 192)] == [2, 4, 4]


def test_an_unknown_covariance_is_refused(counts):
    x, y, offset = counts
    with pytest.raises(TrendError, match="nonrobust, HC0, HAC, HAC-corrected"):
        covariance(fit_glm(x, y, offset), x, np.arange(40), "HC9")


def test_the_corrected_variance_is_unbiased_where_the_model_holds():
    """Independent normal errors: corrected variances have the true mean, Newey and West's a far lower one."""
    rng, time = np.random.default_rng(4), np.arange(30.0)
    x = np.column_stack([np.ones(30), time, time >= 15, np.maximum(time - 15, 0)])
    truth = np.diag(np.linalg.inv(x.T @ x))
    plain, corrected = np.zeros(4), np.zeros(4)
    for _ in range(400):
        fit = fit_glm(x, rng.normal(size=30), family="normal")
        plain += np.diag(newey_west(fit, max_lags=4)) / 400
        corrected += np.diag(newey_west_corrected(fit, x, max_lags=4)[0]) / 400
    assert corrected / truth == pytest.approx(np.ones(4), abs=0.12)
    assert (plain / truth < 0.8).all()


def test_without_lags_a_mean_has_the_degrees_of_freedom_of_its_variance():
    """One group, no lags: the corrected variance is s^2 / n and the degrees of freedom are near n - 1."""
    rng = np.random.default_rng(0)
    x, y = np.ones((20, 1)), rng.normal(size=20)
    cov, df = newey_west_corrected(fit_glm(x, y, family="normal"), x, max_lags=0)
    assert cov.item() == pytest.approx(y.var(ddof=1) / 20)
    assert df.item() == pytest.approx(19)


def test_corrected_errors_of_counts_use_their_weights(counts):
    x, y, offset = counts
    fit = fit_glm(x, y, offset)
    peer = sm.WLS(np.zeros(40), x, weights=fit.mu).fit()
    assert fit.weight == pytest.approx(fit.mu)
    assert fit.bread == pytest.approx(np.linalg.inv(peer.model.wexog.T @ peer.model.wexog))
    cov, df = covariance(fit, x, np.arange(40), "HAC-corrected", 3)
    assert (np.diag(cov) > np.diag(newey_west(fit, None, 3, correction=False))).all()
    assert ((df > 1) & (df < 38)).all()


def test_lags_are_whole_numbers(counts):
    x, y, offset = counts
    with pytest.raises(TrendError, match="max_lags is -1"):
        newey_west(fit_glm(x, y, offset), max_lags=-1)


def test_an_estimate_that_alone_fits_a_value_has_no_robust_error():
    x = np.array([[1.0, 0], [1, 0], [1, 0], [0, 1]])
    fit = fit_glm(x, np.array([3.0, 4, 6, 9]), family="normal")
    with pytest.raises(TrendError, match="it alone fits"):
        newey_west_corrected(fit, x)
