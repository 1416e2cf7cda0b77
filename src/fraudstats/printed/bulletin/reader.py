"""Read the counted numbers of an announcement: `read_bulletin`."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from fraudstats.dates import last_day
from fraudstats.errors import BulletinError
from fraudstats.printed.bulletin.area import is_named_in, named_area, other_side, scope_after, scope_of, speaker_of
from fraudstats.printed.bulletin.bodies import bodies_after
from fraudstats.printed.bulletin.era import last_era
from fraudstats.printed.bulletin.indicator import Context
from fraudstats.printed.bulletin.label import Setting
from fraudstats.printed.bulletin.later import REACH, joined
from fraudstats.printed.bulletin.lexicon import fold, is_simplified
from fraudstats.printed.bulletin.owner import beside_lone_changes, owners_of
from fraudstats.printed.bulletin.parts import parts_of
from fraudstats.printed.bulletin.result import Bulletin
from fraudstats.printed.bulletin.row import Row, Scene, lone_change, row_of
from fraudstats.printed.bulletin.sentences import sentences_in
from fraudstats.printed.bulletin.span import NO_SPAN
from fraudstats.printed.bulletin.spans import carried_on, spans_of
from fraudstats.printed.text import plain
from fraudstats.printed.window.calendars import CALENDARS

__all__ = ["LANGUAGES", "read_bulletin"]

#: Languages that can be told.
LANGUAGES = ("en", "ja", "zh")
#: How many sentences before a number may say what it is about.
_MEMORY = 4
#: A line break between a number and its scale.
_WRAPPED = re.compile(r"(?<=\d)\n(?=(?:million|billion|trillion|crore|lakh|per ?cent)\b)")
#: Characters of a text that was decoded with the wrong encoding.
_BROKEN = ("\ufffd", "Ã", "â€", "锟斤拷", "鈥", "ï¼")


@dataclass(frozen=True, slots=True)
class _Whose:
    """Whose statistic the numbers of a sentence are, as the announcement has said up to there."""

    document: str | None
    scope: str
    bodies: frozenset[str]


def read_bulletin(text: str, published: Any = None, language: str | None = None) -> Bulletin:
    """Read the counted numbers of a Chinese, English or Japanese announcement.

    Parameters
    ----------
    text : str
        The announcement; also a part of it, or several one after another.
    published : date, optional
        Day of publication, from which "this year" and "last month" are counted.
    language : {"zh", "en", "ja"}, optional
        Found by itself; given, it decides where a text could be of two.

    Returns
    -------
    Bulletin
        Its rows are the numbers that count something, in the order of the text.

    Raises
    ------
    BulletinError
        If it is no text, or the language is not one of the three. What is in the text is read as far as possible.

    Examples
    --------
    >>> found = read_bulletin("2021年1-11月，全国公安机关共破获电信网络诈骗案件37万余起，同比上升44.2%。")
    >>> (number,) = found
    >>> number.value, number.qualifier, number.unit, number.indicator, number.change
    (370000, 'more_than', 'cases', 'telecom_fraud_cases_solved', 0.442)
    >>> print(number.period_start, number.period_end, number.start_basis)
    2021-01-01 2021-11-30 printed
    """
    if not isinstance(text, str):
        raise BulletinError(f"an announcement is a text, not {type(text).__name__}; read a file with open(...).read()")
    if language is not None and language not in LANGUAGES:
        raise BulletinError(f"unknown language {language!r}; choose one of {', '.join(LANGUAGES)}, or leave it out")
    clean = plain(text)
    folded = _WRAPPED.sub(" ", fold(clean.text))
    document = speaker_of(folded, is_simplified(text)) or ("JP" if language == "ja" else None)
    setting = Setting(
        last_day(published, "published"), document if document in CALENDARS else None, "", is_simplified(text)
    )
    rows: list[Row] = []
    recent: list[list[Row]] = []
    problems, carried, scope, bodies = _broken(text), NO_SPAN, scope_of(folded), frozenset()
    memory: deque[str] = deque(maxlen=_MEMORY)
    for sentence in sentences_in(folded):
        last = recent[-1] if recent else []
        before = next((one.number.unit for one in reversed(last) if one.number.unit), None)
        units = (before,) if before else ()
        scope, bodies = scope_after(sentence.text, scope), bodies_after(sentence.text, bodies)
        whose = _Whose(document, scope, bodies)
        read, carried, unread = _sentence(sentence, folded, setting, whose, carried, memory, units)
        placed = [_placed(one, sentence.start, clean, text) for one in read]
        recent = joined(recent, placed, sentence.text)
        if len(recent) >= REACH:
            rows += recent.pop(0)
        problems += [f"{problem} (at {clean.place(sentence.start)})" for problem in unread]
        memory.append(sentence.text[:300])
        setting = replace(setting, era=last_era(sentence.text) or setting.era)
    return Bulletin(tuple(row.number for row in chain(rows, *recent)), tuple(problems), text)


def _sentence(sentence, folded, setting, whose, carried, memory, before):
    """The rows of a sentence, the window that it leaves to the next, and what could not be read."""
    parts = parts_of(sentence.text, setting)
    after = carried_on(parts.masked, parts.labels, parts.quantities, carried)
    if not parts.quantities and not parts.changes:
        return [], after, parts.problems
    area = named_area(sentence.text, whose.document)
    context = Context(sentence.text, " ".join(memory), [(one.start, one.end) for one in parts.quantities])
    bases = [one for one in parts.quantities if one.role == "base"]
    scene = Scene(
        context=context, area=area, other_side=lambda: other_side(sentence.text, folded, area), masked=parts.masked,
        bases=bases, differences=[one for one in parts.quantities if one.role == "difference"], labels=parts.labels,
        scope=whose.scope, bodies=whose.bodies, names_its_area=is_named_in(sentence.text, area),
        simplified=setting.simplified, before=before,
    )  # fmt: skip
    owned = owners_of(parts.masked, parts.quantities, parts.changes, parts.labels)
    of = {one.owner: one for one in reversed(owned)}
    beside = beside_lone_changes(parts.quantities, owned)
    spans = spans_of(parts.masked, parts.labels, parts.quantities, carried)
    rows = [
        row_of(scene, one, span, of.get(place), place in beside)
        for place, (one, span) in enumerate(zip(parts.quantities, spans, strict=True))
        if one.role != "difference"
    ]
    rows += [lone_change(scene, one, parts.labels, carried) for one in owned if one.owner is None]
    return sorted(_apart(rows), key=lambda one: one.start), after, parts.problems


def _apart(rows):
    """The rows without those that overlap another; a number goes before a change that stands alone."""
    kept: list[Row] = []
    for row in sorted(rows, key=lambda one: (not one.counts, one.start, -one.end)):
        if all(row.end <= other.start or other.end <= row.start for other in kept):
            kept.append(row)
    return kept


def _placed(row, offset, clean, text):
    """A row with places and words of the text as given."""
    start, end = _place(clean, offset + row.start, offset + row.end)
    number = replace(row.number, start=start, end=end)
    words = text[start:end] if row.counts else ""
    change = row.change and text[slice(*_place(clean, offset + row.change[0], offset + row.change[1]))]
    return replace(row, number=replace(number, value_text=words, change_text=change or ""))


def _place(clean, start, end):
    return clean.place(start), max(clean.place(end), clean.place(end - 1) + 1 if end else 0)


def _broken(text):
    found = sum(text.count(mark) for mark in _BROKEN)
    return (
        [f"{found} characters look like a wrong encoding; read the file as UTF-8, or with the one it has"]
        if found
        else []
    )
