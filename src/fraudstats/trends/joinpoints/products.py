"""Matrix products that stay on one core.

A product of many short rows is bound by memory: a second thread gains little on an idle machine, and on a busy one
each call waits for whichever thread the system has put aside, which made a search ten times slower. OpenBLAS, which
NumPy's wheels bring, starts threads by the size of a call; so the product is cut into pieces below that size. Who has
cores to spare gives them whole pieces of work, by ``joblib.parallel_config``.
"""

from __future__ import annotations

import numpy as np

__all__ = ["one_core_product"]

#: Multiplications up to which OpenBLAS keeps a matrix times a matrix, and a matrix times a vector, on one core.
MATRIX, VECTOR = 2**18, 2**13


def one_core_product(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """``left @ right`` of two matrices, by pieces of rows that BLAS does not spread over threads.

    >>> rows, columns = np.arange(6.0).reshape(3, 2), np.array([[1.0, 0.0], [1.0, 2.0]])
    >>> one_core_product(rows, columns).tolist()
    [[1.0, 2.0], [5.0, 6.0], [9.0, 10.0]]
    """
    inner, width = right.shape
    rows = max(1, min(MATRIX // max(1, right.size), VECTOR // max(1, inner)))
    whole = len(left) // rows * rows
    out = np.empty((len(left), width))
    np.matmul(left[:whole].reshape(-1, rows, inner), right, out=out[:whole].reshape(-1, rows, width))
    np.matmul(left[whole:], right, out=out[whole:])
    return out
