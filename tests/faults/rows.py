"""What was tried, how often, and what happened: the rows of docs/evidence/faults.md."""

import multiprocessing
import random
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from evidence import table, write_page
from faults import flips, kills
from faults.fuzz import fuzzed
from faults.scenes import SCENES
from faults.targets import TARGETS

#: So often each kind of work is killed: 200 in all.
KILLS = {"build": 140, "release": 20, "export": 20, "figures": 6, "notebook": 14}
FLIPS = 300
#: Cases of each reader; a model is slower.
CASES, CASES_OF_MODEL = 200, 50


def flipped(number: int = FLIPS) -> tuple[str, int, int, str]:
    """Changes of one byte: what, how often, how many were not found, and how they were said."""
    chance, missed, files = random.Random(13), [], set()
    with tempfile.TemporaryDirectory() as name:
        folder = flips.copied(Path(name) / "data")
        for path, place in flips.places(folder, number, seed=13):
            files.add(path)
            if not flips.found(folder, path, place, chance.randrange(1, 256)):
                missed.append(f"{path.relative_to(folder)} at {place}")
    return (
        f"one byte changed, in {len(files)} files: tables, manifests, checksums, releases, register",
        number,
        len(missed),
        "; ".join(missed) or "each refused when the data are opened, with the name of the file",
    )


def killed(name: str) -> tuple[str, int, int, str]:
    """Kills of one kind of work."""
    with tempfile.TemporaryDirectory() as folder:
        tally = kills.killed(name, KILLS[name], Path(folder) / "kills")
    said = f"one state or the other; {tally.halfway} left something half-way, which the next run took away"
    return f"SIGKILL at a random moment: {name}", tally.kills, len(tally.faults), "; ".join(tally.faults) or said


def staged() -> Iterator[tuple[str, int, int, str]]:
    """Faults of the machine."""
    for scene in SCENES:
        what = (scene.__doc__ or "").splitlines()[0]
        with tempfile.TemporaryDirectory() as folder:
            try:
                scene(Path(folder))
                yield what, 1, 0, "as promised"
            except pytest.skip.Exception as reason:
                yield what, 0, 0, f"not tried here: {reason}"
            except AssertionError as fault:
                yield what, 1, 1, " ".join(str(fault).split())[:200]


def fed(name: str) -> tuple[str, int, int, int, str, str, str]:
    """Odd inputs of one reader or model."""
    found = fuzzed(TARGETS[name], CASES_OF_MODEL if name.startswith("trends.") else CASES)
    numbers = (found.cases, found.answered, found.refused)
    return name, *numbers, f"{found.slowest:.1f} s", f"{found.grown:.0f} MB", "; ".join(found.raw) or "none"


def _cell(value):
    return str(value).replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


def _rows(rows):
    return [tuple(map(_cell, row)) for row in rows]


def main() -> None:
    """Try everything, and write the page."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as beside:
        waiting = [beside.submit(fed, name) for name in TARGETS]
        faults = [flipped(), *map(killed, KILLS), *staged()]
        inputs = [one.result() for one in waiting]
    cases, raw = sum(row[1] for row in inputs), sum(row[-1] != "none" for row in inputs)
    write_page(
        "faults",
        "# Faults of the machine, and hostile input\n\n"
        f"{sum(row[1] for row in faults)} faults were staged, {sum(row[2] for row in faults)} of them led to something "
        f"that is not promised. {cases:,} odd inputs were given to {len(inputs)} readers and models: {raw} of those "
        "showed an error that is not of this package. Made by `PYTHONPATH=src:tests python tests/faults/page.py`; "
        "a part of the same is in the tests (`tests/faults`, `tests/disk`).",
        "## Faults\n\n" + table(["what was tried", "times", "not as promised", "what happened"], _rows(faults)),
        "## Odd inputs\n\n"
        "Drawn by hypothesis with a fixed seed, as sound inputs with pieces replaced and as anything else. Warnings of "
        "libraries count as errors. A case that takes a minute counts as hung. Memory is by how much the peak of the "
        "process grew.\n\n"
        + table(
            ["read or fitted", "cases", "answered", "refused in words", "slowest", "memory", "other errors"],
            _rows(inputs),
        ),
    )
