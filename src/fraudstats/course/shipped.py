"""The notebooks that ship with the package: what they ask, and a copy of them for a folder of one's own."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd

from fraudstats.dataset.loader import shipped_folder
from fraudstats.disk import write_atomically
from fraudstats.errors import CourseError, DatasetError

__all__ = ["copy", "notebooks"]

#: What the head of a notebook says, in its first cell.
_HEAD = {
    "number": r"^# (\S+) · ",
    "title": r"^# \S+ · (.+)",
    "question": r"\*\*Question\.\*\* ((?:.+\n)*.+)",
    "minutes": r"\*\*Time\.\*\* (\d+) minutes",
}
#: Folders of the course -> the files of each that the notebooks need or link to.
_SHIPPED = {"notebooks": ("*.ipynb",), "docs": ("*.md", "trends/*.md", "evidence/*.md", "evidence/*.csv")}


def notebooks() -> pd.DataFrame:
    """The notebooks of the course in order, indexed by number: ``title, question, minutes, file``.

    Examples
    --------
    >>> notebooks().loc["01", "title"]
    'The paper reproduced'
    """
    rows = [_head(path) | {"file": path.name} for path in sorted(shipped_folder().glob("notebooks/*.ipynb"))]
    return pd.DataFrame(rows).set_index("number")


def copy(folder: str | Path) -> list[Path]:
    """Copy the course into a folder: the notebooks into ``notebooks``, the pages that they link to into ``docs``.

    The notebooks save their pictures into ``figures`` beside them.

    Parameters
    ----------
    folder : path
        Made if it is not there.

    Returns
    -------
    list of path
        The copies.

    Raises
    ------
    CourseError
        If one of the files is there already (nothing is copied then), or the folder cannot be written.
    """
    root, target = shipped_folder(), Path(folder)
    found = [(root / part).glob(one) for part, patterns in _SHIPPED.items() for one in patterns]
    sources = [path for paths in found for path in sorted(paths)]
    copies = {path: target / path.relative_to(root) for path in sources}
    if there := [str(path) for path in copies.values() if path.exists()]:
        more = f" and {len(there) - 3} more" if len(there) > 3 else ""
        raise CourseError(
            f"nothing was copied: {', '.join(there[:3])}{more} would be overwritten; name another folder, or move them"
        )
    for path, new in copies.items():
        _write(new, path.read_bytes())
    return list(copies.values())


def _write(path, content):
    try:
        write_atomically(path, content)
    except DatasetError as error:
        raise CourseError(f"{error} (nothing else was copied; name a folder that can be written)") from None


def _head(path: Path) -> dict[str, Any]:
    first = "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"])
    found = {name: re.search(pattern, first, flags=re.MULTILINE) for name, pattern in _HEAD.items()}
    if missing := [name for name, match in found.items() if match is None]:
        raise CourseError(f"the first cell of {path.name} does not say its {', '.join(missing)}")
    head = {name: " ".join(match[1].split()) for name, match in found.items() if match}
    return head | {"minutes": int(head["minutes"])}
