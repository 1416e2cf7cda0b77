"""Coverage of joinpoint intervals after the number of joinpoints is selected. Run by ``pytest -m slow`` on this file.

``python tests/trends/joinpoints/test_coverage_after_selection.py`` prints the table that
docs/evidence/joinpoint-after-selection.md holds. All rules are applied to the same series.
"""

import sys
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from fraudstats.trends import joinpoint

SEED, RUNS, NOISE, PERMUTATIONS, RESAMPLES = 20261127, 1000, 0.05, 199, 399
LENGTHS, SELECT, TRUTHS = (10, 12, 20, 30), ("permutation", "wbic"), ("bend", "line")
RULES = ("former", "parametric", "quantile", "delta")
BEFORE, AFTER = 0.08, -0.04


def truth(n, shape):
    """Times, expected logarithms, first and last slope, and the joinpoint (or None)."""
    time, bend = np.arange(float(n)), n // 2
    after = AFTER if shape == "bend" else BEFORE
    return time, 3 + BEFORE * time + (after - BEFORE) * np.maximum(time - bend, 0), after, bend


def old_slopes(fit):
    half = stats.t.ppf(0.975, fit.df) * np.sqrt(fit.slope_variances())
    return fit.slopes - half, fit.slopes + half


def old_average(fit):
    """Clegg's interval over the whole series, by the old variances of the slopes."""
    bounds = np.concatenate([fit.time[:1], fit.joinpoints, fit.time[-1:]])
    share = np.diff(bounds) / np.ptp(bounds)
    quantile = stats.norm.ppf(0.975) if len(fit.joinpoints) else stats.t.ppf(0.975, fit.df)
    half = quantile * np.sqrt(share**2 @ fit.slope_variances())
    return share @ fit.slopes - half, share @ fit.slopes + half


def old_region(result):
    fit, (sse,) = result.fit, result.design.profile(result.fit.value, 1)
    limit = fit.sse + fit.variance * stats.f.ppf(0.95, 1, fit.df)
    inside = result.design.points[sse <= limit * (1 + 1e-9)]
    return inside.min(), inside.max()


def new_slopes(result):
    table = result.segments()
    return np.log1p(table.lower.to_numpy() / 100), np.log1p(table.upper.to_numpy() / 100)


def intervals(result, rule):
    """Ends of the slopes, of the average, and of the one joinpoint (missing if another number was found)."""
    one = len(result.joinpoints) == 1
    if rule == "former":
        return old_slopes(result.fit), old_average(result.fit), old_region(result) if one else (np.nan, np.nan)
    if rule == "delta":
        found = result.aapc(interval="delta")
        return None, (np.log1p(found.lower / 100), np.log1p(found.upper / 100)), (np.nan, np.nan)
    model = replace(result, interval=rule)
    found = model.aapc()
    place = tuple(model.conf_int().loc["joinpoint_1"]) if one else (np.nan, np.nan)
    return new_slopes(model), (np.log1p(found.lower / 100), np.log1p(found.upper / 100)), place


def holds(ends, value):
    return np.nan if np.isnan(ends[0]) else float(ends[0] <= value <= ends[1])


def covered(rng, n, select, shape):
    """Whether first slope, last slope, average and joinpoint are covered, by rule; the joinpoints found."""
    time, mean, after, bend = truth(n, shape)
    options = {"n_permutations": PERMUTATIONS, "n_resamples": RESAMPLES, "seed": int(rng.integers(10**9))}
    result = joinpoint(np.exp(mean + NOISE * rng.normal(size=n)), time, select=select, **options)
    average, out = (mean[-1] - mean[0]) / (n - 1), []
    for rule in RULES:
        slopes, rise, place = intervals(result, rule)
        first, last = (np.nan, np.nan)
        if slopes is not None:
            first, last = (holds((slopes[0][k], slopes[1][k]), b) for k, b in ((0, BEFORE), (-1, after)))
        out.append([first, last, holds(rise, average), holds(place, bend) if shape == "bend" else np.nan])
    return np.array(out), len(result.joinpoints)


def simulate(n, select, shape, runs=RUNS):
    """Shares covered (rules x quantities), runs behind each, and the share of runs that found the true number."""
    rng = np.random.default_rng([SEED, n, SELECT.index(select), TRUTHS.index(shape)])
    found, numbers = zip(*(covered(rng, n, select, shape) for _ in range(runs)), strict=True)
    table, told = np.array(found), np.isfinite(np.array(found))
    number = told.sum(axis=0)
    shares = np.where(number > 0, np.where(told, table, 0).sum(axis=0) / np.maximum(number, 1), np.nan)
    return shares, number, np.mean(np.array(numbers) == (shape == "bend"))


def cell(share, number):
    """A share with its Monte Carlo standard error."""
    return "" if number < 30 else f"{100 * share:.1f} ± {100 * np.sqrt(share * (1 - share) / number):.1f}"


@pytest.mark.slow
@pytest.mark.parametrize("shape", TRUTHS)
@pytest.mark.parametrize("n", LENGTHS)
def test_parametric_intervals_cover_slopes_after_selection(n, shape):
    """At n = 10 the permutation test misses one bend in eight, which no interval mends."""
    shares, *_ = simulate(n, "permutation", shape, 300)
    assert (shares[RULES.index("parametric"), :3] > (0.85 if n == 10 else 0.91)).all()


if __name__ == "__main__":
    print("# Joinpoint intervals after selection: coverage by simulation\n")
    print(
        f"Seed {SEED}; `python tests/trends/joinpoints/test_coverage_after_selection.py > "
        f"docs/evidence/joinpoint-after-selection.md`. {RUNS} log-linear series for "
        f"each length and truth: a line of slope {BEFORE:g}, or one bend to {AFTER:g} at time n // 2; constant normal "
        f"errors of {NOISE:g}. Up to 3 joinpoints (fewer where the series is short), chosen by {PERMUTATIONS} "
        f"permutations a test at an overall level of 5%, or by weighted BIC; {RESAMPLES} resamples. All intervals are "
        "of the same series.\n"
    )
    print(
        "Percent of 95% intervals that hold the truth, ± their Monte Carlo standard error: the slope in the first and "
        "in the last year, the average change of the whole series, and the joinpoint where exactly one was found. "
        "'former' is the parametric rule up to release 2026.11.4: the observation at a joinpoint belongs to the "
        "segment that it ends, the variance is that of the connected lines on n - 2k - 2 degrees of freedom, and the "
        "region of a joinpoint takes the F quantile with 1 degree of freedom, without the next grid point.\n"
    )
    print("| n | truth | selection | number found right | interval | first slope | last slope | average | joinpoint |")
    print("|---:|---|---|---:|---|---:|---:|---:|---:|")
    for case in [(n, select, shape) for shape in TRUTHS for select in SELECT for n in LENGTHS]:
        shares, number, right = simulate(*case)
        for rule, row, told in zip(RULES, shares, number, strict=True):
            cells = " | ".join(map(cell, row, told))
            print(f"| {case[0]} | {case[2]} | {case[1]} | {100 * right:.0f} | {rule} | {cells} |")
        sys.stdout.flush()
