"""The parts of a written number, and the runs of them that make one number.

>>> [(run.text, len(run.tokens)) for run in runs_in("some 3亿5000万 of one hundred and five million")]
[('3亿5000万', 4), ('one hundred and five million', 4)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from fraudstats.printed.numerals import (
    CJK_DIGITS,
    CJK_FORMAL,
    CJK_POINTS,
    CJK_UNITS,
    ENGLISH_WORDS,
    MORE,
    SEVERAL,
    WORD_UNITS,
)

__all__ = ["DIGITS", "Run", "Token", "runs_in", "runs_of"]

#: Digits with all that may separate them, right or wrong: 44,690 and 1.234,5 and 1,2345.
DIGITS = r"\d{1,3}(?: \d{3})+(?![\d,'])(?:\.\d+)?|\d+(?:[.,，']\d+)*"


def _any_of(words):
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_LETTERS = tuple(word for word in WORD_UNITS if len(word) == 1)
_WORDS = tuple(word for word in WORD_UNITS if len(word) > 1)
_UNIT = f"(?:{_any_of(CJK_UNITS)})"
_PLAIN, _FORMAL = "".join(CJK_DIGITS.keys() - CJK_FORMAL), "".join(CJK_FORMAL)
_UNITS = "".join(unit for unit in CJK_UNITS if len(unit) == 1)
_TOKEN = re.compile(
    rf"(?P<digits>{DIGITS})"
    rf"|(?P<cjk>[{_PLAIN}]|(?<![大内內登])[{_FORMAL}](?=[{_FORMAL}{_UNITS}])|(?<=[{_FORMAL}{_UNITS}零])[{_FORMAL}]"
    rf"|(?<!\w)[{_FORMAL}](?!\w))"
    rf"|(?P<unit>{_UNIT})"
    rf"|(?<![\d{''.join([*CJK_DIGITS, *CJK_UNITS])}])(?P<several>[{''.join(SEVERAL)}](?={_UNIT}))"
    rf"|(?P<more>[{''.join(MORE)}])(?<![来來])"
    rf"|(?P<about>[来來])(?=[名人个個起件宗张張部家亿億万萬])"
    rf"|(?P<cjkpoint>[{''.join(CJK_POINTS)}])"
    rf"|\b(?P<word>{_any_of(ENGLISH_WORDS)})\b"
    rf"|\b(?P<article>an?|half an?)(?= (?:{_any_of(_WORDS)})\b)"
    rf"|\b(?P<half>and a half)\b"
    rf"|\b(?P<point>point)(?= (?:{_any_of(ENGLISH_WORDS)})\b)"
    rf"|(?<![a-z])(?P<scale>{_any_of(_WORDS)})\b"
    rf"|(?<=\d)(?P<letter> ?(?:{'|'.join(_LETTERS)}))\b"
)
#: Kinds that a number can begin with.
_FIRST = ("digits", "cjk", "several", "unit", "word", "article")
#: What may stand between two parts of one number: "one hundred and five", "151.4 (in millions)", "43.1 ($ million)".
_BETWEEN_WORDS = re.compile(r"[ -]?|,? and ")
_BEFORE_SCALE = re.compile(r"[ -]?| ?\(?(?:in |[$£€¥] ?)")
_UNIT_FOLLOWS = re.compile(rf" ?{_UNIT}")
_SCALE_FOLLOWS = re.compile(rf" ?(?:{_any_of(WORD_UNITS)})\b")
#: Kinds of Chinese and Japanese writing, which stand side by side.
_CJK = ("cjk", "unit", "several", "more", "about", "cjkpoint")


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a number: its kind (a group of the pattern), its text and its place."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Run:
    """The parts that make one number, side by side in `source`."""

    source: str
    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    @cached_property
    def text(self) -> str:
        return self.source[self.start : self.end]


def runs_in(text: str) -> Iterator[Run]:
    """The runs of number parts in a plain text (see `fraudstats.printed.text.plain`), from left to right."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        token = Token(str(match.lastgroup), match.group(), match.start(), match.end())
        if tokens and not _continues(text, tokens[-1], token):
            yield from _run(text, tokens)
            tokens = []
        if tokens or token.kind in _FIRST:
            tokens.append(token)
    yield from _run(text, tokens)


@lru_cache(maxsize=256)
def runs_of(text: str) -> tuple[Run, ...]:
    """The runs of a short text, which several readers ask for."""
    return tuple(runs_in(text))


def _run(text, tokens):
    """The run of some tokens; a word that only joins does not end one."""
    while tokens and tokens[-1].kind in ("point", "cjkpoint", "article"):
        tokens.pop()
    if tokens:
        yield Run(text, tuple(tokens))


def _continues(text, before, token):
    """Whether a token belongs to the number of the one before it."""
    between = text[before.end : token.start]
    if token.kind == "letter":
        return between == ""
    if token.kind in _CJK or before.kind in _CJK:
        return _side_by_side(before.kind, token.kind) and (between == "" or _spaced(text, before, token, between))
    if token.kind in ("scale", "half"):
        return _BEFORE_SCALE.fullmatch(between) is not None
    if token.kind == "digits":
        return before.kind == "scale" and between == " " and _SCALE_FOLLOWS.match(text, token.end) is not None
    return token.kind != "article" and before.kind != "digits" and _BETWEEN_WORDS.fullmatch(between) is not None


def _spaced(text, before, token, between):
    """Whether a space or a line break between digits and 万 is only how the text is set: ``37 万``, ``3억 5000만``."""
    if between not in (" ", "\n"):
        return False
    if before.kind == "digits":
        return token.kind == "unit"
    return before.kind == "unit" and token.kind == "digits" and _UNIT_FOLLOWS.match(text, token.end) is not None


def _side_by_side(before, kind):
    """Whether two parts of Chinese or Japanese writing, one of them perhaps in digits, can be neighbours."""
    if kind == "several":
        return False
    return kind not in ("word", "article", "point", "half", "scale", "letter") and before not in ("scale", "letter")
