"""Open the data that ships with the package."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import TypeGuard

import pandas as pd

from fraudstats.dataset.core import Dataset
from fraudstats.dataset.difference import Difference, compare
from fraudstats.dataset.register import REGISTER, is_release_number, manifest_of, manifests, read_register
from fraudstats.dataset.release import open_release
from fraudstats.dataset.state import State
from fraudstats.dataset.store import checksum_of, read_built
from fraudstats.errors import DatasetError

__all__ = ["data_folder", "diff", "load", "processed_folder", "releases"]


def data_folder() -> Path:
    """Where the data is: inside an installed package, or in the clone that the package is run from."""
    package = Path(__file__).parents[1]
    shipped = package / "_data"
    return shipped if shipped.is_dir() else package.parents[1] / "data"


def shipped_folder() -> Path:
    """What holds ``docs`` and ``notebooks``: inside an installed package, or the clone that it is run from."""
    data = data_folder()
    return data if data.name == "_data" else data.parent


def processed_folder() -> Path:
    """Where the built tables are."""
    return data_folder() / "processed"


def load(folder: str | Path | None = None, *, release: str | None = None, fingerprint: str | None = None) -> Dataset:
    """The dataset, from the tables shipped with the package; works offline and from any folder.

    Parameters
    ----------
    folder : path, optional
        Another folder that ``fraudstats build`` wrote.
    release : str, optional
        A frozen release instead of the working tables, verified against the register; see `releases`.
    fingerprint : str, optional
        The start of the checksum that a citation gives, at least eight digits: refuses all other data. Without
        `release`, a frozen release that has it is opened if the working tables do not.

    Raises
    ------
    DatasetError
        If there are no tables or no such release (the message names those that exist), or they are damaged or of
        another schema version, or do not have the fingerprint.

    Examples
    --------
    >>> import fraudstats as fs
    >>> fs.load().indicators.columns[0]
    'indicator'
    """
    if release is not None and folder is not None:
        raise DatasetError(f"give a folder or a release, not both ({str(folder)!r}, {release!r})")
    if release is not None:
        return _verified(open_release(data_folder() / "releases", release), fingerprint)
    if isinstance(folder, str) and is_release_number(folder) and not Path(folder).is_dir():
        raise DatasetError(f"{folder!r} is the number of a release, and no folder; write load(release={folder!r})")
    path = _absolute(processed_folder() if folder is None else folder)
    dataset = _load(path, _stamp(path))
    if folder is None and _is_fingerprint(fingerprint) and not dataset.state.checksum.startswith(fingerprint):
        dataset = _released(fingerprint) or dataset
    return _verified(dataset, fingerprint)


def _absolute(folder):
    try:
        return os.path.abspath(folder)
    except (TypeError, ValueError, OSError) as error:  # no text, or a working folder that is gone
        raise DatasetError(f"{folder!r} is no folder of tables ({error}); give the path of one") from None


def _is_fingerprint(text: object) -> TypeGuard[str]:
    return isinstance(text, str) and bool(re.fullmatch("[0-9a-f]{8,64}", text))


def _released(fingerprint):
    """The frozen release that has a fingerprint, if there is one."""
    folder = data_folder() / "releases"
    for number, manifest in manifests(folder).items():
        if checksum_of(manifest["tables"]).startswith(fingerprint):
            return open_release(folder, number)
    return None


def _verified(dataset, fingerprint):
    """The dataset, if it is the one that was cited."""
    if fingerprint is not None and not _is_fingerprint(fingerprint):
        raise DatasetError(f"a fingerprint is 8 to 64 digits 0-9 and a-f, as a citation gives it, not {fingerprint!r}")
    if fingerprint is not None and not dataset.state.checksum.startswith(fingerprint):
        raise DatasetError(
            f"the data at hand are {dataset.state} with fingerprint {dataset.state.fingerprint}, not {fingerprint!r}; "
            f"open the release that was cited (release=...), or the state of the repository at the time"
        )
    return dataset


def releases() -> pd.DataFrame:
    """The frozen releases, oldest first: ``release, date, observations, sources``."""
    rows = [
        (m["release"], m["date"], m["tables"]["observations"]["rows"], m["tables"]["sources"]["rows"])
        for m in manifests(data_folder() / "releases").values()
    ]
    return pd.DataFrame(rows, columns=["release", "date", "observations", "sources"])


#: The name of the tables that are not frozen, where a release may be given.
WORKING = "working"


def diff(before: str | Dataset, after: str | Dataset = WORKING) -> Difference:
    """What differs between two states of the data, number by number, with the size and the reason of each change.

    Parameters
    ----------
    before, after : str or Dataset
        Numbers of releases, ``"working"`` for the tables that are not frozen, or datasets.

    Returns
    -------
    Difference
        Its ``table`` lists every added, removed and changed number, ``preferred`` every window in which another one is
        preferred, ``ranges`` those that allow another range; ``summary()`` says it in words.
    """
    return compare(*(_named(one) for one in (before, after)))


def _named(one):
    if isinstance(one, str):
        return load() if one == WORKING else load(release=one)
    if not isinstance(one, Dataset):
        raise DatasetError(f"expected the number of a release, {WORKING!r} or a dataset, not {one!r}")
    return one


def _stamp(folder):
    """Changes whenever a file of the folder does or a release is frozen, so that no stale dataset is given."""
    try:
        with os.scandir(folder) as entries:
            files = [(entry.name, *_traits(entry.stat())) for entry in entries]
    except (OSError, ValueError):  # reading says why
        files = []
    try:
        register = _traits(os.stat(os.path.join(data_folder(), "releases", REGISTER)))
    except OSError:
        register = None
    return (*files, register)


def _traits(found):
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


@lru_cache(maxsize=8)
def _load(folder, stamp):
    manifest, tables = read_built(Path(folder))
    return Dataset(tables, State(manifest["release"], checksum_of(manifest["tables"]), _standing(manifest)))


def _standing(manifest):
    """Whether tables are the frozen release whose number they bear, to the byte."""
    folder, number = data_folder() / "releases", manifest["release"]
    register = read_register(folder)
    if number not in register:
        return "unreleased"
    return "released" if manifest_of(folder, number, register)["tables"] == manifest["tables"] else "changed"
