"""One file, put in place whole; a device or a pipe, written to as such.

Only a regular file is ever replaced, or the regular file that a link leads to; the link stays. A character device and
a pipe get the content, and so does the standard output where it is meant (``/dev/stdout``, or the file that it leads
to). A block device, a socket and a folder are refused.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from fraudstats.disk.locks import hold, remove_leftovers, temporary_name
from fraudstats.errors import DatasetError

__all__ = ["write_atomically"]

#: What is never written to.
_REFUSED = {stat.S_IFBLK: "a block device", stat.S_IFSOCK: "a socket", stat.S_IFDIR: "a folder"}


def write_atomically(path: str | Path, content: bytes) -> Path:
    """Put a whole file in place in one step; its folder is made if it is not there.

    Raises
    ------
    DatasetError
        If the target cannot be written (a read-only folder, a full disk, a closed pipe, a block device); what was there
        before is intact.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_atomically(f"{folder}/made/x.txt", b"whole").read_bytes()
    b'whole'
    """
    path = Path(path)
    try:
        kind = _kind(path)
        if kind in _REFUSED:
            raise DatasetError(f"cannot write {str(path)!r}: it is {_REFUSED[kind]}; name a file")
        if stream := _standard(path):
            _write_to_stream(stream, content)
        elif kind in (stat.S_IFCHR, stat.S_IFIFO):
            _write_to_node(path, content)
        else:
            _replace(Path(os.path.realpath(path)), content)
    except BrokenPipeError:
        raise DatasetError(f"cannot write to {str(path)!r}: its reader is gone") from None
    except OSError as error:
        raise DatasetError(
            f"cannot write {str(path)!r}: {error.strerror or error}. What was there before is intact; free the disk or "
            f"choose a folder that can be written."
        ) from None
    except ValueError as error:  # a zero byte, half a character
        if isinstance(error, DatasetError):
            raise
        raise DatasetError(f"cannot write {str(path)!r}: it is no name of a file ({error})") from None
    return path


def _kind(path):
    """The type of what is there, behind links; None if there is nothing."""
    try:
        return stat.S_IFMT(path.stat().st_mode)
    except FileNotFoundError:
        return None


def _standard(path):
    """The standard output or error, if it is the very thing that is named."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if os.path.samestat(path.stat(), os.fstat(stream.fileno())):
                return stream
        except (OSError, ValueError, AttributeError):  # nothing there yet, or no real file behind the stream
            continue
    return None


def _write_to_stream(stream, content):
    stream.flush()
    stream.buffer.write(content)
    stream.flush()


def _write_to_node(path, content):
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
    with open(descriptor, "wb", buffering=0) as file:
        rest = memoryview(content)
        while rest:
            rest = rest[file.write(rest) :]


def _replace(target, content):
    folder = target.parent
    folder.mkdir(parents=True, exist_ok=True)
    remove_leftovers(folder)
    descriptor, temporary = _temporary(folder)
    try:
        try:
            if target.exists():
                os.chmod(temporary, stat.S_IMODE(target.stat().st_mode))
            with open(descriptor, "wb", closefd=False) as file:
                file.write(content)
            if os.name != "nt":  # there, only a closed file can be moved
                os.replace(temporary, target)
        finally:
            os.close(descriptor)
        if os.name == "nt":
            os.replace(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _temporary(folder):
    """A new file, locked as one that is in use."""
    while True:
        path = folder / temporary_name()
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        descriptor = os.open(path, flags, 0o666)
        hold(descriptor)
        if path.exists():  # nobody took it for a leftover before it was locked
            return descriptor, path
        os.close(descriptor)
