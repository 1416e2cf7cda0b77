"""The tables of the dataset, defined once: every column in its order, what it holds, and what it refers to.

Whatever describes the data is made from these definitions: the Excel sheet of columns, Stata's labels, the SDMX
structure, the data package, ``docs/dictionary.md`` and ``Dataset.describe``. The first column of every table is its
key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import pandas as pd

from fraudstats.dataset.columns import Column, Table
from fraudstats.dataset.hints import hint
from fraudstats.errors import DatasetError

__all__ = ["SCHEMA", "SCHEMA_VERSION", "TABLES", "columns_described", "key_of"]

#: Raised whenever a column is added, removed or given another meaning.
SCHEMA_VERSION = 2


def _text(meaning: str, codes: str = "", refers_to: str = "") -> Column:
    return Column("text", meaning, codes=codes, refers_to=refers_to)


def _several(meaning: str, codes: str = "", refers_to: str = "") -> Column:
    return Column("codes", meaning, codes=codes, refers_to=refers_to)


def _date(meaning: str) -> Column:
    return Column("date", meaning)


def _number(meaning: str, unit: str = "see unit") -> Column:
    return Column("number", meaning, unit)


def _integer(meaning: str) -> Column:
    return Column("integer", meaning)


_NOTE = {"note": _text("Remarks of the transcriber")}
_UNIT = _text("Unit of the value", "unit")
_NAMES = {"name_en": _text("Name in English"), "name_zh": _text("Name in Chinese")}
_INDICATOR = _text("Code of the indicator", refers_to="indicators")
_REF_AREA = _text("Area that the number is about (ISO 3166; X.. for groups)", refers_to="areas")
_COUNTERPART = _text("The other country of a bilateral count", refers_to="areas")
_PERIOD_START = _date("First day of the window that the number counts; empty: unknown")
_PERIOD_END = _date("Last day of the window that the number counts; empty: unknown")
_BASE = {
    "base_start": _date("First day of the window that is compared with"),
    "base_end": _date("Last day of the window that is compared with"),
}
_WINDOW = {
    "indicator": _INDICATOR,
    "ref_area": _REF_AREA,
    "counterpart_area": _COUNTERPART,
    "sub_area": _text("Place within the area, as named by the source"),
    "period_start": _PERIOD_START,
    "period_end": _PERIOD_END,
    "start_basis": _text("How the first day is known", "basis"),
    "end_basis": _text("How the last day is known", "basis"),
    "start_reason": _text("Why the first day is implied"),
    "end_reason": _text("Why the last day is implied"),
    "period_text": _text("The window in the source's words"),
}
_INTERVAL_RULE = _text("Convention and qualifier that gave the range")
_QUALIFIER = _text("How the number was printed", "qualifier")
_PRECISION = _number("Last printed unit: 10000 for 37万, 100000 for 20万")
_RANGE = {
    "lower": _number("Lower end of the true values that the printed number allows"),
    "upper": _number("Upper end of the true values that the printed number allows"),
}
_CONFIDENCE = _text("Confidence in the transcription and its meaning", "confidence")
_OBSERVATION = "Observation: id of the source, a slash, id within the source"
_ISSUER = _text("Body whose statistic it is", refers_to="issuers")
_OUTLET = _text("Where it was read")
_WITNESS = _text("Independent origin of the number; copies of one text share it")
_PUBLISHED = _text("Date of publication as precise as known, or 'unknown'")
_PUBLISHED_BY = _date("Last day on which it may have been published; empty: unknown")
_PUBLICATION = {
    "source_id": _text("Source", refers_to="sources"),
    "witness": _WITNESS,
    "published": _PUBLISHED,
    "published_by": _PUBLISHED_BY,
}
_DATE = _text("Date as precise as known")
_DATE_RANGE = {
    "date_from": _date("First day that the date may mean"),
    "date_to": _date("Last day that the date may mean"),
}
_SUBJECT = _text("Subject")
_PAPER = _text("The paper (a source)", refers_to="sources")

_OBSERVATIONS = {
    "observation_id": _text(_OBSERVATION),
    **_WINDOW,
    "value": _number("The printed number"),
    "value_text": _text("The number as printed, with its unit"),
    "qualifier": _QUALIFIER,
    "unit": _UNIT,
    "precision": _PRECISION,
    **_RANGE,
    "interval_rule": _INTERVAL_RULE,
    "obs_status": _text("Status of the observation (SDMX OBS_STATUS)", "obs_status"),
    "flags": _several("Further statuses, separated by spaces", "obs_status"),
    "by": _text("Who acted, as named by the source"),
    "part_of": _text("Observation whose number contains this one as a batch", refers_to="observations"),
    "confidence": _CONFIDENCE,
    "preferred": Column("flag", "Whether to use this number among those of the same window"),
    "preferred_reason": _text("Rule, or curator's reason, by which it is preferred"),
    "issuer": _ISSUER,
    **_PUBLICATION,
    **_NOTE,
}
_CHANGES = {
    "change_id": _text("Stated change: id of the source, a slash, id within the source"),
    **_WINDOW,
    **_BASE,
    "percent": _number("The printed change in percent", "percent"),
    "value_text": _text("The change as printed"),
    "qualifier": _QUALIFIER,
    "precision": _number("Last printed unit, in percentage points: 0.1 for 44.2%", "percent"),
    "lower": _number("Lower end of the change that the printed number allows, as a fraction", "fraction"),
    "upper": _number("Upper end of the change that the printed number allows, as a fraction", "fraction"),
    "interval_rule": _INTERVAL_RULE,
    "observation_id": _text("The observation that the change is about", refers_to="observations"),
    "confidence": _CONFIDENCE,
    "issuer": _ISSUER,
    **_PUBLICATION,
    **_NOTE,
}
_SOURCES = {
    "source_id": _text("Source"),
    "issuer": _ISSUER,
    "outlet": _OUTLET,
    "title": _text("Title in the original language"),
    "title_en": _text("Title in English"),
    "url": _text("Address"),
    "published": _PUBLISHED,
    "published_from": _date("First day on which it may have been published; empty: unknown"),
    "published_by": _PUBLISHED_BY,
    "copied": _text("Date of the copy that was read, where it is later than the text"),
    "received": _date("Day on which a journal received the paper"),
    "language": _text("Language of the document (ISO 639)"),
    "kind": _text("Kind of document", "source_kind"),
    "tier": _text("How close the copy that was read is to the issuer", "tier"),
    "witness": _WITNESS,
    "terms": _text("Terms of use that the page states", "terms"),
    "via": _text("The document that this one quotes"),
    "read_as": _text("How it was read", "read_as"),
    "accessed": _text("Date on which it was read, if noted"),
    "archive": _text("Address of an archived copy"),
    "sha256": _text("SHA-256 of what was read, if noted"),
    **_NOTE,
}
_INDICATORS = {
    "indicator": replace(_INDICATOR, refers_to=""),
    **_NAMES,
    "definition": _text("Definition"),
    "counted": _text("What is counted"),
    "unit": _UNIT,
    "iccs": _text("Code of the International Classification of Crime, or 'none'"),
    "iccs_reason": _text("Why there is no such code"),
    "comparability": _text("With what it may and may not be compared"),
    "breaks": _text("Days on which the definition changed, and how"),
    "topic": _text("Topic"),
}
_AREAS = {
    "ref_area": replace(_REF_AREA, refers_to=""),
    **_NAMES,
    "members": _several("Areas of the group, separated by spaces", refers_to="areas"),
}
_ISSUERS = {"issuer": replace(_ISSUER, refers_to=""), **_NAMES, "area": _text("Area of the body", refers_to="areas")}
_ISSUERS |= {"terms": _text("Terms of use that the body states", "terms"), "terms_url": _text("Where it states them")}
_EVENTS = {
    "event_id": _text("Event: id of the source, a slash, id within the source"),
    "date": _DATE,
    **_DATE_RANGE,
    "kind": _text("Kind of event", "event_kind"),
    "subject": _SUBJECT,
    "title": _text("What happened"),
    "actors": _several("Areas that acted, separated by spaces", refers_to="areas"),
    "value": _number("Number of the event, such as persons handed over"),
    "unit": _text("Unit of the value; also what an event alone counts, such as articles"),
    **_PUBLICATION,
    **_NOTE,
}
_FACTS = {
    "fact_id": _text("Fact: id of the source, a slash, id within the source"),
    "subject": _SUBJECT,
    "answer": _text("What the source states about the subject"),
    **_PUBLICATION,
    **_NOTE,
}
_TREATIES = {
    "treaty_id": _text("Treaty: id of the source, a slash, id within the source"),
    "party": _text("The other party", refers_to="areas"),
    "instrument": _text("Kind of treaty", "instrument"),
    "signed": _text("Date of signature as precise as known, or 'unknown'"),
    "signed_from": _date("First day that the date of signature may mean"),
    "in_force": _text("Date of entry into force as precise as known, or 'unknown'"),
    "status": _text("Status of the treaty", "treaty_status"),
    "confidence": _CONFIDENCE,
    **_PUBLICATION,
    **_NOTE,
}
_REFERENCES = {
    "reference_id": _text("Reference: id of the paper, a slash, number in its list"),
    "paper": _PAPER,
    "number": _integer("Number in the paper's list"),
    "title": _text("Title as the paper gives it"),
    "authors": _text("Authors as the paper gives them"),
    "outlet": _text("Outlet as the paper gives it"),
    "year": _integer("Year as the paper gives it"),
    "found_as": _text("Source that the reference was found to be", refers_to="sources"),
    **_NOTE,
}
_CLAIMS = {
    "claim_id": _text("Claim: id of the paper, a slash, id within the paper"),
    "paper": _PAPER,
    "number": _integer("Position among the paper's claims"),
    "section": _text("Section of the paper"),
    "cites": _several("Numbers of the references that the claim cites"),
    "test": _text("Kind of claim, which decides how it is tested", "claim_test"),
    "statement": _text("The claim in our words"),
    "text": _text("The number as the paper prints it"),
    "value": _number("The printed number"),
    "qualifier": _QUALIFIER,
    "unit": _UNIT,
    "precision": _PRECISION,
    **_RANGE,
    "indicator": _INDICATOR,
    "ref_area": _REF_AREA,
    "counterpart_area": _COUNTERPART,
    "period_start": _PERIOD_START,
    "period_end": _PERIOD_END,
    **_BASE,
    "subject": _SUBJECT,
    "aspect": _text("What is asserted of the subject"),
    **_DATE_RANGE,
    "answers": _several("Answers that would support the claim, separated by spaces"),
    "instruments": _several("Kinds of treaty that are counted, separated by spaces", "instrument"),
    "parties": _several("Parties that the claim names, separated by spaces", refers_to="areas"),
    "reference": _integer("Number of the reference that is checked"),
    "against": _several("Claims that it is compared with, separated by spaces"),
    "other_values": _several("Other numbers that the paper gives for it, separated by spaces"),
    "counted": _text("What the claim counts, where the indicator does not say it"),
    "finding": _text("A human reader's finding, beside the audit's own verdict", "verdict"),
    "finding_note": _text("Reason of the human reader's finding"),
}
_CORRECTIONS = {
    "correction_id": _text("Correction: id of the source, #, number"),
    "source_id": _PUBLICATION["source_id"],
    "record_id": _text("The number, event or other record that was corrected or withdrawn"),
    "date": _text("Day of the correction"),
    "what": _text("What was corrected"),
    "why": _text("Why it was corrected"),
}

_GAPS = {
    "gap_id": _text("Gap: its short name"),
    "indicator": _INDICATOR,
    "ref_area": _REF_AREA,
    "counterpart_area": _COUNTERPART,
    "period_start": _date("First day of the window of which there is no number"),
    "period_end": _date("Last day of the window of which there is no number"),
    "reason": _text("Why there is none", "gap_reason"),
    "why": _text("What was seen"),
    "date": _DATE,
}
_SEARCHES = {
    "search_id": _text("Search: its short name"),
    "ref_area": _REF_AREA,
    "indicators": _several("What was looked for; empty: everything the area has", refers_to="indicators"),
    "date": _DATE,
    "checked_until": _date("Last day that the date may mean: up to then the data were checked"),
    "where": _text("Where it was looked for"),
    "found": _text("What was found, and what was not"),
}

#: Table -> its title and columns.
SCHEMA: Mapping[str, Table] = MappingProxyType(
    {
        "observations": Table("Numbers as printed: one row is one number in one source", _OBSERVATIONS),
        "changes": Table("Stated changes: one row is one printed percentage between two windows", _CHANGES),
        "sources": Table("The published documents that everything was transcribed from", _SOURCES),
        "indicators": Table("What is counted: one indicator is one definition", _INDICATORS),
        "areas": Table("Countries, parts of countries and groups of countries", _AREAS),
        "issuers": Table("The bodies whose statistics the numbers are", _ISSUERS),
        "events": Table("Dated events of the cooperation against telecom fraud", _EVENTS),
        "facts": Table("Stated facts that are neither counted nor dated", _FACTS),
        "treaties": Table("Treaties between China and other states, and where none was found", _TREATIES),
        "references": Table("The audited papers' own lists of references", _REFERENCES),
        "claims": Table("What the audited papers assert", _CLAIMS),
        "corrections": Table("Transcriptions that were corrected or withdrawn", _CORRECTIONS),
        "gaps": Table("Windows of which there is no number, and why", _GAPS),
        "searches": Table("Up to when further numbers were looked for, and what was found", _SEARCHES),
    }
)
#: Table -> column -> kind: the part of `SCHEMA` that reading and writing tables needs.
TABLES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {name: {column: held.kind for column, held in table.columns.items()} for name, table in SCHEMA.items()}
)


def key_of(table: str) -> str:
    """The key column of a table."""
    return next(iter(TABLES[table]))


def columns_described(table: str | None = None) -> pd.DataFrame:
    """One row per column of one table, or of all; see `Dataset.describe`."""
    if table is not None and table not in SCHEMA:
        raise DatasetError(f"no table {table!r}; the tables are {', '.join(SCHEMA)}{hint(table, SCHEMA)}")
    rows = [
        (name, column, held.kind, held.unit, held.meaning, ", ".join(held.code_list), held.refers_to)
        for name in ([table] if table else SCHEMA)
        for column, held in SCHEMA[name].columns.items()
    ]
    named = ["table", "column", "kind", "unit", "meaning", "codes", "refers_to"]
    return pd.DataFrame(rows, columns=named, dtype="str")
