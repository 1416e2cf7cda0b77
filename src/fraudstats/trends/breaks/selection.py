"""How many breaks? One test after the other, or the smallest information criterion."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from fraudstats.trends.arguments import random_generator
from fraudstats.trends.breaks.break_test import break_test
from fraudstats.trends.breaks.fit import BreakFit
from fraudstats.trends.breaks.splits import EXACT_FIT

__all__ = ["SELECT", "criteria", "sequential_tests"]

SELECT = {"sequential": "sequential supF tests", "bic": "BIC", "lwz": "LWZ"}


def criteria(fits: list[BreakFit]) -> pd.DataFrame:
    """Sum of squares, BIC and LWZ by number of breaks.

    BIC is Schwarz's with every coefficient, break and the variance counted as a parameter (Yao, 1988), on the scale of
    R's strucchange; LWZ that of Liu, Wu and Zidek (1997), ``log(SSR / (n - p)) + 0.299 p (log n)^2.1 / n`` with p
    coefficients and breaks (Bai and Perron, 2003). Sums of squares that are rounding count as 1e-12 of that without
    breaks.
    """
    n = len(fits[0].seen)
    breaks = np.array([len(fit.breaks) for fit in fits])
    ssr = np.array([fit.ssr for fit in fits])
    counted = np.maximum(ssr, max(EXACT_FIT * ssr[0], np.finfo(float).tiny))
    parameters = np.array([fit.design.shape[1] for fit in fits]) + breaks
    bic = n * (np.log(2 * np.pi * counted / n) + 1) + np.log(n) * (parameters + 1)
    lwz = np.log(counted / np.maximum(n - parameters, 1)) + 0.299 * parameters * np.log(n) ** 2.1 / n
    labels = [", ".join(fit.seen.labels[fit.breaks - 1]) for fit in fits]
    table = {"ssr": ssr, "bic": bic, "lwz": lwz, "after": labels}
    return pd.DataFrame(table, index=pd.Index(breaks, name="breaks"))


def sequential_tests(
    fits: list[BreakFit],
    least: int,
    null: str,
    rows: np.ndarray | None,
    test_alpha: float,
    n_permutations: int,
    seed: int,
) -> pd.DataFrame:
    """Test l breaks against l + 1, for l = 0, 1, ..., until a test does not reject (Bai and Perron, 1998).

    Each segment of the best segmentation with l breaks is tested for a break of its own; the smallest p-value of s
    segments p counts as ``1 - (1 - p)^s``.

    Returns
    -------
    DataFrame
        One row per test: ``breaks`` (l), ``segment`` with the smallest p-value, ``supF`` there, ``p_value`` after
        counting the segments, ``rejected``. Segments that are too short for a break are left out.
    """
    random = random_generator(seed)
    rows_of_tests = []
    for fit in fits[:-1]:
        bounds = [0, *fit.breaks.tolist(), len(fit.seen)]
        tested = []
        for number, (start, end) in enumerate(pairwise(bounds)):
            if end - start < 2 * least:
                continue
            positions = None if rows is None else rows[start:end] - rows[start]
            part = fit.regressors.part(start, end)
            test = break_test(fit.seen.value[start:end], part, least, null, positions, n_permutations, random)
            tested.append((test.p[0], number + 1, test.statistics[0]))
        if not tested:
            break
        p, segment, statistic = min(tested)
        p = 1 - (1 - p) ** len(tested)
        rows_of_tests.append((len(fit.breaks), segment, statistic, p, p <= test_alpha))
        if p > test_alpha:
            break
    return pd.DataFrame(rows_of_tests, columns=["breaks", "segment", "supF", "p_value", "rejected"])
