"""Try a change of one file of the raw folder: what is wrong with it is known before anything is written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from fraudstats.sources.read import RawData, read_raw

__all__ = ["try_file"]


def try_file(raw: Path, name: str, text: str, progress: Callable = iter) -> RawData:
    """The raw folder as it would be with one file written or replaced; the folder itself is not touched.

    Parameters
    ----------
    raw : path
    name : str
        The file, relative to the folder.
    text : str
        What it would hold.
    progress : callable, optional
        Wraps the list of files, for a progress bar.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "raw"
        shutil.copytree(raw, copy)
        path = copy / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return read_raw(copy, progress=progress)
