"""A table as Markdown: a pipe table, as GitHub, Pandoc and Quarto read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fraudstats.paper_table.model import PaperTable

__all__ = ["markdown"]


def markdown(table: PaperTable) -> str:
    """The title in bold, the pipe table, one paragraph for each note."""
    rules = ["---" if place == 0 or column.is_text else "---:" for place, column in enumerate(table.columns)]
    lines = [_line(map(_escaped, table.headings)), _line(rules), *(_line(map(_escaped, row)) for row in table.rows)]
    title = [f"**{_escaped(table.title)}**"] if table.title else []
    return "\n\n".join([*title, "\n".join(lines), *map(_escaped, table.footnotes)])


def _line(cells):
    return f"| {' | '.join(cells)} |"


def _escaped(text):
    return re.sub(r"([\\|*_<>\[\]`#$~])", r"\\\1", " ".join(text.split()))
