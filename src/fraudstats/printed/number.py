"""Read a number as it was printed: ``37万余``, ``more than 441,000``, ``3265亿元``, ``十五萬五千宗``.

A printed number says more than its value. The words around it say on which side of the value the truth lies (the
qualifier), its last digit says how finely it was rounded (the step), and its classifier says what was counted (the
unit). All four are read here from the text alone, so that a record whose value, unit or qualifier disagrees with its
own text can be refused.

>>> parse_printed("37万余起")
Printed(value=370000, step=10000, qualifier='more_than', units=('cases',))
>>> parse_printed("39.1万")
Printed(value=391000, step=1000, qualifier=None, units=())
>>> parse_printed("more than 441,000").step
1000
>>> parse_printed("十五萬五千宗").value
155000
>>> parse_printed("1.739 million").value
1739000
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from fraudstats.errors import PrintedError
from fraudstats.vocabulary import QUALIFIERS, UNITS

__all__ = ["Printed", "parse_printed", "qualifier_in", "without_qualifiers"]


@dataclass(frozen=True, slots=True)
class Printed:
    """What a printed number says.

    Attributes
    ----------
    value : int or Decimal
        The number, in base units.
    step : int or Decimal
        The last printed unit: 1,000 for ``39.1万``. Zeros that end a number are taken as rounding, whether a multiplier
        follows or not: ``391,000`` and ``39.1万`` have step 1,000, ``20万`` and ``200,000`` step 100,000. Zeros behind
        a decimal point are digits (``1.50 million`` has step 10,000), and 余 or 多 behind a multiplier says that less
        than one of it is missing (``20万余`` has step 10,000, ``20余万`` 100,000).
    qualifier : str or None
        ``more_than``, ``at_least``, ``nearly``, ``about``, ``up_to``; None where no word says so.
    units : tuple of str
        The unit codes that the text's own words allow; empty where it names none.
    """

    value: int | Decimal
    step: int | Decimal
    qualifier: str | None
    units: tuple[str, ...]


# Longest words first, so that "no more than" is not read as "more than" nor 不超过 as 超过.
_QUALIFIER_WORDS = re.compile(
    "|".join(
        f"(?P<{code}_{number}>{word})"
        for code, number, word in sorted(
            (
                (code, number, word)
                for code, qualifier in QUALIFIERS.items()
                for number, word in enumerate(word for words in qualifier.words.values() for word in words)
            ),
            key=lambda item: -len(item[2]),
        )
    )
)


def _units_by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, unit in UNITS.items():
        for word in (*unit.words, *unit.multiples):
            found[word] = (*found.get(word, ()), code)
    return found


#: Words that name a unit -> the units that they may mean; a text may use any one of them.
_UNITS = _units_by_word()
_UNIT_WORDS = re.compile(
    "|".join((rf"(?<![a-z]){re.escape(w)}(?![a-z])" if w[0].isalpha() and w.isascii() else re.escape(w))
             for w in sorted(_UNITS, key=len, reverse=True))
)  # fmt: skip
_SCALES = {word: multiple for unit in UNITS.values() for word, multiple in unit.multiples.items()}

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_POINTS = ("点", "點")
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_WORDS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {w: 10 * i for i, w in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), start=3)}
_ENGLISH = {
    "hundred": 10**2, "thousand": 10**3, "k": 10**3, "lakh": 10**5, "million": 10**6, "millions": 10**6, "mn": 10**6,
    "m": 10**6, "crore": 10**7, "billion": 10**9, "billions": 10**9, "bn": 10**9, "bil": 10**9, "b": 10**9,
    "trillion": 10**12, "tn": 10**12,
}  # fmt: skip

# Digits grouped by commas (also 36,37,288) or by spaces, or not grouped.
_NUMBER = r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_CJK = "".join([*_DIGITS, *_SMALL, *_LARGE, *_POINTS])
#: A whole number in plain digits alone, as tables print it; most printed numbers are of this kind.
_PLAIN = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")
_LONGEST = 300
#: What may stand between the parts of one number: "151.4 (in millions)", "43.1 ($ million)", "one hundred and five".
_JOINTS = ("", "and", "in", "(in", "($", "$")
#: 数百, 几万; 两三百, which is two or three hundred (while 六二九億 is 629 of them).
_SEVERAL = re.compile(
    r"[数數几幾](?=[十百千万萬亿億])"
    rf"|(?<![{''.join(_DIGITS)}])(?:[二两兩]三|一[二两兩]|三四|四五|五六|六七|七八|八九)(?=[十百千万萬亿億])"
)
_DOZENS = re.compile(
    r"\bdozens?\b|\b(?:hundreds|thousands|lakhs|crores|millions|billions|trillions) of\b|\bscores of\b"
)
#: A minus sign right before the number, or before its currency.
_SIGN = re.compile(r"(?:^|[\s(])[-−–]\s?[^\w\s]?$")
_TOKEN = re.compile(
    rf"(?P<number>{_NUMBER})|(?P<cjk>[{_CJK}])|(?P<more>[余餘多])"
    rf"|\b(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b"
    rf"|(?<![a-z])(?P<english>{'|'.join(sorted(_ENGLISH, key=len, reverse=True))})\b"
)


def parse_printed(text: str) -> Printed:
    """Read one printed number.

    Parameters
    ----------
    text : str
        The printed words: a number in digits, Chinese numerals or English words, with an optional multiplier,
        qualifier words and a classifier or currency.

    Returns
    -------
    Printed

    Raises
    ------
    PrintedError
        If it is no text, or holds no number, more than one, a vague or negative one (数百, two dozen, 两三百, -5), or
        two qualifiers that disagree; the message quotes the text, and its attribute ``expected`` says what would have
        been right.
    """
    if not isinstance(text, str):
        raise PrintedError(text, "a text; put the printed words in quotation marks, like '37万余起'")
    if len(text) > _LONGEST:
        raise PrintedError(text, f"at most {_LONGEST} characters, the printed words of one number")
    if _PLAIN.fullmatch(text):
        value = int(text.replace(",", ""))
        return Printed(value, _closing_zeros(value), None, ())
    return _parse_words(text)


def _parse_words(text):
    """The number of any text, plain or not."""
    clean = unicodedata.normalize("NFKC", text).lower().strip().replace("廿", "二十").replace("卅", "三十")
    tokens, gaps = _tokens(clean)
    if not tokens:
        known = "one number in digits, Chinese numerals or English words, like '37万余起' or '1.2 million'"
        raise PrintedError(text, known)
    if any(gaps) or any(_two_numbers(a, b) for a, b in pairwise(tokens)):
        raise PrintedError(text, "one number, not two (read each by itself)")
    _refuse_vague(text, clean, tokens)
    value, step = _evaluate(tokens)
    words = _words_outside(clean, tokens)
    qualifier = qualifier_in(words, text)
    units, scale = _units(words)
    return Printed(_plain(value * scale), _plain(step * scale), qualifier, units)


def _refuse_vague(text, clean, tokens):
    """Refuse a number that the words give no value of, and one with a sign."""
    start, end = tokens[0].start(), tokens[-1].end()
    if _SEVERAL.search(clean, max(0, start - 1), end + 1) or _DOZENS.search(clean):
        raise PrintedError(text, "a number, not 'several', 'dozens' or 'two or three' of something")
    if _SIGN.search(clean[:start]):
        raise PrintedError(text, "a number without a sign; a fall is a stated change, or a number of another indicator")


def _tokens(clean):
    """The tokens of the number, and for each step between two of them whether foreign text stands there."""
    found = [m for m in _TOKEN.finditer(clean)]
    first = next((i for i, m in enumerate(found) if m.lastgroup in ("number", "word") or _starts_cjk(m)), None)
    if first is None:
        return [], []
    found = found[first:]
    while found[-1].lastgroup == "more" and found[-2].end() != found[-1].start():
        found.pop()  # a 多 that belongs to the words behind the number
    gaps = []
    for a, b in pairwise(found):
        between = clean[a.end() : b.start()]
        joints = _JOINTS if b.lastgroup == "english" else ("", "and")
        joined = between.strip(" -") in joints and (between == "" or b.lastgroup in ("english", "word"))
        gaps.append(not joined)
    return found, gaps


def _two_numbers(a, b):
    """Whether two neighbours are numbers of their own: only a ten and a unit, such as thirty-five, make one number."""
    if a.lastgroup == b.lastgroup == "word":
        return not (_WORDS[a.group()] >= 20 and 0 < _WORDS[b.group()] < 10)
    return a.lastgroup == b.lastgroup == "number"


def _starts_cjk(match):
    return match.lastgroup == "cjk" and (match.group() in _DIGITS or match.group() in _SMALL)


def _evaluate(tokens):
    """Value and step of a run of tokens, by the usual section-wise reading of Chinese and English numerals."""
    total, section, number = Decimal(0), Decimal(0), None
    step = Decimal(1)
    spread = False  # 余 or 多 stands right behind the digits
    digits = False  # closing zeros are digits: a decimal point, or 余 behind a multiplier, says how fine the number is
    point = None  # the place of the next digit behind a Chinese decimal point
    for token in tokens:
        kind, text = token.lastgroup, token.group()
        if kind == "number":
            number = Decimal(text.replace(",", "").replace(" ", ""))
            step, digits = _digit_step(text), "." in text
        elif text in _POINTS:
            point, section, number, digits = Decimal(1), Decimal(0), section + (number or 0), True
        elif text in _DIGITS and point is not None:
            point /= 10
            assert number is not None  # set where the point was read
            number, step = number + _DIGITS[text] * point, point
        elif kind == "word" or text in _DIGITS:
            digit = Decimal(_WORDS[text] if kind == "word" else _DIGITS[text])
            number = digit if number is None else (number + digit if kind == "word" else number * 10 + digit)
            step, digits = Decimal(1), False
        elif kind == "more":
            spread, digits = True, number is None and section == 0
            # 40余万: the zero is filled by 余; 十余万: likewise for 十.
            step = max(step, _zeros(section + (number or 0)))
        else:
            size = Decimal(_SMALL.get(text) or _LARGE.get(text) or _ENGLISH[text])
            if text in _SMALL:
                section += (Decimal(1) if number is None else number) * size
                step = size if not spread else step * size
                number = None
            else:
                part = section + (number or 0)
                total = total * size if part == 0 else total + part * size  # 万亿 multiplies what stands before
                step, section, number, point = step * size, Decimal(0), None, None
    value = total + section + (number or 0)
    return value, step if digits else max(step, _zeros(value))


def _digit_step(text):
    decimals = len(text.partition(".")[2])
    return Decimal(1).scaleb(-decimals)


def _zeros(value):
    """The largest power of ten that divides a whole number; 1 for zero and for fractions."""
    if value != value.to_integral_value():
        return Decimal(1)
    return Decimal(_closing_zeros(int(value)))


def _closing_zeros(value):
    """The same of an int."""
    digits = str(value)
    return 10 ** (len(digits) - len(digits.rstrip("0"))) if value else 1


def _words_outside(clean, tokens):
    """The text without its number, 余 and 多 kept because they qualify it."""
    rest, at = [], 0
    for token in tokens:
        rest.append(clean[at : token.start()])
        if token.lastgroup == "more":
            rest.append("余")
        at = token.end()
    return " ".join([*rest, clean[at:]])


def qualifier_in(words: str, text: str) -> str | None:
    """The code of the qualifier word among the words around a number, if there is one; `text` is quoted in errors."""
    found = _qualifiers(words)
    if len(found) > 1:
        raise PrintedError(text, f"one qualifier, not {' and '.join(found)}")
    return found[0] if found else None


def without_qualifiers(words: str) -> str:
    """The words around a number without those that qualify it."""
    return _QUALIFIER_WORDS.sub(" ", words)


@lru_cache(maxsize=4096)  # the same few words stand around most numbers
def _qualifiers(words):
    return sorted({str(m.lastgroup).rsplit("_", 1)[0] for m in _QUALIFIER_WORDS.finditer(words)})


@lru_cache(maxsize=4096)
def _units(words):
    match = _UNIT_WORDS.search(words)
    if match is None:
        return (), 1
    return _UNITS[match.group()], _SCALES.get(match.group(), 1)


def _plain(value):
    return int(value) if value == value.to_integral_value() else value.normalize()
