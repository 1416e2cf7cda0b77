"""Files of one folder that belong together, replaced in one step.

All new files are written into a folder inside, which then gets the name ``.next`` in one step: from that moment on
they are what the folder holds. Then they are moved to their places, one by one. A reader takes each file from ``.next``
if it is there, else from its place, and so sees the old files or the new ones, never a mixture, also where the process
was killed between two moves; the next one that replaces them finishes the moves first. No folder is swapped: that would
need calls that only some systems and few file systems have, and would take along what else is in the folder.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Mapping
from pathlib import Path

from fraudstats.disk.locks import locked, remove_leftovers, temporary_name
from fraudstats.disk.target import write_atomically
from fraudstats.errors import DatasetError

__all__ = ["UNFINISHED", "read_file", "replace_together"]

#: New files on the way to their places.
UNFINISHED = ".next"


def replace_together(folder: str | Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Put several files into a folder, all or none; other files there stay.

    Raises
    ------
    DatasetError
        If they cannot be written; what was there before is intact.
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            remove_leftovers(folder, folders=True)
            _finish(folder)
            _refuse_what_is_no_file(folder, contents)
            _write_beside(folder, contents)
            _finish(folder)
    except OSError as error:
        raise DatasetError(
            f"cannot write to {str(folder)!r}: {error.strerror or error}. What was there before is intact; free the "
            f"disk or choose a folder that can be written."
        ) from None
    return [folder / name for name in contents]


def _refuse_what_is_no_file(folder, contents):
    for name in contents:
        path = folder / name
        if path.exists() and not path.is_file():
            raise DatasetError(f"cannot write {str(path)!r}: it is no file; choose another folder, or remove it")


def _write_beside(folder, contents):
    making = folder / temporary_name()
    making.mkdir()
    try:
        for name, content in contents.items():
            (making / name).write_bytes(content)
        making.rename(folder / UNFINISHED)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


def _finish(folder):
    """Move the new files to their places, also those of a process that was killed on the way."""
    new = folder / UNFINISHED
    if not new.is_dir():
        return
    for path in sorted(new.iterdir()):
        target = folder / path.name
        if target.is_symlink():
            write_atomically(target, path.read_bytes())
            path.unlink()
        else:
            os.replace(path, target)
    new.rmdir()


def read_file(folder: str | Path, name: str) -> bytes:
    """The content of a file of a folder, as last replaced.

    Raises
    ------
    FileNotFoundError
        If there is none.
    OSError
        If it cannot be read, or is no regular file.
    """
    folder = Path(folder)
    try:
        return _read_regular(folder / UNFINISHED / name)
    except (FileNotFoundError, NotADirectoryError):
        return _read_regular(folder / name)


def _read_regular(path):
    """Neither waits at a pipe nor reads a device without end."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(22, "it is no regular file")
        return file.read()
