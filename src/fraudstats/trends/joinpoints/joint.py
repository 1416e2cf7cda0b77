"""Unconnected lines that share further terms or correlated errors: one regression, not one for each segment."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from fraudstats.trends.joinpoints.fit import Fit

__all__ = ["JointLines", "joint_lines"]


class JointLines(NamedTuple):
    """What one regression of all segments' lines and the terms says of slopes and effects, in this order.

    Attributes
    ----------
    covariance : ndarray
        At variance one; rows and columns of what the values do not determine are infinite.
    shift : ndarray
        How far slopes and effects move if a known jump is one larger.
    sse, spare
        Weighted sum of squared residuals, and observations less what they determine.
    """

    covariance: np.ndarray
    shift: np.ndarray
    sse: float
    spare: int


def joint_lines(fit: Fit) -> JointLines:
    """A line of its own for each segment of `fit`, the observations at joinpoints left out, and its terms."""
    kept = ~np.isin(fit.time, fit.joinpoints)
    time, errors = fit.time[kept], fit.errors.take(kept)
    columns = errors.white(np.column_stack([_lines(time, fit), fit.terms.columns(time)]))
    inverse = np.linalg.pinv(columns, rcond=1e-10)
    product = inverse @ columns
    wanted = np.append(np.arange(len(fit.slopes)) * 2 + 1, np.arange(2 * len(fit.slopes), columns.shape[1]))
    known = np.isclose(np.diag(product), 1, rtol=0, atol=1e-6)[wanted]
    covariance = np.where(np.outer(known, known), (inverse @ inverse.T)[np.ix_(wanted, wanted)], np.inf)
    value = errors.white(fit.value[kept])
    residual = value - columns @ (inverse @ value)
    rank = round(float(np.trace(product)))
    shift = (inverse @ errors.white(fit.terms.after(time)))[wanted]
    return JointLines(covariance, shift, float(residual @ residual), len(time) - rank)


def _lines(time, fit):
    """Constant and centred time of each segment."""
    segment, columns = fit.segment(time), []
    for number in range(len(fit.slopes)):
        own = segment == number
        middle = time[own].mean() if own.any() else 0.0
        columns += [own.astype(float), np.where(own, time - middle, 0.0)]
    return np.column_stack(columns)
