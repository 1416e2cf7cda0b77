"""Hidden equalities are found, the start lies inside, coordinates are independent and tight."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fraudstats.errors import ReconcileError
from fraudstats.reconciliation.estimate.polytope import polytope

TARGET = np.ones(4)


def test_start_is_inside_with_room():
    region = polytope([[1, 1, 0, 0], [1, 1, 1, 1]], [1, 3], [2, 3.5], TARGET, counts=4)
    assert (region.sides @ region.inside - region.limits > 0.01).all()
    assert region.fixed == 0


def test_totals_that_meet_in_one_point_are_fixed():
    rows = [[1, 1, 0, 0], [0, 0, 1, 1], [1, 1, 1, 1]]
    region = polytope(rows, [1, 1, 4], [2, 2, 5], TARGET, counts=4)
    assert region.fixed == 2
    assert np.linalg.matrix_rank(np.vstack([region.coordinates[:2], rows])) == 2


def test_a_total_of_zero_fixes_its_months():
    region = polytope([[1, 1, 0, 0], [1, 1, 1, 1]], [0, 2], [0, 3], TARGET, counts=4)
    assert region.fixed == 2
    assert region.inside[:2] == pytest.approx(0)
    assert not region.loose[-4:-2].any()
    assert region.loose[-2:].all()


def test_the_tightest_of_dependent_rows_become_coordinates():
    rows = np.array([[1.0, 1, 1, 1], [1, 1, 1, 0], [0, 0, 0, 1]])
    region = polytope(rows, [4.0, 2.9, 0.99], [4.2, 3.2, 1.0], TARGET, counts=4)
    assert region.coordinates.tolist() == [rows[2].tolist(), rows[0].tolist()]


def test_impossible_rows_are_refused():
    with pytest.raises(ReconcileError, match="contradict"):
        polytope([[1, 1, 0, 0], [1, 1, 1, 1]], [5, 1], [6, 2], TARGET, counts=4)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000))
@example(seed=2689)  # a row of zeros, which says nothing
def test_random_regions(seed):
    rng = np.random.default_rng(seed)
    truth, rows = rng.gamma(2, 0.5, 8), (rng.random((12, 8)) < 0.5).astype(float)
    slack = rng.choice([0, 1e-3, 0.1, np.inf], (2, 12), p=[0.2, 0.3, 0.4, 0.1])
    region = polytope(rows, rows @ truth - slack[0], rows @ truth + slack[1], np.ones(8), counts=8)
    room = region.sides @ region.inside - region.limits
    assert room.min() > -1e-7
    assert (room[region.loose] > 0).all()
    assert np.linalg.matrix_rank(region.coordinates) == len(region.coordinates)
    assert np.linalg.matrix_rank(np.vstack([region.coordinates, rows])) == len(region.coordinates)
