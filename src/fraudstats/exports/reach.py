"""Up to when the data reach and were checked, as a page: ``fraudstats export reach --to docs``."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from fraudstats.dataset import Dataset, reach
from fraudstats.disk import write_atomically

__all__ = ["reach_page", "write_reach"]

_HEAD = """# Up to when the data reach

For each area: how many different numbers there are, when the latest of their windows ends, when the latest of their
sources was published, and up to when further numbers were looked for. A search that finds nothing moves only the last
column; its words, and what it did not find, are in the table `searches`. Windows that are known to lack a number are
in the table `gaps`, with the reason. This page is made by `fraudstats export reach --to docs`.

| area | numbers | latest window ends | latest source | checked until |
|---|---|---|---|---|
"""


def write_reach(dataset: Dataset, folder: Path) -> list[Path]:
    """``reach.md``."""
    return [write_atomically(folder / "reach.md", reach_page(dataset).encode())]


def reach_page(dataset: Dataset) -> str:
    """The page, as Markdown."""
    rows = [
        f"| {row['name']} (`{row['ref_area']}`) | {row['numbers']:,} | {_day(row['last'])} | {_day(row['published'])} "
        f"| {_day(row['checked'])} |"
        for row in reach(dataset).to_dict("records")
    ]
    return _HEAD + "\n".join(rows) + "\n"


def _day(day):
    return "not noted" if pd.isna(day) else f"{day:%Y-%m-%d}"
