import importlib
from itertools import combinations, pairwise

import numpy as np
import pytest

from fraudstats.errors import TrendError
from fraudstats.trends.joinpoints.design import Design, Grid
from fraudstats.trends.joinpoints.fit import hinges

MODULE = importlib.import_module("fraudstats.trends.joinpoints.design")


def naive(time, value, weight, points, size, grid):
    """Smallest weighted sum of squares by one least-squares fit for every allowed set."""
    root, best = np.sqrt(weight / weight.mean()), np.inf
    for chosen in combinations(points, size):
        between = [((time > a) & (time < b)).sum() for a, b in pairwise(chosen)]
        if all(number >= grid.min_between for number in between):
            x = root[:, None] * hinges(time - time[0], np.array(chosen) - time[0])
            rest = root * value - x @ np.linalg.lstsq(x, root * value, rcond=None)[0]
            best = min(best, rest @ rest)
    return best


@pytest.mark.parametrize("grid", [Grid(), Grid(1, 2, 2), Grid(3, 3, 4), Grid(0, 1, 0), Grid(0, 2, 1, (3.5, 6, 11))])
def test_the_search_is_exhaustive(grid):
    random = np.random.default_rng(1)
    time = np.sort(random.choice(30, 14, replace=False)).astype(float)
    weight, values = random.uniform(0.2, 3, 14), random.normal(size=(14, 3))
    design = Design(time, weight, grid, 3)
    best = design.best(values, range(design.max_joinpoints + 1))
    for size, found in best.items():
        for column in range(3):
            expected = naive(time, values[:, column], weight, design.points, size, grid)
            assert found.sse[column] == pytest.approx(expected)


def test_minimum_distances_are_those_of_the_reference_software():
    # Observations at a joinpoint are not counted: with 2 and 2, the first pair is years 3 and 6.
    time = np.arange(1.0, 12)
    design = Design(time, np.ones(11), Grid(), 5)
    assert design.points.tolist() == list(range(3, 10))
    pairs = [design.joinpoints(2, i).tolist() for i in range(len(design.levels[1].last))]
    assert pairs == [[a, b] for a in range(3, 10) for b in range(a + 3, 10)]
    # Min. Num. Obs. = 2 * NumObsEnd + (MaxJP - 1) * NumObsBetween + MaxJP (NCI's help): 11 for three.
    assert design.max_joinpoints == 3 and Design(time[:10], np.ones(10), Grid(), 5).max_joinpoints == 2


def test_a_finer_grid_never_fits_worse():
    random = np.random.default_rng(2)
    time, values = np.arange(20.0), random.normal(size=(20, 50))
    coarse, fine = (Design(time, np.ones(20), Grid(g), 2).best(values, [0, 1, 2]) for g in (0, 4))
    for size in (0, 1, 2):
        assert (fine[size].sse <= coarse[size].sse * (1 + 1e-12)).all()


def test_sums_of_squares_fall_with_every_joinpoint():
    values = np.random.default_rng(3).normal(size=(25, 200))
    best = Design(np.arange(25.0), np.ones(25), Grid(), 5).best(values, range(6))
    for size in range(5):
        assert (best[size + 1].sse <= best[size].sse).all()


def test_blocks_do_not_matter(monkeypatch):
    values = np.random.default_rng(4).normal(size=(18, 70))
    whole = Design(np.arange(18.0), np.ones(18), Grid(), 3).best(values, [1, 3])
    for name, size in (("ROWS", 7), ("COLUMNS", 9), ("STORE", 18 * 70)):
        monkeypatch.setattr(MODULE, name, size)
    parts = Design(np.arange(18.0), np.ones(18), Grid(), 3).best(values, [1, 3])
    for size in (1, 3):
        assert (whole[size].index == parts[size].index).all()
        assert whole[size].sse == pytest.approx(parts[size].sse)


def test_a_search_too_large_is_refused_with_advice(monkeypatch):
    monkeypatch.setattr(MODULE, "STORE", 18 * 130)
    with pytest.raises(TrendError, match="too many to search sets of 4"):
        Design(np.arange(18.0), np.ones(18), Grid(0, 1, 0), 4)


def test_the_profile_has_its_minimum_at_the_best_joinpoints():
    value = np.random.default_rng(5).normal(size=20)
    design = Design(np.arange(20.0), np.ones(20), Grid(), 2)
    best = design.best(value[:, None], [2])[2]
    for sse, joinpoint in zip(design.profile(value, 2), design.joinpoints(2, best.index[0]), strict=True):
        assert sse.min() == pytest.approx(best.sse[0]) and design.points[sse.argmin()] == joinpoint
