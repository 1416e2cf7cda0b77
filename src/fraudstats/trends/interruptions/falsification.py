"""Attempts to break an interrupted series: would the same model find an effect where there was none?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.style import ACCENT, GREY, PALETTE
from fraudstats.trends.interruptions.design import span
from fraudstats.trends.interruptions.strength import sides, split_in_words
from fraudstats.trends.likelihoods.autoregression import AUTOREGRESSIVE
from fraudstats.trends.result import TrendResult, check_alpha, format_p, interval_frame

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from fraudstats.trends.interruptions.fitted import FittedInterruption

__all__ = ["Check", "FalsificationResult", "cannot_tell", "falsification", "placebo_fits", "verdict"]

#: Values that a placebo date must have on each side.
SIDE = 4
#: Values on each side that an interrupted series should have.
WANTED = 8
NO_SCATTER = "the values follow the model without any scatter"


class Check(NamedTuple):
    """One attempt: what was measured, and what it says."""

    statistic: float
    p_value: float
    verdict: str
    says: str


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class FalsificationResult(TrendResult):
    """What was tried on an interrupted series; `params` holds the effects that the placebo dates show.

    Attributes
    ----------
    checks : DataFrame
        One row per check: ``statistic``, ``p_value``, ``verdict`` ("passed", "failed" or "cannot tell") and
        ``says``.
    placebo : DataFrame
        One row per placebo date: ``time, term, std_err, df``.
    effect : float
        The effect of the real intervention, on the scale of `params`.
    """

    checks: pd.DataFrame
    placebo: pd.DataFrame
    effect: float

    @property
    def method(self) -> str:
        return "Falsification report"

    @property
    def p_values(self) -> pd.Series:
        """Two-sided p-values of the placebo effects being zero."""
        from scipy import stats

        size = np.abs(self.params / self.placebo.std_err)
        return pd.Series(2 * stats.t.sf(size, self.placebo.df), self.params.index)

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Intervals of the placebo effects, one row per placebo date."""
        from scipy import stats

        half = stats.t.ppf(1 - check_alpha(alpha) / 2, self.placebo.df) * self.placebo.std_err
        return interval_frame(self.params.index, self.params - half, self.params + half)

    def to_frame(self, alpha: float = 0.05) -> pd.DataFrame:
        """One row per placebo date: ``estimate, lower, upper`` (scale of `params`), ``p_value, time, term``."""
        return super().to_frame(alpha).assign(p_value=self.p_values, time=self.placebo.time, term=self.placebo.term)

    def poolable(self) -> pd.DataFrame:
        """What is pooled over draws: the placebo effects with their standard errors."""
        return pd.DataFrame({"estimate": self.params, "std_err": self.placebo.std_err})

    def summary(self) -> str:
        """The checks in words."""
        checks = zip(self.checks.index, self.checks.verdict, self.checks.says, strict=True)
        return "\n".join([self.method, *(f"{name} - {verdict}: {says}" for name, verdict, says in checks)])

    def _draw(self, ax: Axes) -> None:
        """The placebo effects with their 95% intervals beside the real one."""
        ends = self.conf_int()
        ax.vlines(self.placebo.time, ends.lower, ends.upper, color=PALETTE[0], linewidth=1)
        ax.plot(self.placebo.time, self.params, "o", color=PALETTE[0], label="placebo dates, 95% interval")
        ax.axhline(0, color=GREY, linewidth=0.8)
        ax.axhline(self.effect, color=ACCENT, linestyle="--", label="the intervention")

    def _label(self, ax: Axes) -> None:
        super()._label(ax)
        ax.set(ylabel="effect")


def placebo_fits(result: FittedInterruption) -> pd.DataFrame:
    """Fit the model at every date before the first intervention that leaves enough values on both sides.

    Returns
    -------
    DataFrame
        One row per placebo date, by its window: ``time, term, estimate`` (on the scale of `params`),
        ``std_err, df``.
    """
    before = np.flatnonzero(~result.touched())
    opens = span(result.series)[0]
    rows = []
    for position in before[SIDE : len(before) - SIDE + 1]:
        try:
            fit = result.refit(before, {"placebo": float(opens[position])}, lag=0.0)
        except TrendError:
            continue
        term = fit.effect_columns[0]
        known = fit.poolable().assign(df=fit.df_resid).loc[term]
        rows.append((result.series.labels[position], opens[position], term.split()[0], *known))
    columns = ["window", "time", "term", "estimate", "std_err", "df"]
    numbers = dict.fromkeys(["time", "estimate", "std_err", "df"], float)
    return pd.DataFrame(rows, columns=columns).set_index("window").astype(numbers)


def falsification(result: FittedInterruption, first: dict[str, Check] | None = None) -> FalsificationResult:
    """Run every check on a fitted interrupted series; `first` are checks of its own."""
    table = placebo_fits(result)
    report = FalsificationResult(
        series=result.series,
        params=table.estimate,
        placebo=table.drop(columns="estimate"),
        effect=cast(float, result.params[result.effect_columns[0]]),
        checks=pd.DataFrame(),
    )
    checks = {**(first or {}), "number of values": _numbers(result)}
    if result.scatters:
        checks["placebo dates"] = _placebo_check(result, report)
        checks["autocorrelation"] = _autocorrelation(result)
        checks["curved trend before"] = _curvature(result)
        checks["onset"] = _onset(result)
    else:
        names = ("placebo dates", "autocorrelation", "curved trend before", "onset")
        checks |= dict.fromkeys(names, cannot_tell(NO_SCATTER))
    rows = pd.DataFrame.from_dict(checks, orient="index", columns=pd.Index(Check._fields))
    return replace(report, checks=rows)


def cannot_tell(says: str) -> Check:
    """A check that these values do not allow."""
    return Check(np.nan, np.nan, "cannot tell", says)


def verdict(passed: bool) -> str:
    """The verdict on a check in a word."""
    return "passed" if passed else "failed"


def _numbers(result):
    before, split, after = sides(result)
    says = f"{before} values before, {after} after{split_in_words(split)}; {WANTED} per side are wanted"
    return Check(min(before, after), np.nan, verdict(min(before, after) >= WANTED), says)


def _placebo_check(result, report):
    dates = report.to_frame()
    if len(dates) < 4:
        return cannot_tell(f"{len(dates)} placebo dates before; too few to judge")
    term = result.effect_columns[0]
    size = abs(result.params[term] / result.bse[term])
    larger = (dates.estimate.abs() >= abs(result.params[term])).sum()
    p, rejected = (1 + larger) / (1 + len(dates)), (dates.p_value < 0.05).mean()
    says = (
        f"{rejected:.0%} of {len(dates)} placebo dates are 'significant' at 5%, and {larger} have a "
        f"{term.split()[0]} change as large as the real one (|t| = {size:.1f}); rank p = {p:.3f}"
    )
    return Check(rejected, p, verdict(rejected <= 0.2), says)


def _autocorrelation(result):
    """Ljung and Box (1978) on the Pearson residuals."""
    from scipy import stats

    residual = result.residuals()
    n = len(residual)
    lags = min(10, n // 5)
    total = residual @ residual
    if lags < 1 or total == 0:
        return cannot_tell("too few values to see autocorrelation")
    r = np.array([residual[k:] @ residual[:-k] / total for k in range(1, lags + 1)])
    q = float(n * (n + 2) * (r**2 / (n - np.arange(1, lags + 1))).sum())
    p = float(stats.chi2.sf(q, lags))
    robust = "HAC" in result.spec.cov_type or result.spec.cov_type == AUTOREGRESSIVE
    says = f"Ljung-Box over {lags} lags p {format_p(p)}, lag 1 {r[0]:.2f}"
    says += "; allowed for by the errors" if robust else "; not allowed for: use HAC errors"
    return Check(q, p, verdict(p > 0.05 or robust), says)


def _curvature(result):
    """Does the effect survive a quadratic trend added to the whole model?"""
    term = result.effect_columns[0]
    centred = result.series.time - result.series.time.mean()
    try:
        fit = result.refit(more=centred**2)
    except TrendError:
        return cannot_tell("too few values for a trend that bends")
    p, here = float(fit.p_values.iloc[-1]), fit.conf_int().loc[term]
    kept = np.sign(here.lower) == np.sign(here.upper) or p > 0.05
    says = (
        f"a quadratic trend has p {format_p(p)}; with it the {term.split()[0]} change is "
        f"{fit.params[term]:.3g} ({here.lower:.3g} to {here.upper:.3g}), without it {result.params[term]:.3g}"
    )
    return Check(float(fit.params.iloc[-1]), p, verdict(kept), says)


def _onset(result):
    """Where would the data put the (first) intervention?"""
    (label, time), *others = result.interventions.items()
    start = span(result.series)[0]
    spread = {}
    for candidate in start[SIDE : len(start) - SIDE + 1]:
        try:
            fit = result.refit(interventions={label: float(candidate), **dict(others)})
        except TrendError:
            continue
        spread[candidate] = fit.misfit()
    if len(spread) < 4:
        return cannot_tell("too few values to look for the best date")
    best = min(spread, key=lambda candidate: spread[candidate])
    apart = round((best - time) / np.median(np.diff(start)))
    where = "on" if apart == 0 else f"{abs(apart)} values {'before' if apart < 0 else 'after'}"
    says = f"the best-fitting date is {result.series.labels[start == best][0]}, {where} the stated one"
    return Check(best, np.nan, verdict(abs(apart) <= 2), says)
