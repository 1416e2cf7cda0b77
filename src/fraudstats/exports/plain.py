"""The tables as they are: canonical CSV for everything that reads text, Parquet for everything that wants types."""

from __future__ import annotations

from pathlib import Path

from fraudstats.dataset import Dataset
from fraudstats.dataset.store import canonical_csv, write_atomically

__all__ = ["write_csv", "write_parquet"]


def write_csv(dataset: Dataset, folder: Path) -> list[Path]:
    """One canonical CSV per table: UTF-8, rows sorted by key, dates as YYYY-MM-DD, the same bytes for the same data."""
    return [
        write_atomically(folder / f"{name}.csv", canonical_csv(dataset.table(name)).encode()) for name in dataset.names
    ]


def write_parquet(dataset: Dataset, folder: Path) -> list[Path]:
    """One Parquet file per table. The bytes depend on the version of pyarrow, the content does not."""
    return [
        write_atomically(folder / f"{name}.parquet", dataset.table(name).to_parquet(index=False))
        for name in dataset.names
    ]
