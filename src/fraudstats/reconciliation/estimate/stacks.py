"""Linear algebra of many small matrices at once, one for each chain."""

from __future__ import annotations

import numpy as np
from scipy.linalg import get_lapack_funcs

__all__ = ["inverse", "mixed", "solve_lower"]


def mixed(variances: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """The sum of `parts` (C, ...) with the weights of each chain (M, C): shape (M, ...)."""
    return np.tensordot(variances, parts, axes=1)


def inverse(matrices: np.ndarray) -> np.ndarray:
    """The inverses of positive definite matrices (M, k, k).

    >>> inverse(np.array([[[2.0, 1.0], [1.0, 1.0]]])).round(12)
    array([[[ 1., -1.],
            [-1.,  2.]]])
    """
    inverses = np.empty_like(matrices)
    (potri,) = get_lapack_funcs(["potri"], (matrices,))
    for factor, out in zip(np.linalg.cholesky(matrices), inverses, strict=True):
        upper = np.triu(potri(factor.T)[0])
        out[...] = upper + np.triu(upper, 1).T
    return inverses


def solve_lower(factors: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Solve lower triangular systems, factors (M, k, k), right (M, k).

    >>> solve_lower(np.array([[[2.0, 0.0], [1.0, 1.0]]]), np.array([[2.0, 3.0]]))
    array([[1., 2.]])
    """
    out = right.copy()
    for i in range(out.shape[1]):
        out[:, i] -= np.einsum("mk,mk->m", factors[:, i, :i], out[:, :i])
        out[:, i] /= factors[:, i, i]
    return out
