"""Mann-Kendall with Sen's slope on 2,000 series of 30 values, beside a loop over pymannkendall.

Run on one core: ``OMP_NUM_THREADS=1 python benchmarks/trends_kendall.py`` where pymannkendall is installed.
"""

import time

import numpy as np
import pymannkendall

from fraudstats.trends import mann_kendall

LENGTH, NUMBER = 30, 2000


def best_time(call, repeats=5):
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


def compare(name, values, ours, theirs):
    """Time ours on the table, theirs on a tenth of its columns, and compare S, its variance and the slope."""
    fast = best_time(lambda: ours(values))
    some = range(0, NUMBER, 10)
    slow = best_time(lambda: [theirs(values[:, k]) for k in some], 1) * NUMBER / len(some)
    found = ours(values)
    expected = np.array([(r.s, r.var_s, r.slope) for r in (theirs(values[:, k]) for k in some)])
    # A corrected variance may be negative; ours is then missing, with a note.
    valid = expected[:, 1] >= 0
    scores = found.table.iloc[list(some)][["s", "var_s", "slope"]]
    same = np.isclose(scores, expected).all(axis=1)[valid]
    ratio, share = slow / fast, same.mean()
    print(f"{name}: ours {fast * 1e3:.0f} ms, loop {slow:.2f} s, ratio {ratio:.0f}, same {share:.0%}")


if __name__ == "__main__":
    random = np.random.default_rng(0)
    plain = random.normal(size=(LENGTH, NUMBER))
    tied = random.integers(0, 12, size=(LENGTH, NUMBER)).astype(float)
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
