"""Long tables that lie beside a source file, as CSV or Parquet: columns of text, and the line of every row.

The texts of a long table repeat, so it is kept by column, and each distinct text of a column can be read once. A row
can be had as a block like that of a YAML file: what is wrong with it is then named in the same words.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

from fraudstats.errors import UnreadableError
from fraudstats.sources.blocks import Block, Cell, read_bytes, read_text, unreadable
from fraudstats.sources.problems import Problem

__all__ = ["TextTable", "each_once", "read_table_file"]

MAX_TABLE_BYTES = 1_000_000_000
MAX_ROWS = 10_000_000


@dataclass(frozen=True, slots=True)
class TextTable:
    """Rows of the same fields.

    Attributes
    ----------
    columns : dict
        Name of a field -> its text in each row; None where it is left out.
    lines : list of int
        The line of each row; in a Parquet file, which has no lines, its number counted from 1.
    elsewhere : list of dict
        For each row the fields whose text stands elsewhere (see `Defaults`) -> the line there.
    """

    columns: dict[str, list[str | None]]
    lines: list[int]
    elsewhere: list[dict[str, int]]

    def __len__(self) -> int:
        return len(self.lines)

    def column(self, name: str) -> list[str | None]:
        """A column; one that the table does not have is empty."""
        return self.columns.get(name) or [None] * len(self)

    def row(self, number: int) -> Block:
        """One row, counted from 0."""
        line, elsewhere = self.lines[number], self.elsewhere[number]
        texts = {name: text for name, column in self.columns.items() if (text := column[number]) is not None}
        lines = {name: elsewhere.get(name, line) for name in texts}
        return Block({name: Cell(text, lines[name]) for name, text in texts.items()}, line, lines)


def each_once(read: Callable[[Any], Any], values: Sequence[Any]) -> list[Any]:
    """What `read` makes of every value, called once for each distinct one.

    >>> each_once(len, ["a", "bc", "a"])
    [1, 2, 1]
    """
    known = {value: read(value) for value in set(values)}
    return list(map(known.__getitem__, values))


def read_table_file(path: Path, name: str) -> TextTable:
    """The rows of a CSV or Parquet file; empty cells and empty rows are left out.

    Raises
    ------
    UnreadableError
        If the file cannot be read, has no header, two columns of one name, a row with more cells than the header, or
        columns that are no text;
        `name` is how the file is called in it.
    """
    names, rows = _parquet(path, name) if path.suffix == ".parquet" else _csv(path, name)
    if twice := next((one for one in names if one and names.count(one) > 1), None):
        raise unreadable(name, 1, twice, "each column once")
    texts, lines = [[] for _ in names], []
    text_of = cache(lambda cell: cell.strip() or None)  # a text that repeats is kept once
    for line, cells in rows:
        if "".join(cells).strip():
            lines.append(line)
            for column, text in zip_longest(texts, map(text_of, cells)):
                column.append(text)
    columns: dict[str, list[str | None]] = {}
    for key, column in zip(names, texts, strict=True):
        earlier = columns.get(key)  # only columns without a name can be several
        columns[key] = [a or b for a, b in zip(column, earlier, strict=True)] if earlier else column
    return TextTable(columns, lines, [{}] * len(lines))


def _csv(path, name):
    """The header, and each row with its line."""
    reader = csv.reader(io.StringIO(read_text(path, name, MAX_TABLE_BYTES)))
    try:
        header = next(reader, None)
    except csv.Error as error:
        raise unreadable(name, reader.line_num, str(error), "a CSV file") from None
    if not header:
        raise unreadable(name, 1, "", "a header line with field names")
    return header, _rows(reader, len(header), name)


def _rows(reader, width, name):
    try:
        for cells in reader:
            if len(cells) > width:
                expected = f"{width} cells as in the header, not {len(cells)}"
                raise unreadable(name, reader.line_num, ",".join(cells), expected)
            yield reader.line_num, cells
    except csv.Error as error:
        raise unreadable(name, reader.line_num, str(error), "a CSV file; a quotation mark may be left open") from None


def _parquet(path, name):
    """The names of the columns, and each row with its number."""
    from pyarrow import ArrowException, BufferReader, parquet, types

    content = read_bytes(path, name, MAX_TABLE_BYTES)
    try:
        file = parquet.ParquetFile(BufferReader(content))
        if file.metadata.num_rows > MAX_ROWS:
            raise unreadable(name, 1, f"{file.metadata.num_rows:,} rows", f"at most {MAX_ROWS:,} rows")
        for column in file.schema_arrow:
            if not (types.is_string(column.type) or types.is_large_string(column.type) or types.is_null(column.type)):
                tip = "Save it as text, as it is printed."
                raise UnreadableError(Problem(name, 1, column.name, str(column.type), "a column of text", tip))
        columns = [["" if text is None else text for text in column.to_pylist()] for column in file.read().columns]
    except (OSError, ArrowException, UnicodeDecodeError) as error:
        raise unreadable(name, 1, str(error).partition("\n")[0], "a readable Parquet file") from None
    return file.schema_arrow.names, enumerate(zip(*columns, strict=True), 1)
