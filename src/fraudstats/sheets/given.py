"""What a user gives, a file, a `Table` or a data frame, as a table of texts."""

from __future__ import annotations

from typing import Any

import pandas as pd

from fraudstats.errors import TableError
from fraudstats.sheets.cell import text_of
from fraudstats.sheets.columns import JOINT, distinct
from fraudstats.sheets.file import read_table
from fraudstats.sheets.report import Finding
from fraudstats.sheets.sheet import Table

__all__ = ["as_table"]


def as_table(data: Any, **how: Any) -> Table:
    """The table of texts; `how` is what `read_table` takes, for a file."""
    if isinstance(data, pd.Series):
        data = data.to_frame("value" if data.name is None else data.name)
    if not isinstance(data, Table | pd.DataFrame):
        return read_table(data, **how)
    said = [name for name, value in how.items() if value is not None and value != "infer"]
    if said:
        raise TableError(f"{said[0]}= is about reading a file, and a {type(data).__name__} was given; leave it out")
    return data if isinstance(data, Table) else _of_frame(data)


def _of_frame(frame):
    """A data frame, its cells as text; an index that says something becomes columns."""
    findings = []
    if not _is_numbering(frame.index):
        names = [name if name is not None else "index" for name in frame.index.names]
        frame = frame.set_axis(frame.index.set_names(names), axis=0).reset_index(allow_duplicates=True)
        findings.append(
            Finding(
                "index",
                "it holds what may be the time or a category",
                "read as column",
                column=JOINT.join(map(str, names)),
            )
        )
    levels = [_name(column) for column in frame.columns]
    names, found = distinct([JOINT.join(level) for level in levels])
    texts = {name: [_sound(text_of(value)) for value in frame.iloc[:, at]] for at, name in enumerate(names)}
    cells = pd.DataFrame(
        texts, index=pd.RangeIndex(len(frame), name="row"), columns=pd.Index(names, dtype=object), dtype=object
    )
    return Table(cells, "the table", findings=(*findings, *found), levels=dict(zip(names, levels, strict=True)))


def _is_numbering(index):
    """Whether an index only numbers the rows, as after a selection; numbers from 1000 on may be years."""
    if isinstance(index, pd.PeriodIndex | pd.DatetimeIndex | pd.MultiIndex) or index.name is not None:
        return False
    if not len(index):
        return True
    return index.dtype.kind in "iu" and bool((index.to_numpy() < 1000).any())


def _sound(text):
    """A text without halves of characters, which neither a column nor a file can hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _name(column):
    parts = column if isinstance(column, tuple) else (column,)
    return tuple(dict.fromkeys(text for part in parts if (text := _sound(" ".join(text_of(part).split())))))
