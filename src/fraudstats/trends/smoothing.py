"""The smoothed components under an exactly diffuse start, whatever the observations' windows.

The start is a vector of unknown constants: estimated by generalised least squares on the innovations, and
added to what the Kalman smoother says for given constants (Rosenberg, 1973; de Jong, 1991, The diffuse
Kalman filter, *Annals of Statistics* 19, 1073-1083). This stays right where the first windows are long and
nothing is observed for many periods.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.cumulator import Structure, Windows, build_model

__all__ = ["smooth"]


def smooth(structure: Structure, windows: Windows, n_periods, variances):
    """Means (m + 1, periods) and covariances (m + 1, m + 1, periods) of the components and the irregular."""
    m = structure.size
    base, errors, spread = _given_start(structure, windows, n_periods, variances, np.zeros(m))
    silent = replace(windows, value=np.zeros_like(windows.value))
    runs = [_given_start(structure, silent, n_periods, variances, unit)[:2] for unit in np.eye(m)]
    response = np.stack([run[0] for run in runs], axis=-1)
    start, start_cov = _least_squares(np.stack([run[1] for run in runs], axis=-1), errors)
    mean = base + response @ start
    return mean, spread + np.einsum("itp,pq,jtq->ijt", response, start_cov, response)


def _given_start(structure, windows, n_periods, variances, start):
    """Smoothed states, standardised innovations, state covariances, with components that start at `start`."""
    model, set_variances = build_model(structure, windows, n_periods, start)
    set_variances(variances)
    run, rows = model.ssm.smooth(), slice(0, structure.size + 1)
    f = np.diagonal(run.forecasts_error_cov, axis1=0, axis2=1).T
    seen = np.isfinite(model.endog.T) & (f > 1e-12 * f.max())
    errors = run.forecasts_error[seen] / np.sqrt(f[seen])
    return run.smoothed_state[rows, 1:], errors, run.smoothed_state_cov[rows, rows, 1:]


def _least_squares(responses, errors):
    q, r = np.linalg.qr(responses)
    if np.abs(np.diag(r)).min() < 1e-9 * np.abs(np.diag(r)).max():
        raise TrendError(
            "the observations do not identify every component (a season never observed, collinear "
            "regressors); drop a component or use a longer series"
        )
    inverse = np.linalg.inv(r)
    return -inverse @ (q.T @ errors), inverse @ inverse.T
