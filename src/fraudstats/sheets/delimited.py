"""From the text of a CSV file to its lines of cells: the separator found, broken quotation marks survived."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from fraudstats.sheets.report import Finding, quoted

__all__ = ["Line", "delimited_lines"]

_SEPARATORS = ("\t", ";", "|", ",")
_NAMES = {"\t": "a tab", ";": "a semicolon", "|": "a vertical bar", ",": "a comma"}
_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One line of cells.

    Attributes
    ----------
    row : int
        Where it begins in the file, counted from 1.
    cells : tuple of str
        As typed.
    """

    row: int
    cells: tuple[str, ...]

    @property
    def filled(self) -> list[int]:
        """The positions of the cells that hold something."""
        return [place for place, cell in enumerate(self.cells) if cell.strip()]


def delimited_lines(text: str) -> tuple[list[Line], str, list[Finding]]:
    """The lines of a text, the separator, and what was decided."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    separator = _separator(text)
    findings = []
    if separator != ",":
        findings.append(Finding("separator", f"cells are separated by {_NAMES[separator]}", "read"))
    if text.count('"') % 2:
        lines, broken = _line_by_line(text, separator)
        return lines, separator, findings + broken
    return list(_lines(text, separator)), separator, findings


def _lines(text, separator):
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    start = 1
    for cells in reader:
        yield Line(start, tuple(cells))
        start = reader.line_num + 1


def _line_by_line(text, separator):
    """Each line by itself, so that a quotation mark that nobody closed swallows no more than its own."""
    lines, findings = [], []
    for row, line in enumerate(text.splitlines(), 1):
        if line.count('"') % 2:
            cells = [cell.strip().strip('"') for cell in line.split(separator)]
            findings.append(Finding("quotation mark", "it is not closed in its line", "ignored", row, text=line))
        else:
            cells = next(csv.reader([line], delimiter=separator), [])
        lines.append(Line(row, tuple(cells)))
    return lines, findings


def _separator(text):
    """The separator under which most rows have one and the same number of cells, two or more."""
    sample = "\n".join(islice((line for line in io.StringIO(text, newline=None) if line.strip()), _SAMPLE))
    return max(_SEPARATORS, key=lambda separator: _agreement(sample, separator))


def _agreement(sample, separator):
    if separator not in sample:
        return 0.0
    widths = Counter(
        sum(map(bool, cells)) and len(cells) for cells in csv.reader(io.StringIO(sample), delimiter=separator)
    )
    wide = {width: rows for width, rows in widths.items() if width > 1}
    return max(wide.values(), default=0) / max(1, widths.total())


def shown(separator: str) -> str:
    """A separator in words."""
    return _NAMES.get(separator, quoted(separator))
