"""Stata: one .dta file per table (format 118, UTF-8), with labels of data set, variables and coded values.

Coded columns are numbers with value labels, the labels being the codes; flags are 0 and 1. Stata has no infinity, so a
range without an upper end has a missing ``upper``, as the variable's label says. Texts longer than Stata 12 could keep
are written as strL: nothing is truncated.
"""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.dataset.columns import Column
from fraudstats.dataset.schema import SCHEMA
from fraudstats.disk import write_atomically
from fraudstats.exports.about import issued_at
from fraudstats.exports.citation import write_citation
from fraudstats.exports.code_check import refuse_unlisted

__all__ = ["label", "write_stata"]

#: Bytes beyond which a text becomes a strL; fixed-width strings of that size would bloat every row.
_LONG = 244
_UNBOUNDED = "; .: none"


def write_stata(dataset: Dataset, folder: Path) -> list[Path]:
    """One ``.dta`` file per table, and ``CITATION.txt``, which says which state of the data they are.

    Raises
    ------
    ExportError
        If a coded column holds something that is not in its code list.
    """
    tables = [write_atomically(folder / f"{name}.dta", _dta(dataset, name)) for name in dataset.names]
    return tables + write_citation(dataset, folder)


def _dta(dataset: Dataset, name: str) -> bytes:
    refuse_unlisted(dataset, name)
    schema, table = SCHEMA[name].columns, dataset.table(name)
    columns = {c: _converted(table.loc[:, c], held) for c, held in schema.items()}
    buffer = io.BytesIO()
    pd.DataFrame(columns).to_stata(
        buffer,
        version=118,
        write_index=False,
        byteorder="little",
        time_stamp=issued_at(dataset.release),
        data_label=SCHEMA[name].title,
        variable_labels={c: label(c, held) for c, held in schema.items()},
        value_labels={c: dict(enumerate(held.code_list)) for c, held in schema.items() if held.holds_one_code},
        convert_dates={c: "td" for c, held in schema.items() if held.kind == "date"},
        convert_strl=[c for c, column in columns.items() if _is_long(column)],
    )
    return buffer.getvalue()


def _converted(column: pd.Series, held: Column) -> pd.Series:
    """A column as Stata can hold it."""
    if held.holds_one_code:
        return column.map({code: number for number, code in enumerate(held.code_list)}).astype("Int8")
    if pd.api.types.is_bool_dtype(column):
        return column.astype("int8")
    if pd.api.types.is_float_dtype(column):
        return column.replace([np.inf, -np.inf], np.nan)
    return column.astype("object").fillna("") if pd.api.types.is_string_dtype(column) else column


def _is_long(column):
    return column.dtype == "object" and column.map(lambda text: len(text.encode())).max() > _LONG


def label(name: str, column: Column) -> str:
    """The label of a variable: the meaning of the column, and what a missing upper end means."""
    return column.meaning + (_UNBOUNDED if name == "upper" else "")
