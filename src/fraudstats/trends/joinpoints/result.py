"""A fitted joinpoint model, with tables and a picture as joinpoint papers print them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.joinpoints.band import segment_band
from fraudstats.trends.joinpoints.design import Design
from fraudstats.trends.joinpoints.drawn import draw_joinpoints
from fraudstats.trends.joinpoints.fit import Fit
from fraudstats.trends.joinpoints.intervals import (
    Estimate,
    average_change,
    effect_ends,
    joinpoint_region,
    quantile_ends,
    slope_ends,
)
from fraudstats.trends.joinpoints.names import has_dates, read_time, time_name, time_names
from fraudstats.trends.joinpoints.resampling import Refits, refit
from fraudstats.trends.joinpoints.response import Response
from fraudstats.trends.result import TrendResult, check_alpha, format_p, from_interval, interval_frame

__all__ = ["JoinpointResult"]


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class JoinpointResult(TrendResult):
    """Outcome of :func:`fraudstats.trends.joinpoint`.

    Attributes
    ----------
    params : Series
        ``apc_1, ...`` (or ``slope_1, ...`` in a linear model) and ``joinpoint_1, ...``; ``jump``, in percent (or in
        values if linear), where one is estimated.
    response : Response
        What was fitted: values on the scale of the model, weights, exposure.
    design : Design
        The grid of candidate joinpoints.
    fit : Fit
        The chosen lines on the scale of the model.
    criteria : DataFrame
        SSE, BIC, BIC3 and weighted BIC by number of joinpoints.
    tests : DataFrame or None
        The sequence of permutation tests.
    select, interval, n_permutations, n_resamples, seed
        As given to the model.
    rho_estimated : bool
        Whether the autocorrelation ``fit.correlated[0]`` was estimated.
    """

    response: Response
    design: Design
    fit: Fit
    criteria: pd.DataFrame
    tests: pd.DataFrame | None
    select: str
    interval: str
    n_permutations: int
    n_resamples: int
    seed: int
    rho_estimated: bool = False

    @classmethod
    def of(
        cls,
        response: Response,
        design: Design,
        fit: Fit,
        criteria: pd.DataFrame,
        tests: pd.DataFrame | None,
        **options: Any,
    ) -> JoinpointResult:
        """The result of a chosen fit, its parameters named."""
        name = "apc" if response.log else "slope"
        slopes = percent(fit.slopes) if response.log else fit.slopes
        index = [f"{name}_{i + 1}" for i in range(len(slopes))] + [
            f"joinpoint_{i + 1}" for i in range(len(fit.joinpoints))
        ]
        effects = fit.effects[: len(fit.terms.names)]
        effects = percent(effects) if response.log else effects
        params = pd.Series(np.concatenate([slopes, fit.joinpoints, effects]), [*index, *fit.terms.names])
        return cls(
            series=response.series,
            params=params,
            response=response,
            design=design,
            fit=fit,
            criteria=criteria,
            tests=tests,
            **options,
        )

    @property
    def method(self) -> str:
        number = len(self.joinpoints)
        how = {"permutation": "permutation test", "bic": "BIC", "bic3": "BIC3", "wbic": "weighted BIC"}[self.select]
        kind = "log-linear" if self.response.log else "linear"
        return (
            f"Joinpoint regression, {kind}, {self.response.errors.replace('_', ' ')} errors: "
            f"{number} joinpoint{'s' * (number != 1)} by {how}"
        )

    @property
    def one_trend(self) -> bool:
        """Whether no joinpoint was chosen."""
        return len(self.joinpoints) == 0

    @property
    def joinpoints(self) -> np.ndarray:
        """Times of the joinpoints."""
        return self.fit.joinpoints

    @property
    def joinpoint_labels(self) -> list[str]:
        """The joinpoints in words: 2021-07 for a series of months."""
        return time_names(self.series, self.joinpoints)

    def segments(self, alpha: float = 0.05) -> pd.DataFrame:
        """One row per segment: ``start, end, apc, lower, upper, p_value``; ``slope`` if linear.

        ``start`` and ``end`` are years or the times given; for months and other windows they are named (2021-07).
        """
        bounds = np.concatenate([self.series.time[:1], self.joinpoints, self.series.time[-1:]])
        lower, upper = self._slope_ends(check_alpha(alpha))
        change = self.params.to_numpy()[: len(self.fit.slopes)]
        ends = {"start": self._shown(bounds[:-1]), "end": self._shown(bounds[1:])}
        columns = ends | {self._change: change, "lower": lower, "upper": upper}
        return pd.DataFrame(columns | {"p_value": self._slope_p()}, index=pd.RangeIndex(1, len(bounds), name="segment"))

    @property
    def p_values(self) -> pd.Series:
        """Two-sided p-values of the changes (and of a jump) being zero; NaN for the joinpoints."""
        missing = np.full(len(self.joinpoints), np.nan)
        return pd.Series(np.concatenate([self._slope_p(), missing, self._effect_ends(0.05)[2]]), self.params.index)

    @property
    def fittedvalues(self) -> np.ndarray:
        """Fitted values, with the season (rates, where there is an exposure)."""
        return self.response.original(self.fit.fitted + self.fit.terms.known(self.series.time))

    def predict(self, time: Any) -> np.ndarray:
        """The fitted trend at any times, with the jump and without the season; outer lines go on beyond the data."""
        time = np.asarray(time, float)
        return self.response.original(self.fit.predict(time) + self.fit.jump(time))

    def band(self, time: Any, segment: Any, alpha: float = 0.05) -> pd.DataFrame:
        """Pointwise intervals ``lower, upper`` of the trend at times that lie in a segment (0 is the first).

        With joinpoints that are estimated, segments are to first order separate lines (Feder, 1975), so each has the
        band of its own observations; at a joinpoint the bands of both differ. NaN with a jump, a season or
        autocorrelation, and infinite for a segment with fewer than two times.
        """
        return segment_band(self.fit, self.response.original, time, segment, check_alpha(alpha))

    @property
    def season_effects(self) -> pd.Series | None:
        """How far each place in the season (1 is January) lies above the trend, in percent (in values if linear)."""
        if not self.fit.terms.places:
            return None
        effects = self.fit.terms.season @ self.fit.effects[len(self.fit.terms.names) :]
        index = pd.RangeIndex(1, len(effects) + 1, name="place")
        return pd.Series(percent(effects) if self.response.log else effects, index, name="season")

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Intervals of the changes and of the joinpoints, by the method of `interval`."""
        lower, upper = self._slope_ends(check_alpha(alpha))
        if self.interval == "quantile":
            region = [quantile_ends(column, alpha) for column in self.refits.joinpoints.T]
        else:
            region = joinpoint_region(self.design, self.fit, alpha)
        ends = np.array(region).reshape(-1, 2)
        low, high, _ = self._effect_ends(alpha)
        lower, upper = np.concatenate([lower, ends[:, 0], low]), np.concatenate([upper, ends[:, 1], high])
        return interval_frame(self.params.index, lower, upper)

    def aapc(
        self,
        start: float | str | None = None,
        end: float | str | None = None,
        *,
        alpha: float = 0.05,
        interval: str | None = None,
    ) -> Estimate:
        """Average (annual) percent change from `start` to `end`, the whole series by default.

        Parameters
        ----------
        start, end : float or str
            Times, or windows as they are named in results ("2021-07").
        alpha : float
        interval : {"parametric", "delta", "quantile"}, optional
            "parametric" takes the lengths of the segments as known and the slopes as independent (Clegg et al., 2009,
            Statistics in Medicine 28; normal, or t within one segment, as NCI's Joinpoint); "delta" lets them vary with
            the joinpoints (Muggeo, 2010; Kim et al., 2017; t); "quantile" refits. By default that of the model.

        Returns
        -------
        Estimate
            ``estimate, lower, upper, p_value``; percent per unit of time, or the average slope if linear.
        """
        first, last = self._range(start, end)
        interval = interval or self.interval
        refits = self.refits if interval == "quantile" else None
        found = average_change(self.fit, first, last, check_alpha(alpha), interval, refits)
        return found.transformed(percent) if self.response.log else found

    def to_frame(self, alpha: float = 0.05) -> pd.DataFrame:
        """Changes and joinpoints, and the average change over the whole series in the last row.

        Columns ``estimate, lower, upper, p_value, start, end``; the row of a joinpoint has neither p-value nor segment.
        """
        table = super().to_frame(alpha).assign(p_value=self.p_values)
        segments = self.segments(alpha)[["start", "end"]].set_axis(self.params.index[: len(self.fit.slopes)])
        average = dict(zip(("estimate", "lower", "upper", "p_value"), self.aapc(alpha=alpha), strict=True))
        ends = dict(zip(("start", "end"), self._shown(np.array(self._range(None, None))), strict=True))
        whole = pd.DataFrame([average | ends], index=["aapc" if self.response.log else "average_slope"])
        return pd.concat([table.join(segments), whole])

    def poolable(self) -> pd.DataFrame:
        """The average change over the whole series: ``log_aapc``, the logarithm of its factor, or ``average_slope``."""
        change = self.aapc()
        ends = np.array([change.estimate, change.lower, change.upper])
        name, ends = ("log_aapc", np.log1p(ends / 100)) if self.response.log else ("average_slope", ends)
        return from_interval(pd.DataFrame([ends], index=[name], columns=["estimate", "lower", "upper"]))

    def pooling_times(self) -> tuple[float | str, ...]:
        """The joinpoints, named in a series of months."""
        return tuple(self._shown(self.joinpoints))

    def table(self, digits: int = 1, alpha: float = 0.05) -> pd.DataFrame:
        """One row of text as joinpoint papers print it: period and change of each trend, and the average.

        An asterisk marks a change that differs from zero at the level `alpha`.
        """
        level = f"{100 * (1 - check_alpha(alpha)):g}% CI"
        cells = {}
        for name, row in zip(self._trend_names(), self._changes(alpha), strict=True):
            star = "*" if row["p_value"] < alpha else ""
            cells[name, "Period"] = f"{self._when(row['start'])}–{self._when(row['end'])}"
            point, lower, upper = (f"{row[end]:z.{digits}f}" for end in ("estimate", "lower", "upper"))
            cells[name, f"Change ({level})"] = f"{point}{star} ({lower} to {upper})"
        columns = pd.MultiIndex.from_tuples(cells)
        return pd.DataFrame([list(cells.values())], columns=columns, index=[self.series.name or "series"])

    def summary(self, alpha: float = 0.05) -> str:
        """Method, data, segments, joinpoints, tests and caveats as text, with intervals at level ``1 - alpha``."""
        return "\n".join([self.method, self._data_line(), "", self._body(alpha), *self._closing()])

    @cached_property
    def refits(self) -> Refits:
        """The refits behind empirical quantile intervals."""
        return refit(self.design, self.fit, self.n_resamples, self.seed)

    @property
    def _change(self):
        return "apc" if self.response.log else "slope"

    def _trend_names(self):
        return [*(f"Trend {k + 1}" for k in range(len(self.fit.slopes))), "AAPC" if self.response.log else "Average"]

    def _changes(self, alpha):
        """The rows of the segments and of the average change."""
        return self.to_frame(alpha).dropna(subset=["start"]).to_dict("records")

    def _slope_p(self):
        return slope_ends(self.fit, 0.05, self.refits if self.interval == "quantile" else None)[2]

    def _slope_ends(self, alpha):
        lower, upper, _ = slope_ends(self.fit, alpha, self.refits if self.interval == "quantile" else None)
        return (percent(lower), percent(upper)) if self.response.log else (lower, upper)

    def _shown(self, times):
        """Times for a table: numbers for years and plain times, else words."""
        return time_names(self.series, times) if has_dates(self.series) else times.tolist()

    def _when(self, time):
        return time_name(self.series, time)

    def _range(self, start, end):
        first, last = self.series.time[[0, -1]]
        start = first if start is None else read_time(self.series, start)
        end = last if end is None else read_time(self.series, end)
        if not first <= start < end <= last:
            start, end, first, last = map(self._when, (start, end, first, last))
            raise TrendError(
                f"the average change needs first <= start < end <= last time, got {start} to {end} "
                f"in a series from {first} to {last}"
            )
        return float(start), float(end)

    def _body(self, alpha=0.05):
        parts = [self._words(self._changes(alpha), [*range(1, len(self.fit.slopes) + 1), "average"])]
        if len(self.joinpoints):
            where = self.conf_int(alpha).assign(estimate=self.params).filter(like="joinpoint_", axis=0)
            parts += ["", where.loc[:, ["estimate", "lower", "upper"]].map(self._when).to_string()]
        if self.fit.terms.jump is not None:
            parts += ["", self._jump_line(alpha)]
        if (rho := self.fit.correlated[0]) != 0:
            parts += ["", f"lag-one autocorrelation {rho:g} {'estimated' if self.rho_estimated else 'given'}"]
        chosen = self.tests if self.select == "permutation" else self.criteria[[self.select]]
        if chosen is not None and len(chosen):
            parts += ["", chosen.round(4).to_string()]
        if self.tests is not None and len(self.tests):
            parts.append(f"{self.n_permutations} permutations per test, seed {self.seed}")
        if self.interval == "quantile":
            parts += ["", f"intervals: empirical quantiles of {self.n_resamples} refits, seed {self.seed}"]
        return "\n".join(parts)

    def _effect_ends(self, alpha):
        """Ends and p-values of the effects of further terms, on the scale of `params`."""
        lower, upper, p = effect_ends(self.fit, alpha, self.refits if self.interval == "quantile" else None)
        return (percent(lower), percent(upper), p) if self.response.log else (lower, upper, p)

    def _jump_line(self, alpha):
        terms = self.fit.terms
        assert terms.jump is not None  # asked for only where there is one
        start = f"new definition from {self._when(terms.jump[1])} on: "
        if terms.size is not None:
            ratio = np.exp(terms.size)
            return start + f"ratio to the old {ratio:.4g}, standard error {ratio * terms.size_error:.2g}, as given"
        row = self.conf_int(alpha).assign(estimate=self.params).loc["jump", ["estimate", "lower", "upper"]]
        what, ends = ("jump", row) if not self.response.log else ("ratio to the old", 1 + row / 100)
        estimate, lower, upper = (f"{x:.4g}" for x in ends)
        p = format_p(float(self._effect_ends(alpha)[2][0]))
        return start + f"{what} {estimate} ({lower} to {upper}), p-value {p}"

    def _words(self, changes, names):
        """Segments and average change as a table of text: when, how much, and how surely."""
        rows = [
            {"start": self._when(row["start"]), "end": self._when(row["end"])}
            | {self._change if end == "estimate" else end: f"{row[end]:.4g}" for end in ("estimate", "lower", "upper")}
            | {"p_value": format_p(row["p_value"])}
            for row in changes
        ]
        return pd.DataFrame(rows, index=names).to_string()

    def _draw(self, ax):
        draw_joinpoints(ax, self)


def percent(slope: Any) -> Any:
    """Percent change that a slope of logarithms means."""
    return 100 * np.expm1(slope)
