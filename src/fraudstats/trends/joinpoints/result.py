"""A fitted joinpoint model, with tables and a picture as joinpoint papers print them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.joinpoints.design import Design
from fraudstats.trends.joinpoints.fit import Fit
from fraudstats.trends.joinpoints.intervals import (
    Estimate,
    average_change,
    joinpoint_region,
    quantile_ends,
    slope_ends,
)
from fraudstats.trends.joinpoints.resampling import Refits, refit
from fraudstats.trends.joinpoints.response import Response
from fraudstats.trends.result import TrendResult, check_alpha, format_p, interval_frame

__all__ = ["JoinpointResult"]


@dataclass(kw_only=True, repr=False, eq=False)
class JoinpointResult(TrendResult):
    """Outcome of :func:`fraudstats.trends.joinpoint`.

    Attributes
    ----------
    fit : Fit
        The chosen lines on the scale of the model.
    tests : DataFrame or None
        The sequence of permutation tests.
    criteria : DataFrame
        SSE, BIC, BIC3 and weighted BIC by number of joinpoints.
    params : Series
        ``apc_1, ...`` (or ``slope_1, ...`` in a linear model) and ``joinpoint_1, ...``.
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

    @classmethod
    def of(cls, response, design, fit, criteria, tests, **options) -> JoinpointResult:
        name = "apc" if response.log else "slope"
        slopes = percent(fit.slopes) if response.log else fit.slopes
        index = [f"{name}_{i + 1}" for i in range(len(slopes))] + [
            f"joinpoint_{i + 1}" for i in range(len(fit.joinpoints))
        ]
        params = pd.Series(np.concatenate([slopes, fit.joinpoints]), index)
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
    def method(self):
        number = len(self.joinpoints)
        how = {"permutation": "permutation test", "bic": "BIC", "bic3": "BIC3", "wbic": "weighted BIC"}[self.select]
        kind = "log-linear" if self.response.log else "linear"
        return (
            f"Joinpoint regression, {kind}, {self.response.errors.replace('_', ' ')} errors: "
            f"{number} joinpoint{'s' * (number != 1)} by {how}"
        )

    @property
    def joinpoints(self) -> np.ndarray:
        """Times of the joinpoints."""
        return self.fit.joinpoints

    @property
    def segments(self) -> pd.DataFrame:
        """One row a segment: ``start, end, apc, lower, upper, p_value`` (95%); ``slope`` if linear."""
        return self._segments(0.05)

    @property
    def fittedvalues(self):
        """Fitted values (rates, where there is an exposure)."""
        return self.predict(self.series.time)

    def predict(self, time) -> np.ndarray:
        """The fitted trend at any times; the outer lines go on beyond the data."""
        return self.response.original(self.fit.predict(np.asarray(time, float)))

    def conf_int(self, alpha=0.05):
        """Intervals of the changes and of the joinpoints, by the method of `interval`."""
        lower, upper = self._slope_ends(check_alpha(alpha))
        if self.interval == "quantile":
            region = [quantile_ends(column, alpha) for column in self.refits.joinpoints.T]
        else:
            region = joinpoint_region(self.design, self.fit, alpha)
        ends = np.array(region).reshape(-1, 2)
        return interval_frame(self.params.index, np.append(lower, ends[:, 0]), np.append(upper, ends[:, 1]))

    def aapc(self, start=None, end=None, alpha=0.05, interval=None) -> Estimate:
        """Average (annual) percent change from `start` to `end`, the whole series by default.

        Parameters
        ----------
        start, end : float
        alpha : float
        interval : {"parametric", "delta", "quantile"}, optional
            "parametric" takes the lengths of the segments as known (Clegg et al., 2009, Statistics in
            Medicine 28; normal, or t within one segment); "delta" lets them vary with the joinpoints
            (Muggeo, 2010; Kim et al., 2017; t); "quantile" refits. By default that of the model.

        Returns
        -------
        Estimate
            ``estimate, lower, upper, p_value``; percent a unit of time, or the average slope if linear.
        """
        start, end = self._range(start, end)
        interval = interval or self.interval
        refits = self.refits if interval == "quantile" else None
        found = average_change(self.fit, start, end, check_alpha(alpha), interval, refits)
        return found.transformed(percent) if self.response.log else found

    def to_frame(self):
        """The segments, and the average change over the whole series in the last row."""
        table = self.segments
        name = "apc" if self.response.log else "slope"
        whole = self.aapc()
        row = [*self._range(None, None), whole.estimate, whole.lower, whole.upper, whole.p_value]
        rows = pd.DataFrame([row], columns=["start", "end", name, "lower", "upper", "p_value"], index=["average"])
        return pd.concat([table, rows])

    def table(self, digits=1) -> pd.DataFrame:
        """One row of text as joinpoint papers print it: period and change of each trend, and the average.

        An asterisk marks a change that differs from zero at the 5% level.
        """
        cells = {}
        for number, row in enumerate(self.to_frame().to_dict("records"), start=1):
            name = f"Trend {number}" if number <= len(self.fit.slopes) else "AAPC" if self.response.log else "Average"
            change = row["apc" if self.response.log else "slope"]
            star = "*" if row["p_value"] < 0.05 else ""
            cells[name, "Period"] = f"{self._when(row['start'])}–{self._when(row['end'])}"
            point, lower, upper = (f"{x:z.{digits}f}" for x in (change, row["lower"], row["upper"]))
            cells[name, "Change (95% CI)"] = f"{point}{star} ({lower} to {upper})"
        columns = pd.MultiIndex.from_tuples(cells)
        return pd.DataFrame([list(cells.values())], columns=columns, index=[self.series.name or "series"])

    @cached_property
    def refits(self) -> Refits:
        """The refits behind empirical quantile intervals."""
        return refit(self.design, self.fit, self.n_resamples, self.seed)

    def _segments(self, alpha):
        bounds = np.concatenate([self.series.time[:1], self.joinpoints, self.series.time[-1:]])
        lower, upper = self._slope_ends(alpha)
        p = slope_ends(self.fit, alpha, self.refits if self.interval == "quantile" else None)[2]
        name = "apc" if self.response.log else "slope"
        change = self.params.to_numpy()[: len(self.fit.slopes)]
        columns = {"start": bounds[:-1], "end": bounds[1:], name: change, "lower": lower, "upper": upper}
        return pd.DataFrame(columns | {"p_value": p}, index=pd.RangeIndex(1, len(bounds), name="segment"))

    def _slope_ends(self, alpha):
        lower, upper, _ = slope_ends(self.fit, alpha, self.refits if self.interval == "quantile" else None)
        return (percent(lower), percent(upper)) if self.response.log else (lower, upper)

    def _when(self, time):
        """A time in words: the window observed then, where there is one."""
        observed = np.flatnonzero(self.series.time == time)
        return self.series.labels[observed[0]] if len(observed) else f"{time:.6g}"

    def _range(self, start, end):
        first, last = self.series.time[[0, -1]]
        start, end = first if start is None else start, last if end is None else end
        if not first <= start < end <= last:
            raise TrendError(
                f"the average change needs first <= start < end <= last time, got {start:g} to {end:g} "
                f"in a series from {first:g} to {last:g}"
            )
        return float(start), float(end)

    def _body(self):
        parts = [self.to_frame().to_string(float_format="{:.4g}".format, formatters={"p_value": format_p})]
        if len(self.joinpoints):
            where = self.conf_int().assign(estimate=self.params).tail(len(self.joinpoints))
            parts += ["", where[["estimate", "lower", "upper"]].to_string(float_format="{:.6g}".format)]
        chosen = self.tests if self.select == "permutation" else self.criteria[[self.select]]
        if chosen is not None and len(chosen):
            parts += ["", chosen.to_string(float_format="{:.4f}".format)]
        if self.tests is not None and len(self.tests):
            parts.append(f"{self.n_permutations} permutations a test, seed {self.seed}")
        if self.interval == "quantile":
            parts += ["", f"intervals: empirical quantiles of {self.n_resamples} refits, seed {self.seed}"]
        return "\n".join(parts)

    def _draw(self, ax):
        series = self.series
        observed = series.value / self.response.exposure
        ax.plot(series.time, observed, "o", color="black", markersize=4, label="observed")
        fine = np.unique(np.concatenate([np.linspace(series.time[0], series.time[-1], 200), self.joinpoints]))
        ax.plot(fine, self.predict(fine), color="C1", label="fitted")
        ax.plot(self.joinpoints, self.predict(self.joinpoints), "D", color="C1", markersize=6)
        name, unit = ("APC", "%") if self.response.log else ("slope", "")
        for row in self.segments.to_dict("records"):
            star = "*" if row["p_value"] < 0.05 else ""
            change = row["apc" if self.response.log else "slope"]
            text = f"{self._when(row['start'])}–{self._when(row['end'])}: {name} {change:z.1f}{unit}{star}"
            ax.plot([], [], " ", label=text)


def percent(slope):
    """Percent change that a slope of logarithms means."""
    return 100 * np.expm1(slope)
