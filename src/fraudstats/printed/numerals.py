"""The words and characters that write numbers: Chinese, Japanese and English numerals, and the multipliers of more."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["CJK_DIGITS", "CJK_FORMAL", "CJK_POINTS", "CJK_UNITS", "ENGLISH_WORDS", "MORE", "SEVERAL", "WORD_UNITS"]

#: Chinese digits, the formal ones of banks included.
CJK_DIGITS: Mapping[str, int] = MappingProxyType(
    {c: i for i, c in enumerate("零一二三四五六七八九")}
    | {"〇": 0, "两": 2, "兩": 2, "壹": 1, "贰": 2, "貳": 2, "叁": 3, "參": 3, "肆": 4, "伍": 5, "陆": 6, "陸": 6}
    | {"柒": 7, "捌": 8, "玖": 9}
)
#: Of these the ones of banks, which are words as well (大陆, 參與); numerals only among others: 伍拾陆万.
CJK_FORMAL = frozenset("壹贰貳叁參肆伍陆陸柒捌玖")
CJK_POINTS = ("点", "點")
#: Units that stand right behind their digits. 兆 is a million millions, as in Taiwan and Japan; then Korean and Thai.
CJK_UNITS: Mapping[str, int] = MappingProxyType(
    {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
    | {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
    | {"백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12}
    | {"พัน": 10**3, "หมื่น": 10**4, "แสน": 10**5, "ล้าน": 10**6}
)
#: Behind a number: and a bit more. 几 only behind a full ten (十几, 二十几万), 来 (about) only before what is counted.
MORE = ("余", "餘", "多", "几", "幾", "来", "來", "여")
#: Before a multiplier: more than one of it, 数十万.
SEVERAL = ("数", "數", "几", "幾")

ENGLISH_WORDS: Mapping[str, int] = MappingProxyType(
    {
        word: value
        for value, word in enumerate(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen".split()
        )
    }
    | {word: 10 * i for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
)
#: Units that are words: English, Indian, then Vietnamese, Indonesian and Malay, and abbreviations of Europe.
WORD_UNITS: Mapping[str, int] = MappingProxyType(
    {
        "hundred": 10**2,
        **dict.fromkeys(("thousand", "thousands", "k"), 10**3),
        **dict.fromkeys(("lakh", "lakhs", "lac", "lacs"), 10**5),
        **dict.fromkeys(("million", "millions", "mil", "mln", "mn", "m"), 10**6),
        **dict.fromkeys(("crore", "crores", "cr"), 10**7),
        **dict.fromkeys(("billion", "billions", "bil", "bln", "bn", "b"), 10**9),
        **dict.fromkeys(("trillion", "trillions", "trn", "tn"), 10**12),
        **dict.fromkeys(("nghìn", "ngàn", "ribu"), 10**3),
        **dict.fromkeys(("triệu", "juta"), 10**6),
        **dict.fromkeys(("tỷ", "tỉ", "miliar", "milyar", "bilion"), 10**9),
        **dict.fromkeys(("triliun", "trilion"), 10**12),
        **dict.fromkeys(("mio",), 10**6),
        **dict.fromkeys(("mrd", "mld"), 10**9),
    }
)
