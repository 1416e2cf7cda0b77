"""What is to be said beside a number that a source prints: its window, its word, other and later numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from fraudstats.amounts import listed
from fraudstats.claims.agreement import claimed_range
from fraudstats.claims.claim import Claim
from fraudstats.claims.context import Context
from fraudstats.claims.evidence import Observation
from fraudstats.dates import Window
from fraudstats.vocabulary import QUALIFIERS

__all__ = ["Finding", "findings"]

#: What a caveat is: its code, how it is said, and ids of what else it rests on.
Finding = tuple[str, str, tuple[str, ...]]


def findings(
    claim: Claim, matches: Sequence[Observation], where: Mapping[Observation, str], grade: str, context: Context
) -> list[Finding]:
    """The caveats on a number that the first of some prints supports.

    Parameters
    ----------
    claim : Claim
    matches : sequence of Observation
        The prints that support it, the best first.
    where : mapping
        Every observation of the count -> how its window lies, seen from the claim's.
    grade : str
        How the best agrees, where it is of the claimed window; see `fraudstats.claims.agreement`.
    context : Context
    """
    best = matches[0]
    if where[best] == "equal":
        found = [*_grade(claim, best, grade), *_other_prints(claim, matches, where, context)]
    else:
        found = [
            *_window(claim, best, where[best]),
            *_qualifier(claim, best),
            *_whole_window(claim, best, where, context),
        ]
    found += [*_growth(claim, best, where, context), *_containment(claim, best, where, context)]
    return found if where[best] == "equal" else [*found, *_twin(best, where)]


def _grade(claim, best, grade) -> Iterator[Finding]:
    said = {
        "looser": "the claim leaves more open",
        "ranges_overlap": "the claim and it can both be true",
        "cut_off": "the claim cuts it off",
        "qualifier_changed": f"the claim says {_word(claim)!r}",
        "qualifier_lost": f"the claim drops {_word(best)!r}",
    }
    if grade:
        yield grade, said[grade], ()


def _word(number):
    return number.qualifier.replace("_", " ")


def _window(claim, best, where) -> Iterator[Finding]:
    if claim.window == Window(None, None):
        yield "window_missing", "the claim does not say for what time", ()
    elif claim.window.end is None and best.window.end is not None:
        yield "as_of_missing", "the claim does not say up to when", ()
    elif where != "equal":
        code = "announcement_day" if where == "announced" else f"window_{where}"
        yield code, f"the claim says {claim.window.words}", ()


def _qualifier(claim, best) -> Iterator[Finding]:
    claimed = QUALIFIERS.get(claim.qualifier)
    if best.loose and not (claimed and claimed.loose):
        yield "qualifier_lost", f"the claim drops {_word(best)!r}", ()


def _other_prints(claim, matches, where, context) -> Iterator[Finding]:
    """Prints of the same window that exclude the claim; of an earlier number that was replaced nothing is said."""
    agreeing = {one for one in where if where[one] == "equal" and one.interval.overlaps(claimed_range(claim))}
    other = [one for one in where if where[one] == "equal" and one not in (*matches, *agreeing)]
    known = [one for one in other if context.knew(one.published)]
    beside, later = _beside_and_later(known, [one.published for one in matches if one.published is not None])
    if beside:
        words = f"others print {_latest(beside).words} for the same time"
        yield "sources_disagree", words, tuple(one.observation_id for one in beside)
    elif later:
        words = f"on {_latest(later).published} {_latest(later).words} was printed for the same time"
        yield "restated_later", words, tuple(one.observation_id for one in later)


def _beside_and_later(others, dates):
    """Prints that were out at the time of those that agree (or at an unknown time), and those that came after them."""
    if not dates:
        return others, []
    later = [one for one in others if one.published is not None and one.published > max(dates)]
    earlier = [one for one in others if one.published is not None and one.published < min(dates)]
    return [one for one in others if one not in later and one not in earlier], later


def _whole_window(claim, best, where, context) -> Iterator[Finding]:
    """Numbers for just the claimed window (the whole year, where it is left open) that exclude the printed one."""
    window = _closed(claim.window)
    other = [one for one in where if one.window == window and not one.interval.overlaps(best.interval)]
    other = [one for one in other if context.knew(one.published)]
    if window.known and other:
        words = f"for {window.words} {_latest(other).words} is printed"
        yield "full_window_differs", words, tuple(one.observation_id for one in other)


def _closed(window):
    """The window, with the end of its year where it begins with one and its end is not known."""
    start, end = window
    if end is None and start is not None and (start.month, start.day) == (1, 1):
        return Window(start, dt.date(start.year, 12, 31))
    return window


def _growth(claim, best, where, context) -> Iterator[Finding]:
    """A running total that was already higher when the paper appeared."""
    if claim.window.end is not None or claim.window.start is None or best.published is None:
        return
    later = [
        one
        for one in where
        if one.value > best.value
        and one.published is not None
        and best.published < one.published
        and context.knew(one.published)
        and _starts_no_later(one.window, best.window)
    ]
    if later:
        last = max(later, key=lambda one: (one.value, one.observation_id))
        yield "grown_since", f"by {last.published} it was {last.words}", (last.observation_id,)


def _starts_no_later(window, other):
    return window.start is None or (other.start is not None and window.start <= other.start)


def _containment(claim, best, where, context) -> Iterator[Finding]:
    """A batch inside another number that the paper gives of the same thing, as if the two could be added."""
    others: dict[float, str] = {}
    for one in context.claims:
        same = (one.indicator, one.counterpart_area) == (claim.indicator, claim.counterpart_area)
        if same and one.value != claim.value:
            others.setdefault(one.value, one.name)
    same = [one for one in where if one.value == best.value and where[one] != "apart"]
    for identifier in dict.fromkeys(one.part_of for one in same if one.part_of):
        whole = context.observed.get(identifier)
        if whole and whole["indicator"] == claim.indicator and whole["value"] in others:
            words = f"it is a part of the {whole['value']:,.0f} of claim {others[whole['value']]}"
            yield "part_of_another", words, (identifier,)
            return


def _twin(best, where) -> list[Finding]:
    """The same number for a time that the claim cannot mean, which it may have been taken from."""
    same = [one for one in where if one.value == best.value and where[one] == "apart" and one.unit == best.unit]
    if not same:
        return []
    windows = listed(dict.fromkeys(one.window.words for one in same))
    words = f"it is printed for {windows} too"
    return [("same_number_elsewhere", words, tuple(one.observation_id for one in same))]


def _latest(observations):
    """The one published last."""
    return max(observations, key=lambda one: (one.published or dt.date.min, one.observation_id))
