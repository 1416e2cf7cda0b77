"""Read the label of a window: two dates joined by a slash, or whatever `fraudstats.printed.period` reads."""

from __future__ import annotations

import datetime as dt
import re

from fraudstats.dates import Window
from fraudstats.errors import DateError, PeriodError
from fraudstats.printed import read_period

__all__ = ["window_of_label"]

_TO = re.compile(r",?\s+(?:to|until|till|through)\s+", re.IGNORECASE)


def window_of_label(label: str, published: dt.date | None) -> tuple[Window, str]:
    """The window that a label means, and what is to be said of how it was read.

    Parameters
    ----------
    label : str
        A year, a month, a day, two of these joined by a slash, or a label as it is printed.
    published : date or None
        The day of the paper, from which labels such as "last year" are seen.

    Returns
    -------
    window : Window
        Its end is open where the label implies no other than the paper's own day, as "since September 2023" does.
    why : str
        Why no window could be read, empty if one was.

    Raises
    ------
    DateError
        If it names two dates in the wrong order.

    Examples
    --------
    >>> window_of_label("2021-01/2021-11", None), window_of_label("Q1 2021", None)
    ((Window('2021-01-01', '2021-11-30'), ''), (Window('2021-01-01', '2021-03-31'), ''))
    >>> window_of_label("recent months", None)[0]
    Window('unknown', 'unknown')
    """
    try:
        return Window.of(label), ""
    except DateError:
        if label.count("/") == 1 and all(_is_date(part) for part in label.split("/")):
            raise
    try:
        reading = read_period(label, published)
    except PeriodError as error:
        return _from_to(label, published) or (Window(None, None), str(error))
    open_end = reading.end_basis == "implied" and _is_until_now(reading.window.end, published)
    return Window(reading.window.start, None if open_end else reading.window.end), ""


def _from_to(label, published):
    """The window of a label whose ends are each printed in a way of its own: "March 1, 2022, to Nov 30 this year"."""
    ends = _TO.split(label)
    if len(ends) != 2:
        return None
    try:
        first, last = (read_period(end.strip(" ,"), published).window for end in ends)
    except PeriodError:
        return None
    if first.start is None or last.end is None:
        return None
    return Window(first.start, last.end), ""


def _is_until_now(end, published):
    """Whether a window ends on the day from which its label is seen, as "this year" does and "last year" does not."""
    return end is None or published is None or end >= published


def _is_date(text):
    try:
        Window(text.strip())
    except DateError:
        return False
    return True
