"""Read a number as it was printed: ``37万余``, ``more than 441,000``, ``3265亿元``, ``十五萬五千宗``.

A printed number says more than its value. The words around it say on which side of the value the truth lies (the
qualifier), its last digit says how finely it was rounded (the step), its classifier says what was counted (the
unit), and marks say that it is revised or has a footnote. All of it is read here from the text alone, so that a record
whose value, unit or qualifier disagrees with its own text can be refused. What can be read in two ways is refused with
both.

>>> parse_printed("37万余起")
Printed(value=370000, step=10000, qualifier='more_than', units=('cases',))
>>> parse_printed("39.1万")
Printed(value=391000, step=1000, qualifier=None, units=())
>>> parse_printed("more than 441,000").step
1000
>>> parse_printed("1万5000亿元").value
1500000000000
>>> parse_printed("$18 billion to $37 billion").interval()
Interval(1.8e+10, 3.7e+10)
>>> parse_printed("6,405¹ [r]").flags
('1', 'r')
"""

from __future__ import annotations

import re
from dataclasses import replace

from fraudstats.errors import PrintedError
from fraudstats.printed.marks import split_marks
from fraudstats.printed.ranges import read_range
from fraudstats.printed.refusals import not_a_count
from fraudstats.printed.result import Printed
from fraudstats.printed.separators import Separators, separators_of
from fraudstats.printed.single import numbers_in, read_single
from fraudstats.printed.text import plain
from fraudstats.printed.value import closing_zeros

__all__ = ["Printed", "parse_printed"]

#: A whole number in plain digits alone, as tables print it; most printed numbers are of this kind.
_PLAIN = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")
_LONGEST = 300


def parse_printed(text: str, thousands: str | None = None, decimal: str | None = None) -> Printed:
    """Read one printed number.

    Parameters
    ----------
    text : str
        The printed words: a number in digits, Chinese numerals or English words, with an optional multiplier,
        qualifier words, signs, a classifier or currency, and footnote marks; or a range of two such numbers.
    thousands, decimal : str, optional
        What groups digits and what begins the decimals, as in `pandas.read_csv`. By default ``,`` and ``.``; a number
        such as ``24.000``, which is 24 thousand in some countries, is then refused.

    Returns
    -------
    Printed

    Raises
    ------
    PrintedError
        If it is no text, or holds no number or more than one, something that counts nothing (令和6年, 45th, 5G), a
        vague one (``two dozen``), two qualifiers that disagree, or what can be read in two ways (两三百, 3万5人);
        the message quotes the text, and its attribute ``expected`` says what would have been right.

    Examples
    --------
    >>> parse_printed("下降24%").value, parse_printed("≥6400").qualifier, parse_printed("13万2").value
    (-24, 'at_least', 132000)
    >>> parse_printed("1.234,5", thousands=".", decimal=",").value
    Decimal('1234.5')
    """
    if not isinstance(text, str):
        raise PrintedError(text, "a text; put the printed words in quotation marks, like '37万余起'")
    if len(text) > _LONGEST:
        raise PrintedError(text, f"at most {_LONGEST} characters, the printed words of one number")
    separators = _separators(text, thousands, decimal)
    if separators.decimal == "." and _PLAIN.fullmatch(text):
        value = int(text.replace(",", ""))
        return Printed(value, closing_zeros(value), None, ())
    clean, flags = split_marks(plain(text).text.replace("百分之", "% ").strip())
    expected = not_a_count(clean)
    if expected:
        raise PrintedError(text, expected)
    numbers = len(numbers_in(clean))
    if not numbers:
        known = "one number in digits, Chinese numerals or English words, like '37万余起' or '1.2 million'"
        raise PrintedError(text, known)
    read = read_range if numbers == 2 else read_single
    return replace(read(text, clean, separators), flags=flags)


def _separators(text: str, thousands: str | None, decimal: str | None) -> Separators:
    chosen = separators_of(thousands, decimal)
    if chosen.thousands == chosen.decimal:
        raise PrintedError(text, f"two different separators, not {chosen.decimal!r} for thousands and decimals")
    return chosen
