"""The records of the raw files: one frozen class per idea, each field with the parser that reads it.

The names follow SDMX where it has one (REF_AREA, COUNTERPART_AREA, OBS_STATUS); an *observation* is a number printed by
one source about one indicator, area and window. Records are read by `fraudstats.sources.read`, never built by hand, so
every one that exists has passed its parsers.
"""

from __future__ import annotations

from dataclasses import Field, dataclass, field, fields
from functools import cache
from typing import Any

from fraudstats.printed import Printed
from fraudstats.sources.fields import (
    checksum,
    choice,
    date_or_unknown,
    number,
    one_line,
    partial_date,
    slug,
    typed,
    url,
    whole,
)
from fraudstats.vocabulary import (
    CLAIM_TESTS,
    CONFIDENCES,
    EVENT_KINDS,
    INSTRUMENTS,
    OBS_STATUSES,
    QUALIFIERS,
    READ_AS,
    SOURCE_KINDS,
    TERMS,
    TIERS,
    TREATY_STATUSES,
    UNITS,
    VERDICTS,
)

__all__ = [
    "DEFAULTS", "SECTIONS", "Change", "Claim", "Correction", "Event", "Fact",
    "Observation", "Record", "Reference", "Source", "Treaty",
    "shown_fields",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Location of a record: its file, its line, and the line of each field."""

    file: str = field(metadata={"hidden": True})
    line: int = field(metadata={"hidden": True})
    lines: dict = field(metadata={"hidden": True}, repr=False, compare=False)
    #: Names of the fields that could not be read or are missing; their problems are reported already.
    bad: frozenset = field(metadata={"hidden": True}, repr=False, compare=False, default=frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Record):
    """A transcription that was wrong and what was done about it; ``id`` names the record, else it is the whole file."""

    id: str = typed(slug)
    date: str = typed(partial_date, required=True)
    what: str = typed(one_line, required=True)
    why: str = typed(one_line, required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """One published document. Its id is the name of its file.

    `published` is the date of the text; `copied` that of the copy that was read, where it is a later one.
    """

    id: str = field(metadata={"hidden": True})
    issuer: str = typed(slug, required=True, refers="issuers")
    outlet: str = typed(one_line, required=True)
    title: str = typed(one_line, required=True)
    title_en: str = typed(one_line)
    archive: str = typed(url)  # before `url`, whose name hides its parser
    url: str = typed(url, required=True)
    published: str = typed(date_or_unknown, required=True)
    copied: str = typed(partial_date)
    language: str = typed(slug, required=True)
    kind: str = typed(choice(*SOURCE_KINDS), required=True)
    tier: str = typed(choice(*TIERS), required=True)
    witness: str = typed(slug, required=True)
    terms: str = typed(choice(*TERMS), required=True)
    via: str = typed(one_line)
    read_as: str = typed(choice(*READ_AS))
    accessed: str = typed(partial_date)
    sha256: str = typed(checksum)
    received: str = typed(partial_date)
    note: str = typed(one_line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Windowed(Record):
    """An indicator, an area and a window with the reason of every end that is not printed.

    `issuer` is given where the statistic is not that of the source's issuer: a report on prosecutors that also prints a
    number of the courts.
    """

    issuer: str = typed(slug, refers="issuers")
    indicator: str = typed(slug, refers="indicators")
    ref_area: str = typed(slug, refers="areas")
    counterpart_area: str = typed(slug, refers="areas")
    sub_area: str = typed(one_line)
    start: str = typed(date_or_unknown)
    end: str = typed(date_or_unknown)
    start_implied: str = typed(one_line)
    end_implied: str = typed(one_line)
    period_text: str = typed(one_line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Windowed):
    """One number printed by one source.

    `flags` are statuses beside the first (a provisional number may be an estimate too); `step` is the last printed
    unit where the zeros that end the number are known to be digits; `part_of` names the observation that contains
    this one as a batch; `preferred` is a curator's reason to use this one before all others of its window.
    """

    reading: Printed | None = field(metadata={"hidden": True}, repr=False, compare=False, default=None)
    id: str = typed(slug, required=True)
    text: str = typed(one_line, required=True)
    value: float = typed(number, required=True)
    qualifier: str = typed(choice(*QUALIFIERS), required=True)
    step: float = typed(number)
    unit: str = typed(choice(*UNITS), required=True)
    by: str = typed(one_line)
    status: str = typed(choice(*OBS_STATUSES))
    flags: tuple = typed(choice(*OBS_STATUSES), many=True)
    part_of: str = typed(one_line)
    preferred: str = typed(one_line)
    confidence: str = typed(choice(*CONFIDENCES), required=True)
    note: str = typed(one_line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Windowed):
    """A stated change: the ratio of two windows' totals, printed as a percentage or as a word such as "doubled".

    `of` names the observation whose window it speaks of; without it the window is written out. The base is the same
    window a year before unless `base_start` and `base_end` say otherwise. Without a qualifier in the text or beside it,
    the percentage is rounded; `step` is as for an observation, in percentage points.
    """

    reading: Printed | None = field(metadata={"hidden": True}, repr=False, compare=False, default=None)
    id: str = typed(slug, required=True)
    of: str = typed(slug)
    text: str = typed(one_line, required=True)
    percent: float = typed(number, required=True)
    qualifier: str = typed(choice(*QUALIFIERS))
    step: float = typed(number)
    base_start: str = typed(partial_date)
    base_end: str = typed(partial_date)
    confidence: str = typed(choice(*CONFIDENCES))
    note: str = typed(one_line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """Something that happened on a date, which is as precise as it is typed."""

    id: str = typed(slug, required=True)
    subject: str = typed(slug)
    date: str = typed(partial_date, required=True)
    kind: str = typed(choice(*EVENT_KINDS), required=True)
    title: str = typed(one_line, required=True)
    actors: tuple = typed(slug, many=True, refers="areas")
    value: float = typed(number)
    unit: str = typed(choice(*UNITS))
    note: str = typed(one_line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Record):
    """Something a source states that is neither a count nor dated: who did it, how many articles, which form."""

    id: str = typed(slug, required=True)
    subject: str = typed(slug, required=True)
    answer: str = typed(slug, required=True)
    note: str = typed(one_line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Treaty(Record):
    """One instrument between China and one party, or the finding that there is none."""

    id: str = typed(slug, required=True)
    party: str = typed(slug, required=True, refers="areas")
    instrument: str = typed(choice(*INSTRUMENTS), required=True)
    signed: str = typed(date_or_unknown, required=True)
    in_force: str = typed(date_or_unknown, required=True)
    status: str = typed(choice(*TREATY_STATUSES), required=True)
    confidence: str = typed(choice(*CONFIDENCES), required=True)
    note: str = typed(one_line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Record):
    """One entry of a paper's own list of references; `source` is the document it was found to be."""

    id: str = typed(whole, required=True)
    title: str = typed(one_line)
    authors: str = typed(one_line)
    outlet: str = typed(one_line)
    year: int = typed(whole)
    source: str = typed(slug, refers="sources")
    note: str = typed(one_line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """What a paper asserts, in the terms of the test that decides it (see `fraudstats.claims`).

    `finding` and `finding_note` are a human's reading; they stand beside the verdict of the rules, never in its place.
    """

    reading: Printed | None = field(metadata={"hidden": True}, repr=False, compare=False, default=None)
    id: str = typed(slug, required=True)
    section: str = typed(slug, required=True)
    cites: tuple = typed(whole, many=True)
    test: str = typed(choice(*CLAIM_TESTS), required=True)
    statement: str = typed(one_line, required=True)
    text: str = typed(one_line)
    value: float = typed(number)
    qualifier: str = typed(choice(*QUALIFIERS))
    step: float = typed(number)
    unit: str = typed(choice(*UNITS))
    indicator: str = typed(slug, refers="indicators")
    ref_area: str = typed(slug, refers="areas")
    counterpart_area: str = typed(slug, refers="areas")
    start: str = typed(date_or_unknown)
    end: str = typed(date_or_unknown)
    base_start: str = typed(partial_date)
    base_end: str = typed(partial_date)
    subject: str = typed(slug)
    aspect: str = typed(slug)
    date: str = typed(partial_date)
    answers: tuple = typed(slug, many=True)
    instruments: tuple = typed(slug, many=True)
    parties: tuple = typed(slug, many=True, refers="areas")
    reference: int = typed(whole)
    against: tuple = typed(slug, many=True)
    other_values: tuple = typed(number, many=True)
    counted: tuple = typed(one_line, many=True)
    finding: str = typed(choice(*VERDICTS))
    finding_note: str = typed(one_line)


#: Section of a source file -> the class of its records.
SECTIONS = {
    "observations": Observation,
    "changes": Change,
    "events": Event,
    "facts": Fact,
    "treaties": Treaty,
    "references": Reference,
    "claims": Claim,
}
#: What a source file may give once for all its numbers, under ``defaults``.
DEFAULTS = (
    "ref_area", "counterpart_area", "sub_area", "start", "end", "start_implied", "end_implied", "period_text",
    "confidence",
)  # fmt: skip


@cache
def shown_fields(cls: type[Record]) -> dict[str, Field[Any]]:
    """The fields of a record that are typed in a file, by name."""
    return {f.name: f for f in fields(cls) if not f.metadata.get("hidden")}
