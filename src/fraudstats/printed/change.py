"""Read a stated change as it was printed: ``44.2%``, ``nearly 30 percent``, ``more than doubled``, ``近三成``.

A percentage is read like any other number. A word such as "doubled" counts in whole multiples, so its last printed
unit is one multiple, 100 percentage points, that of "halved" one half, 50 points, and that of 三成 one tenth, 10
points. A change that can be read two ways, such as 3倍 (three times as many, or three times more), is refused.

>>> parse_change("近52%")
Printed(value=52, step=1, qualifier='nearly', units=('percent',))
>>> parse_change("more than doubled")
Printed(value=100, step=100, qualifier='more_than', units=('percent',))
>>> parse_change("减半").value
50
>>> parse_change("近三成")
Printed(value=30, step=10, qualifier='nearly', units=('percent',))
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from fraudstats.errors import PrintedError
from fraudstats.printed.number import parse_printed
from fraudstats.printed.result import Printed
from fraudstats.printed.words import qualifier_in, without_qualifiers

__all__ = ["parse_change"]

#: Words of a change -> its size and last printed unit, in percentage points.
_WORDS = {
    r"doubl(?:es?|ed|ing)(?![- ]digit)": (100, 100),
    r"tripl(?:es?|ed|ing)(?![- ]digit)|trebl(?:es?|ed|ing)": (200, 100),
    r"quadrupl(?:es?|ed|ing)": (300, 100),
    r"halv(?:ed?|ing)": (50, 50),
    r"翻了?一?番|翻了?倍|倍[增増]": (100, 100),
    r"翻了?[二两兩]番": (300, 100),
    r"减半|減半|半[减減]": (50, 50),
}
_PERCENT = ("percent",)
_PERCENT_WORDS = re.compile(r"%|per ?cent|\bpct\b|百分之|パーセント|phần trăm")
_POINTS = re.compile(r"\bpoints?\b|%\s?p(?:t?s?)\b|\bppt?s?\b|\bpts?\b|百分[点點]|ポイント|điểm")
_ENGLISH = "one two three four five six seven eight nine ten".split()
_DIGIT = "一二两兩三四五六七八九"
_NUMERAL = f"{_DIGIT}〇零十百千万萬亿億"
_COUNT = (
    rf"(?<![{_NUMERAL}\d.,点點])(?P<count>(?:\d+(?:\.\d+)?|[{_DIGIT}]?十[{_DIGIT}]?|[{_DIGIT}](?:[点點][{_DIGIT}]+)?"
    rf"|\b(?:{'|'.join(_ENGLISH)})(?=fold|\b))[余餘多]?)"
)
#: 三成, 三成五, 3割5分, 三成多.
_TENTHS = re.compile(rf"{_COUNT}[成割](?P<part>半|[{_DIGIT}\d]分?)?(?P<tail>[余餘多强強弱])?(?![{_NUMERAL}\d])")
#: 3倍, threefold, three times, 3x.
_TIMES = re.compile(rf"{_COUNT}(?:倍(?P<tail>[余餘多])?|[- ]?fold\b| times\b|x\b)")
_GROWN = re.compile(r"(?:增长|增長|增加|增|上升|上涨|上漲|涨|漲|成长|成長|提高|提升)了?$")
_DOUBLED = re.compile(r"翻了?$")
_REACHED = re.compile(r"[至到为為的是]$|\bto$")
_AS_MANY = re.compile(r"[于於に]|as (?:many|much|high|large)\b")
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_FRACTION = re.compile(
    rf"\b(?:(?P<many>an?|{'|'.join(_ENGLISH)})[- ])?(?P<part>half|(?<=[- ])(?:third|quarter|fifth|tenth))s?\b"
    rf"|(?<![{_NUMERAL}\d])(?P<whole>[{_DIGIT}十]|\d+)分之(?P<share>[{_DIGIT}]|\d+)(?![{_NUMERAL}\d])|一半"
)
#: All that may stand beside a fraction: "a third time" and "to a third" are no change by a third.
_BESIDE_FRACTION = re.compile(
    r"(?:\s|by|up|down|more|fewer|less|higher|lower|rose|fell|增长|增長|增加|上升|下降|减少|減少|了)*"
)
#: What is left of a text names no other number.
_OTHER = re.compile(rf"[\d{_NUMERAL}]|\b(?:{'|'.join(_ENGLISH)})\b|times|fold|twice|again|[倍成割番]")
#: A level reached is no change: "fell to 30%".
_LEVEL = re.compile(r"(?<!compared )\bto\b|至|(?<![达達])到")


def parse_change(text: str, thousands: str | None = None, decimal: str | None = None) -> Printed:
    """Read one printed change; its sign is not read, since it is in the words around the number.

    Parameters
    ----------
    text : str
        A percentage, tenths (成, 割), times (倍) with a word that says of what, a fraction or a word such as
        "doubled", with an optional qualifier.
    thousands, decimal : str, optional
        As for `parse_printed`.

    Returns
    -------
    Printed
        Value and step in percentage points.

    Raises
    ------
    PrintedError
        If it is none of them, more than one, a level, a difference of shares, or can be read two ways.
    """
    if not isinstance(text, str):
        return parse_printed(text)
    clean = unicodedata.normalize("NFKC", text).lower().strip().removeprefix("+")
    if _POINTS.search(clean):
        raise PrintedError(text, "a change in percent; percentage points are a difference of two shares")
    found = [(read, match) for pattern, read in _READERS for match in pattern.finditer(clean)]
    percentages = len(_PERCENT_WORDS.findall(clean))
    if len(found) + percentages != 1:
        raise PrintedError(text, "one change with its unit: '44.2%', '三成', or one word such as 'doubled'")
    _refuse_level(clean, found, text)
    return _word(clean, *found[0], text) if found else _percentage(clean, text, thousands, decimal)


def _refuse_level(clean, found, text):
    times = any(read is _times for read, _ in found)
    if not times and _LEVEL.search(without_qualifiers(clean)):
        raise PrintedError(text, "a change by so much; these words can also mean that so much was reached or left")


def _percentage(clean, text, thousands, decimal):
    printed = parse_printed(clean, thousands, decimal)
    if printed.units not in ((), _PERCENT):
        raise PrintedError(text, f"the percentage alone, without {' or '.join(printed.units)}")
    if printed.value is None:
        raise PrintedError(text, "one change, not a range of changes")
    return replace(printed, value=abs(printed.value), units=_PERCENT)


def _word(clean, read, match, text):
    rest = f"{clean[: match.start()]} {clean[match.end() :]}"
    if _OTHER.search(without_qualifiers(rest)):
        raise PrintedError(text, "one change, without another number")
    value, step = read(match, text)
    tail = match.groupdict().get("tail")
    count = match.groupdict().get("count") or ""
    more = "余" if count[-1:] in tuple("余餘多") or (tail and tail != "弱") else "近" if tail else ""
    return Printed(_plain(value), _plain(step), qualifier_in(f"{rest} {more}", text), _PERCENT)


def _tenths(match, text):
    count, part = parse_printed(match["count"]), (match["part"] or "").rstrip("分")
    if not part:
        return count.number * 10, count.step * 10
    if count.step < 1:
        raise PrintedError(text, "tenths with decimals or with a digit behind them, not both")
    return (count.number * 10 + 5, 5) if part == "半" else (count.number * 10 + parse_printed(part).number, 1)


def _times(match, text):
    count = parse_printed(match["count"])
    before, after = match.string[: match.start()], match.string[match.end() :]
    before, after = without_qualifiers(before).strip(), without_qualifiers(after).strip()
    step = 100 * (min(count.step, 1) if match["tail"] else count.step)
    more, as_many = 100 * count.number, 100 * (count.number - 1)
    if _GROWN.search(before) or (count.number == 1 and _DOUBLED.search(before)):
        return more, step
    if as_many >= 0 and (_REACHED.search(before) or _AS_MANY.match(after)):
        return as_many, step
    raise PrintedError(
        text, f"words that say of what: 增长{count.number}倍 is +{more}%, {count.number} times as many +{as_many}%"
    )


def _fraction(match, text):
    rest = f"{match.string[: match.start()]} {match.string[match.end() :]}"
    if not _BESIDE_FRACTION.fullmatch(without_qualifiers(rest)):
        raise PrintedError(text, "a change by a fraction, such as 'by a third'; a level such as 'to a third' is none")
    if match["whole"]:
        many, parts = (int(parse_printed(match[name]).number) for name in ("share", "whole"))
    else:
        many, parts = (
            _ENGLISH.index(match["many"]) + 1 if match["many"] in _ENGLISH else 1,
            _PARTS[match["part"] or "half"],
        )
    if not 0 < many <= parts:
        raise PrintedError(text, "a fraction of at most the whole")
    return Fraction(100 * many, parts), Fraction(100, parts)


def _plain(value):
    """An integer where it is one, else a decimal."""
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / value.denominator
    return int(value) if value == int(value) else value


def _known(size):
    return lambda _match, _text: size


_READERS = (
    *((re.compile(pattern), _known(size)) for pattern, size in _WORDS.items()),
    (_TENTHS, _tenths),
    (_TIMES, _times),
    (_FRACTION, _fraction),
)
