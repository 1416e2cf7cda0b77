"""From cells to numbers with their ranges: each distinct text read once, the column's own precision respected.

Zeros that end one number may be rounding. In a column they are judged by its other numbers: where one of them is
printed to the unit, all are, and 20,760 beside 19,897 is a full count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from math import nan
from typing import NamedTuple

from fraudstats.errors import PrintedError, TableError
from fraudstats.printed import Printed, parse_printed
from fraudstats.sheets.cell import is_pair, plain_words, why_missing
from fraudstats.sheets.scale import Scale

__all__ = ["Cell", "Reader"]

#: Digits alone, perhaps with a sign, a currency and marks: their last digit says how the column is printed.
_BARE = re.compile(
    r"[^\w.,]*(?:[a-z]{0,2}\$)?[^\w.,]*\d[\d,.' ]*(?:\s?%)?(?:\s?(?:\[[^\]]*\]|\([a-z]\)|[a-z](?![a-z])|"
    r"[*†‡※#⁰-⁹¹²³]+))*"
)
_SCIENTIFIC = re.compile(r"[-+]?\d+(?:\.\d+)?[eE][-+]?\d+")
_MONEY_STEP = Decimal("0.01")


class Cell(NamedTuple):
    """What a cell says: a number with its range, or the reason why there is none.

    Attributes
    ----------
    value, lower, upper, precision : float
    qualifier : str
    flags : str
        Marks, separated by spaces.
    why : str
        Why there is no number; empty where there is one.
    missing : bool
        Whether the cell says itself that there is none.
    """

    value: float = nan
    lower: float = nan
    upper: float = nan
    qualifier: str = ""
    precision: float = nan
    flags: str = ""
    why: str = ""
    missing: bool = False


@dataclass
class Reader:
    """Reads the cells of one column.

    Parameters
    ----------
    texts : iterable of str
        All cells of the column, which together show its precision.
    scale : Scale
        What its header says.
    thousands, decimal : str, optional
        As for `fraudstats.parse_printed`.
    """

    texts: Iterable[str]
    scale: Scale
    thousands: str | None = None
    decimal: str | None = None

    def __post_init__(self):
        self._read = {text: self._parsed(text) for text in dict.fromkeys(self.texts)}
        bare = [read.step for text, read in self._read.items() if isinstance(read, Printed) and _is_bare(text, read)]
        self.finest = min(bare, default=None)
        self.units = {unit for read in self._read.values() if isinstance(read, Printed) for unit in read.units}

    def cell(self, text: str) -> Cell:
        """What a cell says."""
        read = self._read[text]
        if isinstance(read, Cell):
            return read
        factor = self.scale.factor
        if factor > 1 and not _is_bare(text, read) and read.step > 1 and _has_multiplier(text):
            return Cell(why=f"the cell has a multiplier and so has the header ({self.scale.words}); write one of them")
        step = self.finest if self.finest is not None and _is_bare(text, read) else read.step
        qualifier = read.qualifier or self._plain(step)
        exact = replace(read, step=step, qualifier=None if read.ends else qualifier)
        ends = exact.interval()
        value = nan if read.value is None else float(read.value) * factor
        return Cell(
            value,
            ends.lower * factor,
            ends.upper * factor,
            "" if read.ends else qualifier,
            float(step) * factor,
            " ".join(read.flags),
        )

    def _plain(self, step):
        """How a number without words is read: a full count, or rounded."""
        whole = self.scale.factor == 1 and "percent" not in self.units
        cents = self.units - {"percent"} and step <= _MONEY_STEP
        return "exact" if whole and (step == 1 or cents) else "rounded"

    def _parsed(self, text) -> Printed | Cell:
        if not text.strip():
            return Cell(why="the cell is empty", missing=True)
        if why := why_missing(text):
            return Cell(why=why, flags=text.strip(), missing=True)
        if _SCIENTIFIC.fullmatch(text.strip()):
            why = (
                "a spreadsheet shortened it (scientific notation), and its last digits are lost; format it as a number"
            )
            return Cell(why=f"{why} and save again")
        if is_pair(text):
            return Cell(why="two numbers in one cell; give each a column of its own")
        try:
            return parse_printed(" ".join(text.split(" ")), self.thousands, self.decimal)
        except PrintedError as error:
            return Cell(why=f"expected {error.expected}")


def refuse_two_readings(reader: Reader, name: str, column: str, rows: dict[str, object], semicolons: bool) -> None:
    """Refuse a column whose separators of digits can be read in two ways, before any of its numbers is taken.

    Raises
    ------
    TableError
        With the cell and both readings.
    """
    if reader.thousands is not None or reader.decimal is not None:
        return
    for text, read in reader._read.items():
        doubtful = isinstance(read, Cell) and "thousands=" in read.why
        if doubtful or (semicolons and isinstance(read, Printed) and re.search(r"\d,\d", text)):
            raise TableError(
                f"{name}, row {rows.get(text)}, {column!r}: {text!r} {' or '.join(_readings(text))}; say which"
            )


def _readings(text):
    """What a number is in the print of each kind of country that allows it."""
    found = []
    for thousands, decimal in ((",", "."), (".", ","), ("'", "."), ("'", ",")):
        try:
            number = f"{parse_printed(text, thousands, decimal).number:,}"
        except PrintedError:
            continue
        told = f"decimal={decimal!r}" if thousands != "'" else f"thousands={thousands!r}, decimal={decimal!r}"
        if number not in " ".join(found):
            found.append(f"is {number} with {told}")
    return found


def _is_bare(text, read):
    return read.qualifier is None and read.ends is None and _BARE.fullmatch(plain_words(text)) is not None


def _has_multiplier(text):
    return (
        re.search(r"[十百千万萬亿億兆]|\d\s?(?:k|m|mn|bn|b)\b|thousand|million|billion|lakh|crore", plain_words(text))
        is not None
    )
