"""Decide whether a paper's own list of references can carry what is hung on it."""

from __future__ import annotations

import re

import pandas as pd

from fraudstats.claims.verdict import Verdict

__all__ = ["decide"]


def decide(claim, context) -> Verdict:
    """The verdict on a reference; ``aspect`` says what is asked of it."""
    return _ASPECTS[claim.aspect](claim, context)


def _exists(claim, context):
    row = _entry(claim.reference, context)
    if row is None:
        last = context.references["number"].max()
        why = f"The list of references ends at {last}; [{claim.reference}] does not exist."
        return Verdict("internal_error", why, tuple(context.references["reference_id"]))
    return Verdict.supported(f"Reference [{claim.reference}] is in the list.", [row.reference_id])


def _cited(claim, context):
    row = _entry(claim.reference, context)
    body = context.claims[(context.claims["section"] != "references") & context.claims["cites"].notna()]
    citing = body[body["cites"].str.split().map(lambda numbers: str(claim.reference) in numbers)]
    if citing.empty:
        why = f"Reference [{claim.reference}] is listed but no claim of the text cites it."
        return Verdict("internal_error", why, (row.reference_id,))
    return Verdict.supported(f"{len(citing)} claim(s) cite it.", [row.reference_id, *citing["claim_id"]])


def _distinct(claim, context):
    row = _entry(claim.reference, context)
    twins = context.references[
        (context.references["title"].map(_bare) == _bare(row.title)) & (context.references["number"] != row.number)
    ]
    if twins.empty:
        return Verdict.supported(f"No other reference has the title of [{claim.reference}].", [row.reference_id])
    numbers = ", ".join(f"[{number}]" for number in twins["number"])
    why = f"References [{claim.reference}] and {numbers} are the same document."
    return Verdict("internal_error", why, (row.reference_id, *twins["reference_id"]))


def _can_report(claim, context):
    """A document cannot report what happened after it appeared."""
    row = _entry(claim.reference, context)
    if pd.isna(row.found_as):
        return _not_found(claim, row)
    published = context.sources.loc[row.found_as, "published_by"]
    if pd.notna(published) and published < claim.date_from:
        why = (
            f"Reference [{claim.reference}] appeared by {published:%Y-%m-%d} and cannot report what happened on "
            f"{claim.date_from:%Y-%m-%d}."
        )
        return Verdict("internal_error", why, (row.reference_id,))
    return Verdict.supported(f"Reference [{claim.reference}] is not older than the event.", [row.reference_id])


def _found(claim, context):
    row = _entry(claim.reference, context)
    if pd.isna(row.found_as):
        return _not_found(claim, row)
    return Verdict.supported(*_as_found(claim, row, context))


def _year(claim, context):
    row = _entry(claim.reference, context)
    if pd.isna(row.found_as):
        return _not_found(claim, row)
    published = context.sources.loc[row.found_as, "published_by"]
    if pd.isna(published):
        return Verdict("untraceable", "The document found bears no date.", (row.reference_id,))
    if published.year != row.year:
        why = f"The document found appeared in {published.year}, not {row.year}."
        return Verdict("contradicted", why, (row.reference_id,))
    return Verdict.supported(*_as_found(claim, row, context))


def _numbering(claim, context):
    listed = len(context.references)
    cited = context.claims["cites"].dropna().str.split().explode().astype(int)
    rests_on = tuple(context.references["reference_id"])
    if listed != claim.value:
        return Verdict("contradicted", f"The list has {listed} entries, not {claim.value:g}.", rests_on)
    if cited.max() > listed:
        why = f"The list has {listed} entries, but the text cites up to [{cited.max()}]."
        return Verdict("internal_error", why, rests_on)
    return Verdict.supported(f"The list has {listed} entries and the text cites no more.", rests_on)


def _as_found(claim, row, context):
    source = context.sources.loc[row.found_as]
    titles = {_bare(title) for title in (source["title"], source["title_en"]) if pd.notna(title)}
    why = f"Reference [{claim.reference}] was found"
    if _bare(row.title) in titles:
        return f"{why}.", [row.reference_id], ()
    return f"{why} under another title.", [row.reference_id], ("title_differs",)


def _not_found(claim, row):
    return Verdict("untraceable", f"Reference [{claim.reference}] was not found.", (row.reference_id,))


def _entry(number, context):
    rows = context.references[context.references["number"] == number]
    return None if rows.empty else next(rows.itertuples())


def _bare(title):
    """The words of a title; a title that was not read equals no other."""
    if pd.isna(title):
        return object()
    return re.sub(r"\W+", " ", title).strip().lower()


_ASPECTS = {
    "exists": _exists,
    "cited": _cited,
    "distinct": _distinct,
    "can_report": _can_report,
    "found": _found,
    "year": _year,
    "numbering": _numbering,
}
