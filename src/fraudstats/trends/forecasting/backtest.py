"""Would these methods have forecast this series? Rolling origins, with naive baselines always included."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.style import GREY, MARKERS, PALETTE
from fraudstats.trends.forecasting.forecast import predict_ensemble, regular_values
from fraudstats.trends.forecasting.forecasters import BASELINES
from fraudstats.trends.forecasting.scores import crps_ensemble, diebold_mariano, naive_scale
from fraudstats.trends.pooling.parallel import parallel_map
from fraudstats.trends.result import TrendResult, check_alpha, format_p, interval_frame
from fraudstats.trends.series.foreign import as_pandas
from fraudstats.trends.series.read import as_time_series
from fraudstats.trends.series.time_series import TimeSeries
from fraudstats.trends.series.wide import is_wide, read_wide

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["BacktestResult", "backtest"]

#: Columns of the table of errors: which forecast, then its scores.
FORECAST = ["series", "origin", "step", "method"]
SCORES = ["observed", "median", "error", "scaled", "crps", "covered", "width"]


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class BacktestResult(TrendResult):
    """Scores of methods on rolling origins; there are no parameters, only the tables `errors` and `scores`.

    Attributes
    ----------
    errors : DataFrame
        One row per forecast: ``series, origin, step, method, observed, median, error, scaled, crps, covered,
        width``.
    horizon : int
    alpha : float
        Intervals whose coverage was counted are at level ``1 - alpha``.
    """

    params: pd.Series = field(init=False, repr=False)
    errors: pd.DataFrame
    horizon: int
    alpha: float

    @property
    def method(self) -> str:
        origins = len(self.errors[["series", "origin"]].drop_duplicates())
        steps = "1 step" if self.horizon == 1 else f"{self.horizon} steps"
        return f"Rolling-origin evaluation, {origins} origins, {steps} ahead"

    @property
    def mase(self) -> pd.Series:
        """Mean absolute scaled error of each method."""
        return cast(pd.Series, self.errors.groupby("method", sort=False)["scaled"].mean())

    @property
    def p_values(self) -> pd.Series:
        """Diebold and Mariano's test of each method against naive."""
        return pd.Series({name: self._against_naive(name) for name in self.mase.index})

    @property
    def scores(self) -> pd.DataFrame:
        """One row per method, best first.

        ``mase``: mean absolute error over that of in-sample naive steps; ``crps``: scaled likewise;
        ``mae``, ``rmse``; ``coverage``: share of values inside the interval; ``width``: its scaled mean
        width; ``skill``: 1 - crps / crps of naive; ``p_value``: Diebold-Mariano test against naive;
        ``verdict``.
        """
        groups = self.errors.groupby("method", sort=False)
        table = pd.DataFrame({
            "mase": self.mase,
            "crps": groups["crps"].mean(),
            "mae": groups["error"].apply(lambda e: e.abs().mean()),
            "rmse": groups["error"].apply(lambda e: np.sqrt((e**2).mean())),
            "coverage": groups["covered"].mean(),
            "width": groups["width"].mean(),
        })  # fmt: skip
        table["skill"] = 1 - table["crps"] / table.loc["naive", "crps"]
        table["p_value"] = self.p_values
        table["verdict"] = [_verdict(row, table.loc["naive"]) for _, row in table.iterrows()]
        return table.sort_values("mase", kind="stable")

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Intervals of the mean absolute scaled errors over origins (Newey-West over the steps ahead)."""
        from scipy import stats

        level, ends = 1 - check_alpha(alpha) / 2, []
        for name in self.mase.index:
            loss = self._losses(name)
            half = stats.t.ppf(level, max(len(loss) - 1, 1)) * _mean_error(loss, self.horizon - 1)
            mean = loss.mean() if len(loss) else np.nan
            ends.append((mean - half, mean + half))
        return interval_frame(self.mase.index, *np.transpose(ends))

    def to_frame(self, alpha: float = 0.05) -> pd.DataFrame:
        """One row per method, best first: ``estimate`` (its MASE), ``lower, upper``, then the other scores."""
        scores = self.scores
        ends = self.conf_int(alpha).loc[scores.index]
        return ends.assign(estimate=scores["mase"])[["estimate", "lower", "upper"]].join(scores.drop(columns="mase"))

    def poolable(self) -> pd.DataFrame:
        """What is pooled over draws: the mean absolute scaled errors, with their standard errors over origins."""
        std_err = {name: _mean_error(self._losses(name), self.horizon - 1) for name in self.mase.index}
        return pd.DataFrame({"estimate": self.mase, "std_err": pd.Series(std_err)})

    def by_step(self) -> pd.DataFrame:
        """MASE of each method, one column per step ahead."""
        return self.errors.pivot_table("scaled", "method", "step", sort=False)

    def _by_origin(self, name: Any, column: str) -> pd.Series:
        rows = self.errors[self.errors["method"] == name]
        return cast(pd.Series, rows.groupby(["series", "origin"])[column].mean()).dropna()

    def _losses(self, name: Any) -> np.ndarray:
        """Scaled errors by origin, of the origins that have a scale."""
        return self._by_origin(name, "scaled").to_numpy()

    def _against_naive(self, name: Any) -> float:
        if name == "naive":
            return np.nan
        return diebold_mariano(self._by_origin(name, "crps"), self._by_origin("naive", "crps"), self.horizon)

    def _body(self) -> str:
        scores = self.scores
        table = scores.drop(columns="verdict").to_string(float_format="{:.3g}".format)
        return "\n".join([table, "", *(f"{name}: {row.verdict}" for name, row in scores.iterrows() if row.verdict)])

    def _draw(self, ax: Axes) -> None:
        """The scaled error against the steps ahead; below 1 a method beats the naive one on the past."""
        table = self.by_step()
        for number, name in enumerate(table.index):
            marker, color = MARKERS[number // 4 % 4], PALETTE[number % 4]
            ax.plot(table.columns, table.loc[name], marker=marker, color=color, label=str(name).replace("_", " "))
        ax.axhline(1, color=GREY, linewidth=1)

    def _label(self, ax: Axes) -> None:
        ax.xaxis.get_major_locator().set_params(integer=True)  # pyright: ignore[reportCallIssue]  # of the default locator
        ax.set(xlabel="steps ahead", ylabel="mean absolute scaled error")


def backtest(
    data: Any,
    time: Any = None,
    *,
    methods: str | Callable[..., Any] | Sequence[Any] | Mapping[str, Any] = (
        "local_level",
        "local_trend",
        "linear_trend",
    ),
    horizon: int = 1,
    min_train: int | None = None,
    step: int = 1,
    log: bool = False,
    season: int | None = None,
    alpha: float = 0.05,
    seed: int = 0,
    n_jobs: int | None = None,
) -> BacktestResult:
    """Forecast from successive origins, each with what was known then, and score the forecasts.

    Parameters
    ----------
    data : TimeSeries, array, Series or DataFrame
        One series of equal periods, or several side by side (times x series).
    time : array, optional
        Times, in place of those of `data`.
    methods : sequence of str or callable, or {name: method}
        As in :func:`~fraudstats.trends.forecast`; naive and drift are always added (seasonal_naive with a
        season).
    horizon : int
        Steps ahead from each origin.
    min_train : int, optional
        Values before the first origin; by default a third of them, but at least 6 (with a season, two cycles and
        one).
    step : int
        Periods from one origin to the next.
    log, season
        As in :func:`~fraudstats.trends.forecast`.
    alpha : float
        One minus the level of the intervals whose coverage is counted.
    seed : int
        For methods that draw; each origin has its own stream, whoever computes it.
    n_jobs : int, optional
        Workers; by default what ``joblib.parallel_config`` says (threads, processes, a Dask cluster), else
        one.

    Returns
    -------
    BacktestResult

    Raises
    ------
    TrendError
        If the series is too short for one origin, or a method is unknown.

    References
    ----------
    Tashman, L. J. (2000). Out-of-sample tests of forecasting accuracy. *International Journal of Forecasting*
    16, 437-450.
    Hyndman, R. J. and Koehler, A. B. (2006). Another look at measures of forecast accuracy. *International
    Journal of Forecasting* 22, 679-688.

    Examples
    --------
    >>> test = backtest([3, 5, 4, 6, 7, 6, 8, 9, 9, 11, 10, 12], methods=["linear_trend"])
    >>> test.mase.round(2).to_dict()
    {'linear_trend': 0.51, 'naive': 1.0, 'drift': 0.85}
    """
    series, columns = _columns(data, time)
    methods = _methods(methods, season)
    default = max(2 * season + 1 if season else 6, len(next(iter(columns.values()))) // 3)
    min_train = default if min_train is None else min_train
    tasks = [
        (name, values[: origin + horizon], origin)
        for name, values in columns.items()
        for origin in range(min_train, len(values), step)
    ]
    if not tasks:
        raise TrendError(
            f"a series of {len(series)} periods has no origin after {min_train} of training; use a longer "
            "series, or a smaller min_train"
        )
    check_alpha(alpha)

    def score(task, rng):
        return _score(task, methods, horizon, log, season, alpha, int(rng.integers(2**63)))

    rows = parallel_map(score, tasks, seed=seed, n_jobs=n_jobs, description="backtest")
    errors = pd.DataFrame([row for block in rows for row in block], columns=[*FORECAST, *SCORES])
    if errors.empty:
        raise TrendError("no value after the first origin is known, so nothing can be scored; use a longer series")
    return BacktestResult(series=series, errors=errors, horizon=horizon, alpha=alpha, notes=_without_scale(errors))


def _columns(data: Any, time: Any) -> tuple[TimeSeries, dict[str, np.ndarray]]:
    """The series that represents all, and the values of each on the regular grid."""
    data = as_pandas(data)
    if not is_wide(data, time):
        series = as_time_series(data, time).points("a forecast")
        return series, {series.name or "series": regular_values(series)[1]}
    table = read_wide(data, time)
    grid, _ = regular_values(table.series)
    full = np.full((len(grid.index), table.matrix.shape[1]), np.nan)
    full[grid.first] = table.matrix
    return table.series, dict(zip(map(str, table.names), full.T, strict=True))


def _methods(methods: Any, season: int | None) -> dict[str, Any]:
    if not isinstance(methods, Mapping):
        listed = [methods] if isinstance(methods, str) or callable(methods) else methods
        methods = {m if isinstance(m, str) else getattr(m, "__name__", repr(m)): m for m in listed}
    baselines = [*BASELINES, *["seasonal_naive"] * bool(season)]
    return {**methods, **{name: name for name in baselines}}


def _score(task, methods, horizon, log, season, alpha, seed):
    """Scores of every method at one origin."""
    name, values, origin = task
    known, future = values[:origin], values[origin:]
    unit = naive_scale(known, season or 1)
    steps = np.flatnonzero(np.isfinite(future))
    rows = []
    for label, method in methods.items():
        if not len(steps):
            break
        ensemble = predict_ensemble(method, known, horizon, log=log, season=season, seed=seed)[steps]
        lower, upper = np.quantile(ensemble, [alpha / 2, 1 - alpha / 2], axis=1)
        median, seen = np.median(ensemble, axis=1), future[steps]
        error, crps = seen - median, crps_ensemble(ensemble, seen)
        covered = (lower <= seen) & (seen <= upper)
        measures = (
            steps + 1,
            seen,
            median,
            error,
            np.abs(error) / unit,
            crps / unit,
            covered,
            (upper - lower) / unit,
        )
        rows += [(name, origin, s, label, *rest) for s, *rest in zip(*measures, strict=True)]
    return rows


def _without_scale(errors):
    """A note on origins before which nothing changes: the naive steps there are zero, and scale no error."""
    scaled = errors.groupby(["series", "origin"])["scaled"].first()
    if not scaled.isna().any():
        return ()
    if scaled.isna().all():
        return (
            "nothing changes before any origin, so that errors have no scale: MASE, CRPS, width and skill are not "
            "defined, and mae and rmse say how far off forecasts were",
        )
    return (
        f"{scaled.isna().sum()} of {len(scaled)} origins are not in MASE, CRPS, width and skill: nothing changes "
        "before them, so that errors have no scale",
    )


def _verdict(row, naive):
    if row.name in (*BASELINES, "seasonal_naive"):
        return ""
    if np.isnan(row.mase):
        return "not compared with naive, since nothing changes before the origins"
    against = f"MASE {row.mase:.2f} against {naive.mase:.2f}, CRPS {row.crps:.2f} against {naive.crps:.2f}"
    if row.crps >= naive.crps or row.mase >= naive.mase:
        return f"does not beat naive ({against})"
    if not row.p_value < 0.05:
        p = "too few origins to test" if np.isnan(row.p_value) else f"p {format_p(row.p_value)}"
        return f"better than naive, but not beyond chance ({against}; {p})"
    return f"beats naive ({against}; p {format_p(row.p_value)})"


def _mean_error(loss, lags):
    """Standard error of a mean of serially dependent losses."""
    if not (n := len(loss)):
        return np.nan
    centred = loss - loss.mean()
    total = centred @ centred
    for lag in range(1, min(lags, n - 1) + 1):
        total += 2 * (1 - lag / (lags + 1)) * centred[lag:] @ centred[:-lag]
    return np.sqrt(max(total, 0) / max(n * (n - 1), 1))
