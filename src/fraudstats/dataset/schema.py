"""The tables of the dataset: their columns, in order, and what each holds.

Kinds of columns: ``text``, ``number``, ``integer``, ``date`` (a day), ``codes`` (texts joined by spaces), ``flag``
(true or false). The first column
of every table is its key.
"""

from __future__ import annotations

from types import MappingProxyType

__all__ = ["SCHEMA_VERSION", "TABLES", "key_of"]

#: Raised whenever a column is added, removed or given another meaning.
SCHEMA_VERSION = 1

_WINDOW = {
    "indicator": "text",
    "ref_area": "text",
    "counterpart_area": "text",
    "sub_area": "text",
    "period_start": "date",
    "period_end": "date",
    "start_basis": "text",
    "end_basis": "text",
    "start_reason": "text",
    "end_reason": "text",
    "period_text": "text",
}
_PUBLICATION = {"source_id": "text", "witness": "text", "published": "text", "published_by": "date"}

TABLES = MappingProxyType(
    {
        "observations": {
            "observation_id": "text",
            **_WINDOW,
            "value": "number",
            "value_text": "text",
            "qualifier": "text",
            "unit": "text",
            "precision": "number",
            "lower": "number",
            "upper": "number",
            "interval_rule": "text",
            "obs_status": "text",
            "by": "text",
            "part_of": "text",
            "confidence": "text",
            "preferred": "flag",
            "preferred_reason": "text",
            **_PUBLICATION,
            "note": "text",
        },
        "changes": {
            "change_id": "text",
            **_WINDOW,
            "base_start": "date",
            "base_end": "date",
            "percent": "number",
            "value_text": "text",
            "lower": "number",
            "upper": "number",
            "observation_id": "text",
            "confidence": "text",
            **_PUBLICATION,
            "note": "text",
        },
        "sources": {
            "source_id": "text",
            "issuer": "text",
            "outlet": "text",
            "title": "text",
            "title_en": "text",
            "url": "text",
            "published": "text",
            "published_from": "date",
            "published_by": "date",
            "received": "date",
            "language": "text",
            "kind": "text",
            "tier": "text",
            "witness": "text",
            "terms": "text",
            "via": "text",
            "note": "text",
        },
        "indicators": {
            "indicator": "text",
            "name_en": "text",
            "name_zh": "text",
            "definition": "text",
            "counted": "text",
            "unit": "text",
            "iccs": "text",
            "iccs_reason": "text",
            "comparability": "text",
            "breaks": "text",
            "topic": "text",
        },
        "areas": {"ref_area": "text", "name_en": "text", "name_zh": "text", "members": "codes"},
        "issuers": {"issuer": "text", "name_en": "text", "name_zh": "text", "area": "text"},
        "events": {
            "event_id": "text",
            "date": "text",
            "date_from": "date",
            "date_to": "date",
            "kind": "text",
            "subject": "text",
            "title": "text",
            "actors": "codes",
            "value": "number",
            "unit": "text",
            **_PUBLICATION,
            "note": "text",
        },
        "facts": {"fact_id": "text", "subject": "text", "answer": "text", **_PUBLICATION, "note": "text"},
        "treaties": {
            "treaty_id": "text",
            "party": "text",
            "instrument": "text",
            "signed": "text",
            "signed_from": "date",
            "in_force": "text",
            "status": "text",
            "confidence": "text",
            **_PUBLICATION,
            "note": "text",
        },
        "references": {
            "reference_id": "text",
            "paper": "text",
            "number": "integer",
            "title": "text",
            "authors": "text",
            "outlet": "text",
            "year": "integer",
            "found_as": "text",
            "note": "text",
        },
        "claims": {
            "claim_id": "text",
            "paper": "text",
            "number": "integer",
            "section": "text",
            "cites": "codes",
            "test": "text",
            "statement": "text",
            "text": "text",
            "value": "number",
            "qualifier": "text",
            "unit": "text",
            "precision": "number",
            "lower": "number",
            "upper": "number",
            "indicator": "text",
            "ref_area": "text",
            "counterpart_area": "text",
            "period_start": "date",
            "period_end": "date",
            "base_start": "date",
            "base_end": "date",
            "subject": "text",
            "aspect": "text",
            "date_from": "date",
            "date_to": "date",
            "answers": "codes",
            "instruments": "codes",
            "parties": "codes",
            "reference": "integer",
            "against": "codes",
            "other_values": "codes",
            "counted": "text",
            "finding": "text",
            "finding_note": "text",
        },
        "corrections": {
            "correction_id": "text",
            "source_id": "text",
            "observation_id": "text",
            "date": "text",
            "what": "text",
            "why": "text",
        },
    }
)


def key_of(table: str) -> str:
    """The key column of a table."""
    return next(iter(TABLES[table]))
