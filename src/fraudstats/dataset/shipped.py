"""Open the data that ships with the package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fraudstats.dataset.core import Dataset
from fraudstats.dataset.schema import TABLES
from fraudstats.dataset.store import read_manifest, read_table

__all__ = ["load", "processed_folder"]


def processed_folder() -> Path:
    """Where the built tables are: inside an installed package, or in the clone that the package is run from."""
    package = Path(__file__).parents[1]
    shipped = package / "_data" / "processed"
    return shipped if shipped.is_dir() else package.parents[1] / "data" / "processed"


def load(folder=None) -> Dataset:
    """The dataset, from the tables shipped with the package; works offline and from any folder.

    Parameters
    ----------
    folder : path, optional
        Another folder that ``fraudstats build`` wrote.

    Raises
    ------
    DatasetError
        If there are no tables, or they are damaged or of another schema version.

    Examples
    --------
    >>> import fraudstats as fs
    >>> fs.load().indicators.columns[0]
    'indicator'
    """
    return _load(Path(folder or processed_folder()).resolve(), _stamp(folder))


def _stamp(folder):
    """Changes whenever the folder was built anew, so that a remembered dataset is never a stale one."""
    manifest = Path(folder or processed_folder()) / "manifest.json"
    return manifest.stat().st_mtime_ns if manifest.exists() else None


@cache
def _load(folder, stamp):
    release = read_manifest(folder)["release"]
    return Dataset({name: read_table(folder, name) for name in TABLES}, release)
