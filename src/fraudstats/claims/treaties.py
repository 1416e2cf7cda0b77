"""Decide what a paper says about treaties: "only with these", or "with none"."""

from __future__ import annotations

import pandas as pd

from fraudstats.amounts import listed
from fraudstats.claims.claim import Claim
from fraudstats.claims.context import Context
from fraudstats.claims.verdict import Verdict
from fraudstats.errors import DatasetError
from fraudstats.vocabulary import AGREED_STATUSES, UNKNOWN

__all__ = ["NEEDS", "decide"]

#: What a claim must give.
NEEDS = ("instruments", "aspect")


def decide(claim: Claim, context: Context) -> Verdict:
    """The verdict on a list of treaty partners; ``aspect`` is ``only`` (these and no others) or ``none``."""
    treaties = context.dataset.treaties
    kind = treaties.loc[treaties["instrument"].isin(claim.instruments)]
    agreed = kind.loc[kind["status"].isin(AGREED_STATUSES)]
    if context.published is not None:
        agreed = agreed.loc[~(agreed["signed_from"] > pd.Timestamp(context.published))]
    if claim.aspect == "none":
        return _none(set(claim.parties), kind, agreed)
    if claim.aspect == "only":
        return _only(set(claim.parties), agreed, context)
    raise DatasetError(f"claim {claim.claim_id}: unknown aspect {claim.aspect!r} of treaties; choose from none, only")


def _only(claimed, agreed, context):
    partners = set(agreed["party"])
    if partners == claimed:
        return Verdict.supported(f"The treaties found are with {_names(claimed, context)}.", agreed["treaty_id"])
    missing, unfound = partners - claimed, claimed - partners
    parts = []
    if missing:
        parts.append(f"{_dated(agreed, missing, context)} must be added")
    if unfound:
        parts.append(f"no treaty with {_names(unfound, context)} was found")
    by = f" by {context.published}" if context.published is not None else ""
    why = f"{len(partners)} partners{by}, not {len(claimed)}: {'; '.join(parts)}."
    return Verdict("contradicted", why, tuple(agreed["treaty_id"]))


def _none(claimed, kind, agreed):
    contrary = agreed[agreed["party"].isin(claimed)]
    if not contrary.empty:
        return Verdict("contradicted", "A treaty was found.", tuple(contrary["treaty_id"]))
    looked = kind[kind["party"].isin(claimed)]
    if looked.empty:
        return Verdict("untraceable", "The dataset holds no search for such a treaty.")
    why = "No such treaty is in the lists read, which does not prove that there is none."
    return Verdict.supported(why, looked["treaty_id"], ["absence_not_proof"])


def _dated(agreed, parties, context):
    """The parties with the most precise date of signature that was read."""
    signed = agreed[agreed["signed"] != UNKNOWN].sort_values("signed", key=lambda dates: -dates.str.len())
    dates = signed.drop_duplicates("party").set_index("party")["signed"]
    return listed(
        context.area(party) + (f" (signed {dates[party]})" if party in dates else "") for party in sorted(parties)
    )


def _names(parties, context):
    return listed(context.area(party) for party in sorted(parties))
