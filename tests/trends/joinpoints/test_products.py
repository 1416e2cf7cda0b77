import numpy as np
import pytest

from fraudstats.trends.joinpoints import products


@pytest.mark.parametrize("rows, inner, width", [(0, 3, 2), (1, 1, 1), (300, 30, 256), (5000, 30, 1), (70, 2, 5000)])
def test_it_is_the_product(rows, inner, width):
    random = np.random.default_rng(1)
    left, right = random.normal(size=(rows, inner)), random.normal(size=(inner, width))
    assert products.one_core_product(left, right) == pytest.approx(left @ right)


@pytest.mark.parametrize("inner, width", [(30, 256), (35, 1), (2, 4499)])
def test_no_piece_is_large_enough_for_threads(monkeypatch, inner, width):
    pieces = []

    def matmul(left, right, out):
        pieces.append((left.shape[-2] * inner * width, left.shape[-2] * inner))
        return np.matmul(left, right, out=out)

    numpy = type("numpy", (), {"matmul": staticmethod(matmul), "empty": np.empty, "ndarray": np.ndarray})
    monkeypatch.setattr(products, "np", numpy)
    products.one_core_product(np.ones((20_000, inner)), np.ones((inner, width)))
    assert all(matrix <= products.MATRIX and vector <= products.VECTOR for matrix, vector in pieces)
