"""Tables that give numbers without ranges: full counts, or printed numbers with a qualifier."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from fraudstats.errors import ReconcileError, ReconcileWarning
from fraudstats.reconciliation.statements.printed_bounds import as_numbers, with_printed_bounds

__all__ = ["with_ends"]

#: A whole column of multiples of this was hardly counted to the unit.
_ROUND = 1000


def with_ends(table: Any) -> Any:
    """The table with `lower` and `upper`, where it has neither: `value` itself, or what its qualifier makes of it.

    Parameters
    ----------
    table : DataFrame
        A row with a `qualifier` is read by it, and by `precision`, under the convention "printed"; one without is a
        full count.

    Raises
    ------
    ReconcileError
        If a value is no number.

    Warns
    -----
    ReconcileWarning
        If all full counts are round numbers.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"value": [9_419, 370_000], "qualifier": ["", "more_than"], "precision": [None, 10_000]})
    >>> with_ends(table)[["lower", "upper"]].values.tolist()
    [[9419.0, 9419.0], [370000.0, 380000.0]]
    """
    value: Any = as_numbers(table["value"])
    if value.isna().any():
        row = value.index[value.isna()][0]
        raise ReconcileError(
            f"value of {row} is {table.loc[row, 'value']!r}, no number; fs.tidy reads tables of "
            "printed numbers, with their ranges"
        )
    said = (
        table["qualifier"].fillna("").astype(str).str.strip() != "" if "qualifier" in table else value.notna() & False
    )
    _warn_if_round(value[~said])
    out = table.assign(lower=value, upper=value)
    if said.any():
        printed = with_printed_bounds(table[said], "printed")
        out.loc[said, ["lower", "upper"]] = printed[["lower", "upper"]]
    return out


def _warn_if_round(value):
    if len(value) > 1 and np.all(value % _ROUND == 0) and value.any():
        warnings.warn(
            "the values have neither lower and upper nor a qualifier, so they are taken as full counts, and all "
            f"are multiples of {_ROUND:,}; if they are rounded, give the columns qualifier and precision, or lower and "
            "upper",
            ReconcileWarning,
            2,
        )
