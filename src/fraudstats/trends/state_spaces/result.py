"""A fitted structural time series: components, forecasts, intervals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.likelihoods.mixture import Mixture
from fraudstats.trends.result import TrendResult, check_alpha, interval_frame
from fraudstats.trends.series.periods import Grid
from fraudstats.trends.state_spaces.cumulator import Structure, Windows, build_model
from fraudstats.trends.state_spaces.predictive import coefficients, predict
from fraudstats.trends.state_spaces.smoothing import smooth
from fraudstats.trends.state_spaces.specification import Specification
from fraudstats.trends.state_spaces.variances import profile_variances

__all__ = ["StateSpaceResult", "forecast_mixture", "log_likelihood"]

NAMES = {"local_level": "Local level", "local_trend": "Local linear trend"}
FORECASTS = ("integrated", "plug-in")


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class StateSpaceResult(TrendResult):
    """A fitted structural time series.

    `params` holds the variances (``sigma2.irregular``, ``sigma2.level``, ...) and the coefficients of regressors
    (``beta.x1``, ...), as statsmodels' ``UnobservedComponents`` names them.

    Attributes
    ----------
    llf : float
        Exact diffuse log likelihood (Durbin and Koopman, 2012, section 7.2.2), without the constant
        ``log(2 pi) / 2`` of each diffuse state, as they print it.
    specification : Specification
        The components, the windows over base periods, and which variances are fixed.
    """

    llf: float
    specification: Specification

    @property
    def structure(self) -> Structure:
        """The components."""
        return self.specification.structure

    @property
    def windows(self) -> Windows:
        """The observations as windows over base periods."""
        return self.specification.windows

    @property
    def grid(self) -> Grid:
        """The base periods."""
        return self.specification.grid

    @property
    def log(self) -> bool:
        """Whether logarithms were modelled."""
        return self.specification.log

    @property
    def method(self) -> str:
        parts = [NAMES[self.specification.model]]
        parts += [f"{self.structure.season} seasons"] if self.structure.season else []
        parts += ["logarithms"] if self.log else []
        parts += ["windows as cumulators"] if self.grid.aggregated else []
        fixed = [f"sigma2.{name}" for name in self.specification.fixed]
        parts += [f"{' and '.join(fixed)} fixed"] if fixed else []
        return ", ".join(parts) + " (exact diffuse maximum likelihood)"

    @property
    def aic(self) -> float:
        """Akaike's criterion, with the diffuse states counted as parameters."""
        return -2 * self.llf + 2 * (len(self.specification.free) + self.structure.size)

    @property
    def fittedvalues(self) -> np.ndarray:
        """Smoothed trend (with season and regressors) summed over each window."""
        signal = self._transformed(self.states["signal"].to_numpy())
        return np.array([
            shares @ signal[a : b + 1]
            for a, b, shares in zip(self.grid.first, self.grid.last, self.grid.weights, strict=True)
        ])  # fmt: skip

    @cached_property
    def states(self) -> pd.DataFrame:
        """Smoothed components, one row per base period, with standard errors; on the log scale where `log` is true.

        Columns ``level, level_se``, ``slope, slope_se``, ``seasonal, seasonal_se`` as far as the model has
        them, ``signal, signal_se`` (their sum with the regressors), and ``value_se``, the error of
        predicting a value.
        """
        return self._smooth(0, None)

    def forecast(
        self, horizon: int, alpha: float = 0.05, exog: Any = None, variances: str = "integrated"
    ) -> pd.DataFrame:
        """Predict the next base periods.

        Parameters
        ----------
        horizon : int
        alpha : float
        exog : array, optional
            Regressors of these periods, where the model has some.
        variances : {"integrated", "plug-in"}
            Average over the variances by their restricted likelihood, so that intervals carry the uncertainty
            about them; or take the estimates as if they were known, which is too narrow in short series.

        Returns
        -------
        DataFrame
            ``estimate`` (the median), ``lower, upper`` and ``std_err`` of each period's value (of its logarithm, where
            `log` is true).
        """
        from scipy import stats

        tail = check_alpha(alpha) / 2
        if not (isinstance(horizon, (int, np.integer)) and horizon >= 1):
            raise TrendError(f"horizon is {horizon!r}; give a number of periods, 1 or more")
        if variances not in FORECASTS:
            raise TrendError(f"variances is {variances!r}; choose one of {', '.join(FORECASTS)}")
        if variances == "plug-in":
            ahead = self._smooth(horizon, exog).iloc[-horizon:]
            half = stats.norm.ppf(1 - tail) * ahead.value_se
            ends = {"estimate": ahead.signal, "lower": ahead.signal - half, "upper": ahead.signal + half}
            return pd.DataFrame(ends).apply(self._transformed).assign(std_err=ahead.value_se)
        ahead = forecast_mixture(self.specification, horizon, exog)
        columns = ahead.quantiles(np.array([tail, 0.5, 1 - tail])).T
        ends = dict(zip(("lower", "estimate", "upper"), columns, strict=True))
        table = pd.DataFrame(ends, index=self.grid.future(horizon))[["estimate", "lower", "upper"]]
        return table.apply(self._transformed).assign(std_err=ahead.std)

    @property
    def p_values(self) -> pd.Series:
        """Two-sided p-values of the coefficients being zero, averaged over the variances; a variance has none."""
        p = pd.Series(np.nan, self.params.index)
        if betas := self._coefficient_names:
            below = self._coefficients.probabilities(np.zeros(len(betas)))
            p[betas] = 2 * np.minimum(below, 1 - below)
        return p

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Intervals of the variances and of the coefficients of regressors.

        Of variances by profile likelihood: one that starts at 0 says that the component is not needed; one that is
        fixed has none. Of coefficients by averaging over the variances, as forecasts are.
        """
        tail, free = check_alpha(alpha) / 2, [f"sigma2.{name}" for name in self.specification.free]
        table = interval_frame(self.params.index, np.nan, np.nan)
        if free:
            table.loc[free, :] = profile_variances(self._loglik(), self.params.loc[free].to_numpy(), alpha)
        if betas := self._coefficient_names:
            table.loc[betas, :] = self._coefficients.quantiles(np.array([tail, 1 - tail]))
        return table

    @property
    def _coefficient_names(self) -> list[str]:
        return [f"beta.{name}" for name in self.specification.exog_names]

    @cached_property
    def _coefficients(self) -> Mixture:
        spec = self.specification
        return coefficients(spec.structure, spec.windows, len(spec.grid.index), spec.fixed)

    def poolable(self) -> pd.DataFrame:
        """What is pooled over draws: the states of the last period, with standard errors."""
        last = self.states.iloc[-1]
        names = [name for name in ("level", "slope") if name in last]
        rows = {name: (last[name], last[f"{name}_se"]) for name in names}
        return pd.DataFrame.from_dict(rows, orient="index", columns=["estimate", "std_err"])

    def _loglik(self) -> Callable[[np.ndarray], float]:
        return log_likelihood(self.specification)

    def _transformed(self, values):
        return np.exp(values) if self.log else values

    def _smooth(self, horizon, exog):
        structure = self.specification.extended(horizon, exog)
        n = len(self.grid.index) + horizon
        variances = self.params.to_numpy()[: len(structure.variances)]
        state, cov = smooth(structure, self.windows, n, variances)
        m, rows = structure.size, {"level": np.eye(structure.size)[0]}
        if structure.trend:
            rows["slope"] = np.eye(m)[1]
        if structure.season:
            rows["seasonal"] = np.eye(m)[1 + structure.trend]
        rows = {name: np.tile(row, (n, 1)) for name, row in rows.items()} | {"signal": structure.signal(n)}
        columns = {}
        for name, z in rows.items():
            columns[name] = (z.T * state[:m]).sum(axis=0)
            columns[f"{name}_se"] = _root_form(z, cov[:m, :m])
        value = np.column_stack([structure.signal(n), np.ones(n)])
        index = self.grid.index if horizon == 0 else self.grid.index.append(self.grid.future(horizon))
        return pd.DataFrame({**columns, "value_se": _root_form(value, cov[: m + 1, : m + 1])}, index=index)

    def _body(self) -> str:
        last = self.states.iloc[-1]
        names = [name for name in ("level", "slope") if name in last]
        states = ", ".join(f"{name} {last[name]:.6g} (s.e. {last[f'{name}_se']:.3g})" for name in names)
        where = f"Last period {self.states.index[-1]}"
        return f"{super()._body()}\n\nLog likelihood: {self.llf:.4f}\n{where}: {states}"


def forecast_mixture(specification: Specification, horizon: int, exog: Any = None) -> Mixture:
    """Predictive distributions of the next base periods; of logarithms, where these are modelled."""
    structure, n = specification.extended(horizon, exog), len(specification.grid.index)
    return predict(structure, specification.windows, n, horizon, specification.fixed)


def log_likelihood(specification: Specification) -> Callable[[np.ndarray], float]:
    """Exact diffuse log likelihood as a function of the variances that are not fixed."""
    structure, fixed = specification.structure, specification.fixed
    model, set_variances = build_model(structure, specification.windows, len(specification.grid.index))
    values = np.array([fixed.get(name, np.nan) for name in structure.variances])
    free = np.isnan(values)

    def loglik(variances):
        full = values.copy()
        full[free] = variances
        set_variances(full)
        return float(model.ssm.loglike()) + structure.size * np.log(2 * np.pi) / 2

    return loglik


def _root_form(z, cov):
    return np.sqrt(np.maximum(np.einsum("ti,ijt,tj->t", z, cov, z), 0))
