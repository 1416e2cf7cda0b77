"""Read the cells of one claim: each function takes what was typed and gives what the rules need, or says why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import isclose, isfinite
from typing import Any

from fraudstats.claims.given.numbers import ClaimedNumber, direction_of, in_times, read_number, superlative_of
from fraudstats.claims.given.problem import nearest
from fraudstats.claims.given.windows import window_of_label
from fraudstats.conventions import interval_of
from fraudstats.dates import Window, first_day, last_day
from fraudstats.errors import CellError, DateError, PrintedError
from fraudstats.vocabulary import (
    CLAIM_TESTS,
    QUALIFIERS,
    SIGNED_TESTS,
    TESTS_WITH_BASE,
    UNITLESS_TESTS,
    UNITS,
    UNKNOWN,
    WORDED_TESTS,
)

__all__ = ["Row", "aspect", "code", "date_range", "number", "test", "windows"]

#: Other names of kinds of claim.
_KINDS = {
    "growth": "change",
    "range": "count",
    "internal": "consistency",
    "mean_per_day": "mean",
    "superlative": "record",
}


@dataclass
class Row:
    """The cells of a row by column, and what is to be said about it although it was read."""

    cells: Mapping[str, Any]
    notes: list[str] = field(default_factory=list)

    def text(self, column: str) -> str:
        """A cell as text; several values are joined by spaces. A whole number is written without a point."""
        value = self.cells.get(column, "")
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, list | tuple):
            return ("; " if column == "counted" else " ").join(map(str, value))
        return str(value).strip()


def test(row: Row) -> str:
    """The kind of claim, ``count`` if nothing is said."""
    given = row.text("test").lower().replace(" ", "_") or "count"
    kind = _KINDS.get(given, given)
    if kind not in CLAIM_TESTS:
        raise CellError("kind", row.text("test"), "a kind of claim", nearest(given, CLAIM_TESTS, _listed(CLAIM_TESTS)))
    return kind


def code(row: Row, column: str, codes: Mapping[str, str]) -> str | None:
    """A code of a list of codes and their names, None if there is none."""
    given = row.text(column)
    if not given or given in codes:
        return given or None
    named = [one for one, name in codes.items() if str(name).casefold() in _names(given)]
    if len(named) == 1:
        row.notes.append(f"{column} {given!r} is read as {named[0]}")
        return named[0]
    what = {"indicator": "an indicator", "subject": "the indicator of the whole", "unit": "a unit"}.get(
        column, "an area"
    )
    if " or " in given and all(one in codes for one in given.split(" or ")):
        raise CellError(column, given, f"one of them, {what} of the dataset", "Write the claim into a file, with one.")
    tip = nearest(given, codes, "'fraudstats show' lists the indicators." if "indicator" in what else _listed(codes))
    raise CellError(column, given, f"{what} of the dataset", tip)


def _names(given):
    """The names that a text may mean: China is the mainland, whose numbers are counted apart from Hong Kong's."""
    return (given.casefold(), f"{given} (mainland)".casefold())


def windows(row: Row, kind: str, published: dt.date | None) -> dict[str, Any]:
    """The claimed window and its base."""
    window = _window(row, ("period_start", "period_end"), "label", published)
    base = _window(row, ("base_start", "base_end"), "base", published)
    if base == Window(None, None) and kind in TESTS_WITH_BASE and window.known:
        base = window.a_year_before()
    return {
        "period_start": window.start,
        "period_end": window.end,
        "base_start": base.start,
        "base_end": base.end,
        "label": row.text("label"),
    }


def date_range(row: Row) -> dict[str, Any]:
    """The dates of an event."""
    window = _window(row, ("date_from", "date_to"), "", None)
    return {"date_from": window.start, "date_to": window.end}


def _window(row, ends, label, published):
    start, end = (_day(row, column, read) for column, read in zip(ends, (first_day, last_day), strict=True))
    if start is not None and end is not None and start > end:
        typed = f"{row.text(ends[0])} to {row.text(ends[1])}"
        raise CellError(ends[0], typed, "a window that ends after it starts", "Exchange the two, or mend one.")
    if any(row.text(column) for column in ends) or not row.text(label):
        return Window(start, end)
    try:
        window, why = window_of_label(row.text(label), published)
    except DateError as error:
        raise CellError("window", row.text(label), "a window that ends after it starts", f"{error}.") from None
    if why:
        row.notes.append(f"the claim is audited without a window: {why}")
    return window


def _day(row, column, read):
    value = row.cells.get(column)
    if value is None or value == UNKNOWN:
        return None
    try:
        return read(value.strip() if isinstance(value, str) else value)
    except DateError as error:
        raise CellError(column, value, "a date", f"{error}.") from None


def number(row: Row, kind: str, unit_of_indicator: str) -> dict[str, Any]:
    """Value, qualifier, last printed unit, unit and range of the claimed number."""
    typed, printed = _typed(row, "value"), _printed(row, kind)
    if typed is not None and printed is not None and _is_meant(typed, printed, row.text("text"), kind):
        row.notes.append(f"the number of the text {row.text('text')!r} is taken, not the value {row.text('value')}")
        typed = None
    _refuse_contradiction(row, typed, printed)
    if typed is None and printed is None:
        return {"unit": _unit(row, kind, None, unit_of_indicator)}
    value = _signed(row, kind, printed) if typed is None else typed
    if value < 0 and kind not in SIGNED_TESTS:
        raise CellError("value", f"{value:g}", "a number that is not below zero", "Only changes and differences fall.")
    step, lower, upper = (_typed(row, column) for column in ("precision", "lower", "upper"))
    if step is not None and step <= 0:
        raise CellError("precision", row.text("precision"), "a number above zero", "Write 1000 for thousands.")
    if lower is not None and upper is not None and lower > upper:
        raise CellError("lower", row.text("lower"), "no more than the upper end", "Exchange the two, or mend one.")
    step = step or (printed.step if printed else _last_digit(value))
    found = {
        "value": value,
        "precision": step,
        "qualifier": _qualifier(row, printed, step),
        "unit": _unit(row, kind, printed, unit_of_indicator),
        "lower": lower,
        "upper": upper,
    }
    if printed is not None and printed.interval is not None:
        found |= {"lower": printed.interval.lower, "upper": printed.interval.upper, "is_range": True}
    return found


def _typed(row, column):
    text = row.text(column)
    if not text:
        return None
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise CellError(column, text, "a plain number such as 370000", "Give what is printed as text instead.")
    return value


def _printed(row, kind):
    text = row.text("text")
    if not text:
        return None
    try:
        return read_number(text, kind)
    except PrintedError as error:
        if row.text("value"):
            row.notes.append(f"the text {text!r} is not read as one number; the value {row.text('value')} is taken")
            return None
        if kind in WORDED_TESTS:
            return None
        raise CellError("printed", text, error.expected, "Mend the text, or give the number as value.") from None


def _is_meant(typed, printed, text, kind):
    """Whether a value is the count behind "more than 51,000", or a change of "34 times" given in times."""
    if printed.interval is not None or isclose(abs(typed), abs(printed.value), rel_tol=1e-9):
        return False
    if kind == "change":
        return in_times(text) and isclose(abs(typed) * 100, abs(printed.value), rel_tol=1e-9)
    return printed.qualifier is not None and typed in interval_of(printed.value, printed.qualifier, printed.step)[0]


def _refuse_contradiction(row, typed, printed: ClaimedNumber | None):
    if typed is None or printed is None:
        return
    if printed.interval is not None:
        agree = typed in printed.interval
    else:
        agree = isclose(abs(typed), abs(printed.value), rel_tol=1e-9)
    if not agree:
        expected = f"the number of the text {row.text('text')!r}, {printed.value:,.10g}"
        raise CellError("value", row.text("value"), expected, "Mend the one that is wrong, or leave the value out.")


def _signed(row, kind, printed):
    falls = kind == "change" and _said_direction(row) == "down"
    return -abs(printed.value) if falls else printed.value


def _said_direction(row):
    return row.text("aspect") or direction_of(row.text("text")) or direction_of(row.text("statement"))


def _last_digit(value):
    """The last digit of a number without its text: 0.1 for 8.3, and 1,000 for 12,000."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return float(Decimal(1).scaleb(int(exponent))) if value else 1.0


def _qualifier(row, printed, step):
    given, said = row.text("qualifier"), printed.qualifier if printed else None
    if given and given not in QUALIFIERS:
        raise CellError("qualifier", given, "a qualifier", nearest(given, QUALIFIERS, _listed(QUALIFIERS)))
    if said and given != said:
        if given:
            row.notes.append(f"the text {row.text('text')!r} says {said!r}, which is taken instead of {given!r}")
        return said
    return given or ("exact" if step == 1 else "rounded")


def _unit(row, kind, printed, unit_of_indicator):
    if kind in UNITLESS_TESTS:
        return "percent" if kind == "change" else None
    given, said = (
        code(row, "unit", {one: unit.meaning for one, unit in UNITS.items()}),
        printed.units if printed else (),
    )
    money = [one for one in said if one.isupper()]
    if given and given.isupper() and money and given not in money:
        expected = f"the currency of the text {row.text('text')!r}: {' or '.join(money)}"
        raise CellError("unit", given, expected, "Mend the one that is wrong.")
    if given:
        return given
    return money[0] if money and unit_of_indicator not in money else unit_of_indicator or None


def aspect(row: Row, kind: str) -> str | None:
    """What is asserted: as given, else as the words of the text say.

    A change is ``either`` way if it is printed without a word or a sign that says which.
    """
    given = row.text("aspect")
    if kind == "change" and not given and row.text("text"):
        signed = row.text("value").startswith("-")
        return _said_direction(row) or (None if signed else "either")
    if given or kind not in (*WORDED_TESTS, "difference"):
        return given or None
    read = superlative_of if kind == "record" else direction_of
    return read(row.text("text")) or read(row.text("statement")) or None


def _listed(codes):
    return f"Choose from {', '.join(codes)}." if len(codes) < 30 else "'fraudstats coverage' lists them."
