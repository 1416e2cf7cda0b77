"""What the parameters of a segmentation are: combinations of the coefficients of the regression, and their names."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fraudstats.trends.breaks.fit import BreakFit

__all__ = ["line_weights", "parameter_weights", "parameters"]


def parameters(fit: BreakFit) -> pd.Series:
    """Levels, slopes and the times of the breaks, by name."""
    numbers = range(1, len(fit.breaks) + 2)
    names = [f"level_{k}" for k in numbers]
    if fit.change == "level_with_trend":
        names.append("slope")
    elif fit.change == "level_and_slope":
        names += [f"slope_{k}" for k in numbers]
    names += [f"break_{k}" for k in numbers[:-1]]
    return pd.Series(np.concatenate([parameter_weights(fit) @ fit.beta, fit.break_times]), names)


def parameter_weights(fit: BreakFit) -> np.ndarray:
    """Levels and slopes as combinations of the coefficients, one row each."""
    p, q, coefficients = _sizes(fit)
    levels = np.zeros((len(fit.breaks) + 1, coefficients))
    slopes = np.zeros((p or (q - 1) * len(levels), coefficients))
    bounds = [0, *fit.breaks.tolist(), len(fit.seen)]
    for k in range(len(levels)):
        first = p + q * k
        levels[k, first : first + q] = fit.regressors.changing[bounds[k] : bounds[k + 1]].mean(axis=0)
        if q == 2:
            slopes[k, first + 1] = 1
    if p:
        slopes[0, 0] = 1
    return np.vstack([levels, slopes])


def line_weights(fit: BreakFit) -> np.ndarray:
    """The fitted level at the first and the last value, as combinations of the coefficients."""
    return fit.design[[0, -1]]


def _sizes(fit):
    return fit.regressors.fixed.shape[1], fit.regressors.changing.shape[1], fit.design.shape[1]
