"""Digits with separators: ``44,690``, ``36,37,288``, ``19 897``, ``1.5``, and in other countries ``1.234,5``.

A comma groups digits and a point begins the decimals, as in Chinese, Japanese and English print. Where this is not so
somebody has to say it; digits that do not keep the rule, or that another country's rule would read as another number,
are refused with what they may mean.

>>> read_digits("36,37,288"), read_digits("44.20")
((Decimal('3637288'), 0), (Decimal('44.20'), 2))
>>> read_digits("1.234,5", Separators(thousands=".", decimal=","))
(Decimal('1234.5'), 1)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from fraudstats.errors import NotationError

__all__ = ["COMMA_DECIMALS", "Separators", "read_digits", "separators_of"]


#: Languages whose print begins decimals with a comma, of those that occur (CLDR).
COMMA_DECIMALS = frozenset("da de es fr id it nl pt ru vi".split())


@dataclass(frozen=True)
class Separators:
    """What groups digits and what begins the decimals.

    Attributes
    ----------
    thousands, decimal : str
    told : bool
        Whether somebody said so; if not, ``24.000`` may be a German or Vietnamese 24 thousand.
    """

    thousands: str = ","
    decimal: str = "."
    told: bool = True

    @cached_property
    def form(self) -> re.Pattern[str]:
        """Digits as these separators print them; groups of two are Indian."""
        group, point = re.escape(self.thousands or "\0"), re.escape(self.decimal or "\0")
        grouped = rf"\d{{1,3}}(?:{group}\d{{3}})+|\d{{1,2}}(?:{group}\d{{2}})*{group}\d{{3}}|\d{{1,3}}(?: \d{{3}})+|\d+"
        return re.compile(rf"(?P<whole>{grouped})(?:{point}(?P<decimals>\d+))?")


_USUAL = Separators(told=False)


@lru_cache(maxsize=64)
def separators_of(thousands: str | None = None, decimal: str | None = None) -> Separators:
    """The separators of which one or both are told; the usual ones if none is."""
    if thousands is None and decimal is None:
        return _USUAL
    other = {",": ".", ".": ","}
    return Separators(
        other.get(decimal or "", ",") if thousands is None else thousands,
        other.get(thousands or "", ".") if decimal is None else decimal,
    )


def read_digits(text: str, separators: Separators = _USUAL, scaled: bool = True) -> tuple[Decimal, int]:
    """The number and how many decimals it has.

    Parameters
    ----------
    text : str
        Digits and separators.
    separators : Separators
    scaled : bool
        Whether a multiplier or a percent sign follows: nobody groups digits before one, so ``1.739`` is no thousands.

    Raises
    ------
    NotationError
    """
    match = separators.form.fullmatch(text)
    if match is None:
        raise NotationError(_unreadable(text, separators))
    whole, decimals = re.sub(r"\D", "", match["whole"]), match["decimals"] or ""
    other = not separators.told and not scaled and len(decimals) == 3 and re.fullmatch(r"[1-9]\d{0,2}", match["whole"])
    if other:
        raise NotationError(
            f"one reading: {text} may be {whole}{decimals} (thousands='.') or {whole} and decimals (decimal='.'); say "
            "which"
        )
    return Decimal(f"{whole}.{decimals}" if decimals else whole), len(decimals)


def _unreadable(text, separators):
    """What would have been right, with the readings of other countries where there are some."""
    others = [
        Separators(thousands, decimal)
        for thousands, decimal in (("'", ","), ("'", "."), (",", "."), (".", ","))
        if (thousands, decimal) != (separators.thousands, separators.decimal)
    ]
    readings = {_number(text, other): other for other in others}
    said = [
        f"{number} with thousands={other.thousands!r} and decimal={other.decimal!r}"
        for number, other in readings.items()
        if number is not None
    ]
    if said:
        return f"one number with digits in groups of three; {text} is {' or '.join(said)}, if you say so"
    return f"one number, not two, and digits in groups of three ({text} is not)"


def _number(text, separators):
    match = separators.form.fullmatch(text)
    return match and re.sub(r"\D", "", match["whole"]) + (f".{match['decimals']}" if match["decimals"] else "")
