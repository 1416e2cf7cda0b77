"""Decide a claimed count: is the number printed, for that window, with that certainty?"""

from __future__ import annotations

import pandas as pd

from fraudstats.claims.verdict import Verdict
from fraudstats.claims.windows import relation
from fraudstats.claims.words import listed, printed, window_words

__all__ = ["decide", "observations_of"]

_CLOSENESS = {"equal": 0, "narrower": 1, "wider": 2, "shifted": 3, "announced": 4, "unknown": 5, "apart": 6}
#: Days after an announcement on which outlets print it.
_SAME_NEWS = range(3)
_TIERS = {"issuer_site": 0, "state_media": 1, "other_media": 2, "repost": 3}
_LOOSE = ("more_than", "at_least", "nearly", "about", "up_to")


def decide(claim, context) -> Verdict:
    """The verdict on a claimed count."""
    observations = observations_of(claim, context.dataset)
    observations["relation"] = [_relation(claim, o) for o in observations.itertuples()]
    same_value = observations[observations["value"].between(*_claimed_range(claim))]
    matches = same_value[same_value["relation"] != "apart"]
    if matches.empty:
        return _not_printed(claim, observations, same_value)
    matches = _best_first(matches, context)
    return _printed_as(claim, matches, observations, same_value, context)


def _relation(claim, observation):
    """Where the observation's window lies; ``announced`` if the claim names no more than the day it was announced."""
    where = relation(claim.period_start, claim.period_end, observation.period_start, observation.period_end)
    after = observation.published_by - claim.period_start
    if where in ("apart", "unknown") and claim.period_start == claim.period_end and after.days in _SAME_NEWS:
        return "announced"
    return where


def observations_of(claim, dataset) -> pd.DataFrame:
    """All observations of a claim's indicator and areas."""
    table = dataset.observations
    keep = (table["indicator"] == claim.indicator) & (table["ref_area"] == claim.ref_area)
    if pd.notna(claim.counterpart_area):
        keep &= table["counterpart_area"] == claim.counterpart_area
    return table[keep].reset_index(drop=True)


def _claimed_range(claim):
    """Printed numbers that a claim's own rounding makes the same number."""
    if claim.qualifier in ("rounded", "about") and pd.notna(claim.lower):
        return claim.lower, claim.upper
    return claim.value, claim.value


def _best_first(matches, context):
    """Nearest window first; then a print with a qualifier, which retellings drop more often than add; then the tier."""
    keys = {
        "relation": matches["relation"].map(_CLOSENESS),
        "plain": ~matches["qualifier"].isin(_LOOSE),
        "tier": matches["source_id"].map(context.tiers).map(_TIERS),
        "id": matches["observation_id"],
    }
    return matches.loc[pd.DataFrame(keys).sort_values(list(keys)).index]


def _printed_as(claim, matches, observations, same_value, context):
    best = matches.iloc[0]
    findings = [
        *_window_caveat(claim, best),
        *_qualifier_caveat(claim, best),
        *_other_numbers(claim, best, observations),
        *_growth_caveat(claim, best, observations, context),
        *_containment_caveat(claim, matches, context),
        *_twin_caveat(best, same_value),
    ]
    said = f"{printed(best)} is printed for {window_words(best.period_start, best.period_end)}"
    why = "; ".join([said, *(words for _, words, _ in findings)])
    beside = [identifier for *_, identifiers in findings for identifier in identifiers]
    rests_on = dict.fromkeys([*matches["observation_id"], *beside])
    return Verdict.supported(f"{why}.", rests_on, tuple(code for code, *_ in findings))


def _window_caveat(claim, best):
    if pd.isna(claim.period_end) and pd.notna(best.period_end):
        yield "as_of_missing", "the claim does not say up to when", ()
    elif best.relation != "equal":
        codes = {"announced": "announcement_day"}
        yield (
            codes.get(best.relation, f"window_{best.relation}"),
            f"the claim says {window_words(claim.period_start, claim.period_end)}",
            (),
        )


def _qualifier_caveat(claim, best):
    if best.qualifier in _LOOSE and claim.qualifier not in _LOOSE:
        yield "qualifier_lost", f"the claim drops {best.qualifier.replace('_', ' ')!r}", ()


def _other_numbers(claim, best, observations):
    """Numbers for just the claimed window (the whole year, where it is left open) that exclude the claimed one."""
    start, end = claim.period_start, claim.period_end
    if pd.isna(end) and pd.notna(start) and start.is_year_start:
        end = start + pd.offsets.YearEnd()
    whole = observations[(observations["period_start"] == start) & (observations["period_end"] == end)]
    other = whole[~_overlaps(whole, best)]
    if other.empty:
        return
    code = "restated_later" if best.relation == "equal" else "full_window_differs"
    row = other.sort_values(["published_by", "observation_id"]).iloc[-1]
    yield code, f"for {window_words(start, end)} {printed(row)} is printed", tuple(other["observation_id"])


def _growth_caveat(claim, best, observations, context):
    """A running total that was already higher when the paper appeared."""
    if pd.notna(claim.period_end):
        return
    later = observations[
        (observations["value"] > best.value)
        & (observations["published_by"] > best.published_by)
        & (observations["published_by"] <= context.published)
        & (observations["period_start"].isna() | (observations["period_start"] <= best.period_start))
    ]
    if not later.empty:
        row = later.sort_values(["value", "observation_id"]).iloc[-1]
        yield "grown_since", f"by {row.published_by:%Y-%m-%d} it was {printed(row)}", (row.observation_id,)


def _containment_caveat(claim, matches, context):
    """A batch inside another number that the paper gives of the same thing, as if the two could be added."""
    table = context.dataset.observations.set_index("observation_id")
    others = context.claims[
        (context.claims["indicator"] == claim.indicator) & (context.claims["value"] != claim.value)
    ].set_index("value")["claim_id"]
    for identifier in dict.fromkeys(matches["part_of"].dropna()):
        whole = table.loc[identifier]
        if whole["indicator"] == claim.indicator and whole["value"] in others.index:
            number = others[[whole["value"]]].iloc[0].rpartition("/")[2]
            yield "part_of_another", f"it is a part of the {whole['value']:,.0f} of claim {number}", (identifier,)
            return


def _twin_caveat(best, same_value):
    twins = same_value[(same_value["relation"] == "apart") & (same_value["unit"] == best.unit)]
    if not twins.empty:
        windows = dict.fromkeys(window_words(t.period_start, t.period_end) for t in twins.itertuples())
        yield "same_number_elsewhere", f"it is printed for {listed(windows)} too", tuple(twins["observation_id"])


def _not_printed(claim, observations, same_value):
    contrary = observations[(observations["relation"] == "equal") & ~_overlaps(observations, claim)]
    if not contrary.empty:
        row = contrary.sort_values("published_by").iloc[-1]
        why = f"for {window_words(claim.period_start, claim.period_end)} {printed(row)} is printed."
        return Verdict("contradicted", _capital(why), tuple(contrary["observation_id"]))
    near = _neighbours(claim, observations)
    words = [f"{printed(row)} for {window_words(row.period_start, row.period_end)}" for row in near]
    beside = f"; its neighbours are {listed(words)}" if words else ""
    why = f"No source in the dataset prints {printed(claim)}{beside}."
    return Verdict("untraceable", why, tuple(row.observation_id for row in near))


def _neighbours(claim, observations):
    """The nearest printed numbers below and above, whose windows end (or were announced) in or soon after the claim's."""
    end = observations["period_end"].fillna(observations["published_by"])
    close = observations[(end >= claim.period_start) & (end <= claim.period_end + pd.Timedelta(days=366))]
    below = close[close["value"] < claim.value].nlargest(1, "value")
    above = close[close["value"] > claim.value].nsmallest(1, "value")
    return list(pd.concat([below, above]).itertuples())


def _overlaps(table, row):
    return (table["lower"] <= row.upper) & (row.lower <= table["upper"])


def _capital(text):
    return text[0].upper() + text[1:]
