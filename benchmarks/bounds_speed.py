"""How fast sharp bounds are: all windows at once, with stated changes against a cold solver, and growing.

Run: OMP_NUM_THREADS=1 python benchmarks/bounds_speed.py > benchmarks/RESULTS-bounds.md
"""

from time import process_time

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from fraudstats.reconciliation.bounds.linear_programs import LinearPrograms
from fraudstats.reconciliation.bounds.shortest_paths import ShortestPaths
from fraudstats.reconciliation.statements.read import read_statements

UNIT = 10_000
#: Months and statements.
SIZES = [(120, 10), (120, 100), (120, 1000), (12, 60), (120, 60), (600, 60), (1200, 60), (1200, 1000)]


def world(months, totals, changes, seed=7):
    """Statements that hold for simulated counts, over windows of up to two years.

    Totals are rounded down to ten thousands, changes rounded to a tenth of a per cent.
    """
    rng = np.random.default_rng(seed)
    counts = rng.poisson(25_000 * np.exp(np.cumsum(rng.normal(0, 0.03, months))))
    periods = pd.period_range("1930-01", periods=months, freq="M")

    def windows(number):
        first = rng.integers(0, months, number)
        return first, np.minimum(first + rng.integers(0, 24, number), months - 1)

    def sums(first, last):
        cumulative = np.append(0, counts.cumsum())
        return cumulative[last + 1] - cumulative[first]

    def dates(first, last, name="period"):
        starts, ends = periods[first].to_timestamp(), periods[last].to_timestamp(how="end")
        return {f"{name}_start": starts, f"{name}_end": ends}

    window, base = windows(changes), windows(changes)
    change = sums(*window) / sums(*base) - 1
    bounds = {"lower": change - 5e-4, "upper": change + 5e-4}
    stated = pd.DataFrame(dates(*window) | dates(*base, "base") | bounds)
    window = windows(totals)
    lower = sums(*window) // UNIT * UNIT
    observations = pd.DataFrame(dates(*window) | {"lower": lower, "upper": lower + UNIT})
    return read_statements(observations, stated, start=str(periods[0]), end=str(periods[-1]))


def all_windows(statements):
    first, last = np.triu_indices(len(statements.grid))
    return first, last + 1


def some_windows(statements, number, seed=1):
    first, stop = all_windows(statements)
    chosen = np.random.default_rng(seed).choice(len(first), min(number, len(first)), replace=False)
    period = np.arange(len(statements.grid))
    return ((period >= first[chosen, None]) & (period < stop[chosen, None])).astype(float)


def seconds(action, repeats=5):
    """The least processor time of several runs, and the last result."""
    best = np.inf
    for _ in range(repeats):
        begin = process_time()
        result = action()
        best = min(best, process_time() - begin)
    return best, result


def paths(statements):
    return ShortestPaths(statements).bounds(*all_windows(statements))


def cold(statements, weights):
    """Both bounds of each window, each from nothing."""
    rows, scale = statements.rows, statements.scale / 1000
    matrix = np.vstack([rows.matrix, -rows.matrix])
    limits = np.concatenate([rows.upper, -rows.lower]) / scale
    finite = np.isfinite(limits)

    def solve(cost):
        found = linprog(cost, A_ub=matrix[finite], b_ub=limits[finite])
        return np.inf if found.fun is None else abs(found.fun) * scale

    return np.array([(solve(cost), solve(-cost)) for cost in weights]).T


def without_changes():
    statements = world(120, 60, 0)
    statements.window  # noqa: B018 - laid out once, when the tables are read
    time, (lower, _) = seconds(lambda: paths(statements), 20)
    print(
        f"All {len(lower):,} windows of 120 months under 60 totals: **{1000 * time:.2f} ms** (wanted: under "
        f"5), {1e6 * time / len(lower) / 2:.2f} microseconds per bound.\n"
    )


def warm_and_cold():
    """Seconds per bound with a warm and a cold solver, and how far apart they are, in units of the scale."""
    statements = world(120, 60, 40)
    many, few = some_windows(statements, 200), some_windows(statements, 20)
    statements.rows  # noqa: B018
    warm_time, _ = seconds(lambda: LinearPrograms(statements).bounds(many), 3)
    cold_time, by_cold = seconds(lambda: cold(statements, few), 2)
    by_warm = LinearPrograms(statements).bounds(few)
    apart = max(
        np.abs(one[np.isfinite(one)] - other[np.isfinite(one)]).max()
        for one, other in zip(by_cold, by_warm, strict=True)
    )
    return warm_time / 400, cold_time / 40, apart / statements.scale


def with_changes():
    warm, alone, apart = warm_and_cold()
    print(
        f"120 months under 60 totals and 40 stated changes, per bound: warm {1000 * warm:.2f} ms (400 "
        f"bounds, building included), cold `scipy.optimize.linprog` {1000 * alone:.2f} ms: "
        f"**{alone / warm:.1f} times** faster (5 wanted). Difference: {apart:.1e} of scale.\n"
    )


def growth():
    print("| months | statements | all windows, paths (ms) | each, paths (us) | each, warm program (ms) |")
    print("|---|---|---|---|---|")
    for months, number in SIZES:
        statements = world(months, number, 0)
        statements.rows  # noqa: B018
        time, (lower, _) = seconds(lambda s=statements: paths(s), 2)
        mixed = world(months, number - number // 4, number // 4)
        weights = some_windows(mixed, 30)
        warm, _ = seconds(lambda m=mixed, w=weights: LinearPrograms(m).bounds(w), 1)
        print(
            f"| {months} | {number} | {1000 * time:.1f} | {1e6 * time / len(lower) / 2:.2f} | "
            f"{1000 * warm / 2 / len(weights):.2f} |"
        )


if __name__ == "__main__":
    print("# Sharp bounds: speed\n\nProcessor time on one core, least of several runs; `bounds_speed.py`.\n")
    without_changes()
    with_changes()
    print("Growth (in the last column a quarter of the statements are stated changes):\n")
    growth()
