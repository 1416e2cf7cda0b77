"""Read the label of a period: ``2021年1-11月``, ``1H 2021``, ``Apr 2017 to Mar 2018``, ``民國107年``, ``截至11月底``.

One language for every part of the package that takes a period from outside. A label that says one thing is read; one
that says several is refused with all of them, and with what would settle it. What a label leaves open stays open: an
end that is not printed is None, or where the day of publication bounds it, implied.

>>> period("2021年1-11月")
Window('2021-01-01', '2021-11-30')
>>> period("截至11月底", published="2022-12-30")
Window('unknown', '2022-11-30')
>>> period("2017/18", calendar="uk")
Window('2017-04-01', '2018-03-31')
>>> period("03/04/2021")
Traceback (most recent call last):
fraudstats.errors.PeriodError: '03/04/2021' may mean: 2021-03-04; or 2021-04-03; expected '2021-03-04' or '2021-04-03'
"""

from __future__ import annotations

from functools import lru_cache
from numbers import Real
from typing import Any

from fraudstats.dates import Window, is_missing, last_day
from fraudstats.errors import PeriodError
from fraudstats.printed.window.calendars import Calendar, calendar_of
from fraudstats.printed.window.decision import decide, meanings_of
from fraudstats.printed.window.eras import COMMON_YEARS
from fraudstats.printed.window.letters import plain_letters
from fraudstats.printed.window.marks import without_marks
from fraudstats.printed.window.parts import Context
from fraudstats.printed.window.result import PeriodReading

__all__ = ["context_of", "period", "read_period", "window_of"]

_LONGEST = 200
_LARGE = 10**9


def period(label: Any, published: Any = None, calendar: str | Calendar | None = None) -> Window:
    """The window that the label of a period means.

    Parameters
    ----------
    label : str, int, date, Period or Window
        A label as it is printed. A number is read like its text, as a column of years is; dates and periods of pandas
        mean what they mean as a `Window`.
    published : date, optional
        The day on which the label was published, as `last_day` reads it. Labels without a year (``1至9月``) and
        relative ones (``last year``) are seen from it.
    calendar : str or Calendar, optional
        Whose calendar: an area code (``"GB"``, ``"TW"``), a country, months (``"April-March"``), or a `Calendar`.
        It says what fiscal years mean (``2017/18``, ``FY2018``, ``2021年度``) and how bare years are counted (107 in
        Taiwan, 2561 in Thailand). A plain year such as 2021 stays January to December under any.

    Returns
    -------
    Window
        An end that is not printed and not implied is None; `read_period` says why.

    Raises
    ------
    PeriodError
        If the label means no period or several; with its readings and what to write or give.

    Examples
    --------
    >>> period("12 months ending June 2025")
    Window('2024-07-01', '2025-06-30')
    >>> period("首10個月", published="2017-11-25")
    Window('2017-01-01', '2017-10-31')
    """
    return read_period(label, published, calendar).window


def window_of(value: Any, name: str = "") -> Window:
    """The window that a user means by one argument: what `Window.of` takes, and of text every label that is certain.

    A number is refused, since an argument is not known to hold years as a column of labels is. `name` is what the
    argument is called, for the message.

    >>> window_of("1H 2021") == window_of(("2021-01", "2021-06"))
    True
    """
    if not isinstance(value, str):
        return Window.of(value)
    try:
        return period(value)
    except PeriodError as error:
        raise PeriodError(error.text, error.expected, error.readings, name) from None


def read_period(label: Any, published: Any = None, calendar: str | Calendar | None = None) -> PeriodReading:
    """The window of a label, with how each end is known and what stood beside it; see `period`.

    >>> reading = read_period("since September 2023 (p)", published="2023-11-21")
    >>> reading.window, reading.end_basis, reading.flags
    (Window('2023-09-01', '2023-11-21'), 'implied', ('P',))
    >>> reading.reason
    'no end is printed; it can be no later than the publication on 2023-11-21'
    """
    if isinstance(label, str):
        return _read(label, context_of(published, calendar))
    if isinstance(label, Window):
        return _of_window(label)
    if is_missing(label):
        raise PeriodError(str(label), "a label; what is missing has no window")
    if isinstance(label, bool):
        raise PeriodError(str(label), "a label, not a truth value")
    if isinstance(label, Real):
        return _read(_number_text(label), context_of(published, calendar))
    return _of_window(Window.of(label))


def context_of(published: Any, calendar: str | Calendar | None) -> Context:
    """What is known beside a label, checked."""
    day = last_day(published, "published")
    if day is not None and day.year not in COMMON_YEARS:
        raise PeriodError(str(published), f"a day of publication from {COMMON_YEARS[0]} to {COMMON_YEARS[-1]}")
    return Context(day, calendar_of(calendar))


def _number_text(number: Any) -> str:
    """A number as a column of years prints it; pandas makes 2021.0 of 2021 where another year is missing."""
    if abs(number) >= _LARGE or number != int(number):
        raise PeriodError(str(number)[:20], "a whole number, the year; decimal years are no labels")
    return str(int(number))


def _of_window(window: Window) -> PeriodReading:
    start, end = ("unknown" if day is None else "printed" for day in window)
    return PeriodReading(window, start, end, "" if window.known else "an end is not known")


@lru_cache(maxsize=4096)  # a column repeats its labels
def _read(text: str, context: Context) -> PeriodReading:
    if len(text) > _LONGEST:
        raise PeriodError(text, f"at most {_LONGEST} characters, one label")
    label = without_marks(plain_letters(text), text)
    return decide(text, meanings_of(label.text, context), label)
