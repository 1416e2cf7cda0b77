"""What reading an announcement gives: its numbers, as rows of a table, and what could not be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    import pandas as pd

__all__ = ["Bulletin", "BulletinNumber"]


_FLOATS = ("value", "lower", "upper", "change", "change_lower", "change_upper")


@dataclass(frozen=True, slots=True)
class BulletinNumber:
    """A counted number of an announcement, or a stated change that stands without one.

    Attributes
    ----------
    start, end : int
        ``text[start:end]`` is what is printed of it, with qualifier, currency and classifier.
    value_text : str
        That text; empty for a change that stands alone.
    value : int, Decimal or None
        In base units; None of a range and of a change that stands alone.
    lower, upper : float or None
        The range of true values that the print allows (see `fraudstats.conventions`).
    qualifier, unit : str or None
        Codes of `fraudstats.vocabulary`; no unit where what is counted has none (calls, accounts).
    indicator : str or None
        Code of an indicator of the dataset.
    indicator_score : float
        From 0 to 1.
    ref_area, counterpart_area : str or None
    period_start, period_end : date or None
    start_basis, end_basis : str
        ``printed``, ``implied`` or ``unknown``.
    period_text : str
    change, change_lower, change_upper : float or None
        As fractions; a fall is negative.
    change_text : str
    sure : bool
        Whether nothing was guessed.
    reason : str
        What was guessed, in words; empty where it is sure.
    """

    start: int
    end: int
    value_text: str
    value: int | Decimal | None
    lower: float | None
    upper: float | None
    qualifier: str | None
    unit: str | None
    indicator: str | None
    indicator_score: float
    ref_area: str | None
    counterpart_area: str | None
    period_start: dt.date | None
    period_end: dt.date | None
    start_basis: str
    end_basis: str
    period_text: str
    change: float | None = None
    change_text: str = ""
    change_lower: float | None = None
    change_upper: float | None = None
    sure: bool = False
    reason: str = ""

    def __str__(self) -> str:
        said = [self.value_text or self.change_text, self.indicator or self.unit or "?"]
        start, end = (str(day) if day else "?" for day in (self.period_start, self.period_end))
        said.append(f"{start} to {end}")
        if self.change is not None and self.value_text:
            said.append(f"change {self.change:+.1%}")
        return " | ".join([*said, "sure" if self.sure else self.reason])


@dataclass(frozen=True)
class Bulletin:
    """The counted numbers of an announcement.

    Attributes
    ----------
    numbers : tuple of BulletinNumber
        In the order of the text.
    problems : tuple of str
        What could not be read.
    text : str
        The announcement as given.
    """

    numbers: tuple[BulletinNumber, ...]
    problems: tuple[str, ...] = ()
    text: str = ""

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[BulletinNumber]:
        return iter(self.numbers)

    def to_frame(self) -> pd.DataFrame:
        """One row a number, with the attributes of `BulletinNumber` as columns; numbers are floats, none is NaN."""
        import pandas as pd

        columns = [field.name for field in fields(BulletinNumber)]
        frame = pd.DataFrame([astuple(number) for number in self.numbers], columns=columns)
        return frame.astype(dict.fromkeys(_FLOATS, float))

    def summary(self) -> str:
        """The numbers as lines of text, with what is in doubt."""
        return str(self)

    def __str__(self) -> str:
        sure = sum(number.sure for number in self.numbers)
        lines = [f"{len(self)} numbers, {sure} of them sure", *map(str, self.numbers)]
        return "\n".join([*lines, *(f"not read: {problem}" for problem in self.problems)])

    def __repr__(self) -> str:
        return f"<Bulletin: {len(self)} numbers, {sum(number.sure for number in self.numbers)} sure>"

    def _repr_html_(self) -> str:
        """The text with its numbers marked; what is known of each is shown by pointing at it."""
        parts, end = [], 0
        for number in self.numbers:
            colour = "#cde8cd" if number.sure else "#f7e3b5"
            shown = escape(self.text[number.start : number.end])
            parts.append(escape(self.text[end : number.start]))
            parts.append(f'<mark style="background:{colour}" title="{escape(str(number), quote=True)}">{shown}</mark>')
            end = number.end
        return f'<p style="white-space:pre-wrap">{"".join(parts)}{escape(self.text[end:])}</p>'
