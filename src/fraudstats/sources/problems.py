"""What is wrong with a raw record, said so that it can be mended at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

__all__ = ["Problem", "nearest", "problem_of"]


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing wrong in one place of one raw file.

    Attributes
    ----------
    file : str
        Path of the file, relative to the raw folder.
    line : int
        Line, counted from 1.
    field : str
        The field's path inside the file: ``observations[2].start``.
    found : str
        The text as typed; empty where there is nothing.
    expected : str
        What would have been right, allowed values listed.
    tip : str
        What to do next; may be empty.
    """

    file: str
    line: int
    field: str
    found: str
    expected: str
    tip: str = ""

    def __str__(self) -> str:
        tip = f" {self.tip}" if self.tip else ""
        found = _short(self.found) if self.found else "nothing"
        return f"{self.file}:{self.line}: {self.field}: found {found}; expected {self.expected}.{tip}"


def problem_of(record: Any, field: str, found: Any, expected: str, tip: str = "") -> Problem | None:
    """The problem of one field of a record; None if the field is reported already."""
    if field in record.bad:
        return None
    path = f"{type(record).__name__.lower()} {getattr(record, 'id', None) or ''}.{field}"
    found = "" if found is None else str(found)
    return Problem(record.file, record.lines.get(field, record.line), path, found, expected, tip)


def nearest(text: str, allowed: Iterable[str]) -> str:
    """A tip that names the nearest allowed value, or nothing."""
    spelled = {code.lower(): code for code in map(str, allowed)}
    match = get_close_matches(str(text).lower(), spelled, n=1, cutoff=0.5)
    return f"Did you mean {spelled[match[0]]!r}?" if match else ""


def _short(text, longest=80):
    return repr(text if len(text) <= longest else text[: longest - 1] + "…")
