"""Small whole numbers as periods are numbered: ``6``, ``06``, ``六``, ``十一``, ``six``, ``sixth``, ``iii``.

>>> whole("十一"), whole("twelve"), whole("third"), whole("元")
(11, 12, 3, 1)
>>> year_digits("二〇二四")
2024
"""

from __future__ import annotations

from fraudstats.printed.numerals import CJK_DIGITS as CJK_VALUES
from fraudstats.printed.numerals import ENGLISH_WORDS

__all__ = ["CJK", "CJK_DIGITS", "CJK_YEAR", "COUNT", "ORDINAL", "ROMAN", "whole", "year_digits"]

_WORDS = [word for word, value in ENGLISH_WORDS.items() if value <= 12]
_EIGHTEEN = {"eighteen": 18, "twenty-four": 24, "thirty-six": 36}
_ORDINALS = (("1st", "first"), ("2nd", "second"), ("3rd", "third"), ("4th", "fourth"))
_ROMAN = ("i", "ii", "iii", "iv")
_KNOWN = (
    {word: ENGLISH_WORDS[word] for word in _WORDS}
    | _EIGHTEEN
    | {word: value for value, words in enumerate(_ORDINALS, start=1) for word in words}
    | {word: value for value, word in enumerate(_ROMAN, start=1)}
    | {"元": 1, "首": 1}
)

#: The digits of a year written one by one; tables mix 0 among them.
CJK_DIGITS = "[〇零0一二三四五六七八九]"
#: A Chinese numeral below a hundred.
CJK = "(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两兩])"
#: One below a thousand, as years of an era are numbered.
CJK_YEAR = rf"(?:[一二三]百零?一?{CJK}|[一二三]百|{CJK})"
#: A number of months or quarters.
COUNT = rf"(?:\d{{1,2}}|{CJK}|{'|'.join([*_EIGHTEEN, *sorted(_WORDS[1:], key=len, reverse=True)])})"
ORDINAL = "(?:" + "|".join(word for words in _ORDINALS for word in words) + ")"
ROMAN = f"(?:{'|'.join(reversed(_ROMAN))})"


def whole(text: str) -> int:
    """The value of a small number in any of these writings."""
    if text.isdecimal():
        return int(text)
    if text in _KNOWN:
        return _KNOWN[text]
    hundreds, _, rest = text.rpartition("百")
    tens, ten, ones = rest.lstrip("零").rpartition("十")
    return sum(
        (
            100 * CJK_VALUES[hundreds] if hundreds else 0,
            10 * (CJK_VALUES[tens] if tens else 1) if ten else 0,
            CJK_VALUES[ones] if ones else 0,
        )
    )


def year_digits(text: str) -> int:
    """A year whose digits are Chinese, read one by one."""
    return int("".join(str(CJK_VALUES.get(digit, digit)) for digit in text))
