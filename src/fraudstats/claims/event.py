"""Decide what a paper says of an event: its date, its number, its participants."""

from __future__ import annotations

import pandas as pd

from fraudstats.claims.verdict import Verdict
from fraudstats.claims.words import listed

__all__ = ["decide"]


def decide(claim, context) -> Verdict:
    """The verdict on a dated happening; every field that the claim gives is compared."""
    events = context.dataset.events
    events = events[events["subject"] == claim.subject]
    if events.empty:
        return Verdict("untraceable", f"No source in the dataset reports {claim.subject!r}.")
    agree, differ = {}, {}
    for aspect, compare in _ASPECTS.items():
        for event in events.itertuples():
            says = compare(claim, event, context)
            if says is not None:
                (agree if says[0] else differ).setdefault(aspect, []).append((event.event_id, says[1]))
    if not agree and not differ:
        return Verdict("untraceable", f"The sources on {claim.subject!r} do not speak of what is claimed.")
    silent = [aspect for aspect in differ if aspect not in agree]
    if silent:
        told = listed(dict.fromkeys(words for aspect in silent for _, words in differ[aspect]))
        return Verdict("contradicted", f"The sources say {told}.", _ids(differ))
    said = listed(dict.fromkeys(words for found in agree.values() for _, words in found))
    if not differ:
        return Verdict.supported(f"The sources say {said}.", _ids(agree))
    other = listed(dict.fromkeys(words for found in differ.values() for _, words in found))
    return Verdict.supported(f"Sources say {said}; others {other}.", _ids(agree) + _ids(differ), ["sources_disagree"])


def _ids(found):
    return tuple(dict.fromkeys(identifier for pairs in found.values() for identifier, _ in pairs))


def _date(claim, event, _):
    """Whether an event's date falls in the claimed one (or the other way round, where a source is less precise)."""
    if pd.isna(claim.date_from):
        return None
    inside = event.date_from >= claim.date_from and event.date_to <= claim.date_to
    coarser = event.date_from <= claim.date_from and event.date_to >= claim.date_to
    return inside or coarser, event.date


def _value(claim, event, _):
    if pd.isna(claim.value) or pd.isna(event.value):
        return None
    return event.value == claim.value, f"{event.value:g}"


def _actors(claim, event, context):
    """Whether the participants are those claimed; a list of partners may leave out China."""
    if pd.isna(claim.parties) or pd.isna(event.actors):
        return None
    claimed, found = set(claim.parties.split()), set(event.actors.split())
    return claimed in (found, found - {"CN"}), listed(context.area(code) for code in sorted(found))


_ASPECTS = {"date": _date, "value": _value, "actors": _actors}
