"""Interval arithmetic: every result of the points must lie in the result of the ranges (Moore, 1966)."""

import math
import operator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import fraudstats as fs
from fraudstats.errors import IntervalError
from fraudstats.interval import Interval

NUMBERS = st.integers(-(10**9), 10**9).map(lambda n: n / 1000)


@st.composite
def interval_and_point(draw):
    a, b, share = draw(NUMBERS), draw(NUMBERS), draw(st.floats(0, 1))
    low, high = min(a, b), max(a, b)
    return Interval(low, high), min(high, max(low, low + share * (high - low)))


@pytest.mark.parametrize("operation", [operator.add, operator.sub, operator.mul, operator.truediv])
@given(interval_and_point(), interval_and_point())
def test_holds_every_result_of_its_points(operation, x, y):
    (a, p), (b, q) = x, y
    if operation is operator.truediv and b.lower <= 0 <= b.upper:
        with pytest.raises(ZeroDivisionError, match="contains zero"):
            operation(a, b)
        return
    result, point = operation(a, b), operation(p, q)
    slack = 1e-9 * max(1, abs(point))
    assert result.lower - slack <= point <= result.upper + slack


def test_growth_of_the_papers_two_counts():
    growth = Interval(390_500, 391_500) / Interval(370_000, 380_000) - 1
    assert growth.lower == pytest.approx(390_500 / 380_000 - 1)
    assert growth.upper == pytest.approx(391_500 / 370_000 - 1)


def test_numbers_take_part_on_either_side():
    assert 1 + Interval(1, 2) == Interval(2, 3)
    assert 10 - Interval(1, 2) == Interval(8, 9)
    assert 2 * Interval(1, 2) == Interval(2, 4)
    assert 4 / Interval(1, 2) == Interval(2, 4)


def test_open_ends():
    assert 0 * Interval(1, math.inf) == Interval(0, 0)
    assert 1 / Interval(2, math.inf) == Interval(0, 0.5)
    assert Interval(1, math.inf).overlaps(1e9)
    everything, nothing = Interval(-math.inf, math.inf), Interval(0, 0)
    assert everything * nothing == nothing * everything == nothing
    assert Interval(0, 1) * Interval(1, math.inf) == Interval(1, math.inf) * Interval(0, 1) == Interval(0, math.inf)


@pytest.mark.parametrize("factor", [-2, -1, 1, 2])
def test_a_product_is_nothing_only_where_a_factor_is(factor):
    one = Interval.of(factor)
    assert Interval(3, 5) * one == one * Interval(3, 5) == Interval(*sorted((3 * factor, 5 * factor)))


@pytest.mark.parametrize("ends", [(2, 1), (math.nan, 1), (0, math.nan)])
def test_refuses_what_is_no_interval(ends):
    with pytest.raises(IntervalError, match=r"exceeds|two numbers"):
        Interval(*ends)
    assert issubclass(IntervalError, ValueError)


@pytest.mark.parametrize("ends", [("37万余",), (5,), (None, None), ("1", "2"), (1, "2"), ([1, 2],)])
def test_refuses_what_is_no_number_and_says_what_to_write(ends):
    with pytest.raises(IntervalError) as refused:
        fs.Interval(*ends)
    words = str(refused.value)
    named = " and ".join(map(repr, ends if len(ends) > 1 and ends[1] is not None else ends[:1]))
    assert f"got {named};" in words
    assert all(tip in words for tip in ("Interval(lower, upper)", "fs.parse_printed", "Interval.of(5)"))


def test_equal_intervals_are_one_key():
    assert Interval(1, 2) == Interval(1.0, 2.0) != Interval(1, 3)
    assert len({Interval(1, 2), Interval(1.0, 2.0), Interval(1, math.inf)}) == 2
    assert Interval(1, 2) != (1, 2)


def test_unpacks_and_cannot_be_changed():
    lower, upper = Interval(1, 2)
    assert (lower, upper) == (1, 2)
    with pytest.raises(AttributeError):
        Interval(1, 2).lower = 0


def test_numpy_numbers_are_numbers():
    ends = np.array([1.5, 2.5])
    assert Interval(*ends) == Interval(1.5, 2.5)
    assert np.float64(2) * Interval(1, 2) == Interval(2, 4)
    assert Interval(np.int64(1), 2) + np.int64(1) == Interval(2, 3)


@given(interval_and_point(), interval_and_point())
def test_overlap_is_mutual_and_an_interval_holds_itself(x, y):
    (a, p), (b, _) = x, y
    assert a.overlaps(b) == b.overlaps(a)
    assert a in a
    assert p in a
    assert a.lower <= a.midpoint <= a.upper
    assert a.width == pytest.approx((a - a).upper)


def test_contains_and_overlaps():
    assert Interval(2, 3) in Interval(1, 4)
    assert Interval(0, 3) not in Interval(1, 4)
    assert Interval(0, 1).overlaps(Interval(1, 2))
    assert not Interval(0, 1).overlaps(Interval(1.1, 2))
    assert (Interval(1, 3).width, Interval(1, 3).midpoint) == (2, 2)
