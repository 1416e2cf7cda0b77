"""The closed code lists of the tables, and what each code means."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["LISTS", "code_list", "list_of"]

#: List -> code -> meaning.
LISTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "qualifier": {
            "exact": "A full count",
            "rounded": "Rounded to the last printed unit",
            "truncated": "The rest was cut off",
            "rounded_up": "Every started unit counts",
            "more_than": "More than the printed number (余, 多)",
            "at_least": "At least the printed number (以上); no upper end",
            "nearly": "The printed number is not quite reached (近)",
            "about": "About the printed number (约)",
            "up_to": "No more than the printed number",
        },
        "basis": {
            "printed": "Printed in the source",
            "implied": "Follows from the source; the reason is given",
            "unknown": "Not known",
        },
        "obs_status": {
            "A": "Normal value",
            "P": "Provisional value",
            "E": "Estimated value",
            "R": "Revised value",
            "D": "Definition differs",
            "B": "Break in the series",
            "M": "Missing value",
        },
        "confidence": {
            "high": "Number, window and meaning are clear",
            "medium": "Window or meaning needed a judgement; see the note",
            "low": "Doubtful; see the note",
        },
        "tier": {
            "issuer_site": "Site of the issuer itself",
            "state_media": "State media",
            "other_media": "Other media",
            "repost": "Copy of another outlet's text",
        },
        "source_kind": {
            "news_report": "News report",
            "press_release": "Press release",
            "statistical_yearbook": "Statistical yearbook",
            "statistical_table": "Statistical table",
            "work_report": "Work report",
            "white_paper": "White paper",
            "treaty": "Treaty",
            "statute": "Statute",
            "paper": "Scholarly paper",
            "database": "Database",
            "verdict": "Verdict",
            "social_media": "Post on social media",
        },
        "terms": {
            "not_seen": "The page read stated no terms of use",
            "all_rights_reserved": "All rights reserved",
            "public_domain": "Public domain",
            "cc_by_4_0": "CC BY 4.0",
            "cc_by_sa_4_0": "CC BY-SA 4.0",
            "cc_by_nc_4_0": "CC BY-NC 4.0",
            "ogl_3_0": "Open Government Licence 3.0",
            "government_open_data": "Open government data",
            "free_reuse_with_source": "Free reuse if the source is named",
        },
        "event_kind": {
            "handover": "Handover of suspects",
            "meeting": "Meeting",
            "operation": "Police operation",
            "verdict": "Verdict",
            "warrant": "Warrant",
            "mechanism": "Standing mechanism of cooperation",
            "treaty": "Treaty",
            "law": "Law",
            "patrol": "Joint patrol",
            "report": "Report",
        },
        "instrument": {
            "extradition": "Extradition treaty",
            "mla_criminal": "Legal assistance in criminal matters",
            "mla_civil_criminal": "Legal assistance in civil and criminal matters",
            "mla_civil": "Legal assistance in civil matters",
            "transfer_sentenced": "Transfer of sentenced persons",
        },
        "treaty_status": {
            "in_force": "In force",
            "signed": "Signed",
            "ratified": "Ratified",
            "signed_ratified_by_china": "Signed, and ratified by China",
            "negotiating": "Under negotiation",
            "none_found": "No such treaty was found",
            "exists_dates_not_read": "Exists; its dates could not be read",
            "in_force_date_not_read": "In force; the date could not be read",
            "in_force_year_not_read": "In force; the year could not be read",
        },
        "claim_test": {
            "count": "A count of an indicator over a window",
            "change": "A change between two windows",
            "event": "A dated event",
            "fact": "Something neither counted nor dated",
            "treaties": "A count or list of treaties",
            "reference": "An entry of the paper's references",
            "consistency": "Agreement of the paper with itself",
            "none": "Nothing that data could decide",
        },
        "finding": {
            "supported": "Supported",
            "supported_with_caveat": "Supported with a caveat",
            "contradicted": "Contradicted",
            "untraceable": "Untraceable",
            "internal_error": "The paper contradicts itself",
        },
    }
)

#: Column, or table and column where the name alone does not tell -> list.
_CODED = {
    "qualifier": "qualifier",
    "start_basis": "basis",
    "end_basis": "basis",
    "obs_status": "obs_status",
    "confidence": "confidence",
    "tier": "tier",
    "terms": "terms",
    "instrument": "instrument",
    "test": "claim_test",
    "finding": "finding",
    "sources.kind": "source_kind",
    "events.kind": "event_kind",
    "treaties.status": "treaty_status",
}


def list_of(table: str, column: str) -> str | None:
    """The name of the code list that a column's values come from, or None.

    >>> list_of("treaties", "status")
    'treaty_status'
    """
    return _CODED.get(f"{table}.{column}", _CODED.get(column))


def code_list(table: str, column: str) -> Mapping[str, str]:
    """The codes of a column with their meanings; empty if its values are free."""
    return LISTS.get(list_of(table, column), {})
