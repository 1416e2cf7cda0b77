"""The kinds of year, and what each means: by number, of an era, fiscal, two in a row, this one and the last.

Each kind of year is a class that knows what it may mean; how each is written is in `year_words`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from fraudstats.printed.window.calendars import CALENDARS, Calendar
from fraudstats.printed.window.eras import BUDDHIST, Era, common_years, short_year
from fraudstats.printed.window.parts import NEEDS_PUBLICATION, Context, Year, YearMeaning

__all__ = ["Fiscal", "Lettered", "Numbered", "Pair", "Relative", "Shifted", "Unpaired"]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A year by its number, perhaps with its era.

    ``short``: two digits marked as a year. ``lone``: no word says that it is a year, so that it is one only where the
    calendar counts years by an era.
    """

    number: int
    digits: int
    era: Era | None = None
    short: bool = False
    lone: bool = False

    def meanings(self, context: Context) -> list[YearMeaning]:
        """January to December of every year that the number may be."""
        return [replace(one, first=year * 12) for year, one in _numbered(self, context)]


@dataclass(frozen=True, slots=True)
class Unpaired:
    """The year of a month such as 2011/12, which is a fiscal year where the calendar has years of that kind."""

    name: Numbered

    def meanings(self, context: Context) -> list[YearMeaning]:
        """The year, unless the calendar makes a pair of it."""
        fiscal = context.calendar is not None and context.calendar.starts > 1
        return [] if fiscal else self.name.meanings(context)


@dataclass(frozen=True, slots=True)
class Lettered:
    """A Japanese year by the initial of its era, as R6; in tables of Japan only, since H1 is a half and M1 a month."""

    name: Numbered

    def meanings(self, context: Context) -> list[YearMeaning]:
        """The year where the calendar is that of Japan."""
        in_japan = context.calendar is not None and context.calendar.code == "JP"
        return self.name.meanings(context) if in_japan else []


@dataclass(frozen=True, slots=True)
class Fiscal:
    """A fiscal year named by one year: FY2018, 令和6年度.

    ``eastern`` where the word is 年度: the calendar year in Chinese, from April in Japanese.
    """

    name: Numbered
    eastern: bool = False

    def meanings(self, context: Context) -> list[YearMeaning]:
        """The fiscal year of the calendar; without one, of every calendar."""
        calendar = context.calendar
        if self.name.era is not None and self.name.era.calendar:
            calendar = CALENDARS[self.name.era.calendar]
        found = []
        for year, one in _numbered(self.name, context):
            if calendar is None:
                found += _of_every_calendar(year, _EASTERN if self.eastern else tuple(CALENDARS))
            else:
                found += [replace(meaning, doubt=meaning.doubt or one.doubt) for meaning in _named_by(year, calendar)]
        return found


@dataclass(frozen=True, slots=True)
class Pair:
    """Two years in a row: the fiscal year 2017/18, or the years 2017 and 2018.

    ``like_month`` is a pair such as 2011-12, which is a month as well; it is left to be one unless the label says
    "fiscal" or a calendar is given.
    """

    first: int
    fiscal: bool = False
    like_month: bool = False

    def meanings(self, context: Context) -> list[YearMeaning]:
        """The fiscal year of the calendar; without one, of every calendar, and both years."""
        calendar = context.calendar
        if calendar is not None and calendar.starts > 1:
            return [_begun(self.first, calendar)]
        if self.like_month:
            return []
        both = YearMeaning(
            self.first * 12,
            24,
            doubt=f"'{self.first} to {self.first + 1}'",
            words=f"both {self.first} and {self.first + 1}",
        )
        return [*_pairs_of_every_calendar(self.first), *([] if self.fiscal else [both])]


@dataclass(frozen=True, slots=True)
class Relative:
    """This year or the last, seen from the day of publication.

    ``vague`` where it may be seen from the year that the text is about as well: the previous year, 上年.
    """

    shift: int
    vague: bool = False

    def meanings(self, context: Context) -> list[YearMeaning]:
        """The year; this year is counted no further than to the day of publication."""
        if context.published is None:
            return [YearMeaning(None, doubt=NEEDS_PUBLICATION)]
        if self.vague:
            return [
                YearMeaning((context.published.year - back) * 12, doubt=f"'{context.published.year - back}'")
                for back in (1, 2)
            ]
        year = context.published.year + self.shift
        until = context.published if self.shift == 0 else None
        return [
            YearMeaning(year * 12, until=until, reason=f"the year is seen from the publication on {context.published}")
        ]


@dataclass(frozen=True, slots=True)
class Shifted:
    """The year before or after another."""

    year: Year
    by: int

    def meanings(self, context: Context) -> list[YearMeaning]:
        """Those of the other, so many years later."""
        return [
            replace(one, first=None if one.first is None else one.first + 12 * self.by)
            for one in self.year.meanings(context)
        ]


def _numbered(name: Numbered, context: Context) -> list[tuple[int, YearMeaning]]:
    """Each year of the common calendar that a number may be, with what is to be said of it."""
    if name.era is not None:
        year = name.era.year(name.number)
        if year is None:
            return []
        return [(year, YearMeaning(None, calendar=name.era.calendar, reason=name.era.partial(year)))]
    if name.short:
        return [(short_year(name.number), YearMeaning(None))]
    found = common_years(name.number, name.digits)
    counts = context.calendar.counts if context.calendar else ""
    for year, era in found:
        if era is not None and era.name == counts:
            return [(year, YearMeaning(None, calendar=era.calendar))]
    if name.lone:
        return []
    sure = name.digits == 4 and all(era is None for _, era in found)
    return [(year, YearMeaning(None) if sure else _doubtful(name.number, year, era)) for year, era in found]


def _doubtful(number: int, year: int, era: Era | None) -> YearMeaning:
    if era is None:
        return YearMeaning(None, doubt=f"'{year}'", words=f"the year {year}")
    tip = f"'{era.words[0]}{number}年'" if era is not BUDDHIST else f"'{era.words[0]} {number}'"
    settled = f" or calendar={era.calendar!r}" if CALENDARS[era.calendar].counts == era.name else ""
    return YearMeaning(None, doubt=tip + settled, words=f"year {number} of the {era.name}, {year}")


def _begun(year: int, calendar: Calendar) -> YearMeaning:
    """The fiscal year of a calendar that begins in a year."""
    code = calendar.code
    doubt = "" if year >= calendar.since else f"the months: fiscal years of {code} are such only since {calendar.since}"
    return YearMeaning(year * 12 + calendar.starts - 1, calendar=code, doubt=doubt, words=f"the fiscal year of {code}")


def _named_by(year: int, calendar: Calendar) -> list[YearMeaning]:
    """The fiscal years of a calendar that may be named by one year."""
    if calendar.starts == 1 or calendar.named == "start":
        return [_begun(year, calendar)]
    if calendar.named == "end":
        return [_begun(year - 1, calendar)]
    return [
        replace(
            _begun(begun, calendar),
            doubt=f"'{begun}/{(begun + 1) % 100:02d}'",
            words=f"the fiscal year that {verb} in {year}",
        )
        for begun, verb in ((year - 1, "ends"), (year, "begins"))
    ]


_EASTERN = ("CN", "TW", "KR", "JP")


def _of_every_calendar(year: int, codes: tuple[str, ...]) -> list[YearMeaning]:
    found = _grouped(
        [(meaning, calendar) for calendar in map(CALENDARS.__getitem__, codes) for meaning in _named_by(year, calendar)]
    )
    return [replace(meaning, doubt=_pair_written(meaning.first) + meaning.doubt) for meaning in found]


def _pairs_of_every_calendar(year: int) -> list[YearMeaning]:
    return _grouped([(_begun(year, calendar), calendar) for calendar in CALENDARS.values() if calendar.starts > 1])


def _grouped(meanings: list[tuple[YearMeaning, Calendar]]) -> list[YearMeaning]:
    """One meaning for each run of months, with the codes of its calendars."""
    codes: dict[int, list[str]] = {}
    for meaning, calendar in meanings:
        codes.setdefault(meaning.first or 0, []).append(calendar.code)
    return [
        YearMeaning(first, doubt=f"calendar={found[0]!r}", words=f"the fiscal year of {', '.join(found)}")
        for first, found in codes.items()
    ]


def _pair_written(first: int | None) -> str:
    """A fiscal year by both its years, where it has two."""
    begun, month = divmod(first or 0, 12)
    return f"'{begun}/{(begun + 1) % 100:02d}' with " if month else ""
