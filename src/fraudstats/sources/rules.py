"""Checks between fields and between records, which no single field can make.

Each rule takes all records and yields problems; `check_all` runs them all.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from fraudstats.dates import first_day, last_day
from fraudstats.errors import PeriodError
from fraudstats.printed import period
from fraudstats.sources.list_rules import LIST_RULES, source_of
from fraudstats.sources.lists import CODE_LISTS
from fraudstats.sources.problems import Problem, nearest, problem_of
from fraudstats.sources.records import SECTIONS
from fraudstats.vocabulary import QUALIFIERS, UNKNOWN

__all__ = ["check_all"]

#: Qualifiers that a text without qualifier words may have: how it was rounded is a curator's reading.
_WORDLESS = tuple(code for code, qualifier in QUALIFIERS.items() if not qualifier.loose)
#: A multiplier with no digit behind it, unlike that of 1万7520.
_ENDS_IN_MULTIPLIER = re.compile(r"(?:[万萬亿億]|illion|thousand)(?!.*[\d一二三四五六七八九])")
#: What each test of a claim needs to know.
_CLAIM_NEEDS = {
    "count": ("indicator", "ref_area", "text", "value", "qualifier", "unit"),
    "change": ("indicator", "ref_area", "value", "start", "end", "base_start", "base_end"),
    "difference": ("indicator", "ref_area", "value", "start", "end", "base_start", "base_end"),
    "ratio": ("indicator", "ref_area", "value", "start", "end", "base_start", "base_end"),
    "share": ("indicator", "subject", "ref_area", "value", "start", "end"),
    "mean": ("indicator", "ref_area", "value", "start", "end"),
    "direction": ("indicator", "ref_area", "aspect", "start", "end"),
    "record": ("indicator", "ref_area", "aspect", "start", "end"),
    "event": ("subject",),
    "fact": ("subject", "answers"),
    "treaties": ("instruments", "aspect"),
    "reference": ("aspect",),
    "consistency": ("aspect",),
    "none": (),
}


def check_all(data: Any, today: dt.date) -> Iterator[Problem]:
    """All problems between fields and records, but those of fields that are reported as unreadable already."""
    rules = (
        _references,
        _windows,
        _printed,
        _changes,
        _contained,
        _claims,
        _unused,
        _folders,
        _dated_by_its_text,
        *LIST_RULES,
    )
    for rule in rules:
        yield from filter(None, rule(data))
    yield from filter(None, _published(data, today))


def _folders(data):
    """A source file lies in the folder of its issuer."""
    for file in data.files.values():
        source = file.source
        folder = Path(source.file).parent.name
        if source.issuer in data.issuers and folder != source.issuer:
            tip = f"Move the file to sources/{source.issuer}/, or mend the issuer."
            yield problem_of(source, "issuer", source.issuer, f"{folder}, the folder that the file lies in", tip)


def _published(data, today):
    """Nothing happened in the future, and nothing was read before it was published."""
    for file in data.files.values():
        source = file.source
        yield from _not_after(today, source, "published", "copied", "accessed", "received")
        yield from _order(source, "published", "copied")
        yield from _order(source, "published", "accessed")
    for record in (*data.gaps.values(), *data.searches.values(), *data.errata.values(), *data.reviewed.values()):
        yield from _not_after(today, record, "date")


#: A source's remark that names the day of its text, and the copy that was read.
_DATED = re.compile(r"[Tt]ext dated (?P<day>\d{1,2} [A-Z][a-z]+ \d{4})")


def _dated_by_its_text(data):
    """A source is dated by its text; the day of a copy that was read is a field of its own."""
    for file in data.files.values():
        source = file.source
        match = _DATED.search(source.note or "")
        if match is None:
            continue
        try:
            day = period(match["day"]).start
        except PeriodError:
            yield problem_of(source, "note", match["day"], "a day of the calendar", "Mend the note.")
            continue
        if first_day(source.published) != day:
            tip = f"Give `published: {day}`, and the day of the copy as `copied`; or mend the note."
            yield problem_of(source, "published", source.published, f"{day}, the day of the text by the note", tip)


def _not_after(today, record, *fields):
    for field in fields:
        date = getattr(record, field)
        if date not in (None, UNKNOWN) and first_day(date) > today:
            tip = "Mend the date, or this machine's clock."
            yield problem_of(record, field, date, f"a date up to today, {today}", tip)


def _all_records(data):
    for name in CODE_LISTS:
        yield from getattr(data, name).values()
    for file in data.files.values():
        yield file.source
    for section in SECTIONS:
        for _, record in data.records(section):
            yield record


def _unless_sound(records, key, check):
    """The problems of records; those that share the fields `key` with a sound one are sound as well."""
    sound = set()
    for record in records:
        fields = key(record)
        if fields not in sound:
            problems = list(check(record))
            yield from problems
            if not problems:
                sound.add(fields)


@cache
def _referring(cls):
    """The fields of a class that hold codes, each with its code list."""
    return [(f.name, f.metadata["refers"]) for f in dataclasses.fields(cls) if f.metadata.get("refers")]


def _references(data):
    """Every code is in its code list, as far as that could be read."""
    lists = {"sources": data.files} | {name: getattr(data, name) for name in CODE_LISTS}

    def codes(record):
        return type(record), *(getattr(record, field) for field, _ in _referring(type(record)))

    def unlisted(record):
        for field, refers in _referring(type(record)):
            value = getattr(record, field)
            if value is None or refers in data.unread:
                continue
            for code in value if isinstance(value, tuple) else (value,):
                if code not in lists[refers]:
                    tip = nearest(code, lists[refers]) or f"Add it to the {refers}."
                    few = f" ({', '.join(sorted(lists[refers]))})" if 0 < len(lists[refers]) <= 12 else ""
                    yield problem_of(record, field, code, f"a code of the list of {refers}{few}", tip)

    yield from _unless_sound(_all_records(data), codes, unlisted)


#: The fields that `_window_of_its_own` looks at.
_WINDOW = attrgetter("start", "end", "start_implied", "end_implied", "indicator", "ref_area")


def _windows(data):
    """Every window is whole, in order, and its implied ends are ends that are given."""
    for section in ("observations", "changes"):
        windowed = (record for _, record in data.records(section) if not getattr(record, "of", None))
        yield from _unless_sound(windowed, _WINDOW, _window_of_its_own)
    for gap in data.gaps.values():
        yield from _order(gap, "start", "end")
    for _, record in data.records("changes"):
        yield from _order(record, "base_start", "base_end")
    for _, claim in data.records("claims"):
        yield from _order(claim, "start", "end")
        yield from _order(claim, "base_start", "base_end")
    for _, treaty in data.records("treaties"):
        yield from _order(treaty, "signed", "in_force")


def _window_of_its_own(record):
    for end in ("start", "end"):
        yield from _window_end(record, end)
    for field in ("indicator", "ref_area"):
        if getattr(record, field) is None:
            yield problem_of(record, field, "", "this field", "Add it.")
    yield from _order(record, "start", "end")


def _window_end(record, end):
    value, reason = getattr(record, end), getattr(record, f"{end}_implied")
    if value is None:
        yield problem_of(record, end, "", "a date, or 'unknown' where the source gives none", "Add it.")
    elif value == UNKNOWN and reason:
        tip = f"Give the {end} or remove the reason."
        yield problem_of(record, f"{end}_implied", reason, f"no reason for an unknown {end}", tip)


def _order(record, first, last):
    start, end = getattr(record, first), getattr(record, last)
    if None in (start, end) or UNKNOWN in (start, end):
        return
    begins, ends = first_day(start), last_day(end)
    assert begins is not None and ends is not None  # neither is missing
    if begins > ends:
        yield problem_of(record, last, end, f"a date on or after the {first.replace('_', ' ')} {start}")


def _printed(data):
    """Value, qualifier and unit agree with the printed text."""
    for _, record in data.records("observations"):
        yield from _agrees(record)
        indicator = data.indicators.get(record.indicator)
        if indicator and record.unit and indicator.unit and indicator.unit != record.unit:
            yield problem_of(record, "unit", record.unit, f"{indicator.unit}, the unit of {indicator.id}")
    for _, record in data.records("claims"):
        yield from _agrees(record)


def _agrees(record):
    flags = getattr(record, "flags", ())
    if len(set(flags)) < len(flags):
        yield problem_of(record, "flags", ", ".join(map(str, flags)), "each status once")
    printed = record.reading
    if printed is None:
        return
    if record.value is not None and not _same(record.value, printed.value):
        yield problem_of(record, "value", f"{record.value:,.10g}", f"{printed.value:,} as in {record.text!r}")
    if printed.units and record.unit and record.unit not in printed.units:
        expected = f"{' or '.join(printed.units)} as in {record.text!r}"
        yield problem_of(record, "unit", record.unit, expected)
    yield from _qualified(record)
    if record.qualifier == "exact" and _abridged(record.text, printed):
        yield problem_of(record, "qualifier", "exact", f"rounded: {record.text!r} is printed to {printed.step:,}")


def _qualified(record):
    """The qualifier is that of the text's own words; the step is one that the printed number can have."""
    printed = record.reading
    if printed is None:
        return
    allowed = (printed.qualifier,) if printed.qualifier else _WORDLESS
    if record.qualifier is not None and record.qualifier not in allowed:
        yield problem_of(record, "qualifier", record.qualifier, f"{' or '.join(allowed)} as in {record.text!r}")
    if record.step is not None and not (0 < record.step < printed.step and _divides(record.step, printed.value)):
        expected = f"less than {printed.step:,}, the last printed unit of {record.text!r}, and a divisor of the number"
        yield problem_of(record, "step", f"{record.step:g}", expected, "Without it, closing zeros count as rounding.")


def _divides(step, value):
    return Decimal(value) % Decimal(repr(step)) == 0


def _abridged(text, printed):
    """Whether the text ends its number in ten thousands or the like, which cannot be an exact count."""
    return printed.step > 1 and bool(_ENDS_IN_MULTIPLIER.search(text.lower()))


def _same(value, printed):
    return value == printed or abs(Decimal(repr(value)) - Decimal(printed)) <= Decimal("1e-9") * abs(Decimal(printed))


def _changes(data):
    """A stated change names an observation of its own file, or its window; its number is the printed one."""
    for source_id, change in data.records("changes"):
        if change.of:
            own = [o.id for o in data.files[source_id].observations]
            if change.of not in own and source_id not in data.unread:
                expected = "the id of an observation in the same file"
                yield problem_of(change, "of", change.of, expected, nearest(change.of, filter(None, own)))
        printed, percent = change.reading, change.percent
        if printed is not None and percent is not None and not _same(abs(percent), printed.value):
            tip = "A fall has a minus sign."
            yield problem_of(change, "percent", f"{percent:g}", f"±{printed.value} as in {change.text!r}", tip)
        yield from _qualified(change)
        if (change.base_start is None) != (change.base_end is None):
            yield problem_of(change, "base_start", change.base_start, "both base_start and base_end, or neither")


def _contained(data):
    """`part_of` names an observation."""
    known = {f"{source_id}/{o.id}" for source_id, o in data.records("observations")}
    for source_id, record in data.records("observations"):
        if not record.part_of or record.part_of in known or f"{source_id}/{record.part_of}" in known:
            continue
        if source_of(record.part_of, source_id) not in data.unread:
            expected = "'source-id/observation-id', or an observation of the same file"
            yield problem_of(record, "part_of", record.part_of, expected, nearest(record.part_of, known))


def _claims(data):
    """A claim has what its test needs, and what it names exists."""
    for source_id, file in data.files.items():
        whole = source_id not in data.unread
        ids = {claim.id for claim in file.claims}
        numbers = {reference.id for reference in file.references}
        for claim in file.claims:
            for field in _CLAIM_NEEDS.get(claim.test, ()):
                if getattr(claim, field) in (None, ()):
                    yield problem_of(claim, field, "", f"this field, needed by the test {claim.test!r}", "Add it.")
            for other in claim.against:
                if other not in ids and whole:
                    yield problem_of(claim, "against", other, f"a claim of {source_id}", nearest(other, ids))
            named = claim.reference is not None and claim.aspect != "exists"
            if named and claim.reference not in numbers and whole:
                yield problem_of(claim, "reference", claim.reference, f"a number of the list: {sorted(numbers)}")


def _unused(data):
    """A source from which nothing was transcribed says nothing."""
    cited = {reference.source for _, reference in data.records("references")}
    refused = {p.file for p in data.problems if p.field.partition("[")[0] in SECTIONS}
    for source_id, file in data.files.items():
        used = source_id in cited or any(getattr(file, section) for section in SECTIONS)
        if not used and source_id not in data.unread and file.source.file not in refused:
            expected = f"at least one of {', '.join(SECTIONS)}"
            tip = "Nothing uses this source: transcribe from it or delete the file."
            yield Problem(file.source.file, 1, "(file)", "", expected, tip)
