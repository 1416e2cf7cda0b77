"""Write docs/evidence/machines.md: everything made again under other conditions, each a run of `fraudstats verify`.

    python tools/machines.py [PYTHON ...]

Each PYTHON is the interpreter of another environment that was installed from the lock, such as `.venv/bin/python` of a
clone made by another Python. Takes some three minutes for each line of the page.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Machine", "machines", "main", "page", "row"]

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/evidence/machines.md"
#: Kernels of OpenBLAS, oldest first, with the processors that have their instructions; one that this processor lacks
#: falls back, and the page shows what was used.
KERNELS = ("Nehalem", "Sandybridge", "Haswell", "Zen", "SkylakeX")
#: Days begin elsewhere; words are sorted and numbers written otherwise; only ASCII can be printed.
SETTINGS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("hashes at random", {"PYTHONHASHSEED": "random"}),
    ("time zone Pacific/Kiritimati", {"TZ": "Pacific/Kiritimati"}),
    ("time zone America/Anchorage", {"TZ": "America/Anchorage"}),
    ("locale POSIX, ASCII only", {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}),
    ("locale tr_TR.UTF-8", {"LC_ALL": "tr_TR.UTF-8"}),
    ("locale de_DE.UTF-8", {"LC_ALL": "de_DE.UTF-8"}),
)
_ELSEWHERE = "a folder, 研究 é"
_HEAD = """# The same results under other conditions

Each line is a run of `fraudstats verify`: tables built from the raw records, all notebooks and all figures, made again
and held against what is stored; a number is equal within a relative tolerance of {tolerance:g}. Versions are those of
the lock, which gives Python 3.12 and newer other versions of NumPy and SciPy than 3.11. {where}

All lines are of this one processor and system. A line "kernel" asks OpenBLAS for the instructions of another processor;
one that this processor lacks falls back, and the third column says which kernel ran. Another processor, Windows or
macOS are not in the table.

Made by `python tools/machines.py`, with the interpreters of other environments as arguments.

| conditions | Python | linear algebra | identical | equal within tolerance | otherwise |
| --- | --- | --- | ---: | ---: | ---: |
"""


@dataclass(frozen=True)
class Machine:
    """Conditions of a run: what to call them, variables, an interpreter, and the folder that the clone stands in."""

    name: str
    variables: Mapping[str, str] = field(default_factory=dict)
    python: str = sys.executable
    folder: Path = ROOT


def machines(pythons: Sequence[str], clone: Path) -> Iterator[Machine]:
    """All conditions that this machine can give; `clone` is a copy of the repository elsewhere."""
    yield Machine("as it is")
    for python in pythons:
        yield Machine("another Python", python=python)
    for threads in ("1", "2"):
        yield Machine(f"{threads} thread(s)", {f"{name}_NUM_THREADS": threads for name in ("OPENBLAS", "OMP", "MKL")})
    for kernel in KERNELS:
        yield Machine(f"kernel {kernel}", {"OPENBLAS_CORETYPE": kernel})
    there = subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout.lower().replace("utf-8", "utf8")
    for name, variables in SETTINGS:
        wanted = variables.get("LC_ALL", "POSIX").lower().replace("utf-8", "utf8")
        if wanted == "posix" or wanted in there.split():
            yield Machine(name, variables)
    yield Machine("a path with blanks and other letters", folder=clone)


def report(machine: Machine) -> dict:
    """The report of a verification under these conditions."""
    with tempfile.TemporaryDirectory() as name:
        output = Path(name) / "report.json"
        command = [machine.python, "-m", "fraudstats", "verify", "--in", str(machine.folder), "--output", str(output)]
        environment = os.environ | {"PYTHONPATH": str(machine.folder / "src")} | dict(machine.variables)
        run = subprocess.run(command, env=environment, cwd=machine.folder, capture_output=True, text=True)
        if not output.exists():
            raise RuntimeError(f"{machine.name}: no report.\n{run.stderr[-2000:]}")
        return json.loads(output.read_text(encoding="utf-8"))


def row(machine: Machine, found: Mapping) -> str:
    """A line of the table."""
    tally, told = dict(found["tally"]), found["environment"]
    identical, equal = tally.pop("identical", 0), tally.pop("equal within tolerance", 0)
    others = ", ".join(f"{number} {verdict}" for verdict, number in tally.items()) or "0"
    cells = (machine.name, told["Python"].split()[0], told["linear algebra"], f"{identical:,}", f"{equal:,}", others)
    return f"| {' | '.join(cells)} |"


def page(found: Sequence[tuple[Machine, Mapping]]) -> str:
    """The page as text."""
    first = found[0][1]
    told = first["environment"]
    where = f"Processor: {told['processor']}; {told['system'].split()[0]}, data {told['data'].partition(',')[0]}."
    head = _HEAD.format(tolerance=first["tolerance"], where=where)
    return head + "\n".join(row(machine, one) for machine, one in found) + "\n" + _different(found)


def _different(found):
    """What differs, item by item, by conditions."""
    lines = []
    for machine, one in found:
        items = [item for item in one["items"] if item["verdict"] not in ("identical", "equal within tolerance")]
        lines += [f"- {machine.name}: `{item['file']}`, {item['part']}: {item['detail']}" for item in items]
    return "\n".join(["", "## What is otherwise", "", *lines, ""]) if lines else ""


def main(pythons: Sequence[str]) -> int:
    """Run all, write the page; 1 if something came out differently."""
    with tempfile.TemporaryDirectory() as name:
        clone = Path(name) / _ELSEWHERE
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        found = []
        for machine in machines(pythons, clone):
            found.append((machine, report(machine)))
            print(row(*found[-1]), flush=True)
    PAGE.write_text(page(found), encoding="utf-8")
    return int(not all(one["agrees"] for _, one in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
