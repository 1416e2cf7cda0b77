"""The smoothed components under an exactly diffuse start, whatever the observations' windows.

The start is a vector of unknown constants: estimated by generalised least squares on the innovations, and
added to the Kalman smoother's answer for given constants (Rosenberg, 1973; de Jong, 1991, The diffuse
Kalman filter, *Annals of Statistics* 19, 1073-1083). This stays right where the first windows are long and
nothing is observed for many periods.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.state_spaces.cumulator import Structure, Windows, build_model

__all__ = ["smooth"]


def smooth(
    structure: Structure, windows: Windows, n_periods: int, variances: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Means (m + 1, periods) and covariances (m + 1, m + 1, periods) of the components and the irregular."""
    m = structure.size
    run = _given_start(structure, windows, n_periods, variances, np.zeros(m))
    silent = replace(windows, value=np.zeros_like(windows.value))
    units = [_given_start(structure, silent, n_periods, variances, unit) for unit in np.eye(m)]
    blocks = list(_innovations(run, [run, *units], m))
    errors, responses = (np.concatenate([b[:, k] for b in blocks]) for k in (0, slice(1, None)))
    start, start_cov = _least_squares(responses, errors)
    response = np.stack([unit.smoothed_state[: m + 1, 1:] for unit in units], axis=-1)
    mean = run.smoothed_state[: m + 1, 1:] + response @ start
    spread = run.smoothed_state_cov[: m + 1, : m + 1, 1:]
    return mean, spread + np.einsum("itp,pq,jtq->ijt", response, start_cov, response)


def _given_start(
    structure, windows, n_periods, variances, start
) -> Any:  # statsmodels adds the smoothed arrays at run time
    """Output of the Kalman filter and smoother when the components start at `start`."""
    model, set_variances = build_model(structure, windows, n_periods, start)
    set_variances(variances)
    return model.ssm.smooth()


def _innovations(first, runs, m):
    """Standardised one-step errors of each run, one block (observations x runs) per time."""
    seen = ~first.missing.astype(bool)
    noise = np.broadcast_to(first.obs_cov, (*first.obs_cov.shape[:2], seen.shape[1]))
    for t in np.flatnonzero(seen.any(axis=0)):
        slots = np.flatnonzero(seen[:, t])
        states = m + 1 + slots
        spread = first.predicted_state_cov[:, :, t][np.ix_(states, states)] + noise[:, :, t][np.ix_(slots, slots)]
        errors = np.stack([run.endog[slots, t] - run.predicted_state[states, t] for run in runs], axis=1)
        values, axes = np.linalg.eigh(spread)
        # Two statements of one sum leave a combination without variance, which tells nothing about the start.
        known = values > 1e-10 * values.max()
        yield (axes[:, known].T @ errors) / np.sqrt(values[known])[:, None]


def _least_squares(responses, errors):
    q, r = np.linalg.qr(responses)
    if np.abs(np.diag(r)).min() < 1e-9 * np.abs(np.diag(r)).max():
        raise TrendError(
            "the observations do not identify every component (a season never observed, collinear "
            "regressors); drop a component or use a longer series"
        )
    inverse = np.linalg.inv(r)
    return -inverse @ (q.T @ errors), inverse @ inverse.T
