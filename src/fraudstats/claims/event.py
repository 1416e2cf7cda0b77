"""Decide what a paper says about an event: its date, its number, its participants."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from fraudstats.amounts import listed
from fraudstats.claims.claim import Claim
from fraudstats.claims.context import Context
from fraudstats.claims.verdict import Verdict
from fraudstats.dates import Window, is_missing

__all__ = ["NEEDS", "decide"]

#: What a claim must give.
NEEDS = ("subject",)


def decide(claim: Claim, context: Context) -> Verdict:
    """The verdict on a dated happening; every field that the claim gives is compared."""
    events = [event for event in context.dataset.events.to_dict("records") if event["subject"] == claim.subject]
    if not events:
        return Verdict("untraceable", f"No source in the dataset reports {claim.subject!r}.")
    agree, differ = {}, {}
    for aspect, compare in _ASPECTS.items():
        for event in events:
            answer = compare(claim, event, context)
            if answer is not None and (answer[0] or context.knew_source(str(event["source_id"]))):
                (agree if answer[0] else differ).setdefault(aspect, []).append((event["event_id"], answer[1]))
    return _verdict(claim, agree, differ)


def _verdict(claim, agree, differ):
    if not agree and not differ:
        return Verdict("untraceable", f"The sources on {claim.subject!r} do not speak of what is claimed.")
    silent = {aspect: found for aspect, found in differ.items() if aspect not in agree}
    if silent:
        return Verdict("contradicted", f"The sources say {_words(silent)}.", _ids(differ))
    if not differ:
        return Verdict.supported(f"The sources say {_words(agree)}.", _ids(agree))
    why = f"Sources say {_words(agree)}; others {_words(differ)}."
    return Verdict.supported(why, _ids(agree) + _ids(differ), ["sources_disagree"])


def _words(found):
    return listed(dict.fromkeys(words for answers in found.values() for _, words in answers))


def _ids(found):
    return tuple(dict.fromkeys(identifier for answers in found.values() for identifier, _ in answers))


def _date(claim, event, _):
    """Whether an event's date falls in the claimed one (or the other way round, where a source is less precise)."""
    if not claim.dated:
        return None
    relation = claim.date.relation(Window(event["date_from"], event["date_to"]))
    return relation in ("equal", "narrower", "wider"), event["date"]


def _value(claim, event, _):
    if is_missing(claim.value) or is_missing(event["value"]):
        return None
    return event["value"] == claim.value, f"{event['value']:g}"


def _actors(claim, event, context):
    """Whether the participants are those claimed; a list of partners may leave out China."""
    if not claim.parties or is_missing(event["actors"]):
        return None
    claimed, found = set(claim.parties), set(event["actors"].split())
    return claimed in (found, found - {"CN"}), listed(context.area(code) for code in sorted(found))


#: Aspect -> whether an event agrees with the claim in it, and what the source says; None where either is silent.
_Comparison = Callable[[Claim, Mapping[Hashable, Any], Context], tuple[bool, str] | None]
_ASPECTS: dict[str, _Comparison] = {"date": _date, "value": _value, "actors": _actors}
