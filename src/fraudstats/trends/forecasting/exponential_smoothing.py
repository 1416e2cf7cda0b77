"""Exponential smoothing (ETS) with additive errors: the model of the smallest AICc, and Theta.

The models are those of R's ``forecast::ets`` with additive errors: a level; a level and a trend; a damped trend; each
with or without an additive season; within its bounds of the smoothing parameters. For multiplicative growth work on
logarithms (``log=True``).

References
----------
Hyndman, R. J., Koehler, A. B., Snyder, R. D. and Grose, S. (2002). A state space framework for automatic forecasting
using exponential smoothing methods. *International Journal of Forecasting* 18, 439-454.
Assimakopoulos, V. and Nikolopoulos, K. (2000). The theta model: a decomposition approach to forecasting. *International
Journal of Forecasting* 16, 521-530.
Hyndman, R. J. and Billah, B. (2003). Unmasking the Theta method. *International Journal of Forecasting* 19, 287-290.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from fraudstats.trends.forecasting.averages import slope_prior
from fraudstats.trends.forecasting.innovations import Chosen, Evaluation, Model, choose, least_squares

__all__ = ["ets", "ets_models", "theta"]

#: Bounds of R's ets: smoothing weights, and damping.
LOWEST, HIGHEST = 1e-4, 1 - 1e-4
DAMPING = (0.8, 0.98)
#: Points of each axis of the grid: level, trend (as a share of the level's), damping, season (as a share of the rest).
POINTS = {"alpha": 17, "beta": 6, "phi": 3, "gamma": 4}
NAMES = {"": "N", "trend": "A", "damped": "Ad"}


def ets(values: np.ndarray, horizon: int, season: int | None = None) -> Chosen:
    """The exponential smoothing model of the smallest AICc; gaps are NaN, over which a state goes on without an update.

    `theta` holds alpha, beta (if there is a trend), phi (if it is damped) and gamma (if there is a season), as R
    prints them.
    """
    chosen = choose(ets_models(values, horizon, season), "ets")
    return replace(chosen, theta=_weights(chosen.theta[None, :], *_kind(chosen.name))[0])


def theta(values: np.ndarray, horizon: int) -> Chosen:
    """The Theta method: simple exponential smoothing, and half the slope of the least-squares line on top of it.

    Its predictive distribution is that of exponential smoothing with and without a trend.
    """
    level, *trends = ets_models(values, horizon)
    smooth = choose([level], "theta", trends)
    seen = np.flatnonzero(np.isfinite(values))
    slope = np.polyfit(seen - seen.mean(), values[seen], 1)[0]
    alpha = smooth.theta[0]
    rise = slope / 2 * (np.arange(horizon) + (1 - (1 - alpha) ** len(values)) / alpha)
    best = replace(smooth.best, mean=smooth.best.mean + rise)
    return replace(smooth, name="Theta", best=best)


def ets_models(values: np.ndarray, horizon: int, season: int | None = None) -> list[Model]:
    """The candidates, in the order of their number of parameters."""
    nobs = int(np.isfinite(values).sum())
    kinds = [(trend, seasonal) for seasonal in (False, *[True] * bool(season)) for trend in NAMES]
    models = [_model(values, horizon, trend, season if seasonal else None, nobs) for trend, seasonal in kinds]
    return sorted(models, key=lambda model: model.n_params)


def _model(values, horizon, trend, season, nobs):
    names = ["alpha", *["beta"] * bool(trend), *["phi"] * (trend == "damped"), *["gamma"] * bool(season)]
    bounds = {"alpha": (LOWEST, HIGHEST), "beta": (0.0, 1.0), "phi": DAMPING, "gamma": (0.0, 1.0)}
    axes = [np.linspace(*bounds[name], POINTS[name]) for name in names]
    start = _start(trend, season)

    def evaluate(points: np.ndarray) -> Evaluation:
        weights = _weights(points, trend, season)
        return least_squares(*_filtered(values, horizon, start, *_system(weights, trend, season)))

    name = f"ETS(A,{NAMES[trend]},{'A' if season else 'N'})"
    prior = slope_prior(values) if trend else 0.0
    return Model(name, axes, evaluate, len(names) + start.shape[1] + 1, nobs, prior)


def _kind(name):
    """Trend, and whether there is a season, of a model's name."""
    _, trend, season = name[4:-1].split(",")
    return next(key for key, letter in NAMES.items() if letter == trend), season == "A"


def _weights(points, trend, season):
    """alpha, beta, phi, gamma from shares, so that beta <= alpha and gamma <= 1 - alpha."""
    weights = np.array(points, float)
    alpha = weights[:, 0]
    if trend:
        weights[:, 1] = LOWEST + weights[:, 1] * np.maximum(alpha - LOWEST, 0)
    if season:
        weights[:, -1] = LOWEST + weights[:, -1] * np.maximum(1 - alpha - LOWEST, 0)
    return weights


def _start(trend, season):
    """Initial states (rows) as combinations of what is free: level, slope, and a season that adds up to zero."""
    free = 1 + bool(trend)
    if not season:
        return np.eye(free)
    start = np.zeros((free + season, free + season - 1))
    start[:free, :free] = np.eye(free)
    start[free:-1, free:] = np.eye(season - 1)
    start[-1, free:] = -1
    return start


def _system(weights, trend, season):
    """Transition (points, states, states), observation (points, states) and gain (points, states)."""
    points, free = len(weights), 1 + bool(trend)
    states = free + (season or 0)
    move, gain, seen = np.zeros((points, states, states)), np.zeros((points, states)), np.zeros((points, states))
    move[:, 0, 0] = seen[:, 0] = 1
    gain[:, 0] = weights[:, 0]
    if trend:
        phi = weights[:, 2] if trend == "damped" else 1.0
        move[:, 0, 1] = move[:, 1, 1] = seen[:, 1] = phi
        gain[:, 1] = weights[:, 1]
    if season:  # the oldest seasonal state is seen, and comes first again
        move[:, free + np.arange(season), free + np.roll(np.arange(season), 1)] = 1
        seen[:, -1] = 1
        gain[:, free] = weights[:, -1]
    return move, seen, gain


def _filtered(values, horizon, start, move, seen, gain):
    """One-step errors as a regression on the initial states, and the same of the future."""
    points, states = gain.shape
    k = start.shape[1]
    state = np.zeros((points, states, k + 1))  # responses to the initial states, and to the values
    state[:, :, :k] = start
    rows = []
    for value in values:
        error = -np.einsum("gs,gsk->gk", seen, state)
        state = move @ state
        if np.isfinite(value):
            error[:, -1] += value
            state = state + gain[:, :, None] * error[:, None, :]
            rows.append(error)
    errors = np.stack(rows, axis=1)
    ahead, impulse, response = [], gain, [np.zeros(points)]
    for _ in range(horizon):
        ahead.append(np.einsum("gs,gsk->gk", seen, state))
        state = move @ state
        response.append(np.einsum("gs,gs->g", seen, impulse) ** 2)
        impulse = np.einsum("gst,gt->gs", move, impulse)
    future = np.stack(ahead, axis=1)
    var = 1 + np.cumsum(np.stack(response[:horizon], axis=1), axis=1)
    return errors[:, :, -1], -errors[:, :, :k], np.zeros(points), future[:, :, -1], future[:, :, :k], var
