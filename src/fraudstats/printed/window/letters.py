"""Text in plain letters: one kind of digit, dash, quotation mark and space, and where each letter stood before.

Statistical tables mix widths (``令和６年``), dashes (``Jan–Nov``), spaces that do not break, raised footnote marks and
small letters. The grammar of periods is written for one form of each. A label found in running text is nevertheless
quoted by its place in the original, so every plain letter remembers where it came from.

>>> plain_letters("令和６年 ¹").text
'令和6年 *'
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from fraudstats.printed.signs import ALIKE

__all__ = ["Letters", "plain_letters"]

#: Beside the signs that look alike: brackets of notes, marks of notes, and what stands for a space in a column's name.
_SAME = {"[": "〔【［", "]": "〕】］", "*": "†‡§※＊", " ": "_"}
_ONE_FORM = {**ALIKE, **{odd: plain for plain, odds in _SAME.items() for odd in odds}}
#: Marks that may follow one letter; a longer run is taken in pieces, so that no text is slow.
_MARKS = 8


@dataclass(frozen=True, slots=True)
class Letters:
    """A text in plain letters.

    Attributes
    ----------
    text : str
        Small letters, ASCII digits, single spaces; raised and circled signs are ``*``.
    places : tuple of int
        For each letter the index in the original; one more for the end of the original.
    """

    text: str
    places: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The slice of the original from which a slice of the plain text came."""
        return self.places[start], self.places[end - 1] + 1 if end < len(self.text) else self.places[-1]


def plain_letters(text: str) -> Letters:
    """Bring a text into plain letters."""
    letters: list[str] = []
    places: list[int] = []
    for place, cluster in _clusters(text):
        for letter in _plain(cluster):
            if letter != " " or (letters and letters[-1] != " "):
                letters.append(letter)
                places.append(place)
    return Letters("".join(letters), (*places, len(text)))


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Each letter with the marks behind it, and its place."""
    if text.isascii():
        yield from enumerate(text)
        return
    start = 0
    for index, letter in enumerate(text):
        if index > start and (not unicodedata.combining(letter) or index - start > _MARKS):
            yield start, text[start:index]
            start = index
    yield start, text[start:]


@lru_cache(maxsize=4096)
def _plain(cluster: str) -> str:
    if cluster in _ONE_FORM:
        return _ONE_FORM[cluster]
    if len(cluster) == 1:
        digit = unicodedata.decimal(cluster, None)
        if digit is not None:
            return str(digit)
        if cluster.isspace() or unicodedata.category(cluster) == "Cc":
            return " "
        if unicodedata.category(cluster) == "Cf":  # zero width: joiners, soft hyphens, a byte order mark
            return ""
        if unicodedata.decomposition(cluster).startswith(("<super>", "<circle>")):
            return "*"
    return unicodedata.normalize("NFKC", cluster).lower()
