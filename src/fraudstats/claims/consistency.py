"""Decide whether a paper agrees with itself."""

from __future__ import annotations

from math import floor, log10

import pandas as pd

from fraudstats.claims.verdict import Verdict
from fraudstats.claims.words import listed

__all__ = ["decide"]


def decide(claim, context) -> Verdict:
    """The verdict on a claim held against other claims of the same paper; ``aspect`` says how."""
    return _ASPECTS[claim.aspect](claim, context)


def _chronology(claim, context):
    """A text received on a day cannot report later events unless it was rewritten."""
    received = context.sources.loc[claim.paper, "received"]
    dated = context.claims[context.claims["date_to"].notna() & (context.claims["test"] == "event")]
    later = dated[dated["date_from"] > received]
    if later.empty:
        return Verdict.supported("Nothing that it reports is later than its receipt.", [claim.claim_id])
    last = later["date_from"].max()
    why = f"Received on {received:%Y-%m-%d}, it reports events up to {last:%Y-%m-%d}; no date of revision is printed."
    return Verdict("internal_error", why, tuple(later["claim_id"]))


def _order_of_magnitude(claim, context):
    others = _others(claim, context)
    order = floor(log10(claim.value))
    differing = others[[floor(log10(value)) != order for value in others["value"]]]
    if differing.empty:
        return Verdict.supported("The paper's other numbers are of this order.", others["claim_id"])
    numbers = listed(f"{value:,.0f}" for value in differing["value"])
    why = f"{claim.text!r} is of another order than the {numbers} that the paper gives elsewhere."
    return Verdict("internal_error", why, tuple(differing["claim_id"]))


def _same_date(claim, context):
    others = _others(claim, context)
    differing = others[(others["date_to"] < claim.date_from) | (others["date_from"] > claim.date_to)]
    if differing.empty:
        return Verdict.supported("The paper gives the same date elsewhere.", others["claim_id"])
    years = listed(dict.fromkeys(f"{day:%Y}" for day in differing["date_from"]))
    why = f"The paper itself says {years} elsewhere, not {claim.date_from:%Y}."
    return Verdict("internal_error", why, tuple(differing["claim_id"]))


def _same_value(claim, _):
    others = [float(value) for value in claim.other_values.split()]
    differing = [value for value in others if value != claim.value]
    if not differing:
        return Verdict.supported("The sentence gives one number.", [claim.claim_id])
    why = f"The same sentence gives {claim.value:g} and {listed(f'{value:g}' for value in differing)}."
    return Verdict("internal_error", why, (claim.claim_id,))


def _number_of_items(claim, _):
    items = claim.counted.split("; ")
    if len(items) == claim.value:
        return Verdict.supported(f"{len(items)} follow.", [claim.claim_id])
    return Verdict("internal_error", f"{len(items)} follow, not {claim.value:g}.", (claim.claim_id,))


def _others(claim, context):
    named = {f"{claim.paper}/{one}" for one in claim.against.split()} if pd.notna(claim.against) else set()
    return context.claims[context.claims["claim_id"].isin(named)]


_ASPECTS = {
    "chronology": _chronology,
    "order_of_magnitude": _order_of_magnitude,
    "same_date": _same_date,
    "same_value": _same_value,
    "number_of_items": _number_of_items,
}
