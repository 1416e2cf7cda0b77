"""What each table and each column holds, in one line: field descriptions, headings' notes and variable labels alike.

A description has at most 80 characters, which is what Stata keeps of a label.
"""

from __future__ import annotations

from types import MappingProxyType

__all__ = ["COLUMNS", "TABLE_TITLES", "describe"]

TABLE_TITLES = MappingProxyType(
    {
        "observations": "Numbers as printed: one row is one number in one source",
        "changes": "Stated changes: one row is one printed percentage between two windows",
        "sources": "The published documents that everything was transcribed from",
        "indicators": "What is counted: one indicator is one definition",
        "areas": "Countries, parts of countries and groups of countries",
        "issuers": "The bodies whose statistics the numbers are",
        "events": "Dated events of the cooperation against telecom fraud",
        "facts": "Stated facts that are neither counted nor dated",
        "treaties": "Treaties between China and other states, and where none was found",
        "references": "The audited papers' own lists of references",
        "claims": "What the audited papers assert",
        "corrections": "Transcriptions that were corrected or withdrawn",
    }
)

#: Column, or table and column where one name means different things -> description.
COLUMNS = MappingProxyType(
    {
        "observation_id": "Observation: id of the source, a slash, id within the source",
        "indicator": "Code of the indicator",
        "ref_area": "Area that the number is about (ISO 3166; X.. for groups)",
        "counterpart_area": "The other country of a bilateral count",
        "sub_area": "Place within the area, as named by the source",
        "period_start": "First day of the window that the number counts; empty: unknown",
        "period_end": "Last day of the window that the number counts; empty: unknown",
        "start_basis": "How the first day is known",
        "end_basis": "How the last day is known",
        "start_reason": "Why the first day is implied",
        "end_reason": "Why the last day is implied",
        "period_text": "The window in the source's words",
        "value": "The printed number",
        "value_text": "The number as printed, with its unit",
        "qualifier": "How the number was printed",
        "unit": "Unit of the value",
        "precision": "Last printed unit: 10000 for 37万",
        "lower": "Lower end of the true values that the print allows",
        "upper": "Upper end of the true values that the print allows",
        "interval_rule": "Convention and qualifier that gave the range",
        "obs_status": "Status of the observation (SDMX OBS_STATUS)",
        "by": "Who acted, as named by the source",
        "part_of": "Observation whose number contains this one as a batch",
        "confidence": "Confidence in the transcription and its meaning",
        "preferred": "Whether to use this number among those of the same window",
        "preferred_reason": "Rule, or curator's reason, by which it is preferred",
        "source_id": "Source",
        "witness": "Independent origin of the number; copies of one text share it",
        "published": "Date of publication as precise as known, or 'unknown'",
        "published_by": "Last day on which it may have been published; empty: unknown",
        "note": "Remarks of the transcriber",
        "change_id": "Stated change: id of the source, a slash, id within the source",
        "base_start": "First day of the window that is compared with",
        "base_end": "Last day of the window that is compared with",
        "percent": "The printed change in percent",
        "changes.value_text": "The change as printed",
        "changes.lower": "Lower end of the change that the print allows, as a fraction",
        "changes.upper": "Upper end of the change that the print allows, as a fraction",
        "changes.observation_id": "The observation that the change speaks of",
        "issuer": "Body whose statistic it is",
        "outlet": "Where it was read",
        "title": "Title in the original language",
        "title_en": "Title in English",
        "url": "Address",
        "published_from": "First day on which it may have been published; empty: unknown",
        "received": "Day on which a journal received the paper",
        "language": "Language of the document (ISO 639)",
        "kind": "Kind of document",
        "tier": "How close the copy that was read is to the issuer",
        "terms": "Terms of use that the page states",
        "via": "The document that this one quotes",
        "name_en": "Name in English",
        "name_zh": "Name in Chinese",
        "definition": "Definition",
        "counted": "What is counted",
        "iccs": "Code of the International Classification of Crime, or 'none'",
        "iccs_reason": "Why there is no such code",
        "comparability": "With what it may and may not be compared",
        "breaks": "Days on which the definition changed, and how",
        "topic": "Topic",
        "members": "Areas of the group, separated by spaces",
        "issuers.area": "Area of the body",
        "event_id": "Event: id of the source, a slash, id within the source",
        "date": "Date as precise as known",
        "date_from": "First day that the date may mean",
        "date_to": "Last day that the date may mean",
        "events.kind": "Kind of event",
        "events.title": "What happened",
        "events.value": "Number of the event, such as persons handed over",
        "subject": "Subject",
        "actors": "Areas that acted, separated by spaces",
        "fact_id": "Fact: id of the source, a slash, id within the source",
        "answer": "What the source says of the subject",
        "treaty_id": "Treaty: id of the source, a slash, id within the source",
        "party": "The other party",
        "instrument": "Kind of treaty",
        "signed": "Date of signature as precise as known, or 'unknown'",
        "signed_from": "First day that the date of signature may mean",
        "in_force": "Date of entry into force as precise as known, or 'unknown'",
        "status": "Status of the treaty",
        "reference_id": "Reference: id of the paper, a slash, number in its list",
        "paper": "The paper (a source)",
        "references.number": "Number in the paper's list",
        "references.title": "Title as the paper gives it",
        "references.outlet": "Outlet as the paper gives it",
        "authors": "Authors as the paper gives them",
        "year": "Year as the paper gives it",
        "found_as": "Source that the reference was found to be",
        "claim_id": "Claim: id of the paper, a slash, id within the paper",
        "claims.number": "Position among the paper's claims",
        "section": "Section of the paper",
        "cites": "Numbers of the references that the claim cites",
        "test": "Kind of claim, which decides how it is tested",
        "statement": "The claim in our words",
        "text": "The number as the paper prints it",
        "aspect": "What is asserted of the subject",
        "answers": "Answers that would support the claim, separated by spaces",
        "instruments": "Kinds of treaty that are counted, separated by spaces",
        "parties": "Parties that the claim names, separated by spaces",
        "reference": "Number of the reference that is checked",
        "against": "Claims that it is held against, separated by spaces",
        "other_values": "Other numbers that the paper gives for it, separated by spaces",
        "claims.counted": "What the claim counts, where the indicator does not say it",
        "finding": "A human reader's finding; the audit's own verdict stands beside it",
        "finding_note": "Reason of the human reader's finding",
        "correction_id": "Correction: id of the source, #, number",
        "corrections.observation_id": "The observation that was corrected or withdrawn",
        "corrections.date": "Day of the correction",
        "what": "What was corrected",
        "why": "Why it was corrected",
    }
)


def describe(table: str, column: str) -> str:
    """The description of a column.

    >>> describe("changes", "lower")
    'Lower end of the change that the print allows, as a fraction'
    """
    return COLUMNS.get(f"{table}.{column}") or COLUMNS[column]
