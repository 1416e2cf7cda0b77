"""Denton-Cholette is what two models of this package give for the same exact totals, with only a walk switched on."""

import numpy as np
import pandas as pd
import pytest

from fraudstats import trends
from fraudstats.reconciliation.estimate.components import single, walk

TOTALS = np.array([131.0, 200, 322, 441, 464, 437])
YEARS = pd.period_range("2018", periods=6, freq="Y")
#: Standard deviation of the level before anything is known, in steps of the walk; diffuse in the limit.
VAGUE = 1e5


def expected_periods(share, steps):
    """E[periods | totals] under the prior of fs.reconcile with level and walk alone, for equal numbers of periods."""
    rows = np.kron(np.eye(len(TOTALS)), np.ones(len(share) // len(TOTALS)))
    parts = [single("level", VAGUE * share), walk(share, steps)]
    with_totals = sum(part.covariance_with(rows) for part in parts)
    return with_totals.T @ np.linalg.solve(with_totals @ rows.T, TOTALS)


@pytest.mark.parametrize(("freq", "periods"), [("Q", 24), ("M", 72)])
def test_the_prior_of_reconcile_with_the_walk_alone_gives_its_path(freq, periods):
    split = trends.disaggregate(TOTALS, YEARS, freq=freq, method="denton_cholette")
    path = expected_periods(np.ones(periods), np.ones(periods))
    np.testing.assert_allclose(split.params, path, rtol=2e-6)


def test_the_prior_of_reconcile_over_months_of_their_days_is_denton_in_proportion_to_days():
    months = pd.period_range("2018-01", "2023-12", freq="M")
    days = months.days_in_month.to_numpy(float)
    split = trends.disaggregate(TOTALS, YEARS, indicator=pd.Series(days, months), method="denton_cholette")
    path = expected_periods(days / days.mean(), np.ones(72))
    np.testing.assert_allclose(split.params, path, rtol=2e-6)
    assert split.params["2020-02"] / split.params["2020-01"] == pytest.approx(29 / 31, rel=0.05)


@pytest.mark.parametrize("freq", ["Q", "M"])
def test_a_local_level_without_noise_over_sums_gives_its_path_and_band(freq):
    totals = pd.Series(TOTALS, YEARS)
    split = trends.disaggregate(totals, freq=freq, method="denton_cholette")
    step = split.fit.squares / split.linear.df
    states = trends.state_space(totals, freq=freq, fixed={"sigma2.irregular": 0, "sigma2.level": step}).states
    np.testing.assert_allclose(split.params, states["level"], rtol=1e-6)
    np.testing.assert_allclose(split.to_frame()["std_err"], states["level_se"], rtol=1e-5)


def test_fernandez_with_a_constant_alone_is_denton_cholette():
    totals = pd.Series(TOTALS, YEARS)
    one = trends.disaggregate(totals, freq="M", method="fernandez").to_frame()
    other = trends.disaggregate(totals, freq="M", method="denton_cholette").to_frame()
    np.testing.assert_allclose(one, other, rtol=1e-9)


def test_litterman_without_autocorrelation_is_fernandez():
    indicator = pd.Series(np.sin(np.arange(24)), pd.period_range("2018Q1", periods=24, freq="Q"))
    one = trends.disaggregate(TOTALS, YEARS, indicator=indicator, method="litterman", rho=0.0)
    other = trends.disaggregate(TOTALS, YEARS, indicator=indicator, method="fernandez")
    np.testing.assert_allclose(one.to_frame(), other.to_frame(), rtol=1e-9)
