"""How the window of an observation relates to the window of a claim."""

from __future__ import annotations

import pandas as pd

__all__ = ["relation"]


def relation(claimed_start, claimed_end, start, end) -> str:
    """One of ``equal, narrower, wider, shifted, apart, unknown``: the observation's window seen from the claim's.

    >>> day = pd.Timestamp
    >>> relation(day("2021-01-01"), day("2021-12-31"), day("2021-01-01"), day("2021-11-30"))
    'narrower'
    """
    if (start, end) == (claimed_start, claimed_end):
        return "equal"
    if _before(end, claimed_start) or _before(claimed_end, start):
        return "apart"
    if pd.isna(start) or pd.isna(end) or pd.isna(claimed_start) or pd.isna(claimed_end):
        return "unknown"
    if start >= claimed_start and end <= claimed_end:
        return "narrower"
    if start <= claimed_start and end >= claimed_end:
        return "wider"
    return "shifted"


def _before(a, b):
    return pd.notna(a) and pd.notna(b) and a < b
