"""Locks that end with their process, and with their help: what a killed process left behind, removed.

A temporary file is locked for as long as its writer lives, a folder for as long as something in it is replaced, both by
``flock`` on the thing itself, so that no file of the lock stays. A system without it (Windows) goes without: checksums
still tell a mixture, but leftovers of a killed process stay.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

__all__ = ["hold", "locked", "remove_leftovers", "temporary_name"]

_BEGIN, _END = ".fraudstats-", ".part"


def temporary_name() -> str:
    """A new name that `remove_leftovers` knows."""
    return f"{_BEGIN}{token_hex(6)}{_END}"


def hold(descriptor: int, *, wait: bool = True) -> bool:
    """Lock an open file or folder until it is closed; whether that was possible."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:  # held by another, or a file system without locks
        return False
    return True


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One process at a time in a folder; the others wait."""
    try:
        descriptor = os.open(folder, os.O_RDONLY) if fcntl else None
    except OSError:  # written to, but not listed
        descriptor = None
    try:
        if descriptor is not None:
            hold(descriptor)
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def remove_leftovers(folder: Path, *, folders: bool = False) -> None:
    """Remove temporary files whose writer is gone; folders as well, for who holds the lock of this one."""
    for entry in _leftovers(folder):
        if entry.is_dir(follow_symlinks=False):
            if folders and fcntl is not None:
                shutil.rmtree(entry.path, ignore_errors=True)
        elif entry.is_file(follow_symlinks=False):
            _remove_unused(entry.path)


def _leftovers(folder):
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if entry.name.startswith(_BEGIN) and entry.name.endswith(_END)]
    except OSError:  # written to, but not listed
        return []


def _remove_unused(path):
    with suppress(OSError):  # gone already, or of another user
        descriptor = os.open(path, os.O_RDONLY)
        try:
            if hold(descriptor, wait=False):
                os.unlink(path)
        finally:
            os.close(descriptor)
