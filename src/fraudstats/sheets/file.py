"""Read a file as people hold it: CSV in any encoding, Excel; with titles, stacked headers, notes and blank rows."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from fraudstats.errors import TableError
from fraudstats.sheets.charset import decoded, mojibake
from fraudstats.sheets.columns import named_columns
from fraudstats.sheets.delimited import delimited_lines
from fraudstats.sheets.layout import lay_out
from fraudstats.sheets.report import Finding
from fraudstats.sheets.sheet import Table
from fraudstats.sheets.workbook import is_workbook, workbook_lines

__all__ = ["read_table"]


def read_table(
    file: Any,
    *,
    sheet: str | int | None = None,
    encoding: str | None = None,
    header: int | Sequence[int] | str | None = "infer",
) -> Table:
    """Read a CSV file or an Excel sheet into a table of texts, exactly as typed.

    Nothing is made a number or a date, so nothing is lost: `tidy` does that, and says how. Titles above the table,
    notes below it, headings between rows and headers of several lines are told apart and reported.

    Parameters
    ----------
    file : str, Path, or binary or text file
        A CSV file (separated by commas, semicolons, tabs or bars) or a workbook that pandas reads.
    sheet : str or int, optional
        The sheet of a workbook, by name or place; needed where several hold something.
    encoding : str, optional
        By default the encoding is found: UTF-8, UTF-16, GB 18030, Big5, Shift JIS, Korean, Windows-1252.
    header : int, list of int, None or "infer"
        The row of the header, or its rows where it is stacked, as the file numbers them from 1; None if the first row
        is data already. Of several tables in one sheet it says which is read.

    Returns
    -------
    Table
        With ``cells``, ``title``, ``notes`` and a ``report`` of every decision.

    Raises
    ------
    TableError
        If the file is no table, or can be read in two ways; with what to say.

    Examples
    --------
    >>> import io
    >>> table = read_table(io.StringIO("Reports\\n\\nYear,Cases\\n2020,\\"15,000\\"\\n2021,16 780\\nSource: police"))
    >>> table.cells
         Year   Cases
    row
    4    2020  15,000
    5    2021  16 780
    >>> table.title, table.notes
    (('Reports',), ('Source: police',))
    """
    content, name = _content(file)
    findings: list[Finding] = []
    separator = ""
    if isinstance(content, bytes) and is_workbook(content):
        lines, name = workbook_lines(content, sheet, name)
    else:
        if sheet is not None:
            raise TableError(f"{name} is no workbook, so it has no sheet {sheet!r}; leave sheet= out")
        text = _text(content, encoding, name, findings)
        lines, separator, found = delimited_lines(text)
        findings += found
    layout = lay_out(lines, header, name)
    frame, levels, found = named_columns(layout)
    findings += layout.findings + found + _garbled(frame)
    title, notes = (
        tuple(" ".join(filter(str.strip, line.cells)) for line in part) for part in (layout.title, layout.notes)
    )
    return Table(frame, name, title, notes, tuple(findings), levels, separator)


def _content(file):
    """What a file holds, and what it is called in messages."""
    if isinstance(file, bytes):
        return file, "the file"
    if hasattr(file, "read"):
        name = getattr(file, "name", None)
        return file.read(), Path(name).name if isinstance(name, str) else "the file"
    if not isinstance(file, str | os.PathLike):
        raise TableError(
            f"a file is expected (its path, or an open file), got a {type(file).__name__}; fs.tidy takes data frames"
        )
    try:
        return Path(file).read_bytes(), Path(file).name
    except (OSError, ValueError) as error:
        shown = str(file) if len(str(file)) < 100 else f"{str(file)[:97]}..."
        reason = getattr(error, "strerror", None) or error
        tip = "; text is given as io.StringIO(text)" if "\n" in str(file) else ""
        raise TableError(f"{shown!r} cannot be read: {reason}{tip}") from None


def _text(content, encoding, name, findings):
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    text, known = decoded(content, encoding, name)
    if not known.startswith("utf-8"):
        findings.append(Finding("encoding", f"the bytes are {known}", "read"))
    return text


def _garbled(frame: pd.DataFrame) -> list[Finding]:
    """Texts that were decoded wrongly before they were saved; they stay as they are."""
    found = []
    for position, column in enumerate(frame.columns):
        texts = [(None, column), *frame.iloc[:, position].items()] if not frame.empty else [(None, column)]
        for row, text in texts:
            if text.isascii():
                continue
            if "\ufffd" in text:
                found.append(
                    Finding("garbled text", "characters were lost when it was saved", "kept", row, column, text)
                )
            elif (mended := mojibake(text)) is not None:
                why = f"it looks like {mended!r} saved in a wrong encoding"
                found.append(Finding("garbled text", why, "kept", row, column, text))
    return found
