"""ARIMA models of small orders: the one of the smallest AICc.

Differences are taken until the test of Kwiatkowski et al. (1992) no longer rejects stationarity (at most two), as R's
``forecast::auto.arima`` does; then p + q is 2 at most, with and without a mean (after one difference, a drift). Few
official numbers carry more. The likelihood is exact, from the covariances of the values, so that gaps need no filling.

Few values do not tell how many differences are due, and an interval that takes this as known is too short. So the
predictive distribution averages over the models of p + q of 1 at most with other numbers of differences, too.

References
----------
Hyndman, R. J. and Khandakar, Y. (2008). Automatic time series forecasting: the forecast package for R. *Journal of
Statistical Software* 27 (3).
Kwiatkowski, D., Phillips, P. C. B., Schmidt, P. and Shin, Y. (1992). Testing the null hypothesis of stationarity
against the alternative of a unit root. *Journal of Econometrics* 54, 159-178.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from functools import partial

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.forecasting.averages import slope_prior
from fraudstats.trends.forecasting.innovations import Chosen, Evaluation, Model, choose, least_squares

__all__ = ["arima", "arima_models", "differences"]

ORDERS = ((0, 0), (1, 0), (0, 1), (1, 1), (2, 0), (0, 2))
MOST_DIFFERENCES = 2
#: 5% critical value of the test of stationarity around a level.
CRITICAL = 0.463
#: Coefficients (partial autocorrelations, where there are two) stay this far inside the unit circle.
EDGE = 0.99
POINTS = {0: 1, 1: 33, 2: 13}
#: Numbers in one stack of covariance matrices.
CHUNK = 4_000_000


def arima(values: np.ndarray, horizon: int) -> Chosen:
    """The ARIMA model of the smallest AICc; gaps are NaN.

    `theta` holds the autoregressive coefficients, then those of the moving average, as R prints them.
    """
    seen = np.flatnonzero(np.isfinite(values))
    if len(seen) < 4:
        raise TrendError(f"the forecast by arima needs at least 4 values, got {len(seen)}; use naive or drift")
    taken = differences(values[seen])
    others = [d for d in range(MOST_DIFFERENCES + 1) if d != taken]
    beside = [model for d in others for model in arima_models(values, horizon, d) if len(model.axes) <= 1]
    chosen = choose(arima_models(values, horizon, taken), "arima", beside)
    p, _, q = map(int, re.findall(r"\d", chosen.name))
    theta = _coefficients(chosen.theta[None, :], p, q)
    return replace(chosen, theta=np.concatenate(theta, axis=1)[0])


def differences(values: np.ndarray) -> int:
    """How many differences the test of Kwiatkowski et al. asks for."""
    from statsmodels.tsa.stattools import kpss

    for taken in range(MOST_DIFFERENCES):
        if len(values) < 4 or np.ptp(values) == 0:
            return taken
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that the p-value lies outside its table
            statistic = kpss(values, regression="c", nlags=int(3 * np.sqrt(len(values)) / 13))[0]
        if not statistic > CRITICAL:
            return taken
        values = np.diff(values)
    return MOST_DIFFERENCES


def arima_models(values: np.ndarray, horizon: int, d: int) -> list[Model]:
    """The candidates after `d` differences, in the order of their number of parameters."""
    kinds = [(p, q, mean) for p, q in ORDERS for mean in (False, *[True] * (d < 2))]
    models = [_model(values, horizon, p, d, q, mean) for p, q, mean in kinds]
    return sorted(models, key=lambda model: model.n_params)


def _model(values, horizon, p, d, q, mean):
    seen = np.flatnonzero(np.isfinite(values))
    contrasts, targets, base = _contrasts(values, seen, horizon, d)
    axes = [np.linspace(-EDGE, EDGE, POINTS[p + q])] * (p + q)
    evaluate = partial(_evaluate, contrasts @ np.nan_to_num(values), contrasts, targets, base, p, d, q, mean)
    extra = " with mean" if mean and not d else " with drift" if mean else ""
    prior = {0: -np.inf, 1: 0.0, 2: slope_prior(values)}[d + mean]  # a known level tells nothing of the future one
    return Model(f"ARIMA({p},{d},{q}){extra}", axes, evaluate, p + q + mean + 1, len(seen) - d, prior, open_ends=True)


def _contrasts(values, seen, horizon, d):
    """Rows that take the polynomials of degree d - 1 out of the known values and out of future ones, and these."""
    n = len(values)
    known = np.zeros((len(seen) - d, n))
    for row, last in enumerate(range(d, len(seen))):
        places = seen[last - d : last]
        known[row, seen[last]] = 1
        known[row, places] = -_through(places, seen[last])
    targets, base = np.zeros((horizon, n + horizon)), np.zeros(horizon)
    places = seen[len(seen) - d :]
    for step in range(horizon):
        targets[step, n + step] = 1
        weights = _through(places, n + step)
        targets[step, places] = -weights
        base[step] = weights @ values[places]
    return known, targets, base


def _through(places, at):
    """Weights of the values at `places` in the polynomial through them, at another place (Lagrange)."""
    apart = [(at - np.delete(places, k)) / (place - np.delete(places, k)) for k, place in enumerate(places)]
    return np.array([each.prod() for each in apart])


def _evaluate(y, contrasts, targets, base, p, d, q, mean, points) -> Evaluation:
    horizon = len(targets)
    n = contrasts.shape[1] + horizon
    sums = np.eye(n)
    for _ in range(d):  # values as sums of stationary changes; what they start from is taken out
        sums = np.cumsum(sums, axis=0)
    known, future = contrasts @ sums[: n - horizon, d:], targets @ sums[:, d:]
    columns = np.vstack([known, future]).sum(axis=1, keepdims=True) if mean else np.empty((len(y) + horizon, 0))
    apart = np.abs(np.subtract.outer(np.arange(n - d), np.arange(n - d)))
    size = max(1, CHUNK // (n - d) ** 2)
    parts = [
        _whitened(y, columns, *_joint(_covariances(part, p, q, n - d)[:, apart], known, future), base)
        for part in (points[k : k + size] for k in range(0, len(points), size))
    ]
    return least_squares(*(np.concatenate(arrays) for arrays in zip(*parts, strict=True)))


def _joint(cov, known, future):
    """Covariances of the known contrasts, of these with the future ones, and variances of the future ones."""
    across = cov @ future.T
    ahead = np.einsum("hi,gih->gh", future, across)
    n = len(known)
    if (known[:, :n] == np.eye(n)).all():  # no gap: the contrasts are the stationary changes themselves
        return cov[:, :n, :n], across[:, :n], ahead
    return known @ cov @ known.T, known @ across, ahead


def _whitened(y, columns, cov, across, ahead, base):
    """Values, columns, and the future given the values, divided by the root of their covariance."""
    n = len(y)
    root = np.linalg.cholesky(cov)
    points, k = len(cov), columns.shape[1]
    given = np.broadcast_to(np.column_stack([y, columns[:n]]), (points, n, k + 1))
    solved = np.linalg.solve(root, np.concatenate([given, across], axis=2))
    value, z, along = solved[:, :, 0], solved[:, :, 1 : k + 1], solved[:, :, k + 1 :]
    volume = np.log(np.diagonal(root, axis1=1, axis2=2)).sum(axis=1)
    mean = base + np.einsum("gnh,gn->gh", along, value)
    slope = columns[n:] - np.einsum("gnh,gnk->ghk", along, z)
    return value, z, volume, mean, slope, ahead - (along**2).sum(axis=1)


def _coefficients(points, p, q):
    """Autoregressive and moving-average coefficients (points, p) and (points, q)."""
    return _inside(points[:, :p]), -_inside(-points[:, p:])


def _inside(partial_correlations):
    """Coefficients of a stationary autoregression of up to two lags from its partial autocorrelations."""
    if partial_correlations.shape[1] < 2:
        return partial_correlations
    first, second = partial_correlations.T
    return np.column_stack([first * (1 - second), second])


def _covariances(points, p, q, n):
    """Autocovariances at lags 0 to n - 1 of a process with innovations of variance 1 (points, n)."""
    ar, ma = _coefficients(points, p, q)
    gamma = np.zeros((len(points), max(n, 3)))
    if p == 0:
        ma = np.column_stack([ma, np.zeros((len(points), 2 - q))])
        gamma[:, 0] = 1 + (ma**2).sum(axis=1)
        gamma[:, 1] = ma[:, 0] * (1 + ma[:, 1])
        gamma[:, 2] = ma[:, 1]
        return gamma[:, :n]
    if p == 1:
        phi, theta = ar[:, 0], ma[:, 0] if q else 0.0
        gamma[:, 0] = (1 + 2 * phi * theta + theta**2) / (1 - phi**2)
        gamma[:, 1] = (1 + phi * theta) * (phi + theta) / (1 - phi**2)
    else:
        gamma[:, 0] = (1 - ar[:, 1]) / ((1 + ar[:, 1]) * ((1 - ar[:, 1]) ** 2 - ar[:, 0] ** 2))
        gamma[:, 1] = ar[:, 0] * gamma[:, 0] / (1 - ar[:, 1])
    for lag in range(2, n):
        gamma[:, lag] = (ar * gamma[:, lag - p : lag][:, ::-1]).sum(axis=1)
    return gamma[:, :n]
