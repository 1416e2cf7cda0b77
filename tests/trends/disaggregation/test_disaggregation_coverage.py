"""Coverage of 95% intervals of split periods.

``pytest -m slow tests/trends/disaggregation`` writes docs/evidence/disaggregation-coverage.md. The simulation has its
own linear algebra, for many series at once; a fast test shows that it gives the numbers of the library.
"""

from functools import cache
from itertools import product

import numpy as np
import pandas as pd
import pytest
from evidence import table, write_page
from scipy import linalg, stats

from fraudstats.trends import disaggregate
from fraudstats.trends.disaggregation.autocorrelation import INDEPENDENT, average

SEED = 20261127
LENGTHS = (5, 10, 20)
QUARTERS = 4
#: Indicators per cell, and series of each.
INDICATORS, SERIES = 4, 60
#: Autocorrelations that are averaged over, after 0.
GRID = (np.arange(40) + 0.5) / 40
#: Truth -> (autocorrelation, times summed up, noise, season), in units of the shocks.
CHOW_LIN = {f"rho = {rho:g}": (rho, 0, 0, 0) for rho in (0, 0.3, 0.6, 0.9)}
LITTERMAN = {f"rho = {rho:g}": (rho, 1, 0, 0) for rho in (0, 0.5, 0.9)}
WALK = {
    "random walk": (0, 1, 0, 0),
    "walk and noise of the size of its steps": (0, 1, 1, 0),
    "walk and a season of twice its steps": (0, 1, 0, 2),
}


def errors(rng, n, truth, series):
    """Errors of n quarters, n x series."""
    rho, summed, noise, season = truth
    shocks = rng.normal(0, 1, (n, series))
    shocks[0] /= np.sqrt(1 - rho**2)
    found = shocks.copy()
    for t in range(1, n):
        found[t] += rho * found[t - 1]
    found = np.cumsum(found, axis=0) if summed else found
    wave = np.sin(2 * np.pi * np.arange(n) / QUARTERS)[:, None]
    return found + noise * rng.normal(0, 1, (n, series)) + season * wave


def covariance(method, n, rho):
    if method == "chow_lin":
        return linalg.toeplitz(rho ** np.arange(n)) / (1 - rho**2)
    response = linalg.toeplitz(np.cumsum(rho ** np.arange(n)), np.zeros(n))
    return response @ response.T


def given(whole, regressors, rows, values):
    """Probabilities below the true values, and the two log likelihoods, under one covariance."""
    m, p = len(rows), regressors.shape[1]
    across = whole @ rows.T
    inverse = np.linalg.inv(rows @ across)
    seen = rows @ regressors
    inner = np.linalg.inv(seen.T @ inverse @ seen)
    gain = inner @ seen.T @ inverse
    left = inverse - inverse @ seen @ gain
    gap = regressors - across @ inverse @ seen
    variance = np.diag(whole) - np.einsum("ij,jk,ik->i", across, inverse, across)
    variance = variance + np.einsum("ij,jk,ik->i", gap, inner, gap)
    totals = rows @ values
    squares = np.einsum("ir,ij,jr->r", totals, left, totals)
    spread = np.sqrt(np.outer(variance, squares / (m - p)))
    below = stats.t.cdf((values - (regressors @ gain + across @ left) @ totals) / spread, m - p)
    volume = -np.linalg.slogdet(inverse)[1]
    restricted = -(volume - np.linalg.slogdet(inner)[1] + (m - p) * np.log(squares)) / 2
    return below, restricted, -(volume + m * np.log(squares)) / 2


def averaged(method, regressors, rows, values):
    """Probabilities averaged over the autocorrelation, and at its most likely value."""
    grid, n = np.r_[0.0, GRID], len(values)
    prior = np.r_[INDEPENDENT, np.full(len(GRID), (1 - INDEPENDENT) / len(GRID))]
    found = [given(covariance(method, n, rho), regressors, rows, values) for rho in grid]
    below, restricted, full = (np.array(one) for one in zip(*found, strict=True))
    weight = prior[:, None] * np.exp(restricted - restricted.max(axis=0))
    weight /= weight.sum(axis=0)
    best = full.argmax(axis=0)
    return np.einsum("kr,kir->ir", weight, below), below[best, :, np.arange(values.shape[1])].T


@cache
def cell(method, truth, years, seed):
    """Share of the quarters in their intervals (averaged over rho, rho as if known), and the Monte Carlo error."""
    rng, n = np.random.default_rng([SEED, seed, years]), years * QUARTERS
    rows = np.kron(np.eye(years), np.ones(QUARTERS))
    shares = []
    for _ in range(INDICATORS):
        regressors = np.column_stack([np.ones(n), np.cumsum(rng.normal(0.2, 1, n))])
        values = errors(rng, n, truth, SERIES)
        if method == "denton_cholette":
            known = given(covariance("walk", n, 0.0), regressors[:, :1], rows, values)[0]
            both = known, known
        else:
            both = averaged(method, regressors, rows, values)
        shares.append([np.mean((below > 0.025) & (below < 0.975), axis=0) for below in both])
    found = np.concatenate(shares, axis=1)
    return (*found.mean(axis=1), float(found.std(axis=1).max() / np.sqrt(found.shape[1])))


def test_the_simulation_gives_the_numbers_of_the_library():
    rng = np.random.default_rng(1)
    values, indicator = errors(rng, 24, (0.5, 0, 0, 0), 1), np.cumsum(rng.normal(0.2, 1, 24))
    rows = np.kron(np.eye(6), np.ones(4))
    years = pd.Series((rows @ values)[:, 0], pd.period_range("2001", periods=6, freq="Y"))
    fit = disaggregate(years, freq="Q", indicator=indicator, method="chow_lin")
    below = averaged("chow_lin", np.column_stack([np.ones(24), indicator]), rows, values)[0][:, 0]
    np.testing.assert_allclose(average(fit.linear, 0.0).probabilities(values[:, 0]), below, rtol=1e-6)
    # The interval leaves out what it says.
    ends = fit.conf_int(0.2)
    inside = (ends["lower"] <= values[:, 0]) & (values[:, 0] <= ends["upper"])
    assert (inside.to_numpy() == ((below > 0.1) & (below < 0.9))).all()


@pytest.mark.slow
@pytest.mark.parametrize(("name", "years"), list(product(CHOW_LIN, LENGTHS)))
def test_intervals_of_chow_lin_cover_whatever_the_autocorrelation(name, years):
    coverage, _, error = cell("chow_lin", CHOW_LIN[name], years, list(CHOW_LIN).index(name))
    assert coverage > 0.92 - 2 * error


@pytest.mark.slow
@pytest.mark.parametrize("years", LENGTHS)
def test_intervals_of_denton_cholette_cover_a_random_walk(years):
    coverage, _, error = cell("denton_cholette", WALK["random walk"], years, 0)
    assert abs(coverage - 0.95) < 3 * error


HEAD = f"""Made by `pytest -m slow tests/trends/disaggregation`: seed {SEED}, nominal level 95%. Yearly totals of 5, 10
and 20 years are split into quarters, with one indicator (a random walk with a drift of 0.2 of its steps);
{INDICATORS} indicators with {SERIES} series each. In each cell the share of all quarters that lie in their
interval. Where there are two numbers: averaged over the autocorrelation (the default) / at its most likely
value from 0 on, taken as known, with t intervals (`conf_int(autocorrelation="plug-in")`).

The autocorrelation hardly shows in totals, and decides how much quarters of one year differ. Averaged with
equal weights from 0 to 1, intervals cover 84 to 86% where errors are independent; so four fifths of the prior
weight are on independent errors, and intervals are wide where errors are not. Errors that are no such
process, noise or a season beside a walk, are not covered: totals do not show them.

`method="fernandez"` has the intervals of a random walk, as `method="denton_cholette"`."""
SECTIONS = (
    ('`method="chow_lin"`', "chow_lin", CHOW_LIN, True),
    ('`method="litterman"`', "litterman", LITTERMAN, True),
    ('`method="denton_cholette"`, no indicator', "denton_cholette", WALK, False),
)


def shares(method, truths, both):
    """A row per truth: coverage at each length, and the largest Monte Carlo error."""
    for place, (name, truth) in enumerate(truths.items()):
        cells = [cell(method, truth, years, place) for years in LENGTHS]
        shown = [f"{a:.1%} / {b:.1%}" if both else f"{a:.1%}" for a, b, _ in cells]
        yield [name, *shown, f"{max(error for *_, error in cells):.1%}"]


@pytest.mark.slow
def test_the_page_of_evidence_is_written():
    columns = ["truth simulated", *(f"{years} years" for years in LENGTHS), "Monte Carlo error"]
    parts = [(f"## {title}", table(columns, shares(*which), texts=1)) for title, *which in SECTIONS]
    title = "# Coverage of 95% intervals of split quarters, by simulation"
    write_page("disaggregation-coverage", title, HEAD, *(text for part in parts for text in part))
