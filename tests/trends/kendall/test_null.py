from itertools import permutations

import numpy as np
import pytest

from fraudstats.trends.kendall.null import critical_score, score_distribution, tail

#: Gilbert (1987), table A18: probability that S is at least the number given, without trend or ties.
GILBERT_A18 = {
    4: {0: 0.625, 2: 0.375, 4: 0.167, 6: 0.042},
    5: {0: 0.592, 2: 0.408, 4: 0.242, 6: 0.117, 8: 0.042, 10: 0.0083},
    8: {0: 0.548, 6: 0.274, 10: 0.138, 14: 0.054, 16: 0.031, 18: 0.016, 22: 0.0028, 28: 0.000025},
    10: {1: 0.500, 9: 0.242, 15: 0.108, 19: 0.054, 21: 0.036, 25: 0.014, 31: 0.0023, 45: 0.00000028},
}


@pytest.mark.parametrize("n", GILBERT_A18)
def test_gilberts_table(n):
    for s, p in GILBERT_A18[n].items():
        assert tail(s, ((1,) * n,)) == pytest.approx(p, abs=0.00051 if p > 0.01 else 0.02 * p)


@pytest.mark.parametrize("values", [[1, 2, 3, 4, 5], [1, 1, 2, 3, 3, 3], [1, 1, 1, 2, 2, 2], [4, 4, 4, 4]])
def test_every_arrangement_counted(values):
    rows = np.array(list(permutations(values)))
    scores = sum(np.sign(rows[:, j] - rows[:, i]) for j in range(len(values)) for i in range(j))
    ties = (tuple(np.unique(values, return_counts=True)[1].tolist()),)
    most = len(score_distribution(ties)) - 1
    for s in range(-most - 2, most + 3):
        assert tail(s, ties) == pytest.approx((scores >= s).mean(), abs=1e-12)


def test_seasons_add():
    # Two seasons of three values: each score is -3, -1, 1, 3 in 1, 2, 2, 1 of 6 arrangements.
    one = np.array([1, 2, 2, 1]) / 6
    assert score_distribution(((1, 1, 1), (1, 1, 1))) == pytest.approx(np.convolve(one, one))


def test_the_critical_score_is_the_smallest_that_holds_the_level():
    # Hollander and Wolfe (1999), table A.30: k(0.025, 10) = 23 (0.023), k(0.025, 5) = 10, none for n = 4.
    assert critical_score(0.025, ((1,) * 10,)) == 23
    assert critical_score(0.025, ((1,) * 5,)) == 10
    assert critical_score(0.025, ((1,) * 4,)) is None
    assert critical_score(1 / 24, ((1,) * 4,)) == 6


def test_forty_values_keep_their_variance():
    probability = score_distribution(((1,) * 40,))
    s = np.arange(-780, 781, 2)
    assert probability.sum() == pytest.approx(1) and (probability * s).sum() == pytest.approx(0, abs=1e-9)
    assert (probability * s**2).sum() == pytest.approx(40 * 39 * 85 / 18)
