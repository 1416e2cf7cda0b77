"""Stata: one .dta file a table (format 118, UTF-8), with labels of data set, variables and coded values.

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
from fraudstats.dataset.schema import TABLES
from fraudstats.dataset.store import write_atomically
from fraudstats.exports.about import first_day
from fraudstats.exports.codes import code_list
from fraudstats.exports.columns import TABLE_TITLES, describe

__all__ = ["write_stata"]

#: Bytes beyond which a text becomes a strL; fixed-width strings of that size would bloat every row.
_LONG = 244
_UNBOUNDED = "; .: none"


def write_stata(dataset: Dataset, folder: Path) -> list[Path]:
    """One ``.dta`` file a table."""
    return [write_atomically(folder / f"{name}.dta", _dta(dataset, name)) for name in dataset.names]


def _dta(dataset, name):
    codes = {c: list(code_list(name, c)) for c in TABLES[name]}
    columns = {c: _converted(column, codes[c]) for c, column in dataset.table(name).items()}
    buffer = io.BytesIO()
    pd.DataFrame(columns).to_stata(
        buffer,
        version=118,
        write_index=False,
        byteorder="little",
        time_stamp=first_day(dataset.release),
        data_label=TABLE_TITLES[name],
        variable_labels={c: _label(name, c) for c in columns},
        value_labels={c: dict(enumerate(listed)) for c, listed in codes.items() if listed},
        convert_dates={c: "td" for c, kind in TABLES[name].items() if kind == "date"},
        convert_strl=[c for c, column in columns.items() if _is_long(column)],
    )
    return buffer.getvalue()


def _converted(column, codes):
    """A column as Stata can hold it."""
    if codes:
        return column.map({code: number for number, code in enumerate(codes)}).astype("Int8")
    if pd.api.types.is_bool_dtype(column):
        return column.astype("int8")
    if pd.api.types.is_float_dtype(column):
        return column.replace([np.inf, -np.inf], np.nan)
    return column.astype("object").fillna("") if pd.api.types.is_string_dtype(column) else column


def _is_long(column):
    return column.dtype == "object" and column.map(lambda text: len(text.encode())).max() > _LONG


def _label(table, column):
    return describe(table, column) + (_UNBOUNDED if column == "upper" else "")
