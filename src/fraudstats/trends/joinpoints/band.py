"""Pointwise intervals of a joinpoint trend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.trends.joinpoints.fit import Fit

__all__ = ["segment_band"]


def segment_band(
    fit: Fit, original: Callable[[np.ndarray], np.ndarray], time: Any, segment: Any, alpha: float
) -> pd.DataFrame:
    """``lower, upper`` of the trend at times of given segments.

    Parameters
    ----------
    fit : Fit
    original : callable
        From the scale of the model to that of the data.
    time, segment : array
        Times, and the segment (0 is the first) that each lies in.
    alpha : float

    Examples
    --------
    A line through three values, with one degree of freedom:

    >>> fit = Fit(np.arange(3.0), np.array([0.0, 2, 1]), np.ones(3), np.array([]))
    >>> segment_band(fit, lambda value: value, [1.0], [0], 0.5).round(3).to_numpy().tolist()
    [[0.293, 1.707]]
    """
    from scipy.stats import t

    time, segment = np.asarray(time, float), np.asarray(segment)
    if not fit.plain:
        return pd.DataFrame(np.nan, index=range(len(time)), columns=["lower", "upper"])
    df = fit.df if fit.known_variance is None else np.inf
    half = t.ppf(1 - alpha / 2, df) * np.sqrt(fit.line_variances(time, segment))
    middle = fit.predict(time)
    return pd.DataFrame({"lower": original(middle - half), "upper": original(middle + half)})
