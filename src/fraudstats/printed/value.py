"""From the parts of a written number to its value and its last printed unit.

Chinese, Japanese, Indian and English numbers are read by one rule. A number is a sum of parts, each with a unit, from
the largest unit to the smallest (``1 crore 20 lakh``, ``3亿5000万``); a unit behind smaller ones multiplies all of them
(``1万5000亿``, ``one hundred and five million``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from fraudstats.errors import NotationError
from fraudstats.printed.numerals import CJK_DIGITS, CJK_UNITS, ENGLISH_WORDS, WORD_UNITS
from fraudstats.printed.separators import Separators, read_digits
from fraudstats.printed.tokens import Run

__all__ = ["Value", "closing_zeros", "value_of"]

#: The largest unit that a larger one multiplies together with what stands between them, as in 1万5000亿.
_MULTIPLIED = 10**5
#: Kinds of tokens that begin a part of a number.
_BEGIN = ("digits", "cjk", "word", "article")


def _two():
    return NotationError("one number, not two (read each by itself)")


@dataclass(frozen=True, slots=True)
class Value:
    """What the parts of a number say.

    Attributes
    ----------
    value, step : Decimal
        The number, and its last printed unit.
    qualifier : str or None
        ``more_than`` or ``at_least`` where 余, 几 or 数 says so.
    """

    value: Decimal
    step: Decimal
    qualifier: str | None = None


def value_of(run: Run, separators: Separators, scaled: bool = False, counted: bool = False) -> Value:
    """The value of a run.

    Parameters
    ----------
    run : Run
    separators : Separators
    scaled : bool
        Whether a percent sign follows.
    counted : bool
        Whether the thing counted follows right behind the number (名, 起): then 3万5人 may be 30,005, as in Japanese.

    Raises
    ------
    NotationError
    """
    parts = _Parts(run, separators, scaled, counted)
    for token in run.tokens:
        parts.take(token)
    return parts.value()


@dataclass
class _Parts:
    """A number as far as it has been read."""

    run: Run
    separators: Separators
    scaled: bool
    counted: bool
    sums: list[tuple[int, Decimal]] = field(default_factory=list)  # unit and amount of each part, the largest first
    number: Decimal | None = None  # digits whose unit has not come yet
    lone: bool = True  # whether the number is a single digit, which behind 万 may be short for so many 千
    decimals: int | None = None  # how many decimals the number has; None before a decimal point
    step: Decimal | None = None  # the last printed unit, where the closing zeros do not say it
    qualifier: str | None = None
    last_unit: int = 0  # the unit right before the number

    def take(self, token):
        if token.kind in _BEGIN and self.number is None and self.step is not None:
            raise _two()  # 1.2万5千, 20万余5千
        getattr(self, f"_{token.kind}")(token.text)

    def value(self) -> Value:
        rest = self._rest()
        total = sum((amount for _, amount in self.sums), Decimal(0)) + rest
        if self.decimals is not None:
            self.step = Decimal(1).scaleb(-self.decimals)
        step = self.step or Decimal(closing_zeros(total))
        return Value(total, step, self.qualifier)

    def _rest(self):
        """What the digits behind the last unit add."""
        if self.number is None:
            return Decimal(0)
        if not self.sums:
            return self.number
        short = self.lone and self.last_unit in CJK_UNITS.values() and self.run.tokens[-1].kind in ("digits", "cjk")
        if short and self.last_unit >= 100 and self.run.tokens[-2].kind == "unit":
            amount = self.number * self.last_unit / 10
            if self.counted or len(self.sums) > 1 or self.run.tokens[0].kind == "unit":
                higher = sum((part for _, part in self.sums), Decimal(0))
                raise NotationError(
                    f"one reading: {self.run.text} is short for {higher + amount:,f} in speech, and "
                    f"{higher + self.number:,f} if every unit is written, as in Japanese; write it out"
                )
            return amount
        self._check_smaller(self.number, self.sums[-1][0])
        return self.number

    def _check_smaller(self, amount, unit):
        if amount >= unit:
            raise NotationError(f"one number, not two ({self.run.text} has no order of units)")

    # One method for each kind of token

    def _digits(self, text):
        if self.number:
            raise _two()
        value, decimals = read_digits(text, self.separators, scaled=self.scaled or self._unit_follows(text))
        self.number, self.lone = value, len(text) == 1 and text != "0"
        self.decimals = decimals or None

    def _unit_follows(self, text):
        return self.run.text.strip() != text

    def _cjk(self, text):
        digit = CJK_DIGITS[text]
        if self.decimals is not None and self.number is not None:
            self.decimals += 1
            self.number += Decimal(digit).scaleb(-self.decimals)
        elif self.number is None:
            self.number, self.lone = Decimal(digit), digit != 0
        else:
            self.number, self.lone = self.number * 10 + digit, False

    def _cjkpoint(self, _text):
        if self.decimals is not None or (self.number is None and not self.sums):
            raise _two()
        self.number, self.decimals = self._rest() + sum(amount for _, amount in self.sums), 0
        self.sums = []

    def _word(self, text):
        value = Decimal(ENGLISH_WORDS[text])
        if self.decimals is not None and self.number is not None and value < 10:
            self.decimals += 1
            self.number += value.scaleb(-self.decimals)
        elif self.number is None:
            self.number, self.lone = value, False
        elif self.number % 100 >= 20 and self.number % 10 == 0 and 0 < value < 10 and self.decimals is None:
            self.number += value
        else:
            raise _two()

    def _point(self, _text):
        if self.number is None or self.decimals is not None:
            raise _two()
        self.decimals = 0

    def _article(self, text):
        self.number, self.decimals = (Decimal("0.5"), 1) if text.startswith("half") else (Decimal(1), None)

    def _half(self, _text):
        if self.number is None or self.decimals is not None:
            raise _two()
        self.number, self.decimals = self.number + Decimal("0.5"), 1

    def _several(self, _text):
        self.number, self.qualifier = Decimal(1), "at_least"

    def _more(self, text):
        near = self.sums[-1][1] if self.number is None else self.number
        if text in "几幾" and near % 10:
            raise NotationError("a number, not 'several' behind one")
        behind_multiplier = self.number is None and self.sums[-1][0] >= 10**4
        if not behind_multiplier:
            self.step = Decimal(closing_zeros(near))
        elif self.step is None:
            self.step = Decimal(self.sums[-1][0])
        self.qualifier = "more_than"

    def _about(self, _text):
        self._more("多")
        self.qualifier = "about"

    def _unit(self, text):
        self._scaled_by(CJK_UNITS[text])

    def _scale(self, text):
        self._scaled_by(WORD_UNITS[text])

    def _letter(self, text):
        self._scaled_by(WORD_UNITS[text.strip()])

    def _scaled_by(self, unit):
        smaller = Decimal(0)
        while self.sums and self.sums[-1][0] < unit:
            below, amount = self.sums.pop()
            if self.number is not None and below > _MULTIPLIED:
                raise _two()
            smaller += amount
        one = Decimal(0 if smaller else 1)  # 百 is one hundred
        amount = (smaller + (one if self.number is None else self.number)) * unit
        if self.sums:
            self._check_smaller(amount, self.sums[-1][0])
        if self.decimals is not None:
            self.step = Decimal(1).scaleb(-self.decimals)
        self.step = self.step * unit if self.step is not None else None
        self.sums.append((unit, amount))
        self.number, self.decimals, self.last_unit, self.lone = None, None, unit, True


def closing_zeros(value: Decimal | int) -> int:
    """The largest power of ten that divides a whole number; 1 of zero and of fractions."""
    if value != int(value) or not value:
        return 1
    digits = str(int(value))
    return 10 ** (len(digits) - len(digits.rstrip("0")))
