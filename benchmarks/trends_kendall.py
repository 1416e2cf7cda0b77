"""Mann-Kendall with Sen's slope on 2,000 series of 30 values, beside a loop over pymannkendall.

Run on one core: ``OMP_NUM_THREADS=1 python benchmarks/trends_kendall.py`` where pymannkendall is installed.
"""

import time

import numpy as np

from fraudstats.trends import mann_kendall

LENGTH, NUMBER = 30, 2000


def best_time(call, repeats=5):
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


def times(values, ours, theirs):
    """Seconds of ours on the table, and of theirs by a tenth of its columns."""
    fast = best_time(lambda: ours(values))
    some = range(0, NUMBER, 10)
    return fast, best_time(lambda: [theirs(values[:, k]) for k in some], 1) * NUMBER / len(some)


def compare(name, values, ours, theirs):
    """Print both times, and how often S, its variance and the slope are the same."""
    fast, slow = times(values, ours, theirs)
    some = range(0, NUMBER, 10)
    found = ours(values)
    expected = np.array([(r.s, r.var_s, r.slope) for r in (theirs(values[:, k]) for k in some)])
    # A corrected variance may be negative; ours is then missing, with a note.
    valid = expected[:, 1] >= 0
    scores = found.table.iloc[list(some)][["s", "var_s", "slope"]]
    same = np.isclose(scores, expected).all(axis=1)[valid]
    ratio, share = slow / fast, same.mean()
    print(f"{name}: ours {fast * 1e3:.0f} ms, loop {slow:.2f} s, ratio {ratio:.0f}, same {share:.0%}")


def table(seed=0):
    return np.random.default_rng(seed).normal(size=(LENGTH, NUMBER))


if __name__ == "__main__":
    import pymannkendall

    plain = table()
    tied = np.random.default_rng(1).integers(0, 12, size=(LENGTH, NUMBER)).astype(float)
    red = plain.cumsum(axis=0)
    # Detrended by the median slope, two values tie; the loop ranks them by rounding errors.
    print(f"{NUMBER} series of {LENGTH} values: S, variance, z, exact p, tau, Sen's slope")
    compare("no ties", plain, mann_kendall, pymannkendall.original_test)
    compare("ties", tied, mann_kendall, pymannkendall.original_test)
    compare(
        "Hamed and Rao",
        red,
        lambda x: mann_kendall(x, correction="hamed_rao"),
        pymannkendall.hamed_rao_modification_test,
    )
