"""Coverage of joinpoint intervals around a jump, after selection. Run by ``pytest -m slow`` on this file.

``python tests/trends/joinpoints/test_jump_coverage.py`` prints the table that docs/evidence/joinpoint-jump.md holds.
"""

import sys

import numpy as np
import pytest

from fraudstats.trends import joinpoint

SEED, RUNS, NOISE, PERMUTATIONS = 20261127, 100, 0.05, 99
LENGTHS, TRUTHS, JUMP, RATIO_ERROR = (10, 20, 30), ("line", "bend"), 0.2, 0.03
BEFORE, AFTER = 0.08, -0.04
MODELS = ("jump", "ratio", "ratio, se", "none")


def drawn(rng, n, shape):
    """Times, values with a jump after a third, the slopes' truth, and a comparability ratio as a study gives it."""
    time, bend = np.arange(float(n)), 2 * n // 3
    after = AFTER if shape == "bend" else BEFORE
    trend = 3 + BEFORE * time + (after - BEFORE) * np.maximum(time - bend, 0)
    value = np.exp(trend + JUMP * (time >= n // 3) + NOISE * rng.normal(size=n))
    ratio = np.exp(JUMP + RATIO_ERROR * rng.normal())
    return time, value, (BEFORE, after, (trend[-1] - trend[0]) / (n - 1)), ratio


def options(model, n, ratio, value):
    if model == "none":
        return {}
    if model == "jump":
        return {"jump": n // 3}
    known = {"jump": n // 3, "comparability": (ratio, RATIO_ERROR * ratio)}
    return known | ({"se": NOISE * value} if model == "ratio, se" else {})


def covered(rng, n, shape):
    """Whether first slope, last slope, average and jump are covered, by model; and the number of joinpoints."""
    time, value, truth, ratio = drawn(rng, n, shape)
    rows = []
    for model in MODELS:
        more = options(model, n, ratio, value)
        result = joinpoint(value, time, seed=int(rng.integers(10**9)), n_permutations=PERMUTATIONS, **more)
        table = np.log1p(result.to_frame()[["lower", "upper"]] / 100)
        slopes = table.iloc[: len(result.fit.slopes)].to_numpy()
        ends = [slopes[0], slopes[-1], table.loc["aapc"]]
        ends += [table.loc["jump"]] if model == "jump" else [(np.nan, np.nan)]
        rows.append([_holds(end, x) for end, x in zip(ends, (*truth, JUMP), strict=True)] + [len(result.joinpoints)])
    return rows


def _holds(ends, value):
    low, high = ends
    return np.nan if np.isnan(low) else float(low <= value <= high)


def simulate(n, shape, runs=RUNS):
    """Shares covered (models x quantities), and the share of runs with the true number of joinpoints."""
    rng = np.random.default_rng([SEED, n, TRUTHS.index(shape)])
    found = np.array([covered(rng, n, shape) for _ in range(runs)])
    return found[:, :, :4].mean(axis=0), (found[:, :, 4] == (shape == "bend")).mean(axis=0)


@pytest.mark.slow
@pytest.mark.parametrize("n", LENGTHS)
def test_intervals_hold_a_jump_and_the_average_around_it(n):
    shares, _ = simulate(n, "line")
    assert shares[0, 3] > 0.88 and (shares[:3, 2] > 0.88).all()


if __name__ == "__main__":
    print("# Joinpoint models with a jump: coverage by simulation\n")
    print(
        f"Seed {SEED}; `python tests/trends/joinpoints/test_jump_coverage.py > "
        f"docs/evidence/joinpoint-jump.md`. {RUNS} log-linear series for each "
        f"length and truth: a line of slope {BEFORE:g}, or a bend to {AFTER:g} at time 2n // 3, with a jump of "
        f"{JUMP:g} (in logarithms) from time n // 3 on; constant normal errors of {NOISE:g}. Up to 3 joinpoints by "
        f"{PERMUTATIONS} permutations a test, parametric intervals. All models are fitted to the same series.\n"
    )
    print(
        "'jump' estimates the jump. 'ratio' is given a comparability ratio drawn with a standard error of "
        f"{RATIO_ERROR:g}, and constant errors; 'ratio, se' the standard errors as well. 'none' ignores the jump. "
        "Percent of 95% intervals that hold the truth (Monte Carlo standard error 1 to 3); 'number' is the percent of "
        "series in which as many joinpoints were found as there are.\n"
    )
    print("| n | truth | model | number | first slope | last slope | average | jump |")
    print("|---:|---|---|---:|---:|---:|---:|---:|")
    for shape in TRUTHS:
        for n in LENGTHS:
            shares, right = simulate(n, shape)
            for model, row, number in zip(MODELS, shares, right, strict=True):
                cells = " | ".join("" if np.isnan(x) else f"{100 * x:.0f}" for x in row)
                print(f"| {n} | {shape} | {model} | {100 * number:.0f} | {cells} |")
            sys.stdout.flush()
