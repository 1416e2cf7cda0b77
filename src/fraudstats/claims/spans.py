"""The windows that a claim about several years compares: ``2018/2023`` is six years, of which the last is spoken of."""

from __future__ import annotations

from collections.abc import Iterable

from fraudstats.dates import Window

__all__ = ["first_and_last", "rivals_of"]

#: A record without a beginning is compared with so many years before, if they are printed.
_LONGEST = 60


def first_and_last(window: Window, base: Window) -> tuple[Window, Window]:
    """The windows from which and to which a count is said to move.

    >>> first_and_last(Window("2021", "2023"), Window(None, None))
    (Window('2021-01-01', '2021-12-31'), Window('2023-01-01', '2023-12-31'))
    """
    years = _years(window)
    if len(years) > 1:
        return years[0], years[-1]
    return (base if base.known else window.a_year_before()), window


def rivals_of(window: Window, base: Window, printed: Iterable[Window]) -> tuple[Window, list[Window]]:
    """The window of which a record is claimed, and those that it is compared with, newest first.

    Parameters
    ----------
    window, base : Window
        Of the claim; the base is where the comparison begins.
    printed : iterable of Window
        Windows with a printed number, which say how far back a record without a beginning is compared.
    """
    years = _years(window)
    if len(years) > 1:
        return years[-1], years[-2::-1]
    held = set(printed)
    earliest = base.start or min((one.start for one in held if one.start is not None), default=None)
    rivals, one = [], window
    for _ in range(_LONGEST):
        one = one.a_year_before()
        if earliest is None or one.start is None or one.start < earliest:
            break
        rivals.append(one)
    return window, rivals if base.start else [one for one in rivals if one in held]


def _years(window):
    """The calendar years of a window that is made of them."""
    start, end = window
    whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return [Window(str(year)) for year in range(start.year, end.year + 1)] if whole else []
