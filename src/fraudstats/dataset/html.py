"""What Jupyter shows: a caption and a table of bounded length."""

from __future__ import annotations

import html
from collections.abc import Mapping

import pandas as pd

from fraudstats.html_face import html_of_frame

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
        f"<thead><tr><th scope='col'>table</th><th scope='col'>rows</th></tr></thead><tbody>{counts}</tbody></table>"
    )


def table_as_html(title: str, table: pd.DataFrame) -> str:
    """The title and the first rows of a table; how many more there are is said below it."""
    return html_of_frame(title, table, _SHOWN, "and {} more rows")


def _day(day):
    return "unknown" if pd.isna(day) else f"{day:%Y-%m-%d}"
