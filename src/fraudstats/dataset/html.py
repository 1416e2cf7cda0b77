"""What Jupyter shows: a caption and a table of bounded length."""

from __future__ import annotations

import html
from collections.abc import Mapping

import pandas as pd

__all__ = ["sizes_as_html", "table_as_html"]

#: Rows of a table that are shown; the rest is counted.
_SHOWN = 10


def sizes_as_html(title: str, tables: Mapping[str, pd.DataFrame]) -> str:
    """The title with the span of the observations' windows, and every table with its number of rows."""
    rows = tables["observations"]
    span = " to ".join(_day(day) for day in (rows["period_start"].min(), rows["period_end"].max()))
    counts = "".join(f"<tr><td><code>{name}</code></td><td>{len(table):,}</td></tr>" for name, table in tables.items())
    return (
        f"<table><caption>{html.escape(title)}; windows from {span}</caption>"
        f"<thead><tr><th>table</th><th>rows</th></tr></thead><tbody>{counts}</tbody></table>"
    )


def table_as_html(title: str, table: pd.DataFrame) -> str:
    """The title and the first rows of a table; how many more there are is said below it."""
    more = len(table) - _SHOWN
    below = f"<p>and {more:,} more rows</p>" if more > 0 else ""
    return f"<div><p>{html.escape(title)}</p>{table.head(_SHOWN).to_html(index=False)}{below}</div>"


def _day(day):
    return "unknown" if pd.isna(day) else f"{day:%Y-%m-%d}"
