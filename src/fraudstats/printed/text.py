"""Text as people type it, made plain: full-width characters, other digits and capitals, character by character.

Superscripts, circled numbers and fractions stay as they are: Unicode's own normal form makes ``6,4051`` of ``6,405¹``.
Each character keeps its place, or its place is kept beside it, so that what is found in the plain text can
be shown in the text as typed.

>>> plain("６，４０５¹ Cases").text
'6,405¹ cases'
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from fraudstats.printed.signs import ALIKE

__all__ = ["Plain", "plain"]

#: Beside the signs that look alike: those of comparison, numerals of one character, and spaces without a width.
_AS = {
    **ALIKE,
    "≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤", "≒": "≈", "≃": "≈",
    "廿": "二十", "卅": "三十", "\u200b": " ", "\ufeff": " ", "\u2060": " ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plain:
    """A text made plain.

    Attributes
    ----------
    text : str
    places : tuple of int or None
        For each character of the plain text its place in the text as typed, and the end; None where the two have the
        same places.
    """

    text: str
    places: tuple[int, ...] | None = None

    def place(self, at: int) -> int:
        """The place in the text as typed."""
        return at if self.places is None else self.places[at]


class _Characters(dict):
    """What becomes of each character, found out once."""

    def __missing__(self, code):
        self[code] = found = _plain_character(chr(code))
        return found


_CHARACTERS = _Characters()


def plain(text: str) -> Plain:
    """The text made plain; its length is mostly that of the text as typed."""
    clean = text.translate(_CHARACTERS)
    if len(clean) == len(text) and max(map(len, map(_CHARACTERS.__getitem__, map(ord, set(text)))), default=1) == 1:
        return Plain(clean)
    lengths = [len(_CHARACTERS[ord(character)]) for character in text]
    places = [at for at, length in enumerate(lengths) for _ in range(length)]
    return Plain(clean, (*places, len(text)))


def _plain_character(character):
    if character in _AS:
        return _AS[character]
    if character.isspace() and character not in "\n\r":
        return " "
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if unicodedata.category(character) == "No":  # ¹, ½, ①, ㈠
        return character
    return unicodedata.normalize("NFKC", character).lower() or character
