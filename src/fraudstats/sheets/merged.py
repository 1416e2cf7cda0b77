"""Cells that stand once for the rows below them, as merged cells leave them when a sheet is saved.

A blank cell means the one above it only where everything to its left is blank as well, and something else in its row
says that the row is one.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from fraudstats.sheets.groups import is_remark
from fraudstats.sheets.report import Finding
from fraudstats.sheets.values import holds_numbers

__all__ = ["filled_down"]


def filled_down(cells: Any, timed: Collection[str]) -> tuple[Any, list[Finding]]:
    """The cells with blank ones filled from above, and what was filled.

    Parameters
    ----------
    cells : DataFrame
    timed : collection of str
        The columns of time; they and the columns of words are what may stand once.

    Examples
    --------
    >>> import pandas as pd
    >>> cells = pd.DataFrame({"Region": ["North", ""], "Year": ["2019", "2020"], "n": ["5", "6"]})
    >>> filled_down(cells, ["Year"])[0]["Region"].tolist()
    ['North', 'North']
    """
    keys = [one for one in cells.columns if one in timed or not (holds_numbers(cells[one]) or is_remark(one))]
    blank = {key: cells[key].str.strip() == "" for key in keys}
    findings, out, left = [], cells, True
    for place, key in enumerate(keys):
        others = [~blank[other] for other in keys[place + 1 :]]
        fill = blank[key] & left & (sum(others) > 0 if others else False)
        left = left & blank[key]
        if fill.any():
            out = out.assign(**{key: cells[key].mask(fill).ffill().fillna("")})
            why = f"{int(fill.sum())} blank cells have the one above them, as merged cells have"
            findings.append(Finding("merged cells", why, "filled", column=key))
    return out, findings
