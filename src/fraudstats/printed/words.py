"""The words around a printed number: what qualifies it, and what it counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from fraudstats.errors import PrintedError
from fraudstats.vocabulary import QUALIFIERS, UNITS

__all__ = ["AT_NUMBER", "AT_UNIT", "qualifier_in", "qualifiers_at", "unit_at", "units_in", "without_qualifiers"]

#: Stand for the number among its words: one that begins with digits, and one that is a bare 百, 千, 万.
AT_NUMBER, AT_UNIT = "N", "U"

# Longest words first, so that "no more than" is not read as "more than" nor 不超过 as 超过.
_QUALIFIER_WORDS = re.compile(
    "|".join(
        f"(?P<{code}_{number}>{word})"
        for code, number, word in sorted(
            (
                (code, number, word)
                for code, qualifier in QUALIFIERS.items()
                for number, word in enumerate(word for words in qualifier.words.values() for word in words)
            ),
            key=lambda item: -len(item[2]),
        )
    )
)


def _units_by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, unit in UNITS.items():
        iso_code = (code.lower(),) if len(code) == 3 and code.isupper() else ()
        for word in (*iso_code, *unit.words, *unit.multiples):
            found[word] = (*found.get(word, ()), code)
    return found


#: Words that name a unit -> the units that they may mean; a text may use any one of them.
_UNITS: Mapping[str, tuple[str, ...]] = _units_by_word()
_UNIT_WORDS = re.compile(
    "|".join((rf"(?<![a-z]){re.escape(w)}(?![a-z])" if w[0].isalpha() and w.isascii() else re.escape(w))
             for w in sorted(_UNITS, key=len, reverse=True))
)  # fmt: skip
_SCALES = {word: multiple for unit in UNITS.values() for word, multiple in unit.multiples.items()}


def qualifier_in(words: str, text: str, *further: str | None) -> str | None:
    """The code of the qualifier among the words around a number and `further` ones; `text` is quoted in errors.

    Raises
    ------
    PrintedError
        If there are two that differ.
    """
    found = sorted({*_qualifiers(words), *further} - {None})
    if len(found) > 1:
        raise PrintedError(text, f"one qualifier, not {' and '.join(found)}")
    return found[0] if found else None


def without_qualifiers(words: str) -> str:
    """The words around a number without those that qualify it."""
    return _QUALIFIER_WORDS.sub(" ", words)


def units_in(words: str) -> tuple[tuple[str, ...], int]:
    """The units that the words around a number may mean, and how many of the unit their word is."""
    match = _UNIT_WORDS.search(words)
    return (_UNITS[match.group()], _SCALES.get(match.group(), 1)) if match else ((), 1)


def unit_at(text: str, place: int) -> str:
    """The word for a unit that begins at a place of the text, or nothing."""
    match = _UNIT_WORDS.match(text, place)
    return match.group() if match else ""


@lru_cache(maxsize=4096)  # the same few words stand around most numbers
def _qualifiers(words):
    return frozenset(str(m.lastgroup).rsplit("_", 1)[0] for m in _QUALIFIER_WORDS.finditer(words))


@lru_cache(maxsize=4096)
def qualifiers_at(words: str) -> tuple[tuple[str, int, int], ...]:
    """The qualifiers among the words around a number, each with its code and its place."""
    found = _QUALIFIER_WORDS.finditer(words)
    return tuple((str(match.lastgroup).rsplit("_", 1)[0], match.start(), match.end()) for match in found)
