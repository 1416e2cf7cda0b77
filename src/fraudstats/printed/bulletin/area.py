"""Whose statistic a number is, and the other side of a handover.

An area is taken from the bodies and places that a sentence names; where it names none, from the whole announcement.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from fraudstats.printed.bulletin.lexicon import fold, has_kana, lexicon, pattern
from fraudstats.printed.bulletin.sentences import sentences_in

__all__ = [
    "HINTED",
    "PART",
    "WHOLE",
    "areas_named_last",
    "is_named_in",
    "named_area",
    "other_side",
    "scope_after",
    "scope_of",
    "speaker_of",
    "speakers_beside",
]

#: What an announcement is about by what it named last: the whole country, a part of it, or nothing that names one.
WHOLE, PART, HINTED = "whole", "part", "hinted"
#: How much of a text is read to find whose announcement it is.
_HEAD = 20_000
_SENTENCE_END = re.compile(r"[.!?](?=\s)|[。！？\n]")
#: Areas whose whole country is meant where a sentence says "nationwide" and no more.
_ONE_WHOLE = ("CN", "JP")
#: Areas that never announce the handovers of others: a handover to China is China's count.
_INSIDE = {"CN-YN": "CN", "GB-EAW": "GB"}


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    areas = {code: words[kind] for code, words in lexicon("areas").items() if words.get(kind)}
    return re.compile("|".join(f"(?P<{code.replace('-', '_')}>{words})" for code, words in areas.items()))


@lru_cache(maxsize=4096)  # a sentence that many announcements repeat
def _found(kind: str, text: str) -> tuple[str, ...]:
    return tuple(str(match.lastgroup).replace("_", "-") for match in _pattern(kind).finditer(text))


def _hinted(head, simplified):
    """The area of which single words are; of Chinese in simplified characters the mainland."""
    hints = [code for code in _found("hint", head) if not (simplified and code in ("HK", "MO", "TW"))]
    if hints:
        return Counter(hints).most_common(1)[0][0]
    return "JP" if has_kana(head) else None


def speaker_of(text: str, simplified: bool = False) -> str | None:
    """The area that a folded text speaks of most; None if it names none or two equally often."""
    head = text[:_HEAD]
    counts = Counter(_found("speaker", head)).most_common(2)
    if not counts:
        return _hinted(head, simplified)
    if len(counts) > 1 and counts[0][1] == counts[1][1]:
        return _found("speaker", head)[0]
    return counts[0][0]


def named_area(sentence: str, document: str | None) -> str | None:
    """The area of a sentence, given that of the whole announcement."""
    found = _found("speaker", sentence)
    if not found or document in found:
        return document
    return Counter(found).most_common(1)[0][0]


def speakers_beside(sentence: str, area: str | None) -> list[str]:
    """The other areas that a folded sentence names as those whose statistic it is; not that of a conversion in US$."""
    home = {area, _INSIDE.get(area or ""), *(inside for inside, whole in _INSIDE.items() if whole == area)}
    return sorted(set(_found("speaker", sentence.replace("us$", "$"))) - home)


def is_named_in(sentence: str, area: str | None) -> bool:
    """Whether a folded sentence itself names an area, or its whole country."""
    if area in _ONE_WHOLE:
        return scope_after(sentence, "") == WHOLE
    return area in _found("speaker", sentence)


def areas_named_last(text: str, place: int) -> frozenset[str]:
    """The areas that the sentence at a place of a text names, else the last sentence before it that names any."""
    rest = _SENTENCE_END.search(text, place)
    folded = fold(text[max(0, place - _HEAD) : rest.start() if rest else place + _HEAD].lower())
    for sentence in reversed(list(sentences_in(folded))):
        found = frozenset((*_found("speaker", sentence.text), *_found("name", sentence.text)))
        if found:
            return found
    return frozenset()


def scope_after(sentence: str, before: str) -> str:
    """The scope that a sentence leaves, given the one before it."""
    if pattern("cues", "whole_country").search(sentence):
        return WHOLE
    return PART if pattern("cues", "part_of_country").search(sentence) else before


def scope_of(text: str) -> str:
    """The scope at the beginning of an announcement."""
    return "" if _found("speaker", text[:_HEAD]) else HINTED


def other_side(sentence: str, text: str, area: str | None) -> str | None:
    """The other country of a handover: named in the sentence, else the one named most before."""
    for stretch in (sentence, text[:_HEAD]):
        found = [code for code in _found("name", stretch) if code != area and _INSIDE.get(code) != area]
        if found:
            return Counter(found).most_common(1)[0][0]
    return None
