"""From the labels of rows to windows, each read once; dates that stand for months or years are understood so."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable, Mapping

import pandas as pd

from fraudstats.dates import Window
from fraudstats.errors import DateError, PeriodError
from fraudstats.printed import read_period
from fraudstats.sheets.cell import is_note, is_total
from fraudstats.sheets.label import is_numeric_date
from fraudstats.sheets.report import Finding
from fraudstats.sheets.roles import named
from fraudstats.sheets.times import Times

__all__ = ["Windows", "read_windows", "why_unread"]

Read = Mapping[str, Window | str]
#: Months of a period -> its name.
_PERIODS = {12: "years", 6: "half-years", 3: "quarters", 1: "months"}
_NAMED = {"month": 1, "quarter": 3, "half": 6, "year": 12}


class Windows:
    """What the labels of a table mean.

    Attributes
    ----------
    of : dict
        Label -> its window, or the reason why it has none.
    findings : list of Finding
    """

    def __init__(self, labels: Iterable[str], published: object, calendar: object):
        self.of: dict[str, Window | str] = {}
        self.flags: dict[str, tuple[str, ...]] = {}
        self.findings: list[Finding] = []
        for label in dict.fromkeys(labels):
            self._read(label, published, calendar)

    def _read(self, label, published, calendar):
        if not label.strip():
            self.of[label] = "the row has no period"
            return
        try:
            reading = read_period(label, published, calendar)
        except (PeriodError, DateError) as error:
            self.of[label] = _why(label, error)
            return
        self.of[label], self.flags[label] = reading.window, reading.flags + reading.notes
        if reading.reason:
            self.findings.append(Finding("period", reading.reason, "read", text=label))


def read_windows(times: Times, name: str, published: object, calendar: object) -> tuple[pd.DataFrame, list[Finding]]:
    """By row: ``window`` (None where there is none), ``why`` (not), ``period_text``, ``period_flags``.

    Parameters
    ----------
    times : Times
    name : str
        The column, for findings.
    published, calendar
        As for `fraudstats.period`.
    """
    labels = times.labels
    known = Windows((text for column in labels for text in labels[column]), published, calendar)
    if "label" in labels:
        texts = labels["label"]
        found, said = _of_days(known.of, texts, name)
        out = pd.DataFrame({"window": [found[text] for text in texts]}, labels.index, dtype=object)
        flags = [known.flags.get(text, ()) for text in texts]
    else:
        texts, said = labels["start"] + " to " + labels["end"], []
        pairs = zip(labels["start"], labels["end"], strict=True)
        out = pd.DataFrame(
            {"window": [_between(known.of[a], known.of[b]) for a, b in pairs]}, labels.index, dtype=object
        )
        flags = [()] * len(texts)
    wrong = out["window"].map(lambda window: isinstance(window, str))
    out["why"] = out["window"].where(wrong, None)
    out["window"] = out["window"].mask(wrong, None)
    out["period_text"], out["period_flags"] = texts, flags
    return out, known.findings + said


def why_unread(label: str) -> str:
    """Why a label has no window; empty where it has one."""
    try:
        read_period(label)
    except (PeriodError, DateError) as error:
        return _why(label, error)
    return "its column holds other things as well"


def _why(label, error):
    if is_total(label):
        return "it is a total, no period"
    if is_note(label):
        return "it is a note, no period"
    ways = "; or ".join(map(str, getattr(error, "readings", ())))
    expected = getattr(error, "expected", str(error))
    if ways and is_numeric_date(label):
        expected = "dayfirst=True or dayfirst=False"
    return f"it may mean {ways}; give {expected}" if ways else f"it is no period that can be read; expected {expected}"


def _between(start, end):
    for one in (start, end):
        if isinstance(one, str):
            return one
    try:
        return Window(start.start, end.end)
    except DateError as error:
        return str(error)


def _of_days(read: Read, texts, name):
    """Single days as the periods that they begin or end, where the whole column shows it."""
    days = {text: window.start for text, window in read.items() if isinstance(window, Window) and window.days == 1}
    if 2 * len(days) <= sum(isinstance(window, Window) for window in read.values()) or not days:
        return dict(read), _odd_ends(read, texts, name)
    months, at_end = _period(list(days.values()), name)
    if not months:
        why = (
            "each date is read as that one day; name the column 'month' or the like, or give start and end, if it "
            "stands for more"
        )
        return dict(read), [Finding("date", why, "read", column=name, text=next(iter(days)))]
    found, odd = dict(read), []
    edge = "end" if at_end else "begin"
    for text, day in days.items():
        if _edges(day, months, at_end):
            found[text] = _around(day, months)
        else:
            found[text] = (
                f"{day} does not {edge} a month as the other dates do; write the {'last' if at_end else 'first'} day "
                f"if that is meant"
            )
            odd.append(text)
    why = f"the dates are read as the {_PERIODS[months]} that they {edge}"
    return found, [Finding("date", why, "read", column=name)]


def _period(days, name):
    """How many months each date stands for, and whether it is their last day; 0 where it is a day."""
    by_name = [months for word, months in _NAMED.items() if name and named(name, word)]
    for months in by_name[:1] or [12, 6, 3, 1]:
        for at_end in (False, True):
            fitting = [day for day in days if _edges(day, months, at_end)]
            if _enough(len(fitting), len(days), bool(by_name)) and len({_place(day, months) for day in fitting}) == len(
                fitting
            ):
                return months, at_end
    return 0, False


def _enough(fitting, number, by_name):
    return (fitting == number and (number > 1 or by_name)) or (number >= 5 and fitting >= 0.8 * number)


def _edges(day, months, at_end):
    if at_end:
        return day.month % months == 0 and day.day == monthrange(day.year, day.month)[1]
    return day.day == 1 and (day.month - 1) % months == 0


def _place(day, months):
    return (12 * day.year + day.month - 1) // months


def _around(day, months):
    year, number = divmod(_place(day, months) * months, 12)
    last = number + months
    return Window(dt.date(year, number + 1, 1), dt.date(year, last, monthrange(year, last)[1]))


def _odd_ends(read, texts, name):
    """Windows that end within a month where all others end with one: read as printed, and said."""
    ends = {text: window.end for text, window in read.items() if isinstance(window, Window) and window.end}
    odd = {text for text, end in ends.items() if end.day != monthrange(end.year, end.month)[1]}
    if len(ends) < 5 or not odd or len(odd) > 0.2 * len(ends):
        return []
    rows = texts[texts.isin(odd)]
    why = "it does not end a month as the other periods do; correct it if that is a slip"
    return [Finding("odd date", why, "read as printed", row, name, text) for row, text in rows.items()]
