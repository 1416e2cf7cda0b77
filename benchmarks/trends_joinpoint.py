"""Joinpoint regression: the permutation test and a single fit, beside bounds and peers.

Run ``python benchmarks/trends_joinpoint.py``, without limits on threads. The permutation tests are timed twice: as the
machine is, and with a second process that keeps a core busy. The peers (piecewise-regression, pwlf) are compared where
they are installed. Prints ratios; times are the best of several runs.
"""

import io
import subprocess
import sys
import time
from contextlib import contextmanager, redirect_stdout
from itertools import combinations, pairwise

import numpy as np

from fraudstats.trends import joinpoint
from fraudstats.trends.joinpoints.design import Design, Grid
from fraudstats.trends.joinpoints.fit import Fit, hinges
from fraudstats.trends.joinpoints.selection import permutation_p

N, MOST, PERMUTATIONS = 30, 3, 4499
TIME = np.arange(1990.0, 1990 + N)


def best_time(call, repeats=5):
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


def series(seed, noise=0.05):
    rise = 0.05 * (TIME - 1990) - 0.09 * np.maximum(TIME - 2000, 0) + 0.1 * np.maximum(TIME - 2010, 0)
    return 3 + rise + noise * np.random.default_rng(seed).normal(size=N)


def allowed_sets(points, size):
    return [s for s in combinations(points, size) if all(b - a > 2 for a, b in pairwise(s))]


def naive_search(values, sets):
    """One np.linalg.lstsq for every allowed set: what the permutation test costs without further thought."""
    smallest = np.inf
    for chosen in sets:
        columns = hinges(TIME - 1990, np.array(chosen) - 1990)
        rest = values - columns @ np.linalg.lstsq(columns, values, rcond=None)[0]
        smallest = min(smallest, rest @ rest)
    return smallest


def permutation_times():
    """Seconds of our test, of a naive loop and of the one matrix product that any such test has to make."""
    design, value = Design(TIME, np.ones(N), Grid(), MOST), series(0)
    best = design.best(value[:, None], [0, MOST])
    null, full = (Fit(TIME, value, np.ones(N), design.joinpoints(k, best[k].index[0])) for k in (0, MOST))
    ours = best_time(lambda: permutation_p(design, null, full, PERMUTATIONS, np.random.default_rng(1)))
    vectors = np.concatenate([level.vectors for level in design.levels])
    values = np.random.default_rng(2).normal(size=(N, PERMUTATIONS))
    product = best_time(lambda: vectors @ values)
    sets = [(), *allowed_sets(design.points, MOST)]
    naive = best_time(lambda: naive_search(values[:, 0], sets), 2) * PERMUTATIONS
    return ours, naive, product


def permutation_test():
    ours, naive, product = permutation_times()
    whole = best_time(lambda: joinpoint(np.exp(series(0)), TIME), 3)
    print(f"permutation test 0 against {MOST}, n = {N}, {PERMUTATIONS} permutations: {ours * 1e3:.1f} ms")
    print(f"  naive loop {naive:.0f} s (one permutation timed), {naive / ours:,.0f} times ours")
    print(f"  one product of all unit vectors with all values {product * 1e3:.1f} ms")
    print(f"  ours is {ours / product:.2f} times that")
    print(f"  whole call, {MOST} sequential tests and the result: {whole * 1e3:.0f} ms")


def five_joinpoints():
    years = np.arange(35.0)
    rise = np.interp(years, [0, 12, 24, 34], [0, 1.2, 0, 1]) + 0.1 * np.random.default_rng(0).normal(size=35)
    sets, before = len(Design(years, np.ones(35), Grid(), 5).levels[-1].last), time.process_time()
    seconds = best_time(lambda: joinpoint(np.exp(rise), years, max_joinpoints=5), 1)
    used = time.process_time() - before
    print(f"up to 5 joinpoints ({sets:,} sets of five), n = 35, 5 sequential tests of {PERMUTATIONS}:")
    print(f"  {seconds:.1f} s, of which {used:.1f} s on a processor")


@contextmanager
def busy_process():
    """A second process that does nothing but keep a core busy."""
    other = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        yield
    finally:
        other.kill()
        other.wait()


def single_fit():
    design, value = Design(TIME, np.ones(N), Grid(), MOST), series(0)[:, None]
    fit = best_time(lambda: design.best(value, range(MOST + 1)), 200)
    build = best_time(lambda: Design(TIME, np.ones(N), Grid(), MOST), 20)
    whole = best_time(lambda: joinpoint(np.exp(value[:, 0]), TIME, select="bic3"), 20)
    print(f"best models of 0 to {MOST} joinpoints, the design given: {fit * 1e3:.3f} ms")
    print(f"  the design {build * 1e3:.2f} ms; joinpoint(select='bic3') in all {whole * 1e3:.1f} ms")


def peers():
    """Time and residual sum of squares for two joinpoints, over ten noisy series, a grid of quarter steps."""
    grid = Grid(3)
    design = Design(TIME, np.ones(N), grid, 2)
    rows = {"ours": [], "piecewise-regression": [], "pwlf": []}
    for seed in range(10):
        value = series(seed, noise=0.15)
        start = time.perf_counter()
        sse = design.best(value[:, None], [2])[2].sse[0]
        rows["ours"].append((time.perf_counter() - start, sse, sse))
        for name, fit in (("piecewise-regression", fit_piecewise), ("pwlf", fit_pwlf)):
            start = time.perf_counter()
            try:
                found = fit(value)
            except ImportError:
                continue
            rows[name].append((time.perf_counter() - start, found, sse))
    for name, runs in rows.items():
        if not runs:
            print(f"{name}: not installed")
            continue
        seconds, found, ours = np.array(runs).T
        ratio, times = found / ours, np.median(seconds) / np.median([run[0] for run in rows["ours"]])
        print(f"{name}: {np.median(seconds) * 1e3:.2f} ms a fit, {times:,.0f} times ours")
        print(f"  residual sum over ours: median {np.nanmedian(ratio):.4f}, worst {np.nanmax(ratio):.4f}")
        print(f"  not converged: {np.isnan(found).sum()} of {len(found)}")


def fit_piecewise(value):
    import piecewise_regression

    np.random.seed(0)
    with redirect_stdout(io.StringIO()):
        found = piecewise_regression.Fit(TIME, value, n_breakpoints=2)
    results = found.get_results()
    return results["rss"] if results["converged"] else np.nan


def fit_pwlf(value):
    import pwlf

    model = pwlf.PiecewiseLinFit(TIME, value, seed=0)
    model.fit(3)
    return model.ssr


if __name__ == "__main__":
    permutation_test()
    five_joinpoints()
    with busy_process():
        print("with a second process busy")
        permutation_test()
        five_joinpoints()
    single_fit()
    peers()
