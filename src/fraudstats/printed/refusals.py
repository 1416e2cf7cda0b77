"""What looks like a number and counts nothing: dates, ordinals, shares, names; and words that name no number.

>>> not_a_count("令和6年")
'a number, not a date or two numbers with a stroke; fs.period reads the label of a period'
"""

from __future__ import annotations

import re
import unicodedata

from fraudstats.printed.numerals import CJK_DIGITS, ENGLISH_WORDS, WORD_UNITS
from fraudstats.printed.tokens import Run, runs_of
from fraudstats.printed.window.months import MONTH_NAME
from fraudstats.printed.words import unit_at, units_in

__all__ = ["not_a_count", "not_by_itself"]

_DIGIT = f"[\\d{''.join(CJK_DIGITS)}十]"
_DATES = re.compile(
    rf"{_DIGIT}\s?(?:年|月(?!均)|日(?!元|圆|圓)|号|號|时(?!间)|時(?!間))|元年|(?:令和|平成|昭和|民國|民国)\s?{_DIGIT}"
    rf"|\b{MONTH_NAME}[ ,]+'?\d|\d(?:st|nd|rd|th)? {MONTH_NAME}(?![a-z])"
    r"|(?<!\d)\d{4}-\d{1,2}(?!\d)(?:-\d{1,2})?|\d/\d|(?<!\d)\d{1,2}:\d{2}(?!\d)|(?<!\d)\d{1,2}[.-]\d{1,2}[.-]\d{4}"
)
_ORDINALS = re.compile(
    rf"第\s?{_DIGIT}|\d(?:st|nd|rd|th)\b|\bno\.? ?\d|№|#\s?\d"
    rf"|\b(?:{'|'.join([*ENGLISH_WORDS, *(w for w in WORD_UNITS if len(w) > 3)])})(?:[- ]| and )"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth|\w+tieth)s?\b"
)
_FRACTIONS = re.compile(
    r"分之(?<!百分之)|(?<!and )\b(?:an?|one|two|three|four)[- ](?:half|third|quarter|fifth|tenth)s?\b"
)
#: Right behind a number: a multiple, tenths, per mille.
_MULTIPLES = re.compile(r" ?(?:倍|成(?![员員功年人立果都交])|割(?!合)|‰|-?fold\b|times\b|x\b)")
_VAGUE = re.compile(
    r"\b(?:several|a few|(?<!as )many|a couple|dozens?|scores? of)\b"
    r"|(?<!\d )(?<!\d)\b(?:tens|hundreds|thousands|lakhs|crores|millions|billions|trillions)(?= of\b|$)"
    r"|[数數几幾]以.{1,3}[计計]|成千上万|成千上萬"
)
_TWO_OR_THREE = re.compile(
    rf"(?<![{''.join(CJK_DIGITS)}])(?:[二两兩]三|一[二两兩]|三四|四五|五六|六七|七八|八九)(?=[十百千万萬亿億])"
)
_BRACKETED = re.compile(r"\(\s?[^\w\s()]{0,2}\d[\d.,]*\s?%?\)")
_TRIANGLE = re.compile(r"[▲△▼▽]\s?\d")


def not_a_count(text: str) -> str | None:
    """What was expected, if a plain text holds no count but something else; None if it may be one."""
    for pattern, expected in _REFUSALS:
        if pattern.search(text):
            return expected
    odd = [character for character in text if unicodedata.category(character) == "No"]
    return f"digits, not {odd[0]!r}" if odd else None


def not_by_itself(text: str, run: Run) -> str | None:
    """What was expected, if the number of a plain text is a part of a name (5G, COVID-19) or a multiple."""
    before, after = text[: run.start], text[run.end :]
    if _MULTIPLES.match(after):
        return "a count, not a multiple or tenths of something else"
    if re.search(r"(?<![a-z])\.$", before):
        return f"the zero before the decimal point: 0.{run.text}"
    glued = re.search(r"(?<![a-z$])[a-z]+-?$", before)
    if glued and not (units_in(glued.group()) != ((), 1) or glued.group() in ("us", "c", "p")):
        return f"a number by itself, not a part of {glued.group() + run.text!r}"
    if any(_is_stray(text, other) for other in runs_of(text) if other.tokens != run.tokens):
        return "its multiplier right behind the digits"
    tail = re.match(r"[a-z]+", after)
    if tail and run.text[-1].isascii() and not unit_at(text, run.end):
        return f"a number by itself, not a part of {run.text + tail.group()!r}"
    return None


def _is_stray(text: str, run: Run) -> bool:
    """Whether a bare 万 or 亿 apart from the number may be its multiplier: ``金额(万元) 12.5``."""
    large = run.text in "万萬亿億百万千万" and run.text not in "百千"
    apart = not text[run.start - 1 : run.start].isalnum() and not text[run.end : run.end + 1].isalnum()
    return large and (apart or unit_at(text, run.end) != "")


_REFUSALS = (
    (_DATES, "a number, not a date or two numbers with a stroke; fs.period reads the label of a period"),
    (_FRACTIONS, "a number, not a fraction"),
    (_ORDINALS, "a number, not a position in a count"),
    (_VAGUE, "a number, not 'several', 'dozens', 'hundreds of' or 'many' of something"),
    (_TWO_OR_THREE, "one reading: two digits side by side are one number, or 'two or three' of the unit"),
    (_BRACKETED, "one reading: a number in brackets is a number below zero in accounts, and a plain one elsewhere"),
    (_TRIANGLE, "one reading: a triangle is a minus sign in some tables, and the sign of a rise in others"),
)
