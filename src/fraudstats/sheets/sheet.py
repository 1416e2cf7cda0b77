"""A table as it was typed: what `read_table` gives and `tidy` takes."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from fraudstats.sheets.report import Finding, as_frame, told

__all__ = ["Table"]

_SHOWN = 8


@dataclass(frozen=True, eq=False, repr=False)
class Table:
    """A table of texts, exactly as typed.

    Attributes
    ----------
    cells : DataFrame
        One row per row of data, with the row of the file as index; all cells are text.
    name : str
        The file, and its sheet.
    title, notes : tuple of str
        The lines above the header, and those below or between the data.
    findings : tuple of Finding
        What was decided; `report` is the same as a frame.
    levels : mapping
        Column -> the lines of its header.
    separator : str
        What separates the cells; empty for a workbook or a frame.
    """

    cells: pd.DataFrame
    name: str = "the table"
    title: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    separator: str = ""

    @property
    def report(self) -> pd.DataFrame:
        """What was decided: row, column, text, what, why, done."""
        return as_frame(self.findings)

    def __repr__(self) -> str:
        said = [
            f"{len(self.cells)} rows and {self.cells.shape[1]} columns of {self.name}, as typed",
            *(f"- {one}" for one in self._told()),
        ]
        return "\n".join([*said, self.cells.head(_SHOWN).to_string()])

    def _repr_html_(self) -> str:
        said = "".join(f"<br>{html.escape(one)}" for one in self._told())
        return (
            f"<p>{len(self.cells)} rows of {html.escape(self.name)}, as "
            f"typed{said}</p>{self.cells.head(_SHOWN).to_html()}"
        )

    def _told(self):
        return told(self.findings)
