"""Numbers as a paper prints them: digits that mean something, thousands separated, a true minus sign.

An estimate and its interval have the same decimals, those that `fraudstats.digits` leaves.

>>> number(-1234.5, 1), number(float("nan")), percent(0.0574)
('−1,234.5', '–', '5.7')
>>> p_value(3e-301), p_value(0.03121)
('< 0.001', '0.031')
>>> span(370_000, 380_000), span(370_000, float("inf"))
('370,000 to 380,000', '370,000 or more')
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.digits import meaningful
from fraudstats.vocabulary import QUALIFIERS

__all__ = ["MISSING", "bands", "column", "number", "p_value", "percent", "printed", "sentence", "span", "stars"]

#: What stands for a number that there is not.
MISSING = "–"
#: Level below which so many stars are set.
STARS = {0.001: "***", 0.01: "**", 0.05: "*"}
#: More decimals than this are written as a power of ten.
_DECIMALS = 7
#: Digits of a number without an interval.
_DIGITS = 4
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value: Any, decimals: int | None = None) -> str:
    """One number; by default with the decimals that it has."""
    if value is None or pd.isna(value):
        return MISSING
    if np.isinf(value):
        return "∞" if value > 0 else "−∞"
    places = _places(value) if decimals is None else decimals
    if places > _DECIMALS:
        digits, _, power = f"{value:.2e}".partition("e")
        return f"{digits} × 10{str(int(power)).translate(_SUPERSCRIPT)}".replace("-", "−")
    return f"{value:z,.{places}f}".replace("-", "−")


def percent(share: Any, decimals: int = 1) -> str:
    """A share as a percentage, without its sign; the unit belongs to the heading."""
    return number(100 * share if share is not None else None, decimals)


def p_value(p: Any) -> str:
    """A p-value, three decimals."""
    if pd.isna(p):
        return MISSING
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def stars(p: Any) -> str:
    """The stars of a p-value, none if there is none."""
    return next((marks for level, marks in STARS.items() if not pd.isna(p) and p < level), "")


def span(lower: Any, upper: Any, decimals: int | None = None) -> str:
    """A range or an interval: two ends, one end, or one number; a dash where nothing is known."""
    if pd.isna(lower) or pd.isna(upper):
        return MISSING
    if np.isinf(lower) and np.isinf(upper):
        return "unbounded"
    if np.isinf(upper):
        return f"{number(lower, decimals)} or more"
    if np.isinf(lower):
        return f"up to {number(upper, decimals)}"
    low, high = number(lower, decimals), number(upper, decimals)
    return low if low == high else f"{low} to {high}"


def printed(value: Any, qualifier: Any = "") -> str:
    """A number with the word of its qualifier before it.

    >>> printed(370_000, "more_than"), printed(258_000.0, "rounded")
    ('more than 370,000', '258,000')
    """
    said = QUALIFIERS[qualifier].said if qualifier in QUALIFIERS else ""
    return said + number(value)


def bands(
    table: pd.DataFrame, lower: str = "lower", estimate: str = "estimate", upper: str = "upper"
) -> tuple[list[str], list[str]]:
    """Estimates and intervals in text, each row with the decimals that its interval leaves meaning to.

    >>> bands(pd.DataFrame({"estimate": [4.95573], "lower": [4.54574], "upper": [5.36733]}))
    (['4.956'], ['4.546 to 5.367'])
    """
    names = [lower, estimate, upper]
    rounded = meaningful(table.loc[:, names].astype(float), bands=[names])
    lone = meaningful(table.loc[:, [estimate]].astype(float), bands=[], digits={estimate: _DIGITS})[estimate]
    known = np.isfinite(rounded[lower] - rounded[upper])
    middle = rounded[estimate].where(known, lone)
    rows = list(zip(rounded[lower], middle, rounded[upper], strict=True))
    decimals = [max((_places(one) for one in row if np.isfinite(one)), default=0) for row in rows]
    return (
        [number(point, places) for (_, point, _), places in zip(rows, decimals, strict=True)],
        [span(low, high, places) for (low, _, high), places in zip(rows, decimals, strict=True)],
    )


def column(values: pd.Series, digits: int = _DIGITS) -> list[str]:
    """Numbers without an interval: counts as they are, a column with fractions to so many digits.

    >>> column(pd.Series([3.2402, 12.0, 0.0312])), column(pd.Series([64.0, 1200.0]))
    (['3.240', '12.00', '0.03120'], ['64', '1,200'])
    """
    given = values.astype(float)
    rounded = meaningful(given.to_frame("value"), bands=[], digits={"value": digits})["value"]
    finite = rounded[np.isfinite(rounded)]
    whole = bool((finite == finite.round()).all())
    return [number(value, 0 if whole and np.isfinite(value) else _significant(value, digits)) for value in rounded]


def sentence(text: str) -> str:
    """A text with a capital letter, a full stop and true minus signs; a name such as supF stays as it is.

    >>> sentence("the times are read as calendar years"), sentence("supF test; difference -16")
    ('The times are read as calendar years.', 'supF test; difference −16.')
    """
    text = re.sub(r"(?<![\w.,)])-(?=\d)", "−", text.strip())
    start = text[:1].upper() if re.match(r"[a-z-]+\b", text) and text.split()[0].islower() else text[:1]
    return start + text[1:] + ("" if text.endswith((".", "!", "?", ":")) else ".")


def _significant(value, digits):
    """Decimals that give a number so many digits."""
    if not np.isfinite(value) or value == 0:
        return 0 if value == 0 else None
    return max(0, digits - 1 - int(np.floor(np.log10(abs(value)))))


def _places(value):
    """Decimals of a number, without what arithmetic leaves in its last digits."""
    exponent = Decimal(f"{value:.10g}").normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
