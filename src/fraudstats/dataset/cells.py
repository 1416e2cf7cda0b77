"""Rows that two tables share, which of their cells differ, and a cell as text."""

from __future__ import annotations

from typing import Any

import pandas as pd

__all__ = ["common", "differing", "shown"]


def common(before: pd.DataFrame, after: pd.DataFrame, key: str) -> tuple[Any, Any]:
    """The rows of both tables that both hold, in the same order, as data frames."""
    old, new = before.set_index(key), after.set_index(key)
    both = old.index.intersection(new.index)
    return old.loc[both], new.loc[both]


def differing(before: pd.Series, after: pd.Series) -> pd.Series:
    """Where two columns of the same rows differ; two missing cells do not."""
    same = (before == after).fillna(False).astype("bool")
    return ~(same | (before.isna() & after.isna()))


def shown(value: Any) -> str:
    """A cell as text; empty where it is missing."""
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return f"{value:.15g}" if isinstance(value, float) else str(value)
