"""Are two joinpoint trends parallel, or the same?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.joinpoints.design import Design
from fraudstats.trends.joinpoints.fit import hinges
from fraudstats.trends.joinpoints.model import joinpoint
from fraudstats.trends.joinpoints.result import JoinpointResult
from fraudstats.trends.joinpoints.selection import f_ratio
from fraudstats.trends.result import format_p

__all__ = ["Comparison", "compare_joinpoints"]


@dataclass(frozen=True, repr=False)
class Comparison:
    """Outcome of :func:`fraudstats.trends.compare_joinpoints`.

    Attributes
    ----------
    hypothesis : str
        "parallel" or "coincident".
    statistic, p_value : float
        F statistic of common against separate trends, and its permutation p-value.
    joinpoints : ndarray
        Joinpoints of the common model.
    """

    hypothesis: str
    statistic: float
    p_value: float
    joinpoints: np.ndarray
    n: tuple[int, int]
    n_permutations: int

    def to_frame(self) -> pd.DataFrame:
        """The test as a table of one row."""
        columns = {"statistic": self.statistic, "p_value": self.p_value, "joinpoints": len(self.joinpoints)}
        return pd.DataFrame(columns, index=[self.hypothesis])

    def summary(self) -> str:
        """The test in words."""
        where = ", ".join(f"{t:.6g}" for t in self.joinpoints) or "none"
        return (
            f"Comparability of two joinpoint trends: {self.hypothesis} (n = {self.n[0]} and {self.n[1]})\n"
            f"F = {self.statistic:.4f}, p = {format_p(self.p_value)} by {self.n_permutations} permutations; "
            f"joinpoints of the common trend: {where}"
        )

    def __repr__(self):
        return self.summary()


def compare_joinpoints(
    first, second, hypothesis="parallel", *, n_joinpoints=None, n_permutations=4499, seed=7160, **options
) -> Comparison:
    """Permutation test that two trends are parallel or coincident.

    Parameters
    ----------
    first, second : JoinpointResult or series
        Fitted models on one scale; a series is fitted by :func:`~fraudstats.trends.joinpoint` with `options`.
    hypothesis : {"parallel", "coincident"}
        Common joinpoints and slopes with two levels, or one trend altogether.
    n_joinpoints : int, optional
        Joinpoints of the common and of each separate trend; by default the larger number of the two models.

    Returns
    -------
    Comparison

    Notes
    -----
    Kim, Fay, Yu, Barrett and Feuer, 2004, "Comparability of segmented line regression models", Biometrics 60.
    The weighted residuals of the common model are permuted over both series, so errors of weight one are
    assumed equally variable in both.

    Examples
    --------
    >>> years, noise = np.arange(2001, 2013), 0.01 * (-1.0) ** np.arange(12)
    >>> up, down = np.exp(0.1 * (years - 2001) + noise), np.exp(-0.1 * (years - 2001) + noise)
    >>> models = [joinpoint(years, values, select="bic3") for values in (up, 3 * up, down)]
    >>> compare_joinpoints(models[0], models[1], n_permutations=99).p_value
    1.0
    >>> compare_joinpoints(models[0], models[2], n_permutations=99).p_value
    0.01
    """
    if hypothesis not in ("parallel", "coincident"):
        raise TrendError(f"hypothesis is {hypothesis!r}; expected 'parallel' or 'coincident'")
    models = [m if isinstance(m, JoinpointResult) else joinpoint(m, **options) for m in (first, second)]
    if models[0].response.log != models[1].response.log:
        raise TrendError("one model is log-linear and the other linear; fit both on one scale")
    size = max(len(m.joinpoints) for m in models) if n_joinpoints is None else n_joinpoints
    apart = [Design(m.fit.time, m.fit.weight, m.design.grid, size) for m in models]
    common = _common_design(models, hypothesis, size)
    if min(design.max_joinpoints for design in apart) < size:
        raise TrendError(f"a series is too short for {size} joinpoints; give a smaller n_joinpoints")
    return _test(models, apart, common, hypothesis, size, n_permutations, seed)


def _common_design(models, hypothesis, size):
    time, weight = (np.concatenate([getattr(m.fit, name) for m in models]) for name in ("time", "weight"))
    group = np.repeat([False, True], [len(m.fit.time) for m in models])
    return Design(time, weight, models[0].design.grid, size, group if hypothesis == "parallel" else None)


def _test(models, apart, common, hypothesis, size, n_permutations, seed):
    value = np.concatenate([m.fit.value for m in models])
    joinpoints = common.joinpoints(size, common.best(value[:, None], [size])[size].index[0])
    fitted, residuals = _null(common, hypothesis, value, joinpoints, len(models[0].fit.value))
    random = np.random.default_rng(seed)
    shuffled = random.permuted(np.tile(residuals, (n_permutations, 1)), axis=1)
    values = np.column_stack([value, (fitted + shuffled / np.sqrt(common.weight)).T])
    border = len(models[0].fit.value)
    together = _sse(common, values, size)
    separate = _sse(apart[0], values[:border], size) + _sse(apart[1], values[border:], size)
    ratio = f_ratio(together, separate, values[:, 0])
    p = float(1 + np.count_nonzero(ratio[1:] >= ratio[0] * (1 - 1e-9))) / (n_permutations + 1)
    parameters = 2 * (2 * size + 2)
    gained = parameters - (2 * size + 3 if hypothesis == "parallel" else 2 * size + 2)
    statistic = (ratio[0] - 1) * (len(value) - parameters) / gained
    return Comparison(
        hypothesis, float(statistic), p, joinpoints, tuple(len(m.fit.value) for m in models), n_permutations
    )


def _null(common, hypothesis, value, joinpoints, border):
    """Fitted values of the common model, and residuals times the root of their weights."""
    columns = hinges(common.time - common.time.mean(), joinpoints - common.time.mean())
    if hypothesis == "parallel":
        columns = np.column_stack([columns, np.arange(len(value)) >= border])
    root = np.sqrt(common.weight)
    fitted = columns @ np.linalg.lstsq(root[:, None] * columns, root * value, rcond=None)[0]
    return fitted, root * (value - fitted)


def _sse(design, values, size):
    return design.weight.mean() * design.best(values, [size], locate=False)[size].sse
