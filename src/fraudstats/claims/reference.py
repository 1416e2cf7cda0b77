"""Check claims about a paper's reference list: what it holds, what is cited, and what a document can report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from fraudstats.claims.claim import Claim
from fraudstats.claims.context import Context, Reference
from fraudstats.claims.verdict import Verdict
from fraudstats.claims.words import bare
from fraudstats.dates import last_day
from fraudstats.errors import DatasetError

__all__ = ["NEEDS", "decide"]

#: What a claim must give.
NEEDS = ("aspect",)


def decide(claim: Claim, context: Context) -> Verdict:
    """The verdict on a reference, or on the list; ``aspect`` names the question."""
    if claim.aspect == "numbering":
        return _numbering(claim, context)
    if claim.aspect not in _OF_AN_ENTRY:
        known = ", ".join(["numbering", *_OF_AN_ENTRY])
        raise DatasetError(
            f"claim {claim.claim_id}: unknown aspect {claim.aspect!r} of a reference; choose from {known}"
        )
    entry = next((one for one in context.references if one.number == claim.reference), None)
    if entry is None:
        return _not_listed(claim, context)
    return _OF_AN_ENTRY[claim.aspect](claim, entry, context)


def _not_listed(claim: Claim, context: Context) -> Verdict:
    if not context.references:
        return Verdict("untraceable", "The dataset holds no list of references of this paper.")
    last = max(one.number for one in context.references)
    why = f"The list of references ends at {last}; [{claim.reference}] does not exist."
    return Verdict("internal_error", why, tuple(one.reference_id for one in context.references))


def _exists(claim: Claim, entry: Reference, context: Context) -> Verdict:
    return Verdict.supported(f"Reference [{entry.number}] is in the list.", [entry.reference_id])


def _cited(claim: Claim, entry: Reference, context: Context) -> Verdict:
    citing = [one for one in context.claims if one.section != "references" and str(entry.number) in one.cites]
    if not citing:
        why = f"Reference [{entry.number}] is listed but no claim of the text cites it."
        return Verdict("internal_error", why, (entry.reference_id,))
    ids = [entry.reference_id, *(one.claim_id for one in citing)]
    return Verdict.supported(f"{len(citing)} claim(s) cite it.", ids)


def _distinct(claim: Claim, entry: Reference, context: Context) -> Verdict:
    title = bare(entry.title)
    twins = [one for one in context.references if title and bare(one.title) == title and one != entry]
    if not twins:
        return Verdict.supported(f"No other reference has the title of [{entry.number}].", [entry.reference_id])
    numbers = ", ".join(f"[{one.number}]" for one in twins)
    why = f"References [{entry.number}] and {numbers} are the same document."
    return Verdict("internal_error", why, (entry.reference_id, *(one.reference_id for one in twins)))


def _can_report(claim: Claim, entry: Reference, context: Context) -> Verdict:
    """A document cannot report what happened after it appeared."""
    if entry.found_as is None:
        return _not_found(entry)
    published, happened = _published(entry, context), claim.date.start
    if published is not None and happened is not None and published < happened:
        why = f"Reference [{entry.number}] appeared by {published} and cannot report what happened on {happened}."
        return Verdict("internal_error", why, (entry.reference_id,))
    return Verdict.supported(f"Reference [{entry.number}] is not older than the event.", [entry.reference_id])


def _found(claim: Claim, entry: Reference, context: Context) -> Verdict:
    if entry.found_as is None:
        return _not_found(entry)
    source = context.sources[entry.found_as]
    titles = {bare(source["title"]), bare(source["title_en"])} - {""}
    why = f"Reference [{entry.number}] was found"
    if bare(entry.title) in titles:
        return Verdict.supported(f"{why}.", [entry.reference_id])
    return Verdict.supported(f"{why} under another title.", [entry.reference_id], ["title_differs"])


def _year(claim: Claim, entry: Reference, context: Context) -> Verdict:
    if entry.found_as is None:
        return _not_found(entry)
    published = _published(entry, context)
    if published is None:
        return Verdict("untraceable", "The document found bears no date.", (entry.reference_id,))
    if published.year != entry.year:
        why = f"The document found appeared in {published.year}, not {entry.year or 'a year that the list gives'}."
        return Verdict("contradicted", why, (entry.reference_id,))
    return _found(claim, entry, context)


def _numbering(claim: Claim, context: Context) -> Verdict:
    listed = len(context.references)
    last_cited = max((int(number) for one in context.claims for number in one.cites), default=0)
    rests_on = tuple(one.reference_id for one in context.references)
    if listed != claim.value:
        return Verdict("contradicted", f"The list has {listed} entries, not {claim.value:g}.", rests_on)
    if last_cited > listed:
        why = f"The list has {listed} entries, but the text cites up to [{last_cited}]."
        return Verdict("internal_error", why, rests_on)
    return Verdict.supported(f"The list has {listed} entries and the text cites no more.", rests_on)


def _not_found(entry: Reference) -> Verdict:
    return Verdict("untraceable", f"Reference [{entry.number}] was not found.", (entry.reference_id,))


def _published(entry: Reference, context: Context) -> dt.date | None:
    return last_day(context.sources[entry.found_as or ""]["published_by"])


_OF_AN_ENTRY: dict[str, Callable[[Claim, Reference, Context], Verdict]] = {
    "exists": _exists,
    "cited": _cited,
    "distinct": _distinct,
    "can_report": _can_report,
    "found": _found,
    "year": _year,
}
