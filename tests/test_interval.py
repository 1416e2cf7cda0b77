"""Interval arithmetic: every result of the points must lie in the result of the ranges (Moore, 1966)."""

import math
import operator

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@pytest.mark.parametrize("ends", [(2, 1), (math.nan, 1), (0, math.nan)])
def test_refuses_what_is_no_interval(ends):
    with pytest.raises(ValueError, match=r"exceeds|two numbers"):
        Interval(*ends)


def test_contains_and_overlaps():
    assert Interval(2, 3) in Interval(1, 4)
    assert Interval(0, 3) not in Interval(1, 4)
    assert Interval(0, 1).overlaps(Interval(1, 2))
    assert not Interval(0, 1).overlaps(Interval(1.1, 2))
    assert (Interval(1, 3).width, Interval(1, 3).midpoint) == (2, 2)
