"""The register of releases: the checksum of every file of every frozen release, in one committed file beside them.

A release folder has checksums of its own in its manifest, but whoever rewrites the folder rewrites those as well. The
register lies outside: a release that differs from it in any file, has one more, or lacks one, is not what was
released.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from fraudstats.dataset.store import MANIFEST, as_json, manifest_in
from fraudstats.disk import write_atomically
from fraudstats.errors import DatasetError

__all__ = [
    "REGISTER",
    "add_to_register",
    "begin_register",
    "checksums",
    "faults_of",
    "in_order",
    "is_release_number",
    "manifest_of",
    "manifests",
    "read_register",
    "release_numbers",
]

REGISTER = "register.json"
_NUMBER = re.compile(r"\d{4}\.(?:[1-9]|1[0-2])\.\d+")


def release_numbers(folder: str | Path) -> list[str]:
    """The numbers of all releases in a folder, oldest first."""
    return in_order(path.name for path in Path(folder).glob("*") if is_release_number(path.name))


def in_order(numbers: Iterable[str]) -> list[str]:
    """Numbers of releases, oldest first.

    >>> in_order(["2026.10.0", "2026.2.0"])
    ['2026.2.0', '2026.10.0']
    """
    return sorted(numbers, key=lambda number: tuple(map(int, number.split("."))))


def is_release_number(text: str) -> bool:
    """Whether a text has the form YYYY.M.N.

    >>> is_release_number("2026.11.0"), is_release_number("2026.13.0")
    (True, False)
    """
    return bool(_NUMBER.fullmatch(text))


def read_register(folder: str | Path) -> dict[str, dict[str, str]]:
    """Release -> file -> SHA-256, from the register of a folder of releases.

    Raises
    ------
    DatasetError
        If the register is damaged, or missing although there are releases.
    """
    path = Path(folder) / REGISTER
    try:
        return _register_in(path.read_bytes())
    except FileNotFoundError:
        numbers = release_numbers(folder)
        if not numbers:
            return {}
        raise DatasetError(
            f"{str(path)!r} is missing, so releases {', '.join(numbers)} cannot be verified; restore it from the "
            f"repository (git checkout -- {REGISTER})"
        ) from None
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise DatasetError(f"{str(path)!r} cannot be read ({error}); restore it from the repository") from None


def _register_in(content):
    register = json.loads(content)
    if as_json(register) != content or not all(map(is_release_number, register)):
        raise ValueError("it is not as it was written")
    if not all(isinstance(one, str) for files in register.values() for pair in files.items() for one in pair):
        raise ValueError("it does not give a checksum for each file")
    return register


def manifests(folder: str | Path) -> dict[str, dict[str, Any]]:
    """Release -> its manifest, as registered, oldest first; a folder that is not registered is no release.

    Raises
    ------
    DatasetError
        If the register or a manifest is damaged.
    """
    register = read_register(folder)
    return {number: manifest_of(folder, number, register) for number in in_order(register)}


def manifest_of(folder: str | Path, number: str, register: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """The manifest of a registered release.

    Raises
    ------
    DatasetError
        If it is damaged.
    """
    path = Path(folder) / number / MANIFEST
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DatasetError(f"{str(path)!r} cannot be read: {error.strerror}; restore it from the repository") from None
    if hashlib.sha256(content).hexdigest() != register[number].get(MANIFEST):
        raise DatasetError(f"{str(path)!r} is damaged: it is not what was released; restore it from the repository")
    return manifest_in(content, path)


def checksums(release_folder: Path) -> dict[str, str]:
    """File -> SHA-256 of a release folder, by name; hidden files, which some systems leave behind, do not count."""
    files = sorted(path for path in release_folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {
        path.relative_to(release_folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def faults_of(release_folder: Path, registered: Mapping[str, str]) -> list[str]:
    """How a release folder differs from its entry in the register, one sentence per file; empty if it does not."""
    found = checksums(release_folder)
    faults = [f"{name!r} is missing" for name in registered if name not in found]
    faults += [f"{name!r} does not belong to the release" for name in found if name not in registered]
    faults += [
        f"{name!r} is not what was released: its checksum is {found[name][:12]}…, the register has {expected[:12]}…"
        for name, expected in registered.items()
        if found.get(name, expected) != expected
    ]
    return faults


def begin_register(folder: Path) -> None:
    """Write an empty register where there is none yet: before the first release, so that one is never without."""
    if not (folder / REGISTER).exists():
        write_atomically(folder / REGISTER, as_json({}))


def add_to_register(folder: Path, number: str, release_folder: Path) -> None:
    """Write the checksums of a new release into the register; an entry that exists is never overwritten.

    Raises
    ------
    DatasetError
        If the release is registered already, or the register cannot be read or written.
    """
    path = folder / REGISTER
    register = read_register(folder) if path.exists() else {}
    if number in register:
        raise DatasetError(f"release {number} is in {str(path)!r} already and is never overwritten")
    write_atomically(path, as_json(register | {number: checksums(release_folder)}))
