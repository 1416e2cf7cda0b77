"""A look at a data frame before it is read: which of its columns, and whether its header, hold time."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from fraudstats.sheets.cell import text_of
from fraudstats.sheets.label import is_label
from fraudstats.sheets.roles import role_of
from fraudstats.sheets.values import is_change, value_columns

__all__ = ["periods_in_header", "printed_numbers", "time_columns"]

_ROWS = 300


def time_columns(frame: pd.DataFrame) -> list[Hashable]:
    """The columns whose cells read as times, whatever they are called; changes (*Year-on-Year Change*) are none.

    >>> time_columns(pd.DataFrame({"Qtr": [1, 2], "Year": [2020, 2020], "Cases": [5, 6], "When": ["Jan-20", "Feb-20"]}))
    ['Qtr', 'Year', 'When']
    """
    head = frame.head(_ROWS)
    found = []
    for place, name in enumerate(frame.columns):
        if not is_change(str(name)) and role_of(str(name), [text_of(value) for value in head.iloc[:, place]]):
            found.append(name)
    return found


def printed_numbers(frame: pd.DataFrame) -> list[Hashable]:
    """The columns of text that hold numbers as they are printed, and no changes.

    >>> printed_numbers(pd.DataFrame({"Cases": ["8,977", "14,481"], "Change": ["", "+61.3%"], "Losses": [5, 9]}))
    ['Cases']
    """
    texts: Any = frame.head(_ROWS).select_dtypes(include=["object", "string"])
    return [name for name in texts.columns if _holds(texts, name)]


def _holds(texts, name):
    column = texts[name].map(text_of)
    return bool(value_columns(pd.DataFrame({str(name): column}), ()))


def periods_in_header(frame: pd.DataFrame) -> list[Hashable]:
    """The columns that are called by a period, as in a table with years side by side.

    >>> periods_in_header(pd.DataFrame([[1, 2]], columns=["1H 2020", "2021"]))
    ['1H 2020', '2021']
    """
    return [name for name in frame.columns if is_label(text_of(name)) or _is_year(name)]


def _is_year(name):
    return isinstance(name, int) and 1800 <= name <= 2200
