"""From a printed number to the range of true values that it allows, under a named and switchable convention.

A range exists only because a rule says so, and the rule's name is kept beside it. Under the convention *printed* the
last printed unit r of a value v bounds what its qualifier leaves open:

=============  ==================  ============================================
qualifier      range               reading
=============  ==================  ============================================
exact          [v, v]              a full count
rounded        [v - r/2, v + r/2]  rounded to the nearest unit
truncated      [v, v + r]          the rest was cut off
rounded_up     [v - r, v]          every started unit counts
more_than      [v, v + r]          37万余: the next unit would have been printed
nearly         [v - r, v]          the unit is not quite reached
about          [v - r, v + r]      within one unit
at_least       [v, inf)            no upper end is implied
up_to          [0, v]
=============  ==================  ============================================

The convention *truncated* takes what is called rounded as cut off; *conservative* trusts the printed number least:
"more than" has no upper end, and a rounded number may have been cut off as well. Upper ends of half-open ranges are
written as closed ones. A stated change is read by the same table: the qualifier and the last printed unit are those
of its size, and a fall has them below zero ("fell by more than 30%" is -40% to -30%). How far each qualifier reaches
is declared in `fraudstats.vocabulary.QUALIFIERS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

import numpy as np

from fraudstats.errors import CodeError
from fraudstats.interval import Interval
from fraudstats.vocabulary import CONVENTIONS, QUALIFIERS

__all__ = ["change_interval_of", "change_ranges_of", "interval_of", "needs_step", "ranges_of", "reach"]


def interval_of(value: float, qualifier: str, step: float, convention: str = "printed") -> tuple[Interval, str]:
    """The range of true values that a printed count allows, and the name of the rule.

    Parameters
    ----------
    value : float
        The printed number, not negative.
    qualifier : str
        A code of `fraudstats.vocabulary.QUALIFIERS`.
    step : float
        The last printed unit, such as 10,000 for 37万.
    convention : {"printed", "truncated", "conservative"}

    Raises
    ------
    CodeError
        If the convention or the qualifier is not known.

    Examples
    --------
    >>> interval_of(370_000, "more_than", 10_000)
    (Interval(370000, 380000), 'printed:more_than')
    >>> interval_of(370_000, "more_than", 10_000, "conservative")
    (Interval(370000, inf), 'conservative:more_than')
    >>> interval_of(391_000, "rounded", 1_000)[0]
    Interval(390500, 391500)
    """
    return _one(ranges_of, value, qualifier, step, convention)


def ranges_of(
    values: np.ndarray, qualifiers: Sequence[str], steps: np.ndarray, convention: str = "printed"
) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Lower ends, upper ends and names of the rules of many printed counts: `interval_of`, by columns.

    A step is not needed, and may be NaN, where the qualifier says all, as "exact" does.

    Raises
    ------
    CodeError
        If the convention or a qualifier is not known.
    IntervalError
        If a value is negative or no number.

    Examples
    --------
    >>> lower, upper, rules = ranges_of(np.array([370_000, 5]), ["more_than", "exact"], np.array([10_000, 1]))
    >>> lower.tolist(), upper.tolist(), rules
    ([370000.0, 5.0], [380000.0, 5.0], ['printed:more_than', 'printed:exact'])
    """
    below, above, rules = _margins(qualifiers, steps, convention)
    lower, upper = np.maximum(0.0, values - below), values + above
    for wrong in np.flatnonzero(~(lower <= upper)):
        Interval(lower[wrong], upper[wrong])  # says what is wrong with it
    return lower, upper, rules


def change_interval_of(
    percent: float, qualifier: str, step: float, convention: str = "printed"
) -> tuple[Interval, str]:
    """The range of true changes that a printed percentage allows, as fractions, and the name of the rule.

    Parameters
    ----------
    percent : float
        The printed change; a fall is negative.
    qualifier : str
        A code of `fraudstats.vocabulary.QUALIFIERS`; it is about the size of the change.
    step : float
        The last printed unit in percentage points: 0.1 for 44.2%, 10 for 30%, 100 for "doubled".
    convention : {"printed", "truncated", "conservative"}

    Raises
    ------
    CodeError
        If the convention or the qualifier is not known.

    Examples
    --------
    >>> change_interval_of(30, "more_than", 10)
    (Interval(0.3, 0.4), 'printed:more_than')
    >>> change_interval_of(-30, "nearly", 10)[0]
    Interval(-0.3, -0.2)
    >>> change_interval_of(-30, "more_than", 10, "conservative")[0]
    Interval(-1, -0.3)
    """
    return _one(change_ranges_of, percent, qualifier, step, convention)


def change_ranges_of(
    percents: np.ndarray, qualifiers: Sequence[str], steps: np.ndarray, convention: str = "printed"
) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Lower ends, upper ends and names of the rules of many stated changes: `change_interval_of`, by columns.

    Raises
    ------
    CodeError
        If the convention or a qualifier is not known.

    Examples
    --------
    >>> lower, upper, _ = change_ranges_of(np.array([30, -30]), ["more_than", "more_than"], np.array([10, 10]))
    >>> lower.tolist(), upper.tolist()
    ([0.3, -0.4], [0.4, -0.3])
    """
    below, above, rules = _margins(qualifiers, steps, convention)
    size, falls = np.abs(percents), percents < 0
    least, most = np.where(np.isposinf(below), 0.0, size - below), size + above
    lower, upper = np.where(falls, -most, least) / 100, np.where(falls, -least, most) / 100
    return np.maximum(lower, -1.0), np.maximum(upper, -1.0), rules


def reach(qualifier: str, convention: str = "printed") -> tuple[float, float]:
    """How many printed units below and above the printed value the truth may lie.

    Raises
    ------
    CodeError
        If the convention or the qualifier is not known.
    """
    if not (isinstance(convention, str) and convention in CONVENTIONS):
        raise _unknown("convention", convention, CONVENTIONS)
    if not (isinstance(qualifier, str) and qualifier in QUALIFIERS):
        raise _unknown("qualifier", qualifier, QUALIFIERS)
    return QUALIFIERS[qualifier].reach[convention]


def needs_step(count: np.ndarray) -> np.ndarray:
    """Whether so many printed units depend on how large one is: none of them, and endlessly many, do not."""
    return np.isfinite(count) & (count != 0)


def _margins(qualifiers, steps, convention):
    """How far below and above each number the truth may lie, and the names of the rules."""
    known = {qualifier: reach(qualifier, convention) for qualifier in dict.fromkeys(qualifiers)}
    counts = np.array([known[qualifier] for qualifier in qualifiers], float).reshape(-1, 2).T
    below, above = (np.multiply(count, steps, out=count.copy(), where=needs_step(count)) for count in counts)
    rules = {qualifier: f"{convention}:{qualifier}" for qualifier in known}
    return below, above, [rules[qualifier] for qualifier in qualifiers]


def _one(read, number, qualifier, step, convention):
    """What is read of one row."""
    lower, upper, rules = read(np.array([number], float), [qualifier], np.array([step], float), convention)
    return Interval(float(lower[0]), float(upper[0])), rules[0]


def _unknown(what, code, codes):
    near = get_close_matches(str(code), codes, n=1)
    meant = f"did you mean {near[0]!r}? " if near else ""
    return CodeError(f"unknown {what} {code!r}; {meant}choose one of {', '.join(codes)}")
