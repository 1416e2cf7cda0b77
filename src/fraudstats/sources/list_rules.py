"""Checks of the lists at the top of the raw folder: an entry is about something that is there, and still needed."""

from __future__ import annotations

from fraudstats.dates import first_day, last_day
from fraudstats.sources.problems import nearest, problem_of
from fraudstats.vocabulary import PLAUSIBILITY, UNKNOWN

__all__ = ["LIST_RULES", "source_of"]


def source_of(observation: str, otherwise: str) -> str:
    """The source's part of ``source-id/observation-id``."""
    source_id, slash, _ = observation.partition("/")
    return source_id if slash else otherwise


def _reviewed(data):
    """A review is about a number that exists, and a check that there is."""
    known = {
        f"{source_id}/{record.id}"
        for section in ("observations", "changes")
        for source_id, record in data.records(section)
    }
    for review in data.reviewed.values():
        number, _, check = review.id.rpartition("#")
        if number not in known and source_of(number, "") not in data.unread:
            expected = "'source-id/observation-id#check' of a record, or 'source-id/change-id#check'"
            yield problem_of(review, "id", review.id, expected, nearest(number, known))
        elif check not in PLAUSIBILITY:
            yield problem_of(review, "id", review.id, f"one of {', '.join(PLAUSIBILITY)} behind the '#'")


def _gaps(data):
    """A gap is a window that no number has; once one was found, the entry must go."""
    gaps = {_place(gap): gap for gap in data.gaps.values()}
    for source_id, record in data.records("observations"):
        if gaps and (gap := gaps.get(_place(record))) and record.sub_area is None:
            expected = f"a window without a number, unlike {source_id}/{record.id}"
            yield problem_of(gap, "start", f"{gap.start} to {gap.end}", expected, "A number was found: remove the gap.")


def _place(record):
    """What a record counts, and its first and last day; nothing that an end is missing of has a place."""
    if None in (record.start, record.end) or UNKNOWN in (record.start, record.end):
        return None
    days = first_day(record.start), last_day(record.end)
    return record.indicator, record.ref_area, record.counterpart_area, *days


def _iccs(data):
    """An indicator without an ICCS code says why."""
    for indicator in data.indicators.values():
        if indicator.iccs == "none" and not indicator.iccs_reason:
            yield problem_of(indicator, "iccs_reason", "", "the reason why no ICCS code fits")


def _errata(data):
    """An erratum is about a number as it is printed here; once that was mended, the erratum must go."""
    printed = {f"{source_id}/{o.id}": o.text for source_id, o in data.records("observations")}
    for erratum in data.errata.values():
        if erratum.id not in printed and source_of(erratum.id, "") in data.unread:
            continue
        if erratum.id not in printed:
            expected = "'source-id/observation-id' of a record"
            yield problem_of(erratum, "id", erratum.id, expected, nearest(erratum.id, printed))
        elif printed[erratum.id] != erratum.printed:
            tip = "The record was mended: remove the erratum."
            yield problem_of(erratum, "printed", erratum.printed, f"{printed[erratum.id]!r}, as the record has it", tip)


LIST_RULES = (_gaps, _iccs, _errata, _reviewed)
