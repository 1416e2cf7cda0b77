"""Decide whether a paper agrees with itself."""

from __future__ import annotations

from collections.abc import Callable
from math import floor, log10

from fraudstats.amounts import listed
from fraudstats.claims.claim import Claim
from fraudstats.claims.context import Context
from fraudstats.claims.verdict import Verdict
from fraudstats.dates import last_day
from fraudstats.errors import DatasetError

__all__ = ["NEEDS", "decide"]

#: What a claim must give.
NEEDS = ("aspect",)
_NOTHING_TO_COMPARE = Verdict("untraceable", "None of the claims or numbers that it is to be compared with was read.")


def decide(claim: Claim, context: Context) -> Verdict:
    """The verdict on a claim held against other claims of the same paper; ``aspect`` names the question."""
    if claim.aspect not in _ASPECTS:
        known = ", ".join(_ASPECTS)
        raise DatasetError(
            f"claim {claim.claim_id}: unknown aspect {claim.aspect!r} of consistency; choose from {known}"
        )
    return _ASPECTS[claim.aspect](claim, context)


def _chronology(claim, context):
    """A text received on a day cannot report later events unless it was rewritten."""
    received = last_day(context.sources.get(claim.paper, {}).get("received"))
    if received is None:
        return Verdict("untraceable", "The dataset does not hold the day on which the paper was received.")
    dated = [one for one in context.claims if one.test == "event" and one.date.known]
    later = [one for one in dated if one.date.start > received]
    if not later:
        return Verdict.supported("Nothing that it reports is later than its receipt.", [claim.claim_id])
    last = max(one.date.start for one in later)
    why = f"Received on {received}, it reports events up to {last}; no date of revision is printed."
    return Verdict("internal_error", why, tuple(one.claim_id for one in later))


def _order_of_magnitude(claim, context):
    others = _others(claim, context)
    if not others:
        return _NOTHING_TO_COMPARE
    differing = [one for one in others if _order(one.value) != _order(claim.value)]
    if not differing:
        return Verdict.supported("The paper's other numbers are of this order.", [one.claim_id for one in others])
    numbers = listed(f"{one.value:,.0f}" for one in differing)
    why = f"{claim.text!r} is of another order than the {numbers} that the paper gives elsewhere."
    return Verdict("internal_error", why, tuple(one.claim_id for one in differing))


def _order(value):
    return floor(log10(value)) if value > 0 else None


def _same_date(claim, context):
    others = _others(claim, context)
    if not others:
        return _NOTHING_TO_COMPARE
    differing = [one for one in others if claim.date.relation(one.date) == "apart"]
    if not differing:
        return Verdict.supported("The paper gives the same date elsewhere.", [one.claim_id for one in others])
    years = listed(dict.fromkeys(one.date.start.year for one in differing))
    why = f"The paper itself says {years} elsewhere, not {claim.date.start.year}."
    return Verdict("internal_error", why, tuple(one.claim_id for one in differing))


def _same_value(claim, _):
    if not claim.other_values:
        return _NOTHING_TO_COMPARE
    differing = [value for value in claim.other_values if value != claim.value]
    if not differing:
        return Verdict.supported("The sentence gives one number.", [claim.claim_id])
    why = f"The same sentence gives {claim.value:g} and {listed(f'{value:g}' for value in differing)}."
    return Verdict("internal_error", why, (claim.claim_id,))


def _number_of_items(claim, _):
    items = len(claim.counted)
    if items == claim.value:
        return Verdict.supported(f"{items} follow.", [claim.claim_id])
    return Verdict("internal_error", f"{items} follow, not {claim.value:g}.", (claim.claim_id,))


def _others(claim, context):
    named = {f"{claim.paper}/{one}" for one in claim.against}
    return [one for one in context.claims if one.claim_id in named]


_ASPECTS: dict[str, Callable[[Claim, Context], Verdict]] = {
    "chronology": _chronology,
    "order_of_magnitude": _order_of_magnitude,
    "same_date": _same_date,
    "same_value": _same_value,
    "number_of_items": _number_of_items,
}
