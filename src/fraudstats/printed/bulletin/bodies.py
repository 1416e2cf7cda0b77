"""Whose count an indicator is: the body that an announcement named last, where several of a country count."""

from __future__ import annotations

import re
from functools import cache

from fraudstats.printed.bulletin.lexicon import lexicon

__all__ = ["bodies_after", "body_of"]


@cache
def _bodies() -> dict[str, re.Pattern[str]]:
    return {begin: re.compile(words) for begin, words in lexicon("indicators")["bodies"].items()}


def bodies_after(sentence: str, before: frozenset[str]) -> frozenset[str]:
    """The bodies that a folded sentence names, by what their indicators begin with; else those named before it."""
    return frozenset(begin for begin, words in _bodies().items() if words.search(sentence)) or before


def body_of(indicator: str) -> str:
    """What the indicators of a body begin with; empty for one whose country has one body only.

    >>> body_of("uk_finance_fraud_losses"), body_of("special_fraud_losses")
    ('uk_finance_', '')
    """
    return next((begin for begin in _bodies() if indicator.startswith(begin)), "")
