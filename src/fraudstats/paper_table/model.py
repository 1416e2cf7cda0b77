"""A table as a paper prints it: heading, rows of text, notes, sources and the state of the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fraudstats.html_face import html_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Column", "PaperTable"]


@dataclass(frozen=True, slots=True)
class Column:
    """The heading of a column.

    Attributes
    ----------
    label : str
    unit : str
        Printed in parentheses after the label.
    is_text : bool
        Words stand to the left, numbers to the right.
    """

    label: str
    unit: str = ""
    is_text: bool = False

    def __str__(self) -> str:
        return f"{self.label} ({self.unit})" if self.unit else self.label


@dataclass(frozen=True, repr=False)
class PaperTable:
    """A table ready for a paper; made by `fraudstats.table`. It cannot be changed.

    Attributes
    ----------
    title : str
    columns : tuple of Column
        The first heads the names of the rows.
    rows : tuple of tuples of str
        The cells as they are printed, the row's name first.
    notes : tuple of str
        The method, what marks and dashes mean, caveats.
    sources : tuple of str
        The documents that the numbers are from, numbered as in the column "Source".
    state : str
        The release of the data, as of when, and its fingerprint.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    state: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """Labels of the columns with their units."""
        return tuple(map(str, self.columns))

    @property
    def footnotes(self) -> tuple[str, ...]:
        """What stands below the table, in order: notes, sources, the state of the data."""
        return tuple(self._footnotes())

    def _footnotes(self) -> Iterator[str]:
        if self.notes:
            first, *others = self.notes
            yield f"Note: {first}"
            yield from others
        if self.sources:
            yield "Sources: " + " ".join(f"[{number}] {one}" for number, one in enumerate(self.sources, 1))
        if self.state:
            yield f"Data: {self.state}"

    def to_frame(self) -> pd.DataFrame:
        """The cells as printed, one column of text per column, the names of the rows as index."""
        import pandas as pd

        name, *headings = self.headings
        index = pd.Index([row[0] for row in self.rows], name=name, dtype="str")
        return pd.DataFrame([row[1:] for row in self.rows], index=index, columns=pd.Index(headings), dtype="str")

    def to_markdown(self) -> str:
        """A title, a pipe table and the notes."""
        from fraudstats.paper_table.render.markdown import markdown

        return markdown(self)

    def to_html(self) -> str:
        """A table with its style, to be put into a page; needs the extra ``tables`` (great-tables).

        Raises
        ------
        PaperTableError
            If great-tables is not installed.
        """
        from fraudstats.paper_table.render.typeset import html

        return html(self)

    def to_latex(self) -> str:
        """A ``table`` for a document that loads booktabs; needs the extra ``tables`` (great-tables).

        More than forty rows become a ``longtable``. Chinese text needs XeLaTeX or LuaLaTeX with xeCJK or luatexja; the
        first line of the text names the packages.

        Raises
        ------
        PaperTableError
            If great-tables is not installed.
        """
        from fraudstats.paper_table.render.typeset import latex

        return latex(self)

    def to_docx(self, path: str | Path) -> Path:
        """A Word document; needs the extra ``tables`` (python-docx). The same table gives the same bytes.

        Parameters
        ----------
        path : path
            A file of this name is replaced.

        Raises
        ------
        PaperTableError
            If python-docx is not installed.
        DatasetError
            If the file cannot be written.
        """
        from fraudstats.paper_table.render.files import write_docx

        return write_docx(self, path)

    def save(self, path: str | Path) -> Path:
        """Write the table in the format that the suffix names: .docx, .html, .md or .tex.

        Raises
        ------
        PaperTableError
            If the suffix is none of these, or the format needs a library that is not installed.
        DatasetError
            If the file cannot be written.
        """
        from fraudstats.paper_table.render.files import save

        return save(self, path)

    def __repr__(self) -> str:
        return self.to_markdown()

    def _repr_html_(self) -> str:
        """The same words without a library, so that a notebook holds the same bytes on every machine."""
        words = [place for place, column in enumerate(self.columns) if column.is_text]
        return html_table(self.title, self.headings, self.rows, self.footnotes, words)
