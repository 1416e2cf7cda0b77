"""Write docs/evidence/offline.md: the main job and the tests where no network is, in a namespace of their own.

    python tools/offline.py

Linux, with `unshare` of util-linux; after the set-up (`python3 run.py`), which alone needs a network. Some twenty
minutes on two cores.
"""

import fcntl
import socket
import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["JOBS", "Run", "main", "page", "run", "up"]

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/evidence/offline.md"
JOBS: Mapping[str, tuple[str, ...]] = {"main job": ("run.py",), "tests": ("run.py", "test")}
#: Of the interface's flags (linux/sockios.h, linux/if.h).
_SET_FLAGS, _UP = 0x8914, 0x1
_HEAD = """# Without a network

The main job and the test command, each in a network namespace of its own after the set-up: no interface but the
loopback, through which a notebook's kernel is spoken to; any other address is refused by the kernel of the system. Made
by `python tools/offline.py`.

| job | command | interfaces | another address | status | its last line | changed files |
| --- | --- | --- | --- | ---: | --- | ---: |
"""


@dataclass(frozen=True)
class Run:
    """What a job without a network came to."""

    job: str
    command: str
    interfaces: str
    elsewhere: str
    status: int
    last: str
    changed: int


def up() -> tuple[str, str]:
    """Switch the loopback on; return the names of all interfaces, and what comes of a connection elsewhere."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh14x", b"lo", _UP))
    try:
        # Of the block kept for documentation (RFC 5737): nobody answers there either.
        socket.create_connection(("192.0.2.1", 80), timeout=5).close()
        answer = "reached"
    except OSError as error:
        answer = error.strerror or str(error)
    return ", ".join(name for _, name in socket.if_nameindex()), answer


def run(job: str, command: Sequence[str], folder: Path = ROOT) -> Run:
    """Run a program of this Python in a namespace of its own, its output shown as it comes."""
    inside = [sys.executable, __file__, "inside", *command]
    apart = ["unshare", "--map-root-user", "--net", *inside]
    with subprocess.Popen(apart, cwd=folder, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        lines = []
        for line in started.stdout:
            print(line, end="", flush=True)
            lines += [line.strip("= \n")] if line.strip("= \n") else []
    status, (interfaces, elsewhere) = started.returncode, lines[0].split("; ")
    changed = subprocess.run(["git", "status", "--short"], cwd=folder, capture_output=True, text=True).stdout
    last = lines[-1].partition(" in ")[0]
    return Run(job, f"python {' '.join(command)}", interfaces, elsewhere, status, last, len(changed.splitlines()))


def page(runs: Sequence[Run]) -> str:
    """The page as text."""
    rows = [
        (one.job, f"`{one.command}`", one.interfaces, one.elsewhere, str(one.status), one.last, str(one.changed))
        for one in runs
    ]
    return _HEAD + "".join(f"| {' | '.join(cells)} |\n" for cells in rows)


def main() -> int:
    """Run all, write the page; 1 if a job failed or reached anything."""
    runs = [run(job, command) for job, command in JOBS.items()]
    PAGE.write_text(page(runs), encoding="utf-8")
    return int(any(one.status or one.elsewhere == "reached" for one in runs))


def _inside(command):
    print("; ".join(up()), flush=True)
    return subprocess.run([sys.executable, *command]).returncode


if __name__ == "__main__":
    sys.exit(_inside(sys.argv[2:]) if sys.argv[1:2] == ["inside"] else main())
