"""What a source file gives once for all its numbers: area and window.

A bulletin mostly speaks of one area and one window. The section ``defaults`` gives them once; an observation, or a
stated change with a window of its own, takes from it what it does not give itself. An end and its reason go together: a
record that gives its own end takes no reason from the defaults.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from fraudstats.sources.blocks import Block, Cell, Rows
from fraudstats.sources.problems import Problem, nearest
from fraudstats.sources.records import DEFAULTS
from fraudstats.sources.text_tables import TextTable, each_once

__all__ = ["Defaults"]

#: A field that is not taken if the record gives the other one.
_WITH = {"start_implied": "start", "end_implied": "end"}


@dataclass
class Defaults:
    """The section ``defaults`` of one source file, and which of its fields were used.

    Attributes
    ----------
    file : str
    fields : dict
        Name -> cell.
    used : set
    """

    file: str
    fields: dict[str, Cell] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, block: Block, file: str, problems: list[Problem]) -> Defaults:
        """The section of a file; what is wrong with it is added to `problems`."""
        section = block.fields.get("defaults")
        if section is None:
            return cls(file)
        if not isinstance(section, Block):
            found = getattr(section, "text", "a list")
            problems.append(Problem(file, section.line, "defaults", found, "a mapping ('name: value')"))
            return cls(file)
        fields = {}
        for name, cell in section.fields.items():
            line = section.lines[name]
            if name not in DEFAULTS:
                expected = f"one of {', '.join(DEFAULTS)}"
                problems.append(Problem(file, line, f"defaults.{name}", name, expected, nearest(name, DEFAULTS)))
            elif not isinstance(cell, Cell):
                problems.append(Problem(file, line, f"defaults.{name}", "a list or mapping", "one value"))
            else:
                fields[name] = cell
        return cls(file, fields)

    def fill(self, section: str, rows: object) -> object:
        """The rows of a section, each with what it does not give itself."""
        if not self.fields or section not in ("observations", "changes") or not isinstance(rows, Rows):
            return rows
        return Rows(tuple(self._filled(item) for item in rows.items), rows.line)

    def fill_table(self, section: str, table: TextTable) -> TextTable:
        """The rows of a long table, each with what it does not give itself."""
        if not self.fields or section not in ("observations", "changes"):
            return table
        taken = {name: self._takers(name, table) for name in self.fields}
        self.used |= {name for name, takers in taken.items() if any(takers)}
        columns = {
            name: [cell.text if takes else own for takes, own in zip(taken[name], table.column(name), strict=True)]
            for name, cell in self.fields.items()
        }
        places = each_once(self._lines, list(zip(*taken.values(), strict=True)))
        return TextTable(table.columns | columns, table.lines, places)

    def _takers(self, name, table):
        """For each row of a table whether it takes a default."""
        given = [table.column(other) for other in {name, _WITH.get(name, name), "of"}]
        return [set(cells) == {None} for cells in zip(*given, strict=True)]

    def _lines(self, taken):
        """Name -> line of the defaults that a row takes."""
        return {name: cell.line for (name, cell), takes in zip(self.fields.items(), taken, strict=True) if takes}

    def _filled(self, item):
        if not isinstance(item, Block) or "of" in item.fields:
            return item
        taken = {n: c for n, c in self.fields.items() if n not in item.fields and _WITH.get(n) not in item.fields}
        self.used |= set(taken)
        lines = {name: cell.line for name, cell in taken.items()}
        return Block(taken | item.fields, item.line, lines | item.lines)

    def unused(self) -> list[Problem]:
        """A problem for each default that no record took."""
        tip = "Every record gives its own: remove the default."
        return [
            Problem(self.file, cell.line, f"defaults.{name}", cell.text, "a default that some record takes", tip)
            for name, cell in self.fields.items()
            if name not in self.used
        ]
