"""Decide what a paper says of treaties: "only with these", or "with none"."""

from __future__ import annotations

from fraudstats.claims.verdict import Verdict
from fraudstats.claims.words import listed
from fraudstats.vocabulary import UNKNOWN

__all__ = ["decide"]

#: A status that means that an instrument has been agreed.
_AGREED = (
    "in_force", "signed", "ratified", "signed_ratified_by_china", "exists_dates_not_read", "in_force_date_not_read",
    "in_force_year_not_read",
)  # fmt: skip


def decide(claim, context) -> Verdict:
    """The verdict on a list of treaty partners; ``aspect`` is ``only`` (these and no others) or ``none``."""
    treaties = context.dataset.treaties
    kind = treaties[treaties["instrument"].isin(claim.instruments.split())]
    agreed = kind[kind["status"].isin(_AGREED) & ~(kind["signed_from"] > context.published)]
    claimed = set((claim.parties or "").split())
    if claim.aspect == "none":
        return _none(claimed, kind, agreed)
    partners = set(agreed["party"])
    if partners == claimed:
        return Verdict.supported(f"The treaties found are with {_names(claimed, context)}.", agreed["treaty_id"])
    missing, unfound = partners - claimed, claimed - partners
    parts = []
    if missing:
        parts.append(f"{_dated(agreed, missing, context)} must be added")
    if unfound:
        parts.append(f"no treaty with {_names(unfound, context)} was found")
    why = f"{len(partners)} partners by {context.published:%Y-%m-%d}, not {len(claimed)}: {'; '.join(parts)}."
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
