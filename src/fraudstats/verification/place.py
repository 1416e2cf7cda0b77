"""What is verified: the clone, or the course inside an installed package; and a passing copy of it to run in."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from fraudstats.dataset.loader import data_folder, load, shipped_folder
from fraudstats.errors import ReproduceError

__all__ = ["chosen_notebooks", "place_of", "working_copy"]

#: What a notebook reads beside itself.
_BESIDE = "docs/evidence"


def place_of(folder: Path | None) -> Path:
    """The folder that holds ``notebooks``: the given one, or that of the package.

    Raises
    ------
    ReproduceError
        If it holds none, or holds data that this package does not read.
    """
    root = shipped_folder() if folder is None else Path(folder).resolve()
    if not any(root.glob("notebooks/*.ipynb")):
        raise ReproduceError(f"{str(root)!r} holds no notebooks/*.ipynb; name a clone of fraudstats, or leave it out")
    tables = root / "data/processed"
    if tables.is_dir() and tables != data_folder() / "processed":
        there, here = load(tables).state, load().state
        if there.checksum != here.checksum:
            raise ReproduceError(
                f"{str(tables)!r} holds {there} with fingerprint {there.fingerprint}, but notebooks would read those "
                f"of the package, {here} with {here.fingerprint}; run the 'fraudstats' that belongs to that clone"
            )
    return root


def chosen_notebooks(root: Path, only: Iterable[str]) -> list[Path]:
    """The notebooks with these numbers (``04``, ``3b``) or names, in their order; all if none is given.

    Raises
    ------
    ReproduceError
        If there is no such notebook.
    """
    paths = sorted(root.glob("notebooks/*.ipynb"))
    wanted = [str(one) for one in only]
    numbers = {path: path.stem.partition("_")[0] for path in paths}
    known = {key: path for path, number in numbers.items() for key in (number, number.lstrip("0") or "0", path.stem)}
    if unknown := [one for one in wanted if one.removesuffix(".ipynb") not in known]:
        raise ReproduceError(f"there is no notebook {unknown[0]!r}; there are: {', '.join(numbers.values())}")
    chosen = {known[one.removesuffix(".ipynb")] for one in wanted}
    return [path for path in paths if path in chosen or not wanted]


def working_copy(root: Path, target: Path) -> Path:
    """Copy what a run reads into an empty folder, and return the folder of the notebooks there."""
    shutil.copytree(root / "notebooks", target / "notebooks", ignore=lambda _, names: [n for n in names if n[0] == "."])
    if (root / _BESIDE).is_dir():
        shutil.copytree(root / _BESIDE, target / _BESIDE)
    (target / "figures").mkdir()
    return target / "notebooks"
