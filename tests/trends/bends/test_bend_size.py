"""Size and power of the tests of a bend, and coverage of its intervals.

``pytest -m slow tests/trends/bends`` writes docs/evidence/bend-size.md.
"""

from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
import pytest
from evidence import table, write_page
from scipy import stats

from fraudstats import trends
from fraudstats.trends.bends.regression import read_regression
from fraudstats.trends.bends.score import davies, pseudo_score

SEED = 20261127
RUNS, FITS = 400, 150
LENGTHS = (7, 10, 15, 30)
#: Kind of values -> family of the model.
KINDS = {
    "Poisson, mean 5": "poisson",
    "counts of variance 8 means, mean 300": "quasipoisson",
    "counts about a gamma variable, mean 300": "quasipoisson",
    "60% of 20 trials": "binomial",
    "normal": "normal",
}
#: Of these intervals are measured, at these lengths; the first have the variance that their family assumes.
AS_ASSUMED = ("counts of variance 8 means, mean 300", "normal")
COVERED, COVERED_LENGTHS = (*AS_ASSUMED, "counts about a gamma variable, mean 300"), (10, 30)
#: Sizes of the bend: the change of slope times the length of the series.
BENDS = {"small": 1.0, "large": 3.0}


def draw(rng, kind, shape):
    """Values about a predictor whose middle is zero: (values, options of the model)."""
    if kind == "normal":
        return shape + rng.normal(0, 0.25, len(shape)), {}
    if "trials" in kind:
        return rng.binomial(20, 1 / (1 + np.exp(-(np.log(1.5) + shape)))), {"trials": 20}
    mean = float(kind.split()[-1]) * np.exp(shape)
    if kind.startswith("Poisson"):
        return rng.poisson(mean), {}
    if "8 means" in kind:
        return rng.negative_binomial(mean / 7, 1 / 8), {}
    return rng.poisson(mean * rng.gamma(30, 1 / 30, len(shape))), {}


def straight(n):
    return 0.8 * (np.arange(n) / n - 0.5)


@cache
def size(kind, n):
    """How often each test finds a bend in a straight line, and how often where there is a large one (power)."""
    rng, time = np.random.default_rng([SEED, n, list(KINDS).index(kind)]), np.arange(n)
    trials = draw(rng, kind, straight(n))[1].get("trials")
    read = read_regression(np.ones(n), time, KINDS[kind], trials, None, n, "a test")
    found = []
    for _ in range(RUNS):
        row = []
        for shape in (straight(n), straight(n) + BENDS["large"] * np.maximum(time / n - 0.5, 0)):
            regression = replace(read, y=np.asarray(draw(rng, kind, shape)[0], float))
            row.append(pseudo_score(regression, True, False, 10, "two-sided").p_value <= 0.05)
            row.append(davies(regression, 10, "two-sided").p_value <= 0.05)
        found.append(row)
    return np.mean(found, axis=0)


@cache
def coverage(kind, n, bend):
    """How often profile and Wald intervals hold the bend and the slopes, and the median width of the bend's."""
    rng, time = np.random.default_rng([SEED, n, list(KINDS).index(kind), int(10 * bend)]), np.arange(n)
    place, steps = 0.55 * (n - 1), np.array([0.8 / n, (0.8 + bend) / n, bend / n])
    truth, rows, widths = np.array([place, *steps]), [], []
    for _ in range(FITS):
        values, options = draw(rng, kind, straight(n) + bend / n * np.maximum(time - place, 0))
        fit = trends.free_bend(values, time, family=KINDS[kind], **options)
        ends = fit.conf_int().to_numpy()
        known = fit.regression.known_dispersion
        half = (stats.norm.isf(0.025) if known else stats.t.isf(0.025, fit.df_resid)) * fit.bse.to_numpy()
        wald = np.abs(fit.params.to_numpy() - truth) <= half
        rows.append(np.concatenate([(ends[:, 0] <= truth) & (truth <= ends[:, 1]), wald]))
        widths.append((ends[0, 1] - ends[0, 0]) / (n - 1))
    return np.mean(rows, axis=0), np.median(widths)


@pytest.mark.slow
@pytest.mark.parametrize("kind, n", list(product(KINDS, LENGTHS)), ids=str)
def test_the_pseudo_score_test_holds_its_level(kind, n):
    """Monte Carlo error: 1.1 points at 5%."""
    assert size(kind, n)[0] <= 0.075


@pytest.mark.slow
@pytest.mark.parametrize("kind, n", list(product(AS_ASSUMED, COVERED_LENGTHS)), ids=str)
def test_profile_intervals_of_a_large_bend_hold(kind, n):
    """Monte Carlo error: 1.8 points at 95%."""
    assert coverage(kind, n, BENDS["large"])[0][:4].min() >= 0.9


def size_rows():
    for kind, n in product(KINDS, LENGTHS):
        yield [kind, n, *(f"{share:.1%}" for share in size(kind, n))]


def coverage_rows():
    for kind, n, bend in product(COVERED, COVERED_LENGTHS, BENDS.values()):
        share, width = coverage(kind, n, bend)
        bend_cell, *cells = (f"{a:.1%} ({b:.1%})" for a, b in zip(share[:4], share[4:], strict=True))
        yield [kind, n, f"{bend:g}", bend_cell, f"{width:.0%}", *cells]


@pytest.mark.slow
def test_the_page_of_evidence_is_written():
    sizes = ["values", "n", "pseudo-score: size", "Davies: size", "pseudo-score: power", "Davies: power"]
    places = ["values", "n", "rise", "bend: profile (Wald)", "width", "slope before", "slope after", "slope change"]
    write_page(
        "bend-size",
        "# Tests of a bend, and intervals of its place and slopes, by simulation",
        f"""Made by `pytest -m slow tests/trends/bends`: seed {SEED}. Times 0, 1, ..., n - 1; the predictor
(logarithm, logit, or mean) rises by 0.8 over the series. Counts of variance 8 means are
negative binomial; counts about a gamma variable of variance 1/30 have a variance that grows with the square
of the mean, which quasi-Poisson does not assume. Normal values have a standard deviation of 0.25.""",
        "## How often a test at 5% finds a bend",
        f"""{RUNS} series of each kind: straight lines (size), and lines whose slope rises by {BENDS["large"]:g} over
the series from its middle on (power). Monte Carlo error: 1.1 points at 5%.""",
        table(sizes, size_rows(), texts=1),
        "## Coverage of 95% intervals",
        f"""{FITS} series of each kind, the bend at 55% of the time, the slope rising by 1 or 3 over the series there.
Profile intervals are those of `conf_int()`, in brackets Wald intervals as R's `segmented` has them. Monte
Carlo error: 1.8 points at 95%. The width is the median of the profile interval of the bend, as a share of
the series. Intervals hold less than they say where the bend is small beside the noise (rise 1) and the values are
many (30): in 10 values that of the place is the whole series, and 92 to 95% are held where the variance is as
assumed. Where it is not, those of the slope on the side of the large means hold less.""",
        table(places, coverage_rows(), texts=1),
    )
