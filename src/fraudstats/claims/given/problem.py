"""What is wrong with one cell of a table of claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

__all__ = ["Problem", "nearest"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that cannot be read, or contradicts another.

    Attributes
    ----------
    row : int
        Counted from 1.
    claim : str
        The id of the claim.
    column : str
    text : str
        The cell as typed.
    expected : str
        What would have been right.
    tip : str
        What to do.
    place : str
        The file and its line; the row where there is no file.
    """

    row: int
    claim: str
    column: str
    text: str
    expected: str
    tip: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.place or f'row {self.row}'} (claim {self.claim}), {self.reason}"

    @property
    def reason(self) -> str:
        """The problem without its place."""
        typed = f"{self.column} {self.text!r}" if self.text else f"{self.column} is empty"
        return f"{typed}: expected {self.expected}. {self.tip}"


def nearest(given: object, codes: Mapping[str, str] | Iterable[str], otherwise: str) -> str:
    """What to do about a code that is not in its list: the nearest ones, by code or by name, else a general tip."""
    names = dict(codes) if isinstance(codes, Mapping) else {}
    known = {code.lower(): code for code in codes} | {str(name).lower(): code for code, name in names.items()}
    near = dict.fromkeys(known[one] for one in get_close_matches(str(given).lower(), known, n=3, cutoff=0.6))
    return f"Nearest: {', '.join(near)}." if near else otherwise
