"""The F statistics of one break at each place where it may lie, of many series at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fraudstats.trends.breaks.regressors import Regressors

__all__ = ["Splits", "f_summaries"]

#: A residual sum of squares below this share of the one without a break is rounding; it counts as this share.
EXACT_FIT = 1e-12
#: Directions shorter than this share of their column add nothing to the regression.
COLLINEAR = 1e-9


@dataclass(frozen=True, eq=False)
class Splits:
    """Where a break may lie, and what it adds to the regression without one.

    Attributes
    ----------
    places : ndarray of int
        How many values lie before each place.
    null : ndarray
        Orthonormal columns of the regression without a break, (n, p).
    added : ndarray
        Orthonormal columns that a break at each place adds, (n, places, q).
    """

    places: np.ndarray
    null: np.ndarray
    added: np.ndarray

    @classmethod
    def of(cls, regressors: Regressors, least: int) -> Splits:
        """All places with `least` values or more on either side."""
        places = np.arange(least, len(regressors) - least + 1)
        null = np.linalg.qr(regressors.design([]))[0]
        after = np.arange(len(regressors))[:, None] >= places
        columns = np.where(after[:, :, None], regressors.changing[:, None, :], 0.0)
        columns = columns.transpose(1, 0, 2)
        basis, triangle = np.linalg.qr(columns - null @ (null.T @ columns))
        length = np.abs(np.diagonal(triangle, axis1=1, axis2=2))
        counts = length > COLLINEAR * np.linalg.norm(columns, axis=1)
        return cls(places, null, (basis * counts[:, None, :]).transpose(1, 0, 2))

    @property
    def df(self) -> int:
        """Degrees of freedom of the regression with a break."""
        n, _, q = self.added.shape
        return n - self.null.shape[1] - q

    def residuals(self, values: np.ndarray) -> np.ndarray:
        """What the regression without a break leaves of each series (series x times)."""
        return values - (values @ self.null) @ self.null.T

    def f_statistics(self, values: np.ndarray) -> np.ndarray:
        """Chow's statistic at each place: (SSR without - SSR with) / (SSR with / degrees of freedom).

        It is not divided by the number of coefficients that change, as Andrews (1993) and Hansen (1997) have it.

        Parameters
        ----------
        values : ndarray
            Series x times.

        Returns
        -------
        ndarray
            Series x places; zero where there is nothing to explain.
        """
        rest = self.residuals(values)
        total = np.square(rest).sum(axis=1, keepdims=True)
        n, places, q = self.added.shape
        explained = np.square(rest @ self.added.reshape(n, places * q)).reshape(len(values), places, q).sum(axis=2)
        with np.errstate(invalid="ignore", divide="ignore"):
            share = np.where(total > EXACT_FIT**2 * np.square(values).sum(axis=1, keepdims=True), explained / total, 0)
        return share / np.maximum(1 - share, EXACT_FIT) * self.df


def f_summaries(f: np.ndarray) -> np.ndarray:
    """The largest statistic, the mean, and Andrews and Ploberger's exponential mean ``log(mean(exp(F / 2)))``.

    Parameters
    ----------
    f : ndarray
        Series x places.

    Returns
    -------
    ndarray
        Series x 3.
    """
    largest = f.max(axis=1)
    exponential = largest / 2 + np.log(np.mean(np.exp((f - largest[:, None]) / 2), axis=1))
    return np.column_stack([largest, f.mean(axis=1), exponential])
