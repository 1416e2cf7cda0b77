"""What a column and a table are: kinds of cells, meaning, unit, codes and references."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from fraudstats.vocabulary import CODE_LISTS

__all__ = ["KINDS", "Column", "Table"]

#: Kind of column -> what its cells hold.
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "text": "text",
        "codes": "several codes or names, separated by spaces",
        "number": "a number",
        "integer": "a whole number",
        "date": "a day",
        "flag": "true or false",
    }
)


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    meaning : str
        One line, of at most 80 characters, which is what Stata keeps of a label.
    unit : str
        What a number is measured in; ``see unit`` where the column ``unit`` of the same row says it.
    codes : str
        Name of the code list in `fraudstats.vocabulary.CODE_LISTS` that its values come from.
    refers_to : str
        The table whose key it holds.
    """

    kind: str
    meaning: str
    unit: str = ""
    codes: str = ""
    refers_to: str = ""

    @property
    def code_list(self) -> Mapping[str, str]:
        """The codes that may occur, with their meanings; empty if the values are free."""
        return CODE_LISTS[self.codes] if self.codes else MappingProxyType({})

    @property
    def holds_one_code(self) -> bool:
        """Whether a cell holds one code of a list, and not several."""
        return bool(self.codes) and self.kind == "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a title of at most 80 characters, and its columns by name."""

    title: str
    columns: Mapping[str, Column]
