"""A list of checksums beside the files of a folder, in the form of ``sha256sum``, and the files held against it.

``sha256sum --check SHA256SUMS`` does the same without this package. Every byte is covered: each file by its checksum,
the list itself because a changed name or checksum matches no file, and anything else in it is refused.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from fraudstats.disk.folder import read_file
from fraudstats.errors import DatasetError

__all__ = ["SUMS", "read_verified", "sums_of"]

SUMS = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9_-]+\.[a-z]+)")
#: So often a reader begins again when files are replaced while it reads.
_TRIES = 20


def sums_of(contents: Mapping[str, bytes]) -> bytes:
    """The list for some files, by name.

    >>> sums_of({"x.csv": b"n\\n"}).decode()[62:]
    'c0  x.csv\\n'
    """
    return "".join(f"{hashlib.sha256(contents[name]).hexdigest()}  {name}\n" for name in sorted(contents)).encode()


def read_verified(folder: str | Path) -> dict[str, bytes]:
    """The files that the list of a folder names, all of one state.

    Raises
    ------
    DatasetError
        If there is no list, it is damaged, or a file is missing or not the one that it names.
    """
    for remaining in reversed(range(_TRIES)):
        listed = _read(folder, SUMS)
        try:
            return dict(_verified(folder, listed))
        except DatasetError:
            if _read(folder, SUMS) == listed or not remaining:
                raise
    raise AssertionError("unreachable")


def _verified(folder, listed) -> Iterator[tuple[str, bytes]]:
    for name, expected in _entries(folder, listed).items():
        content = _read(folder, name)
        found = hashlib.sha256(content).hexdigest()
        if found != expected:
            raise DatasetError(
                f"{str(Path(folder) / name)!r} is damaged, or of another build: its checksum is {found[:12]}…, {SUMS} "
                f"has {expected[:12]}…; run 'fraudstats build' again, or restore the folder"
            )
        yield name, content


def _entries(folder, listed):
    text = listed.decode("latin-1")
    found = [_LINE.fullmatch(line) for line in text.removesuffix("\n").split("\n")]
    entries = {match[2]: match[1] for match in found if match}
    if not text.endswith("\n") or len(entries) != len(found) or sorted(entries) != list(entries):
        raise DatasetError(
            f"{str(Path(folder) / SUMS)!r} is damaged: it is no list of checksums and names in their order; run "
            f"'fraudstats build' again, or restore the folder"
        )
    return entries


def _read(folder, name):
    try:
        return read_file(folder, name)
    except (FileNotFoundError, NotADirectoryError):
        if name == SUMS:
            raise DatasetError(f"no built data with {SUMS} at {str(folder)!r}; run 'fraudstats build' first") from None
        raise DatasetError(f"{str(Path(folder) / name)!r} is missing; run 'fraudstats build' again") from None
    except (OSError, ValueError) as error:
        raise DatasetError(f"{str(Path(folder) / name)!r} cannot be read: {error}") from None
