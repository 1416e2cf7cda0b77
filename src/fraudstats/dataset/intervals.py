"""From a printed number to the range of true values that it allows, under a named and switchable convention.

An interval exists only because a rule says so, and the rule's name is kept beside it. Under the convention *printed*
the last printed unit r of a value v bounds what its qualifier leaves open:

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

The convention *conservative* trusts the print less: "more than" has no upper end, and a rounded number may have been
truncated as well. Upper ends of half-open ranges are written as closed ones.

>>> interval(370_000, "more_than", 10_000)
(Interval(370000, 380000), 'printed:more_than')
>>> interval(370_000, "more_than", 10_000, "conservative")
(Interval(370000, inf), 'conservative:more_than')
>>> interval(391_000, "rounded", 1_000)[0]
Interval(390500, 391500)
"""

from __future__ import annotations

from math import inf

from fraudstats.errors import DatasetError
from fraudstats.interval import Interval

__all__ = ["CONVENTIONS", "interval"]

#: Convention -> qualifier -> (units below the value, units above it).
CONVENTIONS = {
    "printed": {
        "exact": (0, 0),
        "rounded": (0.5, 0.5),
        "truncated": (0, 1),
        "rounded_up": (1, 0),
        "more_than": (0, 1),
        "nearly": (1, 0),
        "about": (1, 1),
        "at_least": (0, inf),
        "up_to": (inf, 0),
    },
}
CONVENTIONS["conservative"] = CONVENTIONS["printed"] | {"more_than": (0, inf), "rounded": (0.5, 1)}


def interval(value: float, qualifier: str, step: float, convention: str = "printed") -> tuple[Interval, str]:
    """The range of true values that a printed count allows, and the name of the rule.

    Parameters
    ----------
    value : float
        The printed number, not negative.
    qualifier : str
        One of the qualifiers of the table above.
    step : float
        The last printed unit.
    convention : {"printed", "conservative"}

    Raises
    ------
    DatasetError
        If the convention or the qualifier is not known.
    """
    if convention not in CONVENTIONS:
        raise DatasetError(f"unknown convention {convention!r}; choose one of {', '.join(CONVENTIONS)}")
    rules = CONVENTIONS[convention]
    if qualifier not in rules:
        raise DatasetError(f"unknown qualifier {qualifier!r}; choose one of {', '.join(rules)}")
    below, above = rules[qualifier]
    return Interval(max(0.0, value - below * step), value + above * step), f"{convention}:{qualifier}"
