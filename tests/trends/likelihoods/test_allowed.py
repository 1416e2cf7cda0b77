from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fraudstats.trends.likelihoods.allowed import allowed_lines, least_squares_bounds


def boxes(seed, n, p):
    rng = np.random.default_rng(seed)
    design = np.column_stack([np.ones(n), np.arange(2000, 2000 + n), rng.normal(size=(n, p - 2))])
    lower = rng.normal(0, 3, n)
    return design, lower, lower + rng.uniform(0, 4, n)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(4, 8), st.sampled_from([2, 3]))
def test_least_squares_bounds_are_those_of_the_corners(seed, n, p):
    """Every one of the 2^n choices of an end of each range, fitted by least squares."""
    design, lower, upper = boxes(seed, n, p)
    corners = np.array([np.where(ends, upper, lower) for ends in product([0, 1], repeat=n)])
    fits = np.linalg.lstsq(design - [0, 2000, *[0] * (p - 2)], corners.T, rcond=None)[0]
    least, most = least_squares_bounds(design, lower, upper)
    assert least[1:] == pytest.approx(fits.min(axis=1)[1:], abs=1e-8)
    assert most[1:] == pytest.approx(fits.max(axis=1)[1:], abs=1e-8)


def test_weighted_bounds_are_those_of_rows_written_out():
    design, lower, upper = boxes(3, 5, 2)
    weights = np.array([1, 4, 1, 2, 1])
    rows = np.repeat(np.arange(5), weights)
    expected = least_squares_bounds(design[rows], lower[rows], upper[rows])
    for found, peer in zip(least_squares_bounds(design, lower, upper, weights), expected, strict=True):
        assert found[1] == pytest.approx(peer[1])


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.floats(1e-6, 1e12))
def test_lines_through_all_ranges_whatever_the_unit(seed, unit):
    design, lower, upper = boxes(seed, 4, 2)
    plain, scaled = (allowed_lines(design, k * lower, k * upper) for k in (1, unit))
    assert (plain is None) == (scaled is None)
    if plain is not None and scaled is not None:
        width = (upper - lower).max()
        assert scaled.lower[1] / unit == pytest.approx(plain.lower[1], abs=1e-5 * width)
        line = design @ plain.middle
        assert (line >= lower - 1e-5 * width).all() and (line <= upper + 1e-5 * width).all()


def test_open_ranges_leave_slopes_without_an_end():
    time = np.column_stack([np.ones(3), np.arange(3)])
    lines = allowed_lines(time, np.array([1.0, 1, 1]), np.array([2, np.inf, np.inf]))
    assert lines is not None
    assert lines.lower[1] == pytest.approx(-0.5) and np.isposinf(lines.upper[1]) and np.isnan(lines.middle).all()


def test_a_line_that_touches_is_a_line_through_all_ranges():
    time = np.column_stack([np.ones(3), np.arange(3)])
    lines = allowed_lines(time, np.array([0.0, 1, 0]), np.array([1.0, 2, 1]))
    assert lines is not None
    assert lines.clear == pytest.approx(0, abs=1e-6)
    assert [lines.lower[1], lines.upper[1]] == pytest.approx([0, 0], abs=1e-5)
