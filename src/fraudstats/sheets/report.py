"""What was decided while a table was read: one finding for each thing that did not simply stay as it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from typing import Any

import pandas as pd

__all__ = ["Finding", "as_frame", "quoted", "some", "told"]

_SHORT, _TOLD = 60, 10


@dataclass(frozen=True, slots=True)
class Finding:
    """One decision.

    Attributes
    ----------
    what : str
        The kind of thing: ``title``, ``note``, ``missing``, ``unit``, ...
    why : str
        The reason, as a sentence without capital and full stop.
    done : str
        What became of it: ``kept``, ``dropped``, ``multiplied``, ``read``, ...
    row : int, str or None
        The row as the file or the frame numbers it; None where it is about the whole table.
    column : str
    text : str
        The text as typed.
    """

    what: str
    why: str
    done: str
    row: object = None
    column: str = ""
    text: str = ""

    def __str__(self) -> str:
        place = ", ".join(filter(None, [f"row {self.row}" if self.row is not None else "", self.column]))
        text = f" {quoted(self.text)}" if self.text else ""
        return f"{place + ': ' if place else ''}{self.what}{text} {self.done}, {self.why}"


def as_frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """The findings as a table of row, column, text, what, why, done."""
    names = [field.name for field in fields(Finding)]
    frame: Any = pd.DataFrame([astuple(finding) for finding in findings], columns=names, dtype=object)
    return frame[["row", "column", "text", "what", "why", "done"]]


def told(findings: Iterable[Finding]) -> list[str]:
    """The findings in sentences, those of one kind and reason together, and how many are not shown."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for one in findings:
        groups.setdefault((one.what, one.done, "" if one.what == "column" else one.why), []).append(one)
    lines = [str(group[0]) if len(group) == 1 else _together(group) for group in groups.values()]
    more = len(lines) - _TOLD
    return [*lines[:_TOLD], *([f"and {more} more, see .report"] if more > 0 else [])]


def _together(group):
    one = group[0]
    if one.what == "column":
        return f"columns {one.done}: {some(each.column for each in group)}"
    rows = [str(each.row) for each in group if each.row is not None]
    place = f" (rows {', '.join(rows[:6])}{', ...' if len(rows) > 6 else ''})" if rows else ""
    return f"{len(group)} times {one.what} {one.done}, {one.why}{place}"


def quoted(text: str) -> str:
    """A text in quotation marks, shortened."""
    return repr(text if len(text) <= _SHORT else f"{text[: _SHORT - 3]}...")


def some(items: Iterable[object], most: int = 6) -> str:
    """A few items in quotation marks, and how many more there are."""
    shown = [quoted(str(item)) for item in items]
    more = f" and {len(shown) - most} more" if len(shown) > most else ""
    return ", ".join(shown[:most]) + more
