"""The parts of a sentence, before they are put together: labels of periods, quantities and stated changes.

They depend on the sentence alone, so that a sentence that many announcements repeat is read once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from fraudstats.printed.bulletin.bases import with_bases
from fraudstats.printed.bulletin.change import Change, changes_in
from fraudstats.printed.bulletin.label import Label, Setting
from fraudstats.printed.bulletin.labels import labels_in
from fraudstats.printed.bulletin.mask import MIXED, masked
from fraudstats.printed.bulletin.quantity import Quantity, quantities_in
from fraudstats.printed.numerals import ENGLISH_WORDS

__all__ = ["Parts", "parts_of"]

#: Without any of these a sentence holds no number, or no label of a period.
_NUMBER = re.compile(
    rf"[\d一二两三四五六七八九十百千万亿倍半]|\b(?:{'|'.join(ENGLISH_WORDS)}|doubl|tripl|halv|a (?:third|half))"
)
_PERIOD = re.compile(r"[\d年月季週周日]|year|month|quarter|week|since|half|date|[今去昨上本当]")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a folded sentence holds; ``masked`` is the sentence without what counts nothing."""

    masked: str
    labels: tuple[Label, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    changes: tuple[Change, ...] = ()
    problems: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def parts_of(text: str, setting: Setting) -> Parts:
    """The parts of a folded sentence of an announcement."""
    labels = labels_in(text, setting) if _PERIOD.search(text) else []
    hidden = masked(text, [(label.start, label.end) for label in labels])
    if not _NUMBER.search(hidden):
        return Parts(hidden, tuple(labels))
    quantities, problems = quantities_in(hidden)
    problems += [f"{match.group()}: expected one number in digits or in words" for match in MIXED.finditer(text)]
    quantities = with_bases(hidden, labels, quantities)
    return Parts(hidden, tuple(labels), tuple(quantities), tuple(changes_in(hidden)), tuple(problems))
