"""From the raw folder to the processed tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fraudstats.dataset.core import Dataset
from fraudstats.dataset.state import State
from fraudstats.dataset.store import write_tables
from fraudstats.dataset.tables import tables
from fraudstats.sources import RawData, read_raw

__all__ = ["build", "from_raw", "from_raw_data"]


def from_raw(raw, progress: Callable = iter) -> Dataset:
    """The dataset of a raw folder, without writing anything.

    Raises
    ------
    RecordError
        With every problem, if the raw records are not sound.
    """
    return from_raw_data(read_raw(raw, progress))


def from_raw_data(data: RawData) -> Dataset:
    """The dataset of raw records that were read.

    Raises
    ------
    RecordError
        With every problem, if they are not sound.
    """
    return Dataset(tables(data.sound()), _release(data))


def build(raw, processed, progress: Callable = iter) -> Dataset:
    """Check the raw folder and write its tables as Parquet and CSV: all of them in one step, or none.

    Parameters
    ----------
    raw, processed : path
        Folder to read and folder to write.
    progress : callable, optional
        Wraps the list of files, for a progress bar.

    Returns
    -------
    Dataset
        What was written.

    Raises
    ------
    RecordError
        If the raw records are not sound; nothing is written then.
    DatasetError
        If the folder cannot be written.
    """
    data = read_raw(raw, progress).sound()
    made = tables(data)
    checksum = write_tables(made, Path(processed), _release(data))
    return Dataset(made, State(_release(data), checksum))


def _release(data):
    """The number that the raw folder is becoming: the last of the list."""
    return list(data.releases)[-1]
