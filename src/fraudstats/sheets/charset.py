"""From bytes to text: the encoding that a file says, else the one in which its characters are common ones.

Almost any bytes can be decoded as Chinese or as Japanese; in the wrong encoding they give rare characters. So each
candidate is judged by how many of its characters are of the common level of its own standard, and of those that
statistics use most. Where two are about as good, the file is refused with both readings.

>>> decoded("年,件数".encode("shift_jis"))[1]
'cp932'
"""

from __future__ import annotations

import codecs

from fraudstats.errors import TableError
from fraudstats.sheets.report import quoted

__all__ = ["decoded", "mojibake"]

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
#: Encoding -> first bytes of its common characters.
_COMMON = {
    "gb18030": (range(0xA1, 0xA4), range(0xB0, 0xD8)),
    "big5": (range(0xA1, 0xC7),),
    "cp932": (range(0x81, 0x84), range(0x88, 0x98)),
    "cp949": (range(0xA1, 0xA4), range(0xB0, 0xC9)),
}
#: Encoding -> characters that tables of crime use most.
_FREQUENT = {
    "gb18030": "年月日季度上半全国总合计数案件起宗人名金额亿万元诈骗电信网络犯罪"
    "立破地区省市损失同比增减较按单位（）：，、类型其中受害涉抓获嫌疑",
    "big5": "年月日季度上半全國總合計數案件起宗人名金額億萬元詐騙電信網絡犯罪立"
    "破地區省市損失同比增減較按單位（）：，、類型其中受害涉拘捕嫌疑發生財",
    "cp932": "年月日期上半全国総合計数件人円億万千額被害認知検挙詐欺特殊還付金"
    "架空料請求率平成令和都道府県別区分単位の及びにをはと（）：、・オレ",
    "cp949": "년월일분기상반전국총합계수건명금액억만원사기전화피해발생검거지역증감비율단위구분보이스피싱",
    "cp1252": "£€éèüöäñçáíóúàêâôß–’“”°\xa0åøæãõ",
}
_LEAST, _LEAD = 0.8, 0.15
_SAMPLE = 200_000


def decoded(raw: bytes, encoding: str | None = None, name: str = "the file") -> tuple[str, str]:
    """The text of some bytes, and the encoding that gave it.

    Raises
    ------
    TableError
        If they cannot be decoded, or about as well in two ways.
    """
    if encoding is not None:
        return _told(raw, encoding, name), encoding
    for mark, known in _MARKS.items():
        if raw.startswith(mark):
            return _told(raw, known, name), known
    for known in ("utf-8", *_wide(raw)):
        text = _tried(raw, known)
        if text is not None and "\0" not in text:
            return text, known
    if b"\0" in raw:
        raise TableError(f"{name} is no text (it holds zero bytes); save it as CSV (UTF-8) or as an Excel workbook")
    known = _best(raw, name)
    return _told(raw, known, name), known


def mojibake(text: str) -> str | None:
    """What a text was before it was decoded wrongly; None where it does not look so.

    >>> mojibake("年月".encode().decode("latin-1"))
    '年月'
    """
    if text.isascii():
        return None
    for known in ("latin-1", "cp1252"):
        try:
            mended = text.encode(known).decode("utf-8")
        except UnicodeError:
            continue
        return mended if mended != text else None
    return None


def _told(raw, encoding, name):
    try:
        return raw.decode(encoding)
    except LookupError:
        raise TableError(f"{name}: there is no encoding {encoding!r}; try 'utf-8', 'gb18030', 'shift_jis'") from None
    except UnicodeError as error:
        bad = getattr(error, "object", b"")[: getattr(error, "start", 0)]
        row = bad.count(b"\n") + 1 if isinstance(bad, bytes) else 1
        raise TableError(f"{name} cannot be decoded as {encoding}: row {row} has other bytes; give encoding=") from None


def _tried(raw, encoding):
    try:
        return raw.decode(encoding)
    except UnicodeError:
        return None


def _wide(raw):
    """UTF-16 without its mark: every other byte of digits, commas and line ends is zero."""
    sample = raw[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if not even and not odd:
        return ()
    return ("utf-16-be",) if even > odd else ("utf-16-le",)


def _best(raw, name):
    sample = _cut(raw)
    texts = {known: text for known in (*_COMMON, "cp1252") if (text := _tried(sample, known)) is not None}
    scores = sorted(((_score(text, known), known) for known, text in texts.items()), reverse=True)
    if not scores or scores[0][0] < _LEAST:
        bad = next((row for row, line in enumerate(raw.splitlines(), 1) if _tried(line, "utf-8") is None), 1)
        raise TableError(
            f"{name}: the encoding cannot be told (row {bad} is no UTF-8); give encoding=, such as 'gb18030', 'big5', "
            "'shift_jis', 'cp1252'; or 'latin-1', which decodes anything"
        )
    if len(scores) > 1 and scores[0][0] - scores[1][0] < _LEAD:
        ways = " or ".join(f"{quoted(_telling(texts[known]))} as {known}" for _, known in scores[:2])
        raise TableError(f"{name}: the encoding can be read in two ways, {ways}; say encoding=")
    return scores[0][1]


def _cut(raw):
    """A sample that ends with a line."""
    return raw if len(raw) <= _SAMPLE else raw[: raw.rfind(b"\n", 0, _SAMPLE) + 1] or raw


def _score(text, encoding):
    """The share of common characters, and that of the most frequent ones, from 0 to 2."""
    odd = [character for character in text if not character.isascii()]
    if not odd:
        return 0.0
    frequent = set(_FREQUENT[encoding])
    common = sum(_is_common(character, encoding) for character in odd)
    return (common + sum(character in frequent for character in odd)) / len(odd)


def _is_common(character, encoding):
    if encoding == "cp1252":
        return character in _FREQUENT[encoding]
    raw = character.encode(encoding, "replace")
    return len(raw) == 2 and any(raw[0] in leads for leads in _COMMON[encoding])


def _telling(text):
    """The first line that is not plain ASCII."""
    return next((line for line in text.splitlines() if not line.isascii()), "")
