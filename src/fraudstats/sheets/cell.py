"""What a single cell is, before anything is read: blank, a mark for a missing number, a number, a total, a note.

>>> [kind_of(text) for text in ("", "n/a", "19 897", "2021", "Victoria")]
['blank', 'missing', 'number', 'year', 'text']
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Any

from fraudstats.dates import is_missing
from fraudstats.printed.text import plain

__all__ = ["is_note", "is_pair", "is_total", "kind_of", "plain_words", "text_of", "why_missing", "words_of"]

#: Signs that statistical offices print where no number is, and what they mean.
_MISSING = {
    "a dash; some offices print it for zero": "- -- --- ー",
    "not available": ".. ... …… … n/a na #n/a nan n.a. n.a n.d. null none x [x] . 不详 不詳 未公布 未公開 無 无 "
    "データなし not_available unknown n.k.",
    "not applicable": "[z] z not_applicable",
    "confidential or suppressed": ": * ** *** c [c] s suppressed confidential redacted np n.p. 秘匿",
    "of low reliability": "[u] [low]",
    "expected later": "tbc tba pending [w]",
    "an error of the spreadsheet": "#ref! #value! #div/0! #name? #num! #null! ####",
}
_WHY = {mark.replace("_", " "): why for why, marks in _MISSING.items() for mark in marks.split()}
_TOTAL = re.compile(
    r"(?:grand |sub-?|overall )?totals?\b|\boverall$|^all\b(?! other)|^overall\b|^[合总總小累共]\s?[计計]$|"
    r"^[总總]数$|^計$"
    r"|^合计|^合計|^总计|^總計|^総数$|^総計|^全国$|^全國$|^全体$|^jumlah$|^รวม|^합계|^tổng"
)
_NOTE = re.compile(
    r"(?:sources?|notes?|footnotes?|n\.?b\.?|caveats?|data (?:as )?(?:of|from|at)|last updated|prepared by|published|"
    r"contact|copyright|disclaimer|download\w*|generated|extracted|units?|email)\b[^,;]*?[:.]?(?:\s|$)|©|https?:|www\.|"
    r"[※*†‡#]\s*\S|\[?notes? \d|\[\w{1,3}\]\s?[:=\w]|\w{1,3} ?= ?\w|\(?\d{1,2}[.)]\s+[a-z].{40}|注|註|备注|備註|备考|"
    r"備考|资料来源|資料來源|"
    r"来源|來源|数据来源|數據來源|出典|出所|说明|說明|单位|單位|単位|¹|²|³"
)
_PAIR = re.compile(r"\s*([\d,. ]*\d)\s*/\s*(\d[\d,. ]*)\s*")
_BEFORE = (
    r"[\s£€¥₹฿₩<>≥≤~≈=+(-]*(?:(?:us|hk|s|a|au|nt|c|ca|nz|r)?\s?\$|(?:rm|rs\.?|rp\.?|usd?|hkd|sgd|gbp|eur|aud|jpy|cny|"
    r"rmb)(?=\s?\d))?"
    r"[\s£€¥+-]*"
)
_BEHIND = (
    r"\s?%?(?:[十百千万萬亿億兆]+[余餘多]?|k|m|mn|bn|b|thousand|million|billion|trillion|lakh|crore)?\s?"
    r"[起件人宗名円元]?(?:余|餘|\+)?\)?\s?(?:[a-z](?![a-z])|\[[^\]]{1,9}\]|\([a-z]\)|[*†‡※#]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)*"
)
_NUMBER = re.compile(rf"{_BEFORE}\d[\d,.' ]*{_BEHIND}")
_YEAR = re.compile(r"(?:1[89]|2[01])\d\d(?:\.0|\s?(?:\([a-z]\)|\[[^\]]{1,9}\]|[*†‡※#]{1,3}))?")
_WORDY = re.compile(r"[\d〇零一二三四五六七八九十百千万萬亿億][\s\S]{0,40}")


def text_of(value: Any) -> str:
    """A cell as text: text as it is, a number without the zeros of a computer, a date in ISO 8601."""
    if isinstance(value, str):
        return value
    if is_missing(value):
        return ""
    if isinstance(value, dt.datetime):
        value = value.replace(tzinfo=None)
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, float) or type(value).__name__.startswith("float"):
        return f"{value:.0f}" if float(value).is_integer() and abs(value) < 1e15 else _plain_float(float(value))
    return str(value)


def _plain_float(value):
    import numpy as np

    return np.format_float_positional(value, trim="-") if np.isfinite(value) else str(value)


@lru_cache(maxsize=65536)
def plain_words(text: str) -> str:
    """A text in small letters and single spaces, for comparison."""
    return " ".join(plain(text).text.split())


def words_of(name: str) -> str:
    """A column's name in words: ``StartOfMonth`` and ``start_of_month`` are the same."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ")
    return plain_words(apart)


def why_missing(text: str) -> str | None:
    """What a mark for a missing number means; None where a cell is none."""
    return _WHY.get(plain_words(text)) if text.strip() and len(text) < 40 else None


@lru_cache(maxsize=65536)
def kind_of(text: str) -> str:
    """``blank``, ``missing``, ``year``, ``number`` or ``text``: what a cell looks like."""
    words = plain_words(text[:200])
    if not words:
        return "blank"
    if words in _WHY:
        return "missing"
    if _YEAR.fullmatch(words):
        return "year"
    return "number" if len(words) < 60 and _NUMBER.fullmatch(words) else "text"


def is_total(text: str) -> bool:
    """Whether a label says that its row is the total of others."""
    return len(text) < 80 and _TOTAL.search(plain_words(text)) is not None


def is_note(text: str) -> bool:
    """Whether a text begins as a note, a source or a legend does."""
    return _NOTE.match(plain_words(text[:300])) is not None


def is_pair(text: str) -> bool:
    """Whether a cell holds two numbers with a stroke between them."""
    return len(text) < 60 and _PAIR.fullmatch(text) is not None
