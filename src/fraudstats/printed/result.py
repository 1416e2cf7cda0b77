"""What a printed number says: `Printed`."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from decimal import Decimal

from fraudstats.conventions import interval_of
from fraudstats.errors import IntervalError
from fraudstats.interval import Interval

__all__ = ["Printed", "plain_number"]


@dataclass(frozen=True, slots=True, repr=False)
class Printed:
    """What a printed number says.

    Attributes
    ----------
    value : int, Decimal or None
        The number, in base units; None of a range.
    step : int or Decimal
        The last printed unit: 1,000 for ``39.1万``. Zeros that end a number are taken as rounding, whether a multiplier
        follows or not: ``391,000`` and ``39.1万`` have step 1,000, ``20万`` and ``200,000`` step 100,000. Zeros behind
        a decimal point are digits (``1.50 million`` has step 10,000), and 余 or 多 behind a multiplier says that less
        than one of it is missing (``20万余`` has step 10,000, ``20余万`` 100,000).
    qualifier : str or None
        ``more_than``, ``at_least``, ``nearly``, ``about``, ``up_to``; None where no word or sign says so.
    units : tuple of str
        The unit codes that the text's own words allow; empty where it names none.
    flags : tuple of str
        Marks on the number, such as ``r`` (revised) or the number of a footnote.
    ends : tuple of two numbers, or None
        The ends of a range: 35,000 and 40,000 of ``3.5萬至4萬``.
    """

    value: int | Decimal | None
    step: int | Decimal
    qualifier: str | None
    units: tuple[str, ...]
    flags: tuple[str, ...] = ()
    ends: tuple[int | Decimal, int | Decimal] | None = None

    def interval(self, convention: str = "printed") -> Interval:
        """The range of true values that the print allows (see `fraudstats.conventions`).

        A number without a word is taken as rounded to its step; a count whose step is one, as a full count.

        Examples
        --------
        >>> Printed(391_000, 1_000, None, ()).interval()
        Interval(390500, 391500)
        >>> Printed(441_000, 1_000, "more_than", ()).interval("conservative")
        Interval(441000, inf)
        """
        if self.ends is not None:
            low, high = (replace(self, value=end, ends=None) for end in self.ends)
            if self.qualifier is None:
                return Interval(float(self.ends[0]), float(self.ends[1]))
            return Interval(low.interval(convention).lower, high.interval(convention).upper)
        size = interval_of(float(abs(self.number)), self._read_as, float(self.step), convention)[0]
        return size if self.number >= 0 else -size

    @property
    def number(self) -> int | Decimal:
        """The value of a print that is no range.

        Raises
        ------
        IntervalError
            If it is one.
        """
        if self.value is None:
            raise IntervalError("a range has no single value; take its ends")
        return self.value

    @property
    def _read_as(self):
        full_count = self.step == 1 and self.units != ("percent",)
        return self.qualifier or ("exact" if full_count else "rounded")

    @property
    def lower(self) -> float:
        """The lower end of `interval`."""
        return self.interval().lower

    @property
    def upper(self) -> float:
        """The upper end of `interval`."""
        return self.interval().upper

    def __repr__(self) -> str:
        said = [f for f in fields(self) if f.name not in ("flags", "ends") or getattr(self, f.name)]
        return f"Printed({', '.join(f'{f.name}={getattr(self, f.name)!r}' for f in said)})"


def plain_number(value: Decimal) -> int | Decimal:
    """An integer where the number is whole, else a decimal without closing zeros."""
    return int(value) if value == value.to_integral_value() else value.normalize()
