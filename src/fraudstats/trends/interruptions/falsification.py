"""Attempts to break an interrupted series: would the same model find an effect where there was none?"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.interruptions.design import span
from fraudstats.trends.result import format_p

__all__ = ["Falsification", "falsification", "placebo"]

#: Values that a placebo date must have on each side.
SIDE = 4


@dataclass(frozen=True, eq=False)
class Falsification:
    """What was tried, and what it showed.

    Attributes
    ----------
    table : DataFrame
        One row a check: ``statistic``, ``p_value``, ``verdict`` ("passed", "failed" or "cannot
        tell") and ``says``.
    placebo : DataFrame
        The placebo dates; see :meth:`Interrupted.placebo`.
    """

    table: pd.DataFrame
    placebo: pd.DataFrame

    def summary(self) -> str:
        """The checks in words."""
        lines = [f"{name} - {row.verdict}: {row.says}" for name, row in self.table.iterrows()]
        return "\n".join(["Falsification report", *lines])

    def __repr__(self):
        return self.summary()


def placebo(result) -> pd.DataFrame:
    """Fit the model at every date before the first intervention that leaves enough values on both sides.

    Returns
    -------
    DataFrame
        One row a placebo date: ``time, term, estimate`` (on the scale of `params`), ``lower, upper,
        p_value``.
    """
    before = np.flatnonzero(~result.touched())
    rows = []
    for position in before[SIDE : len(before) - SIDE + 1]:
        time = span(result.series)[0][position]
        try:
            fit = _refit(result, before, {"placebo": time})
        except TrendError:
            continue
        term = fit.effect_columns[0]
        ends = fit.conf_int().loc[term]
        rows.append(
            (
                result.series.labels[position],
                time,
                term.split()[0],
                fit.params[term],
                *ends,
                fit.pvalues[term],
            )
        )
    columns = ["window", "time", "term", "estimate", "lower", "upper", "p_value"]
    return pd.DataFrame(rows, columns=columns).set_index("window")


def falsification(result) -> Falsification:
    """Run every check on a fitted interrupted series."""
    dates = placebo(result)
    checks = {
        "number of values": _numbers(result),
        "placebo dates": _placebo_check(result, dates),
        "autocorrelation": _autocorrelation(result),
        "curved trend before": _curvature(result),
        "onset": _onset(result),
    }
    table = pd.DataFrame.from_dict(checks, orient="index", columns=["statistic", "p_value", "verdict", "says"])
    return Falsification(table, dates)


def _refit(result, rows, times, more=None):
    from fraudstats.trends.interruptions.model import fit_interrupted

    exog = None if result.exog is None else result.exog[rows]
    if more is not None:
        exog = more[rows, None] if exog is None else np.column_stack([exog, more[rows]])
    spec = replace(result.spec, lag=0.0) if "placebo" in times else result.spec
    return fit_interrupted(result.series.take(rows), times, spec, result.exposure[rows], exog)


def _numbers(result):
    seen, after = np.isfinite(result.series.value), result.touched()
    n = int((seen & ~after).sum()), int((seen & after).sum())
    return min(n), np.nan, _verdict(min(n) >= 8), f"{n[0]} values before, {n[1]} after; 8 a side are wanted"


def _placebo_check(result, dates):
    if len(dates) < 4:
        return np.nan, np.nan, "cannot tell", f"{len(dates)} placebo dates before; too few to judge"
    term = result.effect_columns[0]
    size = abs(result.params[term] / result.bse[term])
    larger = (dates.estimate.abs() >= abs(result.params[term])).sum()
    p, rejected = (1 + larger) / (1 + len(dates)), (dates.p_value < 0.05).mean()
    says = (
        f"{rejected:.0%} of {len(dates)} placebo dates are 'significant' at 5%, and {larger} have a "
        f"{term.split()[0]} change as large as the real one (|t| = {size:.1f}); rank p = {p:.3f}"
    )
    return rejected, p, _verdict(rejected <= 0.2), says


def _autocorrelation(result):
    """Ljung and Box (1978) on the Pearson residuals."""
    from scipy import stats

    residual = result.fit.pearson(result.series.complete().value)
    n = len(residual)
    lags = min(10, n // 5)
    total = residual @ residual
    if lags < 1 or total == 0:
        return np.nan, np.nan, "cannot tell", "too few values to see autocorrelation"
    r = np.array([residual[k:] @ residual[:-k] / total for k in range(1, lags + 1)])
    q = float(n * (n + 2) * (r**2 / (n - np.arange(1, lags + 1))).sum())
    p = float(stats.chi2.sf(q, lags))
    robust = "HAC" in result.spec.cov_type
    says = f"Ljung-Box over {lags} lags p {format_p(p)}, lag 1 {r[0]:.2f}"
    says += "; allowed for by the errors" if robust else "; not allowed for: use HAC errors"
    return q, p, _verdict(p > 0.05 or robust), says


def _curvature(result):
    """A quadratic added to the whole model: does the effect survive a trend that bends?"""
    term = result.effect_columns[0]
    centred = result.series.time - result.series.time.mean()
    try:
        fit = _refit(result, np.arange(len(result.series)), result.interventions, centred**2)
    except TrendError:
        return np.nan, np.nan, "cannot tell", "too few values for a trend that bends"
    p, here = float(fit.pvalues.iloc[-1]), fit.conf_int().loc[term]
    kept = np.sign(here.lower) == np.sign(here.upper) or p > 0.05
    says = (
        f"a quadratic trend has p {format_p(p)}; with it the {term.split()[0]} change is "
        f"{fit.params[term]:.3g} ({here.lower:.3g} to {here.upper:.3g}), without it {result.params[term]:.3g}"
    )
    return float(fit.params.iloc[-1]), p, _verdict(kept), says


def _onset(result):
    """Where would the data put the (first) intervention?"""
    (label, time), *others = result.interventions.items()
    rows = np.arange(len(result.series))
    start = span(result.series)[0]
    spread = {}
    for candidate in start[SIDE : len(start) - SIDE + 1]:
        try:
            fit = _refit(result, rows, {label: candidate, **dict(others)})
        except TrendError:
            continue
        spread[candidate] = _misfit(fit)
    if len(spread) < 4:
        return np.nan, np.nan, "cannot tell", "too few values to look for the best date"
    best = min(spread, key=spread.get)
    step = np.median(np.diff(start))
    apart = (best - time) / step
    says = f"the best-fitting date is {best:.2f}, {apart:+.0f} values from the stated one"
    return best, np.nan, _verdict(abs(apart) <= 2), says


def _verdict(passed):
    return "passed" if passed else "failed"


def _misfit(result):
    """Minus the log likelihood; Pearson's chi-squared where there is none (quasi-Poisson)."""
    residual = result.fit.pearson(result.series.complete().value)
    return -result.llf if np.isfinite(result.llf) else result.fit.scale * residual @ residual
