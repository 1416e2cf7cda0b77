"""What a label says as a whole: a stretch of a year, a run of two, since, until, so many months to a day.

Each phrase knows every window that it may mean. Where no year is printed, the latest such stretch that was over on the
day of publication is meant; one that would have been over within the same month is possible as well, and asked about.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product

from fraudstats.printed.window.parts import (
    IMPLIED,
    NEEDS_PUBLICATION,
    PRINTED,
    UNKNOWN_BASIS,
    WHOLE,
    Context,
    Meaning,
    Phrase,
    Span,
    Year,
    YearMeaning,
    days_of,
)  # fmt: skip
from fraudstats.printed.window.years import Numbered, Shifted

__all__ = ["Ending", "Fixed", "Past", "Run", "Same", "Since", "Stretch", "Until"]

#: Years that are looked at for a stretch printed without its year; a 29 February may be eight years back.
_YEARS_BACK = 9


@dataclass(frozen=True, slots=True)
class Stretch:
    """A year, or a stretch of one; the year may be missing."""

    year: Year | None
    span: Span | None = None

    def meanings(self, context: Context) -> list[Meaning]:
        """The stretch in every year that may be meant."""
        if self.year is None:
            return _latest(self, context, _over)
        return [found for year in self.year.meanings(context) if (found := self._in(year)) is not None]

    def _in(self, year: YearMeaning) -> Meaning | None:
        # That an era began or ended within its year does not matter for a part of the year that is printed.
        reason = "" if self.span is not None and year.calendar else year.reason
        told = {"reason": reason, "calendar": year.calendar, "doubt": year.doubt, "words": year.words}
        if year.first is None:
            return Meaning(None, None, **told)
        if year.months != 12:
            return None if self.span else Meaning(*days_of(year.first, year.first + year.months - 1), **told)
        days = (self.span or WHOLE).days(year.first)
        if days is None:
            return None
        basis = IMPLIED if reason else PRINTED
        if self.span is not None and _says_all_months(self.span) and year.first % 12:
            told["doubt"] = ""  # "2017/18 (April to March)" says whose fiscal year it is
        if self.span is not None and year.words:
            told["words"] = f"in {year.words}"
        if self.span is None and year.until is not None:
            reason = f"counted no further than to the publication on {year.until}"
            return Meaning(days[0], year.until, basis, IMPLIED, **{**told, "reason": reason})
        if year.until is not None and days[1] > year.until:
            told["doubt"] = f"a day of publication after the end; {days[1]} lies behind {year.until}"
        return Meaning(*days, basis, basis, **told)


@dataclass(frozen=True, slots=True)
class Fixed:
    """Days that need neither year nor context: a week of ISO 8601."""

    start: dt.date
    end: dt.date

    @property
    def year(self) -> Year:
        """Its year, for the other end of a run."""
        return Numbered(self.end.year, 4)

    def meanings(self, context: Context) -> list[Meaning]:
        """The days."""
        return [Meaning(self.start, self.end)]


@dataclass(frozen=True, slots=True)
class Run:
    """From the first day of one stretch to the last of another; what one lacks of a year it has from the other."""

    first: Stretch | Fixed
    last: Stretch | Fixed
    next_year: bool = False  # the end is said to lie in the year after the start: 翌年3月

    def meanings(self, context: Context) -> list[Meaning]:
        """Every run that does not end before it starts."""
        first, last = self.first, self.last
        if self.next_year and first.year is not None and isinstance(last, Stretch):
            return _joined(first, replace(last, year=Shifted(first.year, 1)), context)
        if first.year is None and last.year is None:
            return _latest(self, context, _over)
        if isinstance(last, Stretch) and last.year is None:
            return _joined(first, replace(last, year=first.year), context)
        if isinstance(first, Stretch) and first.year is None:
            return self._backwards(replace(first, year=last.year), context)
        return _joined(first, last, context)

    def _backwards(self, first: Stretch, context: Context) -> list[Meaning]:
        """Where only the end has a year: that year, or if the run would be reversed both possibilities, in doubt."""
        assert first.year is not None
        found = _joined(first, self.last, context)
        if found:
            return found
        earlier = _joined(replace(first, year=Shifted(first.year, -1)), self.last, context)
        later = (
            _joined(first, replace(self.last, year=Shifted(first.year, 1)), context)
            if isinstance(self.last, Stretch)
            else []
        )
        return [replace(one, doubt="the year of both ends") for one in earlier + later]


@dataclass(frozen=True, slots=True)
class Since:
    """From the first day of a stretch to nobody knows when, at the latest to the day of publication."""

    first: Stretch | Fixed
    within: bool = False  # to the end of its year at the latest: "year to date"

    def meanings(self, context: Context) -> list[Meaning]:
        """One for each meaning of the stretch that begins before the publication."""
        yearless = isinstance(self.first, Stretch) and self.first.year is None
        found = _latest(self.first, context, _begun) if yearless else self.first.meanings(context)
        return [open_ended for one in found if (open_ended := self._open(one, context.published)) is not None]

    def _open(self, one: Meaning, published: dt.date | None) -> Meaning | None:
        if one.start is None:
            return one
        if published is None or (self.within and one.end is not None and one.end < published):
            return replace(one, end=None, end_basis=UNKNOWN_BASIS, reason="no end is printed")
        if published < one.start:
            return None
        reason = f"no end is printed; it can be no later than the publication on {published}"
        return replace(one, end=published, end_basis=IMPLIED, reason=reason)


@dataclass(frozen=True, slots=True)
class Until:
    """To the last day of a stretch, from nobody knows when; without a stretch to the day of publication."""

    last: Stretch | Fixed | Past | None
    year: Year | None = None  # of "2021年截至11月底", which begins with its year

    def meanings(self, context: Context) -> list[Meaning]:
        """One for each meaning of the stretch."""
        if self.last is None:
            if context.published is None:
                return [Meaning(None, None, doubt=NEEDS_PUBLICATION)]
            reason = f"no start is printed; the end is the publication on {context.published}"
            return [Meaning(None, context.published, UNKNOWN_BASIS, IMPLIED, reason)]
        if self.year is not None:
            begin = Stretch(self.year, Span(1, 1, by_place=True))
            last = replace(self.last, year=self.year) if isinstance(self.last, Stretch) else self.last
            reason = "the year is printed, and so its beginning is implied"
            return [replace(one, start_basis=IMPLIED, reason=reason) for one in _joined(begin, last, context)]
        return [
            one if one.end is None else replace(one, start=None, start_basis=UNKNOWN_BASIS, reason=_no_start(one))
            for one in self.last.meanings(context)
        ]


@dataclass(frozen=True, slots=True)
class Same:
    """The same period of a year, which only the text can tell: 去年同期."""

    def meanings(self, context: Context) -> list[Meaning]:
        """None that is certain."""
        return [
            Meaning(None, None, doubt="the window itself; 'the same period' needs the one that it is compared with")
        ]


@dataclass(frozen=True, slots=True)
class Ending:
    """So many months (or days) that end with a stretch: 12 months ending June 2025."""

    last: Stretch | Fixed
    months: int = 0
    days: int = 0

    def meanings(self, context: Context) -> list[Meaning]:
        """One for each meaning of the stretch, unless it is a whole year."""
        if isinstance(self.last, Stretch) and self.last.span is None:
            return []
        return [
            one if one.end is None else replace(one, start=before(one.end, self.months, self.days))
            for one in self.last.meanings(context)
        ]


@dataclass(frozen=True, slots=True)
class Past:
    """So many months (or days) before the publication; ``whole`` months end with the month ``shift`` months away."""

    months: int = 0
    days: int = 0
    whole: bool = False
    shift: int = 0

    def meanings(self, context: Context) -> list[Meaning]:
        """The one window that the day of publication gives."""
        published = context.published
        if published is None:
            return [Meaning(None, None, doubt=NEEDS_PUBLICATION)]
        if not self.whole:
            reason = f"counted back from the publication on {published}"
            return [Meaning(before(published, self.months, self.days), published, IMPLIED, IMPLIED, reason)]
        first = (published.year * 12 + published.month - 1) // self.months * self.months + self.shift * self.months
        start, end = days_of(first, first + self.months - 1)
        reason = f"seen from the publication on {published}"
        return [Meaning(start, min(end, published), IMPLIED, IMPLIED, reason)]


def before(end: dt.date, months: int, days: int = 0) -> dt.date:
    """The first of so many months, or days, that end with a day; whole months stay whole."""
    if days:
        return end - dt.timedelta(days=days - 1)
    next_day = end + dt.timedelta(days=1)
    month = next_day.year * 12 + next_day.month - 1 - months
    last = days_of(month, month)[1]
    return last.replace(day=min(next_day.day, last.day))


def _says_all_months(span: Span) -> bool:
    return not span.by_place and span.day is None and (span.last - span.first) % 12 == 11


def _no_start(one: Meaning) -> str:
    return f"no start is printed; {one.reason}" if one.reason else "no start is printed"


def _joined(first: Stretch | Fixed, last: Stretch | Fixed | Past, context: Context) -> list[Meaning]:
    """Every pair of meanings that follow one another; two ends of one kind are understood in one way."""
    before, after = first.meanings(context), last.meanings(context)
    pairs = zip(before, after, strict=True) if len(before) == len(after) else product(before, after)
    return [
        replace(
            one, end=other.end, end_basis=other.end_basis, reason=one.reason or other.reason,
            calendar=one.calendar or other.calendar, doubt=one.doubt or other.doubt, words=one.words or other.words,
        )
        for one, other in pairs
        if one.start is None or other.end is None or one.start <= other.end
    ]  # fmt: skip


def _over(one: Meaning, published: dt.date) -> bool:
    return one.end is not None and one.end <= published


def _begun(one: Meaning, published: dt.date) -> bool:
    return one.start is not None and one.start <= published


def _latest(phrase: Phrase, context: Context, there: Callable[[Meaning, dt.date], bool]) -> list[Meaning]:
    """The latest stretch of which the year is not printed that was there on the day of publication."""
    published = context.published
    if published is None:
        return [Meaning(None, None, doubt=f"the year, or {NEEDS_PUBLICATION}")]
    reason = f"no year is printed; it is the latest by the publication on {published}"
    doubtful = []
    for year in range(published.year + 1, published.year - _YEARS_BACK, -1):
        for one in _in_year(phrase, year, context):
            one = replace(one, start_basis=IMPLIED, end_basis=IMPLIED, reason=reason)
            if there(one, published):
                found = [*doubtful, one]
                return [replace(each, doubt="the year") for each in found] if doubtful else found
            if one.end is not None and (one.end.year, one.end.month) == (published.year, published.month):
                doubtful.append(one)
    return []


def _in_year(phrase: Phrase, year: int, context: Context) -> list[Meaning]:
    """A stretch without a year, or a run that ends with one, in a year."""
    number = Numbered(year, 4)
    if isinstance(phrase, Stretch):
        return replace(phrase, year=number).meanings(context)
    assert isinstance(phrase, Run) and isinstance(phrase.first, Stretch) and isinstance(phrase.last, Stretch)
    last = replace(phrase.last, year=number)
    return _joined(replace(phrase.first, year=number), last, context) or _joined(
        replace(phrase.first, year=Shifted(number, -1)), last, context
    )
