"""Files of a table, by their suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from fraudstats.disk import write_atomically
from fraudstats.errors import PaperTableError
from fraudstats.paper_table.render.markdown import markdown
from fraudstats.paper_table.render.typeset import latex, page
from fraudstats.paper_table.render.word import document

if TYPE_CHECKING:
    from fraudstats.paper_table.model import PaperTable

__all__ = ["SUFFIXES", "save", "write_docx"]

#: Suffix of a file -> its content.
SUFFIXES: Mapping[str, Callable[[PaperTable], bytes]] = {
    ".docx": document,
    ".html": lambda table: page(table).encode(),
    ".md": lambda table: (markdown(table) + "\n").encode(),
    ".tex": lambda table: latex(table).encode(),
}


def save(table: PaperTable, path: str | Path) -> Path:
    """Write the table in the format that the suffix names.

    Raises
    ------
    PaperTableError
        If the suffix names none.
    """
    path = Path(path)
    if path.suffix.lower() not in SUFFIXES:
        raise PaperTableError(
            f"{str(path)!r} has the suffix {path.suffix!r}; a table is saved as {', '.join(SUFFIXES)}"
        )
    return write_atomically(path, SUFFIXES[path.suffix.lower()](table))


def write_docx(table: PaperTable, path: str | Path) -> Path:
    """Write the table as a Word document, whatever the suffix."""
    return write_atomically(Path(path), document(table))
