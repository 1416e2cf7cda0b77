"""Workbooks that unpack to far more than they are."""

from __future__ import annotations

import io
import re
import zipfile

from fraudstats.errors import TableError

__all__ = ["refuse_bomb"]

#: No table of official counts is larger; a small archive can claim to be.
MOST_BYTES, MOST_CELLS = 300_000_000, 20_000_000
_ROW = re.compile(rb'<(?:\w+:)?row [^>]*?\br="(\d{1,9})"')
_COLUMN = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})\d')


def refuse_bomb(raw: bytes, name: str) -> None:
    """Refuse an archive that unpacks to too much, and sheets whose last cell lies far off.

    What a reader fills between the first and the last cell is not in the file, so its size says nothing.

    Raises
    ------
    TableError
    """
    if not zipfile.is_zipfile(io.BytesIO(raw)):
        return  # an old workbook, or a damaged one, of which the reader says what is wrong
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if sum(one.file_size for one in archive.infolist()) > MOST_BYTES:
            raise TableError(f"{name} unpacks to more than {MOST_BYTES:,} bytes; save the sheet that you need as CSV")
        for one in archive.namelist():
            if one.startswith("xl/worksheets/") and (cells := _cells(_member(archive, one, name))) > MOST_CELLS:
                raise TableError(
                    f"{name} has a sheet of {cells:,} cells from the first to the last, most of them empty; delete "
                    f"what stands far off, or save the sheet as CSV"
                )


def _member(archive, one, name):
    try:
        return archive.read(one)
    except Exception as error:  # a damaged or encrypted part
        raise TableError(f"{name} cannot be read as a workbook ({error}); save the sheet as CSV (UTF-8)") from None


def _cells(sheet):
    """Rows times columns up to the last cell that the XML of a sheet names."""
    rows = max(map(int, _ROW.findall(sheet)), default=0)
    return rows * max(map(_number, set(_COLUMN.findall(sheet))), default=0)


def _number(letters):
    """The place of a column: 1 for A, 27 for AA."""
    place = 0
    for letter in letters:
        place = 26 * place + letter - 64
    return place
