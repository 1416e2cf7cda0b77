"""Read a text that holds one number: its value, sign, qualifier and unit."""

from __future__ import annotations

import re

from fraudstats.errors import NotationError, PrintedError
from fraudstats.printed.refusals import not_by_itself
from fraudstats.printed.result import Printed, plain_number
from fraudstats.printed.separators import Separators
from fraudstats.printed.tokens import Run, runs_of
from fraudstats.printed.value import value_of
from fraudstats.printed.words import AT_NUMBER, AT_UNIT, qualifier_in, unit_at, units_in

__all__ = ["TWO", "numbers_in", "read_single"]

TWO = "one number, not two (read each by itself)"
_MINUS = re.compile(r"(?:(?<!\d)-|\b(?:minus|negative) )[^\w\s]{0,2}$|[负負]$")
#: A plus sign before a number is none behind it, which says that there are more.
_PLUS = re.compile(r"\+(?=[^\w\s]{0,2}$)")
_FALL = re.compile(
    r"\b(?:fell|falls?|fallen|down|decreas\w*|dropp?\w*|declin\w*|reduc\w*)\b"
    r"|N ?(?:%|per ?cent) (?:lower|less|fewer)\b"
    r"|下降|下跌|下滑|减少|減少|回落|降低|降(?!至|到)|跌|减|減"
)
_LEVEL = re.compile(r"\bto\b|至|(?<![达達])到|[为為]")
#: Before a bare 百, 千, 万 that stands for one of it: 上千, 近万.
_BARE = re.compile(r"[近逾过過超上约約达達破]$")
#: Money behind a number is no sign that it was spelt out: 3万5元.
_MONEY = ("元", "円", "圆", "圓")


def numbers_in(text: str) -> list[Run]:
    """The runs of a plain text that are numbers; a bare 万 mostly belongs to a word, unless something says how many."""
    return [run for run in runs_of(text) if _is_number(run)]


def _is_number(run):
    bare = {token.kind for token in run.tokens} == {"unit"}
    several = len(run.tokens) > 1 and run.text != "千万"  # 百万; 千万 is an adverb as well
    counted = len(run.tokens) > 1 and unit_at(run.source, run.end)
    return not bare or run.text == "十" or several or bool(counted) or bool(_BARE.search(run.source[: run.start]))


def read_single(text: str, clean: str, separators: Separators) -> Printed:
    """The number of a plain text that holds just one.

    Parameters
    ----------
    text : str
        The text as typed, quoted in errors.
    clean : str
        The plain text, or the part of it that is about the number.
    separators : Separators

    Raises
    ------
    PrintedError
        If there is no number or more than one, or it can be read in two ways.
    """
    runs = numbers_in(clean)
    if len(runs) != 1:
        raise PrintedError(text, TWO)
    run = runs[0]
    expected = not_by_itself(clean, run) or _doubtful_letter(clean, run)
    if expected:
        raise PrintedError(text, expected)
    before, after = _PLUS.sub("", clean[: run.start]), clean[run.end :]
    bare = all(token.kind in ("unit", "more") for token in run.tokens)
    words = f"{before}{AT_UNIT if bare else AT_NUMBER}{after}"
    units, scale = units_in(f"{before} {after}")
    counted = bool(unit_at(clean, run.end)) and not after.startswith(_MONEY)
    try:
        number = value_of(run, separators, scaled=units == ("percent",), counted=counted)
    except NotationError as error:
        raise PrintedError(text, str(error)) from None
    value = number.value * scale * _sign(text, before, words, units)
    qualifier = qualifier_in(words, text, number.qualifier)
    return Printed(plain_number(value), plain_number(number.step * scale), qualifier, units)


def _sign(text, before, words, units):
    """-1 for a number below zero; a word for a fall counts where a change is stated, in percent."""
    minus = bool(_MINUS.search(before))
    falls = units == ("percent",) and bool(_FALL.search(words)) and not _LEVEL.search(words)
    if minus and falls:
        raise PrintedError(text, "a fall or a minus sign; both together may be a fall or a rise")
    return -1 if minus or falls else 1


def _doubtful_letter(clean, run):
    """``5 m`` may be five metres, and ``6,405b`` a break in the series; with a currency it is money."""
    last = run.tokens[-1]
    doubtful = last.kind == "letter" and (last.text.startswith(" ") or "," in run.text)
    if doubtful and not units_in(clean[: run.start])[0]:
        return f"one reading: the letter of {run.text!r} may be a multiplier, a unit of measure or a mark; write it out"
    return None
