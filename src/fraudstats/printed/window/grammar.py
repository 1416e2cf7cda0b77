"""Where a period stands in a text: every phrase that begins at a place, with the place where it ends.

The grammar has three floors. Years and stretches of a year are written in many ways, each a pattern. A year and a
stretch, in either order, make an atom (``Q1 2021``, ``二零二四年（一月至六月）``). Atoms make phrases: from A to B,
since A, as of A, 12 months ending A. Every pattern has a bounded length, so that the time grows with the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fraudstats.printed.window import joints
from fraudstats.printed.window.digits import dates_at
from fraudstats.printed.window.numerals import whole
from fraudstats.printed.window.parts import Phrase, Span, Year
from fraudstats.printed.window.phrases import Ending, Fixed, Past, Run, Same, Since, Stretch, Until
from fraudstats.printed.window.spans import SPANS
from fraudstats.printed.window.year_words import SHORT, YEARS, beside_thai
from fraudstats.printed.window.years import Numbered, Relative

__all__ = ["Grammar"]

Atom = Stretch | Fixed
#: Months and quarters that are named by the day of publication alone.
_LATELY = (
    (re.compile("(?:the )?(?:this|current) month|本月|当月|當月|今月"), Past(1, whole=True)),
    (re.compile("(?:the )?(?:last|previous) month|上个?月|上個月|先月"), Past(1, whole=True, shift=-1)),
    (re.compile("(?:the )?(?:this|current) quarter|本季度?"), Past(3, whole=True)),
    (re.compile("(?:the )?(?:last|previous) quarter|上个?季度|上季"), Past(3, whole=True, shift=-1)),
)
#: What makes a day of a month and two digits.
_ON = re.compile(r"(?<![a-z])(?:on|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?) (?:the )?$")
_GLUE_SHORT = re.compile("[-/ ]?")


class Grammar:
    """The phrases of one text in plain letters."""

    def __init__(self, text: str):
        self.text = text
        self._atoms: dict[int, list[tuple[int, Atom]]] = {}

    def phrases(self, start: int) -> Iterator[tuple[int, Phrase]]:
        """Every phrase that begins at a place, with its end."""
        for end, atom in self.atoms(start):
            edge = _edge(atom)
            if edge != "first":
                yield end, Until(atom) if edge == "last" else atom
            yield from self._behind(end, atom)
        yield from self._on_a_day(start)
        yield from self._runs(start)
        yield from self._since(start)
        yield from self._until(start)
        yield from self._ending(start)
        yield from self._lately(start)
        yield from self._same(start)

    def atoms(self, start: int) -> list[tuple[int, Atom]]:
        """Every year, stretch or date that begins at a place, with its end."""
        if start not in self._atoms:
            self._atoms[start] = [*self._year_first(start), *self._span_first(start), *dates_at(self.text, start)]
        return self._atoms[start]

    def _years(self, start: int) -> Iterator[tuple[int, Year]]:
        for pattern, make in YEARS:
            if (match := pattern.match(self.text, start)) and (year := make(match)) is not None:
                yield match.end(), year

    def _spans(self, start: int, place: str) -> Iterator[tuple[int, Span]]:
        for writing in SPANS:
            if writing.place in ("any", place) and (match := writing.pattern.match(self.text, start)):
                span = writing.make(match)
                if span is not None:
                    yield match.end(), span

    def _year_first(self, start: int) -> Iterator[tuple[int, Atom]]:
        for end, year in self._years(start):
            yield end, Stretch(year)
            glue = joints.YEAR_SPAN.match(self.text, end)
            assert glue is not None  # it may be empty
            for at in {end, glue.end()}:
                opened = bool(glue["open"]) and at > end
                for after, span in self._spans(at, "behind"):
                    if (closed := self._closed(after, opened)) is not None:
                        yield closed, Stretch(year, span)

    def _span_first(self, start: int) -> Iterator[tuple[int, Atom]]:
        for end, span in self._spans(start, "any"):
            yield end, Stretch(None, span)
            if match := joints.OF_THE_YEAR.match(self.text, end):
                yield match.end(), Stretch(None, span)
        for end, span in self._spans(start, "before"):
            glue = joints.SPAN_YEAR.match(self.text, end)
            assert glue is not None  # it may be empty
            for after, year in [*self._years(glue.end()), *self._short_years(start, end, span)]:
                if (closed := self._closed(after, bool(glue["open"]))) is not None:
                    yield closed, Stretch(year, span)

    def _short_years(self, start: int, end: int, span: Span) -> Iterator[tuple[int, Year]]:
        """Two digits behind a stretch; behind a month and a space they may be a day as well, which is a writing too."""
        glue = _GLUE_SHORT.match(self.text, end)
        assert glue is not None
        before = self.text[end - 1]
        if _ON.search(self.text, max(0, start - 16), start):
            return  # "on Oct. 14" is a day
        latin = before.isascii() and (glue.group() or not before.isdigit()) and not beside_thai(self.text, end)
        if span.day is None and latin and (match := SHORT.match(self.text, glue.end())):
            yield match.end(), Numbered(int(match["n"]), 2, short=True)

    def _closed(self, end: int, opened: bool) -> int | None:
        """The end behind the bracket that was opened; None where it is not closed."""
        if not opened:
            return end
        match = joints.CLOSED.match(self.text, end)
        return match.end() if match else None

    def _runs(self, start: int) -> Iterator[tuple[int, Phrase]]:
        begins = {start} | {match.end() for match in [joints.FROM.match(self.text, start)] if match}
        for begin in begins:
            yield from self._run(begin, joints.JOINT)
        if between := joints.BETWEEN.match(self.text, start):
            yield from self._run(between.end(), joints.AND)

    def _run(self, begin: int, joint: re.Pattern[str]) -> Iterator[tuple[int, Phrase]]:
        for middle, first in self.atoms(begin):
            if match := joint.match(self.text, middle):
                later = joints.NEXT_YEAR.match(self.text, match.end())
                for end, last in self.atoms(later.end() if later else match.end()):
                    if (
                        not self._is_pair(begin, end)
                        and not _unlike(first, last, match.group())
                        and _edge(last) != "first"
                    ):
                        run = Run(first, last, later is not None)
                        yield end, run
                        if closing := joints.RUN_END.match(self.text, end):
                            yield closing.end(), run

    def _is_pair(self, begin: int, end: int) -> bool:
        match = joints.PAIR.fullmatch(self.text, begin, end)
        return match is not None and int(match[2]) == int(match[1]) + 1

    def _behind(self, end: int, atom: Atom) -> Iterator[tuple[int, Phrase]]:
        """What an atom becomes by the words behind it."""
        yield from self._still(end, atom)
        if match := joints.UNTIL_END.match(self.text, end):
            yield match.end(), atom if _is_run(atom) else Until(atom)
        if match := joints.LENGTH.match(self.text, end):
            yield match.end(), Ending(atom, joints.MONTHS[match["unit"][0]])
        if match := joints.SAME_END.match(self.text, end):
            yield match.end(), Same()
        if isinstance(atom, Stretch) and atom.year is not None and atom.span is None:
            if match := joints.YEAR_WORD.match(self.text, end):
                yield match.end(), atom
            yield from self._year_until(end, atom.year)
            if match := joints.YTD.match(self.text, end):
                yield match.end(), Since(atom, within=True)

    def _year_until(self, end: int, year: Year) -> Iterator[tuple[int, Phrase]]:
        """A year and up to when in it: 2021年截至11月底, 2023 (up to November)."""
        so_far = joints.SO_FAR.match(self.text, end)
        assert so_far is not None  # it may be empty
        if match := joints.UNTIL.match(self.text, so_far.end()):
            for after, last in self.atoms(match.end()):
                if (closed := self._closed(after, bool(so_far["open"]))) is not None:
                    yield closed, Until(last, year)

    def _since(self, start: int) -> Iterator[tuple[int, Phrase]]:
        if match := joints.SINCE.match(self.text, start):
            for end, atom in self.atoms(match.end()):
                yield end, Since(atom)
                yield from self._still(end, atom)
        if match := joints.FROM.match(self.text, start):
            for end, atom in self.atoms(match.end()):
                if _is_run(atom):
                    yield end, atom
                yield from self._still(end, atom)
        if match := joints.YEAR_TO_DATE.match(self.text, start):
            this_year = Stretch(Relative(0))
            yield match.end(), Since(this_year)
            if match["lone"]:
                for end, year in self._years(match.end()):
                    yield end, Since(Stretch(year), within=True)

    def _still(self, end: int, atom: Atom) -> Iterator[tuple[int, Phrase]]:
        """Words behind an atom by which it goes on."""
        if match := joints.SINCE_END.match(self.text, end):
            yield match.end(), Since(atom)

    def _on_a_day(self, start: int) -> Iterator[tuple[int, Phrase]]:
        """On 30 June; Sunday 31 March."""
        if match := joints.ON.match(self.text, start):
            for end, atom in self.atoms(match.end()):
                if isinstance(atom, Stretch) and atom.span is not None and atom.span.day is not None:
                    yield end, atom

    def _until(self, start: int) -> Iterator[tuple[int, Phrase]]:
        if match := joints.UNTIL.match(self.text, start):
            for end, atom in self.atoms(match.end()):
                if _edge(atom) == "first":
                    continue
                yield end, Until(atom)
                if closing := joints.UNTIL_END.match(self.text, end):
                    yield closing.end(), Until(atom)
                closing = joints.UNTIL_END.match(self.text, end)
                months = joints.ENDING_CJK.match(self.text, closing.end() if closing else end)
                if months and (number := whole(months["n"])):
                    yield months.end(), Ending(atom, number)
        if match := joints.TO_DATE.match(self.text, start):
            yield match.end(), Until(None)

    def _ending(self, start: int) -> Iterator[tuple[int, Phrase]]:
        match = joints.ENDING.match(self.text, start)
        if match is None:
            return
        unit = match["unit"] or "year"
        number = whole(match["n"]) if match["n"] else int(not unit.endswith("s"))  # "months ending" lacks its number
        if number:
            for end, atom in self.atoms(match.end()):
                yield end, Ending(atom, number * joints.MONTHS.get(unit[0], 0), number * joints.DAYS.get(unit[0], 0))

    def _same(self, start: int) -> Iterator[tuple[int, Phrase]]:
        if match := joints.SAME.match(self.text, start):
            for end, _ in self.atoms(match.end()):
                yield end, Same()

    def _lately(self, start: int) -> Iterator[tuple[int, Phrase]]:
        for pattern, past in _LATELY:
            if match := pattern.match(self.text, start):
                yield match.end(), past
                if last := joints.END_OF_IT.match(self.text, match.end()):
                    yield last.end(), Until(past)
        if match := joints.PAST.match(self.text, start):
            number = whole(match["n"] or match["m"] or "one")
            unit = (match["unit"] or match["one"] or "m")[0]
            if number:
                yield match.end(), Past(number * joints.MONTHS.get(unit, 0), number * joints.DAYS.get(unit, 0))


def _is_run(atom: Atom) -> bool:
    return isinstance(atom, Stretch) and atom.span is not None and atom.span.is_run


def _edge(atom: Atom) -> str:
    return atom.span.edge if isinstance(atom, Stretch) and atom.span is not None else ""


def _unlike(first: Atom, last: Atom, joint: str) -> bool:
    """Whether two atoms make no run, although a joint stands between them.

    A whole year and a part of one behind a dash are none (Q1-2023, 01-Jan-2001), nor are two kinds of year
    (2020-2021年度), nor a day and a month whose year has two digits: "June 27 to July 22" are two days, or two months.
    """
    if not (isinstance(first, Stretch) and isinstance(last, Stretch)):
        return False
    if (first.span is None) != (last.span is None):
        return joint.strip() in ("-", "") or first.year is None or last.year is None
    if first.span is None and type(first.year) is not type(last.year):
        return joint.strip() == "-"
    short = [isinstance(one.year, Numbered) and one.year.short for one in (first, last)]
    days = [one.span is not None and one.span.day is not None for one in (first, last)]
    return any(short) and any(days)
