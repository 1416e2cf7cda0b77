"""From an Excel workbook (or another that pandas reads) to lines of cells as text."""

from __future__ import annotations

import io

import pandas as pd

from fraudstats.errors import TableError
from fraudstats.sheets.archive import refuse_bomb
from fraudstats.sheets.cell import text_of
from fraudstats.sheets.delimited import Line
from fraudstats.sheets.report import some

__all__ = ["is_workbook", "workbook_lines"]

_BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def is_workbook(raw: bytes) -> bool:
    """Whether bytes are those of a workbook, whatever the file is called."""
    return raw.startswith(_BEGINNINGS)


def workbook_lines(raw: bytes, sheet: str | int | None, name: str) -> tuple[list[Line], str]:
    """The lines of one sheet, and the name of the file with that of the sheet.

    Raises
    ------
    TableError
        If it is no workbook, the package that reads it is not installed, or several sheets hold something.
    """
    refuse_bomb(raw, name)
    try:
        with pd.ExcelFile(io.BytesIO(raw)) as book:
            sheets = _wanted(list(map(str, book.sheet_names)), sheet, name)
            read = {one: _lines(book, one) for one in sheets}
    except TableError:
        raise
    except ImportError as error:
        raise TableError(
            f"{name} is a workbook, and the package that reads it is not installed ({error.name or error}): "
            "pip install 'fraudstats[excel]'; or save the sheet as CSV"
        ) from None
    except Exception as error:  # whatever a broken archive, document or cell makes of the readers
        problem = f"{type(error).__name__}: {error}"
        raise TableError(f"{name} cannot be read as a workbook ({problem}); save the sheet as CSV (UTF-8)") from error
    full = {one: lines for one, lines in read.items() if any(line.filled for line in lines)}
    if len(full) > 1:
        raise TableError(
            f"{name} has {len(full)} sheets that hold something: {some(full)}; say which, sheet={next(iter(full))!r}"
        )
    (one, lines), *_ = (full or read).items()
    return lines, f"{name}, sheet {one!r}"


def _wanted(sheets, sheet, name):
    if sheet is None:
        return sheets
    if isinstance(sheet, int) and -len(sheets) <= sheet < len(sheets):
        return [sheets[sheet]]
    if sheet in sheets:
        return [sheet]
    raise TableError(f"{name} has no sheet {sheet!r}; it has {some(sheets)}")


def _lines(book, sheet):
    cells = pd.read_excel(book, sheet_name=sheet, header=None, dtype=object, na_filter=False)
    rows = cells.itertuples(index=False, name=None)
    return [Line(row, tuple(map(text_of, values))) for row, values in enumerate(rows, 1)]
