"""JSON schemas of the raw files, derived from the record classes, for editors that complete and check while one types.

The classes of `fraudstats.sources.records` stay the only definition: required fields, lists and codes are read from
them; only the description of every field is added here. A schema knows single fields. What relates fields and records
to each other (window order, printed text and value, codes of other files) is left to ``fraudstats check``.

After a change of the records: ``python -m fraudstats.sources.json_schema data/raw/schema``.

>>> schema = source_schema()
>>> schema["$defs"]["Observation"]["properties"]["confidence"]["enum"]
['high', 'medium', 'low']
>>> schema["$defs"]["Treaty"]["required"]
['id', 'party', 'instrument', 'signed', 'in_force', 'status', 'confidence']
"""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fraudstats.disk import write_atomically
from fraudstats.sources import fields
from fraudstats.sources.lists import CODE_LISTS
from fraudstats.sources.records import (
    DEFAULTS,
    SECTIONS,
    Correction,
    Observation,
    Record,
    Source,
    Windowed,
    shown_fields,
)
from fraudstats.vocabulary import UNKNOWN

__all__ = ["description_of", "schemas", "shown_fields", "source_schema", "write_schemas"]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DAY = r"\d{4}(-\d{2}(-\d{2})?)?"
_TEXT: dict[str, Any] = {"type": ["string", "number"]}
_DATE: dict[str, Any] = {"type": ["string", "integer"], "minimum": 1900, "maximum": 2100}
#: Parser -> the values that it reads, as YAML types them; a choice is an enum.
_READS: dict[Callable[[str], Any], dict[str, Any]] = {
    fields.one_line: _TEXT | {"pattern": r"\S"},
    fields.dated_line: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}\s+\S"},
    fields.slug: _TEXT | {"pattern": r"^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$"},
    fields.url: {"type": "string", "pattern": r"^https?://[^\s/]+\.\S+$"},
    fields.checksum: {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    fields.number: {"type": ["number", "string"], "pattern": r"^[-+]?[\d_]*\.?\d[\d_]*([eE][-+]?\d+)?$"},
    fields.whole: {"type": ["integer", "string"], "pattern": r"^-?\d+$"},
    fields.partial_date: _DATE | {"pattern": f"^{_DAY}$"},
    fields.date_or_unknown: _DATE | {"pattern": f"^({_DAY}|{UNKNOWN})$"},
}

#: Field, or Class.field where a class means something of its own -> what it holds.
_DESCRIPTIONS = {
    "id": "Short name of the record, used once within its file and section",
    "name_en": "Name in English",
    "name_zh": "Name in Chinese",
    "note": "What a reader must know and no other field holds",
    "confidence": "How sure the transcription and its meaning are",
    "text": "The number exactly as printed, with its words: 37万余起",
    "value": "The number in plain digits: 370000",
    "qualifier": "What the printed words say about the number; a number in 万 is never exact",
    "unit": "What is counted or measured",
    "indicator": "Id of the indicator, from indicators/",
    "issuer": "Body whose statistic it is, from issuers.yaml, if it is not that of the source",
    "step": "Last printed unit, where the zeros that end the number are digits",
    "ref_area": "Area whose number it is, from areas.yaml",
    "counterpart_area": "Other side of a flow between two areas, from areas.yaml",
    "sub_area": "Place within the area, in words",
    "start": "First day of the window: a day, month, year, or 'unknown' if the source gives none",
    "end": "Last day of the window: a day, month, year, or 'unknown' if the source gives none",
    "start_implied": "Reason for a start that is not printed",
    "end_implied": "Reason for an end that is not printed",
    "period_text": "The window as printed",
    "base_start": "First day of the window compared with, if it is not the same window a year before",
    "base_end": "Last day of the window compared with, if it is not the same window a year before",
    "date": "Day, month or year, as precise as the source gives it",
    "subject": "What it is about, shared by sources and claims on the same thing",
    "why": "The reason",
    "status": "State of the record",
    "title": "Title as printed",
    "outlet": "Where it was read: newspaper, site, yearbook",
    "source": "Id of the document that the reference was found to be",
    "kind": "Kind of event",
    "Area.id": "ISO 3166 code, or a name for a group of countries",
    "Area.members": "Codes of the countries in a group",
    "Issuer.id": "Short name of the body, also the name of its folder below sources/",
    "Issuer.area": "Area to which the body belongs, from areas.yaml",
    "Indicator.id": "Noun phrase with underscores, used once over all topics",
    "Indicator.definition": "What is counted, in one sentence",
    "Indicator.counted": "What one unit of it is: cases, persons",
    "Indicator.iccs": "Code of the International Classification of Crime for Statistical Purposes, or 'none'",
    "Indicator.iccs_reason": "Why no code of the classification fits",
    "Indicator.comparability": "What it must not be compared with, and why",
    "Indicator.breaks": "Changes of the definition: a day, a space, what changed",
    "Indicator.topic": "Name of the topic's file",
    "Correction.id": "Id of the corrected record; without it, the whole file is meant",
    "Correction.what": "What was wrong and what it is now",
    "Withdrawn.id": "source-id/observation-id",
    "Erratum.id": "source-id/observation-id",
    "Erratum.printed": "The printed text that is doubted, as the record has it",
    "Erratum.who": "Id of the source that gives the right number",
    "Erratum.status": "Whether the issuer confirmed the error",
    "Review.id": "source-id/observation-id, or that of a change, #, and the check: x/y#change",
    "Review.reason": "Why the number was left as it is",
    "Issuer.terms": "Terms of use that the body states for its own publications",
    "Issuer.terms_url": "Page on which it states them",
    "Gap.id": "Short name of the gap, used once",
    "Gap.reason": "Why no number of the window is in the data",
    "Search.id": "Short name of the search, used once",
    "Search.indicators": "What was looked for; without it, everything the area has",
    "Search.where": "Where it was looked for",
    "Search.found": "What was found, and what was not",
    "Release.id": "Release number, such as 2026.11.0",
    "Source.issuer": "Body whose statistics they are, from issuers.yaml",
    "Source.title_en": "Title in English",
    "Source.url": "Address at which it was read",
    "Source.published": "Day, month or year of publication of the text, or 'unknown'",
    "Source.copied": "Day, month or year of the copy that was read, if it is later than the text",
    "Source.language": "Language code, such as zh or en",
    "Source.kind": "Kind of document",
    "Source.tier": "How close the copy that was read is to the issuer",
    "Source.witness": "Independent origin, such as xinhua-2022-01-01; all copies of one agency text share it",
    "Source.terms": "Terms of use, as the page that was read states them",
    "Source.via": "Copy or archive through which it was read",
    "Source.read_as": "How it was read; a stored copy unless said otherwise",
    "Source.accessed": "Day on which the page or copy was read",
    "Source.archive": "Address of an archived copy",
    "Source.sha256": "SHA-256 of what was read, in hexadecimal digits",
    "Source.received": "Day on which the document was read",
    "Observation.by": "What the number is broken down by, in words",
    "Observation.status": "SDMX observation status",
    "Observation.flags": "Further statuses: [P, E]",
    "Observation.part_of": "Observation that contains this one: its id, or source-id/observation-id",
    "Observation.preferred": "Reason to use this number before all others of its window",
    "Change.of": "Id of the observation in this file whose window is compared",
    "Change.text": "The change exactly as printed: 44.2%, nearly 30%, doubled",
    "Change.step": "Last printed unit in percentage points, where closing zeros are digits: 1 for 30%",
    "Change.percent": "The change in per cent; a fall has a minus sign",
    "Event.title": "What happened, in one line",
    "Event.actors": "Areas that took part, from areas.yaml",
    "Event.value": "Number that goes with the event, such as persons handed over",
    "Fact.answer": "What the source states on the subject",
    "Treaty.party": "The other party, from areas.yaml",
    "Treaty.instrument": "Kind of instrument",
    "Treaty.signed": "Day, month or year of signature, or 'unknown'",
    "Treaty.in_force": "Day, month or year of entry into force, or 'unknown'",
    "Treaty.status": "State of the instrument",
    "Reference.id": "Number of the entry in the paper's list",
    "Reference.authors": "Authors as printed",
    "Reference.year": "Year as printed",
    "Claim.section": "Section of the paper",
    "Claim.cites": "Numbers of the references that the paper gives for it",
    "Claim.test": "Test that decides the claim",
    "Claim.statement": "What the paper asserts, in one sentence",
    "Claim.aspect": "Aspect of the subject that the test compares",
    "Claim.answers": "Answers that would support the claim",
    "Claim.instruments": "Instruments that the claim is about",
    "Claim.parties": "Parties that the claim names, from areas.yaml",
    "Claim.reference": "Number of the reference that the claim is about",
    "Claim.against": "Ids of the paper's claims to compare it with",
    "Claim.other_values": "Further numbers that the paper prints for the same thing",
    "Claim.counted": "What the paper counts, item by item",
    "Claim.finding": "Verdict of a human reader, kept beside that of the rules",
    "Claim.finding_note": "Reason for the human reader's verdict",
}


def description_of(cls: type[Record], name: str) -> str:
    """What a field of a record holds."""
    return _DESCRIPTIONS.get(f"{cls.__name__}.{name}") or _DESCRIPTIONS[name]


def source_schema() -> dict[str, Any]:
    """The schema of a source file, ``sources/ISSUER/SOURCE-ID.yaml``."""
    classes = (Source, Correction, *SECTIONS.values())
    window = shown_fields(Observation)
    defaults = {name: _field(Observation, window[name]) for name in DEFAULTS}
    tables = {
        name: {"type": "string", "description": f"CSV or Parquet file in the same folder with {name}"}
        for name in SECTIONS
    }
    properties = {
        "source": {"$ref": "#/$defs/Source"},
        "defaults": _mapping(defaults, "What all observations of the file share unless they give their own"),
        "tables": _mapping(tables, "Longer sections that are kept as CSV or Parquet"),
        "corrections": _list_of(Correction),
        **{name: _list_of(cls) for name, cls in SECTIONS.items()},
    }
    return {
        "$schema": _DRAFT,
        "title": "A source document and everything transcribed from it",
        **_mapping(properties, required=["source"]),
        "$defs": {cls.__name__: _record(cls) for cls in classes},
    }


def schemas() -> dict[str, dict[str, Any]]:
    """All schemas, by file name: of source files, and of each code list at the top of the raw folder."""
    found = {"source.schema.json": source_schema()}
    for name, cls in CODE_LISTS.items():
        found[f"{name}.schema.json"] = {
            "$schema": _DRAFT,
            "title": f"The list of {name}",
            **_mapping({name: _list_of(cls)}, required=[name]),
            "$defs": {cls.__name__: _record(cls)},
        }
    return found


def write_schemas(folder: str | Path) -> list[Path]:
    """Write all schemas to a folder; returns the paths."""
    texts = {name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in schemas().items()}
    return [write_atomically(Path(folder) / name, text.encode()) for name, text in texts.items()]


def _mapping(properties, description="", required=()):
    schema = {"type": "object", "properties": properties, "additionalProperties": False}
    if required:
        schema["required"] = list(required)
    return schema | ({"description": description} if description else {})


def _list_of(cls):
    return {"type": "array", "items": {"$ref": f"#/$defs/{cls.__name__}"}}


def _record(cls):
    shown = shown_fields(cls)
    given_once = DEFAULTS if issubclass(cls, Windowed) else ()
    required = [name for name, field in shown.items() if field.metadata["required"] and name not in given_once]
    description = (inspect.getdoc(cls) or "").partition("\n\n")[0].replace("\n", " ")
    return _mapping({name: _field(cls, field) for name, field in shown.items()}, description, required)


def _field(cls, field):
    reads = _reads(field.metadata["parse"])
    if field.metadata["many"]:
        reads = {"type": "array", "items": reads}
    return reads | {"description": description_of(cls, field.name)}


def _reads(parse):
    if parse in _READS:
        return _READS[parse]
    return {"enum": list(inspect.getclosurevars(parse).nonlocals["allowed"])}  # made by `choice`


if __name__ == "__main__":
    for path in write_schemas(sys.argv[1]):
        print(path)
