"""Size and power of the tests of a bend, and coverage of its intervals. Run by ``pytest -m slow`` with this file.

``python tests/trends/bends/test_bend_size.py`` prints docs/evidence/bend-size.md.
"""

import sys
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from scipy import stats

from fraudstats import trends
from fraudstats.trends.bends.regression import read_regression
from fraudstats.trends.bends.score import davies, pseudo_score

SEED = 20261127
RUNS, FITS = 400, 150
LENGTHS = (7, 10, 20, 30)
#: Kind of values -> family of the model.
KINDS = {
    "Poisson, mean 5": "poisson",
    "Poisson, mean 100": "poisson",
    "overdispersed counts, mean 300": "quasipoisson",
    "60% of 20 trials": "binomial",
    "overdispersed shares, 60%": "quasibinomial",
    "normal": "normal",
}
#: Of these intervals are measured as well.
COVERED = ("Poisson, mean 100", "overdispersed counts, mean 300", "overdispersed shares, 60%")
#: Sizes of the bend: the change of slope times the length of the series.
BENDS = {"small": 1.0, "large": 3.0}


def draw(rng, kind, shape):
    """Values about a predictor whose middle is zero: (values, options of the model)."""
    if kind == "normal":
        return shape + rng.normal(0, 0.25, len(shape)), {}
    if "trials" in kind or "shares" in kind:
        share = 1 / (1 + np.exp(-(np.log(1.5) + shape)))
        if "trials" in kind:
            return rng.binomial(20, share), {"trials": 20}
        return rng.binomial(200, rng.beta(share * 40, (1 - share) * 40)), {"trials": 200}
    mean = float(kind.split()[-1]) * np.exp(shape)
    if kind.startswith("Poisson"):
        return rng.poisson(mean), {}
    return rng.poisson(mean * rng.gamma(30, 1 / 30, len(shape))), {}


def straight(n):
    return 0.8 * (np.arange(n) / n - 0.5)


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
@pytest.mark.parametrize("kind, n", list(product(("overdispersed counts, mean 300", "normal"), (10, 20))), ids=str)
def test_profile_intervals_of_a_large_bend_hold(kind, n):
    """Monte Carlo error: 1.8 points at 95%."""
    assert coverage(kind, n, BENDS["large"])[0][:4].min() >= 0.9


def print_sizes():
    print("# Tests of a bend, and intervals of its place and slopes, by simulation\n")
    print(
        f"Seed {SEED}; `python tests/trends/bends/test_bend_size.py`. Times 0, 1, ..., n - 1; the predictor\n"
        "(logarithm, logit, or mean) rises by 0.8 over the series. Overdispersed counts are Poisson about a gamma\n"
        "variable of variance 1/30, overdispersed shares binomial of 200 trials about a beta variable of 40; normal\n"
        "values have a standard deviation of 0.25.\n"
    )
    print("## How often a test at 5% finds a bend\n")
    print(
        f"{RUNS} series of each kind: straight lines (size), and lines whose slope rises by {BENDS['large']:g} over\n"
        "the series from its middle on (power). Monte Carlo error: 1.1 points at 5%.\n"
    )
    print("| values | n | pseudo-score: size | Davies: size | pseudo-score: power | Davies: power |")
    print("|:---|---:|---:|---:|---:|---:|")
    for kind, n in product(KINDS, LENGTHS):
        print(f"| {kind} | {n} | " + " | ".join(f"{100 * share:.1f}%" for share in size(kind, n)) + " |")
        sys.stdout.flush()


def print_coverage():
    print("\n## Coverage of 95% intervals\n")
    print(
        f"{FITS} series of each kind, the bend at 55% of the time, the slope rising by 1 or 3 over the series there.\n"
        "Profile intervals are those of `conf_int()`, in brackets Wald intervals as R's `segmented` has them. Monte\n"
        "Carlo error: 1.8 points at 95%. The width is the median of the profile interval of the bend, as a share of\n"
        "the series.\n"
    )
    print("| values | n | rise | bend: profile (Wald) | width | slope before | slope after | slope change |")
    print("|:---|---:|---:|---:|---:|---:|---:|---:|")
    for kind, n, bend in product(COVERED, (7, 10, 30), BENDS.values()):
        share, width = coverage(kind, n, bend)
        cells = [f"{100 * a:.1f}% ({100 * b:.1f}%)" for a, b in zip(share[:4], share[4:], strict=True)]
        print(f"| {kind} | {n} | {bend:g} | {cells[0]} | {100 * width:.0f}% | " + " | ".join(cells[1:]) + " |")
        sys.stdout.flush()


if __name__ == "__main__":
    print_sizes()
    print_coverage()
