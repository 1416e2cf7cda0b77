"""How a printed number is read as an interval: explicit, named, and switchable.

A number v printed to the unit r, with a qualifier, is read as the closed interval

| qualifier | printed | truncated | conservative |
|---|---|---|---|
| exact | v to v | v to v | v to v |
| rounded | v - r/2 to v + r/2 | v to v + r | v - r/2 to v + r |
| more_than | v to v + r | v to v + r | v to infinity |
| at_least | v to infinity | v to infinity | v to infinity |
| nearly | v - r to v | v - r to v | v - r to v |
| about | v - r to v + r | v - r to v + r | v - r to v + r |
| up_to | 0 to v | 0 to v | 0 to v |

The convention "given" takes the columns `lower` and `upper` as they stand.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from fraudstats.errors import ReconcileError

__all__ = ["CONVENTIONS", "apply_convention"]

# Per qualifier: how many printed units below and above the printed value the truth may lie.
_PRINTED = {
    "exact": (0, 0),
    "rounded": (0.5, 0.5),
    "more_than": (0, 1),
    "at_least": (0, np.inf),
    "nearly": (1, 0),
    "about": (1, 1),
    "up_to": (np.inf, 0),
}
#: Convention -> qualifier -> units below and above.
CONVENTIONS = {
    "printed": _PRINTED,
    "truncated": _PRINTED | {"rounded": (0, 1)},
    "conservative": _PRINTED | {"rounded": (0.5, 1), "more_than": (0, np.inf)},
}


def apply_convention(table, convention="given") -> pd.DataFrame:
    """The table with `lower` and `upper` read anew from `value`, `qualifier` and `precision`.

    Parameters
    ----------
    table : pandas.DataFrame
        `precision` is the last printed unit (10,000 for 37万); it is not needed where the qualifier is exact.
    convention : {"given", "printed", "truncated", "conservative"}
        Rows whose value, qualifier or precision is missing keep the bounds they have.

    Raises
    ------
    ReconcileError
        If the convention, or a qualifier, is unknown, or the columns are missing.

    Examples
    --------
    >>> row = pd.DataFrame({"value": [370_000], "qualifier": ["more_than"], "precision": [10_000]})
    >>> apply_convention(row, "printed")[["lower", "upper"]].values.tolist()
    [[370000.0, 380000.0]]
    >>> apply_convention(row, "conservative")[["lower", "upper"]].values.tolist()
    [[370000.0, inf]]
    """
    if convention == "given":
        return table
    if convention not in CONVENTIONS:
        raise ReconcileError(
            f"the convention {convention!r} is not known; choose one of given, {', '.join(CONVENTIONS)}"
        )
    missing = {"value", "qualifier", "precision"} - set(table.columns)
    if missing:
        raise ReconcileError(
            f"the convention {convention!r} reads the columns value, qualifier and precision, but the table "
            f"lacks {', '.join(sorted(missing))}; add them, or use convention='given' with lower and upper"
        )
    reach = CONVENTIONS[convention]
    qualifier = table["qualifier"].fillna("")
    unknown = sorted(set(qualifier) - set(reach) - {""})
    if unknown:
        raise ReconcileError(f"unknown qualifiers {', '.join(unknown)}; choose among {', '.join(reach)}")
    value = pd.to_numeric(table["value"], errors="coerce")
    unit = pd.to_numeric(table["precision"], errors="coerce").where(qualifier != "exact", 0.0)
    below, above = (qualifier.map({name: ends[side] for name, ends in reach.items()}) for side in (0, 1))
    lower, upper = (value - _times(below, unit)).clip(lower=0.0), value + _times(above, unit)
    kept = table.reindex(columns=["lower", "upper"])
    read = lower.notna() & upper.notna()
    return table.assign(lower=lower.where(read, kept["lower"]), upper=upper.where(read, kept["upper"]))


def _times(count, unit):
    """Units times their size; an endless reach needs no unit."""
    return (count * unit).where(np.isfinite(count.fillna(0)) & (count != 0), count)
