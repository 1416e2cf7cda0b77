from itertools import permutations

import numpy as np
import pytest

from fraudstats.trends.kendall.ranges import score_range
from fraudstats.trends.kendall.scores import Pairs


def by_enumeration(lower, upper):
    """Range of S over all orders of the values that the intervals allow; equal points are tied."""
    n, scores = len(lower), []
    for order in permutations(range(n)):
        place = np.argsort(order)
        before = [(a, b) for a in range(n) for b in range(n) if place[a] < place[b]]
        point = lower == upper
        if any(lower[a] >= upper[b] and not (point[a] and point[b] and lower[a] == lower[b]) for a, b in before):
            continue
        tied = [np.sort(place[point & (lower == v)]) for v in set(lower[point].tolist())]
        if any(group[-1] - group[0] != len(group) - 1 for group in tied):
            continue
        same = [(i, j) for i in range(n) for j in range(i) if point[i] and point[j] and lower[i] == lower[j]]
        signs = sum(np.sign(place[j] - place[i]) for j in range(n) for i in range(j) if (j, i) not in same)
        scores.append(int(signs))
    return min(scores), max(scores)


@pytest.mark.parametrize("seed", range(60))
def test_small_cases_by_enumeration(seed):
    random = np.random.default_rng(seed)
    n = int(random.integers(3, 7))
    lower = random.uniform(0, 5, n)
    upper = lower + random.uniform(0, 4, n)
    exact = random.random(n) < 0.3
    lower[exact] = upper[exact] = random.integers(1, 4, exact.sum())
    found = score_range(lower, upper, Pairs.of(np.arange(n)))
    assert found.sharp and (found.lower, found.upper) == by_enumeration(lower, upper)


def test_exact_values_have_one_score():
    values = np.array([3.0, 1, 2, 2])
    found = score_range(values, values, Pairs.of(np.arange(4)))
    assert (found.lower, found.upper) == (-1 - 1 - 1 + 1 + 1, -1)


def test_rounding_cells_that_touch_are_ordered():
    found = score_range(np.array([9.5, 10.5]), np.array([10.5, 11.5]), Pairs.of(np.arange(2)))
    assert (found.lower, found.upper) == (1, 1)


def test_thirty_wide_intervals_are_still_sharp_and_inside_the_outer_bound():
    random = np.random.default_rng(5)
    lower = random.uniform(0, 10, 30)
    upper = lower + random.uniform(0, 8, 30)
    pairs = Pairs.of(np.arange(30))
    found = score_range(lower, upper, pairs)
    outer = np.sign(upper[pairs.second] - lower[pairs.first]).sum()
    assert found.sharp and found.upper < outer
    chosen = lower + random.random((500, 30)) * (upper - lower)
    scores = np.sign(chosen[:, pairs.second] - chosen[:, pairs.first]).sum(axis=1)
    assert found.lower <= scores.min() and scores.max() <= found.upper


def test_a_long_series_gets_the_outer_bound_and_says_so():
    random = np.random.default_rng(6)
    lower = random.uniform(0, 10, 80)
    found = score_range(lower, lower + random.uniform(0, 8, 80), Pairs.of(np.arange(80)))
    assert not found.sharp and found.lower < found.upper
