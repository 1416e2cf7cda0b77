"""A closed range of numbers, and arithmetic with it.

A printed count is rarely one number: "more than 370,000" printed as 37万余 is some number from 370,000 up to
380,000. Arithmetic on such ranges gives the range of all results (Moore, 1966, *Interval Analysis*), so a
quotient of two printed counts is as wide as the two numbers leave it.

>>> jan_nov_2021 = Interval(370_000, 380_000)
>>> jan_nov_2022 = Interval(390_500, 391_500)
>>> growth = jan_nov_2022 / jan_nov_2021 - 1
>>> f"{growth:.1%}"
'[2.8%, 5.8%]'
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from numbers import Real
from typing import cast

from fraudstats.errors import IntervalError

__all__ = ["Interval"]


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `lower` to `upper`, both ends included.

    Parameters
    ----------
    lower, upper : float
        The ends; `upper` may be ``inf``, `lower` may be ``-inf``.

    Raises
    ------
    IntervalError
        If an end is missing or not a number, or `lower` exceeds `upper`.

    Examples
    --------
    >>> Interval(1, 2) + Interval(10, 20)
    Interval(11, 22)
    >>> Interval(1, 2) - 1
    Interval(0, 1)
    >>> 15 in Interval(10, 20)
    True
    >>> lower, upper = Interval(10, 20)
    """

    lower: float
    upper: float = cast(float, None)  # missing, refused below with a better message than Python's own

    def __post_init__(self) -> None:
        if not all(isinstance(end, Real) for end in (self.lower, self.upper)):
            given = repr(self.lower) if self.upper is None else f"{self.lower!r} and {self.upper!r}"
            raise IntervalError(
                f"an interval is Interval(lower, upper) of two numbers, got {given}; fs.parse_printed reads a printed "
                "number such as '37万余', Interval.of(5) is the interval of the single number 5"
            )
        if math.isnan(self.lower) or math.isnan(self.upper):
            raise IntervalError(f"an interval needs two numbers, got {self.lower} and {self.upper}")
        if self.lower > self.upper:
            raise IntervalError(f"the lower end {self.lower} exceeds the upper end {self.upper}")

    @classmethod
    def of(cls, value: Interval | float) -> Interval:
        """The interval itself, or the single number as an interval of no width."""
        return value if isinstance(value, Interval) else cls(value, value)

    @property
    def width(self) -> float:
        """The distance of the ends."""
        return self.upper - self.lower

    @property
    def midpoint(self) -> float:
        """The number half-way between the ends."""
        return (self.lower + self.upper) / 2

    def __contains__(self, other: Interval | float) -> bool:
        other = Interval.of(other)
        return self.lower <= other.lower and other.upper <= self.upper

    def __iter__(self) -> Iterator[float]:
        """The two ends, so that ``lower, upper = interval``."""
        return iter((self.lower, self.upper))

    def overlaps(self, other: Interval | float) -> bool:
        """Whether the two ranges share at least one number."""
        other = Interval.of(other)
        return self.lower <= other.upper and other.lower <= self.upper

    def __neg__(self) -> Interval:
        return Interval(-self.upper, -self.lower)

    def __add__(self, other: Interval | float) -> Interval:
        other = Interval.of(other)
        return Interval(self.lower + other.lower, self.upper + other.upper)

    def __sub__(self, other: Interval | float) -> Interval:
        return self + -Interval.of(other)

    def __mul__(self, other: Interval | float) -> Interval:
        other = Interval.of(other)
        ends = [_product(a, b) for a in (self.lower, self.upper) for b in (other.lower, other.upper)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval | float) -> Interval:
        other = Interval.of(other)
        if other.lower <= 0 <= other.upper:
            raise ZeroDivisionError(f"the divisor {other} contains zero, so the quotient has no bounds")
        return self * Interval(_reciprocal(other.upper), _reciprocal(other.lower))

    def __radd__(self, other: Interval | float) -> Interval:
        return self + other

    def __rsub__(self, other: Interval | float) -> Interval:
        return -self + other

    def __rmul__(self, other: Interval | float) -> Interval:
        return self * other

    def __rtruediv__(self, other: Interval | float) -> Interval:
        return Interval.of(other) / self

    def __format__(self, spec: str) -> str:
        return f"[{self.lower:{spec}}, {self.upper:{spec}}]"

    def __repr__(self) -> str:
        return f"Interval({self.lower:.10g}, {self.upper:.10g})"


def _product(a: float, b: float) -> float:
    # 0 * inf is 0 here: an end at zero stays zero however large the other factor may be.
    return 0.0 if a == 0 or b == 0 else a * b


def _reciprocal(value: float) -> float:
    return 0.0 if math.isinf(value) else 1 / value
