"""Tables of estimates with their intervals, whatever made them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.paper_table.model import Column
from fraudstats.paper_table.numbers import MISSING, bands, column, p_value, percent, span, stars
from fraudstats.paper_table.words import level, plain

__all__ = ["STARS_EXPLAINED", "as_percent", "estimates", "rows_of"]

STARS_EXPLAINED = "* p < 0.05, ** p < 0.01, *** p < 0.001."
_BAND = ("estimate", "lower", "upper")
#: Digits of a standard error, and of what else has no interval.
_SE_DIGITS, _DIGITS = 3, 4
_P = {"p_value": "p", "asymptotic_p_value": "p (asymptotic)"}
_SHARES = {
    "share": "Variance from ranges and windows",
    "fmi": "Missing information",
    "coverage": "Coverage",
    "skill": "Skill",
}
_LABELS = {
    "std_err": "SE", "nobs": "n", "n": "n", "s": "S", "var_s": "Var(S)", "z": "z", "tau": "Kendall's tau", "df": "df",
    "crps": "CRPS", "mae": "MAE", "rmse": "RMSE", "joinpoints": "Joinpoints", "t": "t", "f": "F",
}  # fmt: skip
#: Logarithms of a factor -> what they are in per cent.
_LOGARITHMS = {"log_aapc": "AAPC (%)"}


def estimates(
    table: pd.DataFrame,
    alpha: float = 0.05,
    *,
    estimate: str = "Estimate",
    interval: str = "CI",
    marked: bool = False,
    ranges: Mapping[str, tuple[str, str]] | None = None,
) -> tuple[list[Column], list[list[str]]]:
    """Columns and cells of a frame with ``estimate, lower, upper``; what else it has comes after them.

    Parameters
    ----------
    table : DataFrame
    alpha : float
        Level of the intervals is ``1 - alpha``.
    estimate, interval : str
        What they are called.
    marked : bool
        Whether stars mark small p-values.
    ranges : mapping, optional
        Label -> two columns that are the ends of one range.
    """
    middle, ends = bands(table)
    decimals = [len(text.partition(".")[2]) for text in middle]
    marked_middle = [text + stars(p) for text, p in zip(middle, _p_of(table, marked), strict=True)]
    columns = [(Column(estimate), marked_middle)]
    if any(text != MISSING for text in ends):
        columns.append((Column(f"{level(alpha)} {interval}"), ends))
    for label, (lower, upper) in (ranges or {}).items():
        both = zip(table[lower], table[upper], decimals, strict=True)
        columns.append((Column(label), [span(*one) for one in both]))
    used = {*_BAND, *(name for pair in (ranges or {}).values() for name in pair)}
    columns += [_further(table.loc[:, name], str(name)) for name in table.columns if name not in used]
    columns = [one for one in columns if any(cell != MISSING for cell in one[1])] or columns[:1]
    heads, cells = zip(*columns, strict=True)
    return list(heads), [list(row) for row in zip(*cells, strict=True)]


def _p_of(table, marked):
    return table["p_value"] if marked and "p_value" in table else [np.nan] * len(table)


def _further(values: pd.Series, name: str) -> tuple[Column, list[str]]:
    """A column beside the estimate and its interval."""
    if name in _P:
        return Column(_P[name]), [p_value(one) for one in values]
    if name in _SHARES:
        return Column(_SHARES[name], "%"), [percent(one) for one in values]
    label = _LABELS.get(name, plain(name))
    if pd.api.types.is_bool_dtype(values):
        return Column(label, is_text=True), ["yes" if one else "no" for one in values]
    if pd.api.types.is_numeric_dtype(values):
        return Column(label), column(values, _SE_DIGITS if name == "std_err" else _DIGITS)
    return Column(label, is_text=True), [MISSING if pd.isna(one) or one == "" else str(one) for one in values]


def as_percent(table: pd.DataFrame) -> pd.DataFrame:
    """The table with logarithms of factors turned into changes in per cent, under the name of the change."""
    rows = [name for name in table.index if name in _LOGARITHMS]
    if not rows:
        return table
    changed = table.copy()
    changed.loc[rows, list(_BAND)] = 100 * np.expm1(table.loc[rows, list(_BAND)])
    if "std_err" in changed:
        changed.loc[rows, "std_err"] = np.nan  # that of the logarithm
    return changed.rename(index=_LOGARITHMS)


def rows_of(names: Iterable[Any], cells: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows of a table: the name of each before its cells."""
    return tuple((str(name), *row) for name, row in zip(names, cells, strict=True))
