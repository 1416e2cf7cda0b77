"""Are two joinpoint trends parallel, or the same?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.html_face import html_of_summary
from fraudstats.style import MARKERS, PALETTE, drawing, house_axes, legend_if_needed, tidy_axes
from fraudstats.trends.arguments import random_generator
from fraudstats.trends.joinpoints.design import Design
from fraudstats.trends.joinpoints.fit import hinges
from fraudstats.trends.joinpoints.model import joinpoint
from fraudstats.trends.joinpoints.names import time_names
from fraudstats.trends.joinpoints.result import JoinpointResult
from fraudstats.trends.joinpoints.selection import f_ratio
from fraudstats.trends.result import check_alpha, draw_time, format_p

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["ComparisonResult", "compare_joinpoints"]


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class ComparisonResult:
    """Outcome of :func:`fraudstats.trends.compare_joinpoints`.

    Attributes
    ----------
    models : tuple of JoinpointResult
        The separate trends.
    hypothesis : str
        "parallel" or "coincident".
    statistic, p_value : float
        F statistic of common against separate trends, and its permutation p-value.
    joinpoints : ndarray
        Joinpoints of the common model.
    common : tuple of ndarray
        The common trend at the times of each series, on the scale of the data.
    n_permutations : int
    """

    models: tuple[JoinpointResult, JoinpointResult]
    hypothesis: str
    statistic: float
    p_value: float
    joinpoints: np.ndarray
    common: tuple[np.ndarray, np.ndarray]
    n_permutations: int

    @property
    def method(self) -> str:
        """What was done, in a line."""
        sizes = " and ".join(str(model.nobs) for model in self.models)
        return f"Comparability of two joinpoint trends: {self.hypothesis} (n = {sizes})"

    @property
    def params(self) -> pd.Series:
        """The F statistic."""
        return pd.Series({"F": self.statistic})

    @property
    def p_values(self) -> pd.Series:
        """The permutation p-value of the F statistic."""
        return pd.Series({"F": self.p_value})

    @property
    def nobs(self) -> int:
        """The number of values in both series."""
        return sum(model.nobs for model in self.models)

    @property
    def notes(self) -> tuple[str, ...]:
        """The caveats of both models."""
        return tuple(dict.fromkeys(note for model in self.models for note in model.notes))

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Missing ends: a test statistic has no interval."""
        check_alpha(alpha)
        return pd.DataFrame({"lower": np.nan, "upper": np.nan}, index=self.params.index)

    def to_frame(self, alpha: float = 0.05) -> pd.DataFrame:
        """The test as a table of one row: ``estimate, lower, upper, p_value, joinpoints``."""
        ends = self.conf_int(alpha).assign(estimate=self.params)[["estimate", "lower", "upper"]]
        return ends.assign(p_value=self.p_value, joinpoints=len(self.joinpoints))

    def poolable(self) -> pd.DataFrame:
        """Refused: an F statistic has no standard error.

        Raises
        ------
        TrendError
            Always; with what can be pooled.
        """
        raise TrendError(
            "an F statistic has no standard error to pool; pool the average changes of each joinpoint model"
        )

    def summary(self) -> str:
        """The test in words."""
        where = ", ".join(time_names(self.models[0].series, self.joinpoints)) or "none"
        lines = [
            self.method,
            f"F = {self.statistic:.4f}, p = {format_p(self.p_value)} by {self.n_permutations} permutations; "
            f"joinpoints of the common trend: {where}",
        ]
        return "\n".join(lines + [f"Note: {note}" for note in self.notes])

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw both series with the common trend; returns the matplotlib axes."""
        with drawing():
            ax = tidy_axes(house_axes(ax), "both")
            for number, (model, trend) in enumerate(zip(self.models, self.common, strict=True)):
                series, color = model.series, PALETTE[number]
                name = series.name or ("first", "second")[number]
                observed = series.value / model.response.exposure
                ax.plot(series.time, observed, MARKERS[number], color=color, label=name)
                ax.plot(series.time, trend, color=color, label=f"{name}, {self.hypothesis} trend")
            draw_time(ax, self.models[0].series)
            ax.set_ylabel("value")
            legend_if_needed(ax)
        return ax

    def _repr_html_(self) -> str:
        return html_of_summary(self.summary())

    def __repr__(self):
        return self.summary()


def compare_joinpoints(
    first: Any,
    second: Any,
    *,
    hypothesis: str = "parallel",
    n_joinpoints: int | None = None,
    n_permutations: int = 4499,
    seed: int = 0,
    **options: Any,
) -> ComparisonResult:
    """Permutation test that two trends are parallel or coincident.

    Parameters
    ----------
    first, second : JoinpointResult or series
        Fitted models on one scale; a series is fitted by :func:`~fraudstats.trends.joinpoint` with `options`.
    hypothesis : {"parallel", "coincident"}
        Common joinpoints and slopes with two levels, or one trend altogether.
    n_joinpoints : int, optional
        Joinpoints of the common and of each separate trend; by default the larger number of the two models.
    n_permutations, seed : int
        Permutations of the test, and the seed of its random numbers.
    **options
        Passed to :func:`~fraudstats.trends.joinpoint`.

    Returns
    -------
    ComparisonResult

    Notes
    -----
    Kim, Fay, Yu, Barrett and Feuer, 2004, "Comparability of segmented line regression models", Biometrics 60.
    The weighted residuals of the common model are permuted over both series, so errors of weight one are
    assumed equally variable in both.

    Examples
    --------
    >>> years, noise = np.arange(2001, 2013), 0.01 * (-1.0) ** np.arange(12)
    >>> up, down = np.exp(0.1 * (years - 2001) + noise), np.exp(-0.1 * (years - 2001) + noise)
    >>> models = [joinpoint(values, years, select="bic3") for values in (up, 3 * up, down)]
    >>> compare_joinpoints(models[0], models[1], n_permutations=99).p_value
    1.0
    >>> compare_joinpoints(models[0], models[2], n_permutations=99).p_value
    0.01
    """
    if hypothesis not in ("parallel", "coincident"):
        raise TrendError(f"hypothesis is {hypothesis!r}; expected 'parallel' or 'coincident'")
    models = (_model(first, options), _model(second, options))
    if not all(model.fit.plain for model in models):
        raise TrendError(
            "models with a jump, a season or autocorrelated errors cannot be compared; compare them without"
        )
    if models[0].response.log != models[1].response.log:
        raise TrendError("one model is log-linear and the other linear; fit both on one scale")
    size = max(len(m.joinpoints) for m in models) if n_joinpoints is None else n_joinpoints
    apart = [Design(m.fit.time, m.fit.weight, m.design.grid, size) for m in models]
    common = _common_design(models, hypothesis, size)
    if min(design.max_joinpoints for design in apart) < size:
        raise TrendError(f"a series is too short for {size} joinpoints; give a smaller n_joinpoints")
    return _test(models, apart, common, hypothesis, size, n_permutations, seed)


def _model(given, options) -> JoinpointResult:
    if isinstance(given, JoinpointResult):
        return given
    model = joinpoint(given, **options)
    if not isinstance(model, JoinpointResult):
        raise TrendError("draws cannot be compared; compare the series that they describe, one by one")
    return model


def _common_design(models, hypothesis, size):
    time, weight = (np.concatenate([getattr(m.fit, name) for m in models]) for name in ("time", "weight"))
    group = np.repeat([False, True], [len(m.fit.time) for m in models])
    return Design(time, weight, models[0].design.grid, size, group[:, None] if hypothesis == "parallel" else None)


def _test(models, apart, common, hypothesis, size, n_permutations, seed):
    value = np.concatenate([m.fit.value for m in models])
    border = len(models[0].fit.value)
    joinpoints = common.joinpoints(size, common.best(value[:, None], [size])[size].index[0])
    fitted, residuals = _null(common, hypothesis, value, joinpoints, border)
    random = random_generator(seed)
    shuffled = random.permuted(np.tile(residuals, (n_permutations, 1)), axis=1)
    values = np.column_stack([value, (fitted + shuffled / np.sqrt(common.weight)).T])
    together = _sse(common, values, size)
    separate = _sse(apart[0], values[:border], size) + _sse(apart[1], values[border:], size)
    ratio = f_ratio(together, separate, values[:, 0])
    p = float(1 + np.count_nonzero(ratio[1:] >= ratio[0] * (1 - 1e-9))) / (n_permutations + 1)
    parameters = 2 * (2 * size + 2)
    gained = parameters - (2 * size + 3 if hypothesis == "parallel" else 2 * size + 2)
    original = models[0].response.original
    return ComparisonResult(
        models=models,
        hypothesis=hypothesis,
        statistic=float((ratio[0] - 1) * (len(value) - parameters) / gained),
        p_value=p,
        joinpoints=joinpoints,
        common=(original(fitted[:border]), original(fitted[border:])),
        n_permutations=n_permutations,
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
