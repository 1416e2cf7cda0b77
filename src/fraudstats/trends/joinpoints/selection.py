"""How many joinpoints? The sequential permutation test, and information criteria."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from fraudstats.trends.arguments import random_generator
from fraudstats.trends.joinpoints.design import Design
from fraudstats.trends.joinpoints.fit import Fit
from fraudstats.trends.pooling.parallel import parallel_map

__all__ = ["FALSE_BENDS", "FEW", "criteria", "f_ratio", "permutation_p", "permutation_selection", "selection_note"]

#: Sums of squares below this share of the total are rounding errors.
TINY = 1e-24
#: Permutations per piece of work.
BLOCK = 512
#: Fewer values than this bring a note on how often a bend is found in a straight line.
FEW = 10
#: How often that was so in simulated series of 7 values, log-normal and Poisson: percent, lowest and highest
#: (docs/evidence/joinpoint-coverage.md).
FALSE_BENDS = {"permutation": (5, 5), "bic": (29, 29), "bic3": (18, 19), "wbic": (22, 23)}


def permutation_selection(
    design: Design, fits: list[Fit], smallest: int, test_alpha: float, n_permutations: int, seed: int
) -> pd.DataFrame:
    """The sequence of tests of Kim et al. (2000), each at the level alpha = test_alpha / (max - null).

    Returns
    -------
    DataFrame
        One row per test: ``null, alternative, statistic, p_value, alpha, rejected``. The number of joinpoints
        is the last row's alternative if it rejects, else its null.
    """
    random = random_generator(seed)
    low, high = smallest, len(fits) - 1
    rows, most = [], high
    while low < high:
        statistic, p = permutation_p(design, fits[low], fits[high], n_permutations, random)
        alpha = test_alpha / (most - low)
        rows.append((low, high, statistic, p, alpha, p <= alpha))
        low, high = (low + 1, high) if p <= alpha else (low, high - 1)
    return pd.DataFrame(rows, columns=["null", "alternative", "statistic", "p_value", "alpha", "rejected"])


def permutation_p(
    design: Design, null: Fit, alternative: Fit, n_permutations: int, random: np.random.Generator
) -> tuple[float, float]:
    """The F statistic of two nested models, and its p-value with the null's residuals permuted."""
    sizes = len(null.joinpoints), len(alternative.joinpoints)
    observed = f_ratio(null.sse, alternative.sse, null.value)
    blocks = [(design, null, sizes, min(BLOCK, n_permutations - start)) for start in range(0, n_permutations, BLOCK)]
    ratios = np.concatenate(parallel_map(_permuted_ratios, blocks, seed=random, description="permutations"))
    p = (1 + np.count_nonzero(ratios >= observed * (1 - 1e-9))) / (n_permutations + 1)
    return float((observed - 1) * alternative.df / (2 * (sizes[1] - sizes[0]))), p


def f_ratio(null: Any, alternative: Any, value: np.ndarray) -> Any:
    """Sum of squares of the null over that of the alternative; one where already the null fits perfectly."""
    floor = TINY * np.square(value).sum() + np.finfo(float).tiny
    return np.maximum(null, floor) / np.maximum(alternative, floor)


def _permuted_ratios(block, random):
    design, null, sizes, number = block
    residuals = random.permuted(np.tile(null.residuals, (number, 1)), axis=1)
    values = null.fitted[:, None] + null.errors.coloured(residuals.T)
    best = design.best(values, sizes, locate=False)
    scale = design.weight.mean()
    return f_ratio(scale * best[sizes[0]].sse, scale * best[sizes[1]].sse, null.value)


def criteria(fits: list[Fit]) -> pd.DataFrame:
    """BIC, BIC3 and weighted BIC of each model, as NCI's Joinpoint defines them.

    ``ln(SSE / n) + c ln(n) / n`` with c = 2k + 2 (BIC; Schwarz 1978), 3k + 2 (BIC3; Kim and Kim 2016) and
    (2 + R^2) k + 2 (weighted BIC; Kim et al., 2022, Journal of Applied Statistics 50), R^2 being the largest
    partial R^2 of a joinpoint in the data of its two segments. Further terms (a jump) count one each.
    """
    n = len(fits[0].time)
    size = np.arange(len(fits))
    sse = np.array([fit.sse for fit in fits])
    weight = np.array([max(_partial_r2(fit), default=0.0) for fit in fits])
    floor = TINY * np.square(fits[0].value).sum() + np.finfo(float).tiny
    deviance = np.log(np.maximum(sse, floor) / n)
    table = {"joinpoints": size, "sse": sse, "weight": weight}
    for name, extra in (("bic", 0), ("bic3", 1), ("wbic", weight)):
        table[name] = deviance + ((2 + extra) * size + 2 + len(fits[0].effects)) * np.log(n) / n
    return pd.DataFrame(table).set_index("joinpoints")


def selection_note(fits: list[Fit], smallest: int, select: str) -> tuple[str, ...]:
    """What a short series makes of the choice between numbers of joinpoints; nothing where there is none to make."""
    n = len(fits[0].time)
    if n >= FEW or len(fits) - 1 <= smallest:
        return ()
    low, high = FALSE_BENDS[select]
    share = f"{low if low == high else f'{low} to {high}'}%"
    bent = f"bent {share} of simulated straight lines of 7 values (docs/evidence/joinpoint-coverage.md)"
    if select == "permutation":
        return (f"choosing the number of joinpoints by permutation test, at its level of 5%, {bent}",)
    return (
        f"do not choose the number of joinpoints by {select} among fewer than {FEW} values: that {bent}; use "
        "select='permutation'",
    )


def _partial_r2(fit: Fit) -> list[float]:
    """Partial R^2 of each joinpoint's hinge, given a line, in the observations of its two segments."""
    out = []
    for number, joinpoint in enumerate(fit.joinpoints):
        near = np.isin(fit.segment(fit.time), (number, number + 1))
        errors, time = fit.errors.take(near), fit.time[near]
        columns = np.column_stack([np.ones(len(time)), time - time.mean(), fit.terms.columns(time)])
        line = _basis(errors.white(columns))
        y, z = (v - line @ (line.T @ v) for v in map(errors.white, (fit.value[near], np.maximum(time - joinpoint, 0))))
        size = (y @ y) * (z @ z)
        out.append(float((y @ z) ** 2 / size) if size > 0 else 0.0)
    return out


def _basis(columns):
    """Orthonormal columns that span the same; a jump outside the two segments adds none."""
    left, size, _ = np.linalg.svd(columns, full_matrices=False)
    return left[:, size > 1e-9 * size[0]]
