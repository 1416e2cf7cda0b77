"""Coverage and level of the rank tests and of joinpoint regression. Run by ``pytest -m slow`` on this file.

``python tests/trends/joinpoints/test_joinpoint_coverage.py`` prints the table that
docs/evidence/joinpoint-coverage.md holds.
"""

import sys

import numpy as np
import pytest

from fraudstats.trends import joinpoint, mann_kendall, power, theil_sen

SEED = 20261124
TIME = np.arange(20.0)
BEFORE, AFTER, BEND = 0.08, -0.04, 11.0
AVERAGE = (BEFORE * BEND + AFTER * (19 - BEND)) / 19


def bent(rng, noise):
    line = BEFORE * TIME + (AFTER - BEFORE) * np.maximum(TIME - BEND, 0)
    return np.exp(3 + line + noise * rng.normal(size=20))


def percent(slope):
    return 100 * np.expm1(slope)


def fitted(rng, interval="parametric", noise=0.1):
    options = {"interval": interval, "n_resamples": 399, "seed": int(rng.integers(10**9))}
    return joinpoint(bent(rng, noise), TIME, min_joinpoints=1, max_joinpoints=1, select="bic", **options)


def slope(rng, interval):
    ends = fitted(rng, interval).conf_int()
    return np.mean([ends.lower.iloc[k] <= percent(b) <= ends.upper.iloc[k] for k, b in enumerate((BEFORE, AFTER))])


def bend(rng, interval):
    ends = fitted(rng, interval).conf_int().loc["joinpoint_1"]
    return ends.lower <= BEND <= ends.upper


def average(rng, interval):
    found = fitted(rng, interval if interval == "quantile" else "parametric").aapc(interval=interval)
    return found.lower <= percent(AVERAGE) <= found.upper


def selected_average(rng):
    found = joinpoint(bent(rng, 0.1), TIME, select="wbic").aapc(interval="delta")
    return found.lower <= percent(AVERAGE) <= found.upper


def no_false_joinpoint(rng, select):
    value = np.exp(0.05 * TIME + 0.1 * rng.normal(size=20))
    options = {"n_permutations": 199, "seed": int(rng.integers(10**9))}
    return len(joinpoint(value, TIME, select=select, **options).joinpoints) == 0


def sen(rng, n, digits):
    ends = theil_sen(np.round(0.3 * np.arange(n) + rng.standard_t(3, size=n), digits)).conf_int().iloc[0]
    return ends.lower <= 0.3 <= ends.upper


def no_false_trend(rng, correction):
    noise = rng.normal(size=60)
    for t in range(1, 60):
        noise[t] += 0.4 * noise[t - 1]
    # Two copies, since a table only notes a negative corrected variance, which makes no test.
    twice = np.column_stack([noise[10:]] * 2)
    return not mann_kendall(twice, correction=correction, max_lags=3).p_value.iloc[0] <= 0.05


def detectable(rng):
    ends = power(np.exp(0.05 * TIME[:8] + 0.2 * rng.normal(size=8)), log=True).conf_int().iloc[0]
    true = power(8, noise=0.2, log=True).params["detectable"]
    return ends.lower <= true <= ends.upper


#: Name -> what is simulated, runs, the range that the share must lie in, and the truth in words.
CASES = {
    f"joinpoint, slopes, {i}": (lambda r, i=i: slope(r, i), 1000, (0.9, 0.98), "one bend, n = 20, noise 0.1")
    for i in ("parametric", "quantile")
}
CASES |= {
    f"joinpoint, place, {i}": (lambda r, i=i: bend(r, i), 1000, (0.9, 1), "the same")
    for i in ("parametric", "quantile")
}
CASES |= {
    f"joinpoint, average change, {i}": (lambda r, i=i: average(r, i), 1000, (0.91, 1), "the same")
    for i in ("parametric", "delta", "quantile")
}
CASES["joinpoint, average change after selection by wbic, delta"] = (
    selected_average,
    1000,
    (0.91, 0.98),
    "the same",
)
CASES |= {
    f"joinpoint, no joinpoint found, {s}": (
        lambda r, s=s: no_false_joinpoint(r, s),
        1000,
        low,
        "a line, n = 20, up to 3 joinpoints tried",
    )
    for s, low in (("permutation", (0.93, 0.98)), ("bic3", (0.8, 1)), ("wbic", (0.6, 1)), ("bic", (0.2, 0.9)))
}
CASES |= {
    f"Sen's slope, {name}": (
        lambda r, n=n, d=d: sen(r, n, d),
        2000,
        (0.94, 0.99),
        f"t(3) noise, n = {n}{words}",
    )
    for name, n, d, words in (
        ("exact", 12, 9, ""),
        ("exact, ties", 15, 0, ", rounded"),
        ("normal", 60, 9, ""),
        ("normal, ties", 60, 0, ", rounded"),
    )
}
CASES |= {
    f"Mann-Kendall, no trend found, {c}": (
        lambda r, c=c: no_false_trend(r, c),
        2000,
        low,
        "autoregression of 0.4, n = 50",
    )
    for c, low in (
        (None, (0.7, 0.9)),
        ("hamed_rao", (0.85, 0.97)),
        ("yue_wang", (0.85, 0.97)),
        ("prewhiten", (0.9, 0.98)),
        ("trend_free_prewhiten", (0.7, 0.97)),
    )
}
CASES["power, detectable slope"] = (detectable, 2000, (0.93, 0.97), "8 values, noise 0.2")


def simulate(name):
    function, runs, *_ = CASES[name]
    rng = np.random.default_rng([SEED, list(CASES).index(name)])
    return float(np.mean([function(rng) for _ in range(runs)]))


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_coverage(name):
    lowest, highest = CASES[name][2]
    assert lowest <= simulate(name) <= highest


if __name__ == "__main__":
    print("# Joinpoint regression and rank tests: coverage and level by simulation\n")
    print(f"Seed {SEED}; `python tests/trends/joinpoints/test_joinpoint_coverage.py`. Nominal: 95%.\n")
    print("| what | truth simulated | runs | share |\n|---|---|---:|---:|")
    for case, (_, runs, _, what) in CASES.items():
        print(f"| {case} | {what} | {runs} | {simulate(case):.1%} |")
        sys.stdout.flush()
