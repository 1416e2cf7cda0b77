"""One row per period with a report: what `tidy` gives."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from fraudstats.sheets.report import Finding, as_frame, told

__all__ = ["Tidy"]

_SHOWN = 10
_FACE = ["period_start", "period_end", "value", "lower", "upper", "qualifier", "value_text"]


@dataclass(frozen=True, eq=False, repr=False)
class Tidy:
    """A table with one row per period, and everything that was decided on the way.

    `fs.trends` and `fs.reconcile` take it as it is; ``frame`` is a plain data frame.

    Attributes
    ----------
    frame : DataFrame
        ``period_start``, ``period_end``, ``value``, ``lower``, ``upper``, ``qualifier``, ``precision`` (the last
        printed unit), ``unit``, ``flags``, ``value_text`` and ``period_text`` as typed, ``row`` of the file, and the
        columns of ``by``.
    name : str
        What the values are.
    source : str
        The file or frame.
    findings : tuple of Finding
        What was decided; `report` is the same as a frame.
    """

    frame: pd.DataFrame
    name: str
    source: str
    findings: tuple[Finding, ...] = ()

    @property
    def report(self) -> pd.DataFrame:
        """What was decided: row, column, text, what, why, done."""
        return as_frame(self.findings)

    def __len__(self) -> int:
        return len(self.frame)

    def __iter__(self) -> Iterator[str]:
        """The names of the columns, as a data frame gives them."""
        return iter(self.frame)

    def __getitem__(self, column):
        return self.frame[column]

    def __repr__(self) -> str:
        return "\n".join([self._headline(), *(f"- {one}" for one in self._told()), self._face().to_string(index=False)])

    def _repr_html_(self) -> str:
        told = "".join(f"<li>{html.escape(str(one))}</li>" for one in self._told())
        return f"<p>{html.escape(self._headline())}</p><ul>{told}</ul>{self._face().to_html(index=False)}"

    def _headline(self):
        days: Any = self.frame
        first, last = days["period_start"].min(), days["period_end"].max()
        span = " to ".join("unknown" if day is pd.NaT else f"{day:%Y-%m-%d}" for day in (first, last))
        return f"{len(self.frame)} rows of {self.name!r}, {span}, from {self.source}"

    def _told(self):
        return told(self.findings)

    def _face(self):
        known = [
            name for name in self.frame if name not in (*_FACE, "precision", "unit", "flags", "period_text", "row")
        ]
        return self.frame[[*known, *_FACE]].head(_SHOWN)
