"""Read the label of a window: a date, or two joined by a slash."""

from __future__ import annotations

import datetime as dt

from fraudstats.dates import Window
from fraudstats.errors import DateError

__all__ = ["window_of_label"]


def window_of_label(label: str, published: dt.date | None) -> Window | None:
    """The window that a label means; None if it names no dates.

    Parameters
    ----------
    label : str
        A year, a month, a day, or two of these joined by a slash.
    published : date or None
        The day of the paper, for labels such as "this year".

    Raises
    ------
    DateError
        If it names two dates in the wrong order.
    """
    try:
        return Window.of(label)
    except DateError:
        if "/" in label and all(_is_date(part) for part in label.split("/")):
            raise
        return None


def _is_date(text):
    try:
        Window(text.strip())
    except DateError:
        return False
    return True
