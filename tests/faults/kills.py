"""Processes killed (SIGKILL) at a random moment of their work, and what is found afterwards.

Each kind of work puts one of two states, again and again, where the other one is: whatever moment the kill meets, all
that is read afterwards must be the one state or the other. Then the work is done once more, to its end, and must leave
its result and nothing besides.
"""

import multiprocessing
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

import nbformat
from raw_folder import RawFolder

import fraudstats as fs
from fraudstats.cli.reproduce import _run_notebook
from fraudstats.dataset.register import read_register
from fraudstats.dataset.release import freeze, open_release
from fraudstats.disk import UNFINISHED
from fraudstats.errors import DatasetError

_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["faults.kills"])
FORMATS = ("csv", "parquet", "bibtex", "jsonld", "rocrate")
FIGURE = "05-treaties"
#: So often a notebook prints a line while it runs.
LINES = 5


@dataclass(frozen=True)
class Work:
    """One kind of work.

    Attributes
    ----------
    prepare : callable
        Fills an empty folder, and leaves the first state in it.
    once : callable
        (folder, 0 or 1) -> puts that state in place.
    found : callable
        folder -> what a reader finds there, anything comparable.
    """

    prepare: Callable[[Path], None]
    once: Callable[[Path, int], Any]
    found: Callable[[Path], Any]


def _raw(folder: Path, state: int) -> Path:
    return folder / f"raw-{state}"


def _prepare_build(folder):
    for state in (0, 1):
        raw = RawFolder(_raw(folder, state))
        raw.spoil("value: 370000", f"value: {370000 + 10000 * state}")
        raw.spoil("text: 37万余起", f"text: {37 + state}万余起")
    fs.build(_raw(folder, 0), folder / "out")


def _found_build(folder):
    opened = fs.load(folder / "out")
    return opened.state.checksum, tuple(opened.observations["value"])


def _prepare_release(folder):
    RawFolder(_raw(folder, 0))
    _release(folder, 0)


def _release(folder, state):
    """One more release, of the same data, under the next number."""
    whole = fs.dataset.from_raw(_raw(folder, 0))
    tables = {name: whole.table(name) for name in whole.names}
    numbers = read_register(folder / "releases") if (folder / "releases/register.json").exists() else {}
    try:
        freeze(fs.Dataset(tables, f"2026.1.{len(numbers)}"), folder / "releases", "2026-01-31")
    except DatasetError as error:
        if "in the register" not in str(error) and "never overwritten" not in str(error):
            raise


def _found_release(folder):
    """Every registered release opens, and is like the others but for its number."""
    releases = folder / "releases"
    opened = [open_release(releases, number) for number in read_register(releases)]
    return {one.state.checksum for one in opened}, {len(one.observations) for one in opened}


def _prepare_export(folder):
    _prepare_build(folder)
    _export(folder, 0)


def _export(folder, state):
    fs.export(fs.dataset.from_raw(_raw(folder, state)), folder / "out", FORMATS)


def _prepare_figures(folder):
    _figure(folder, 0)


def _figure(folder, state):
    from stored import redrawn

    drawn = redrawn(FIGURE)
    if state:
        drawn = fs.plotting.Figure.framed(
            drawn.name, drawn.picture, drawn.data, "Other words.", title="Another", source="None.", alt="The same."
        )
    drawn.save(folder / "out")


def _prepare_notebook(folder):
    for state in (0, 1):
        source = f"import time\nfor n in range({LINES}):\n    print({state}, n)\n    time.sleep(0.05)"
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, id="a")])
        (folder / f"{state}.ipynb").write_text(nbformat.writes(notebook), encoding="utf-8")
        _notebook(folder, state)


def _notebook(folder, state):
    _run_notebook(folder / f"{state}.ipynb")


def _found_notebook(folder):
    """The notebooks hold all that they print, or they are broken."""
    for state in (0, 1):
        (cell,) = nbformat.read(folder / f"{state}.ipynb", as_version=4).cells
        assert cell.outputs[0]["text"] == "".join(f"{state} {n}\n" for n in range(LINES))


def _files(folder):
    """The content of every file, hidden ones apart."""
    return {path.name: path.read_bytes() for path in (folder / "out").iterdir() if not path.name.startswith(".")}


WORKS = {
    "build": Work(_prepare_build, lambda folder, state: fs.build(_raw(folder, state), folder / "out"), _found_build),
    "release": Work(_prepare_release, _release, _found_release),
    "export": Work(_prepare_export, _export, _files),
    "figures": Work(_prepare_figures, _figure, _files),
    "notebook": Work(_prepare_notebook, _notebook, _found_notebook),
}


def _again_and_again(name, folder, started):
    """What the process that is killed does."""
    started.set()
    for state in cycle((1, 0)):
        WORKS[name].once(folder, state)


@dataclass
class Tally:
    """What was found after a number of kills."""

    kills: int = 0
    halfway: int = 0
    faults: list[str] = field(default_factory=list)


def killed(name: str, number: int, folder: Path, seed: int = 13) -> Tally:
    """Kill one kind of work a number of times, each at a random moment of about two rounds."""
    work, chance, tally = WORKS[name], random.Random(seed), Tally()
    states, span, names = _measured(work, folder / "sound")
    for trial in range(number):
        place = folder / str(trial)
        shutil.copytree(folder / "sound", place)
        _kill(name, place, chance.uniform(0, 2 * span))
        tally.kills += 1
        left = {path.relative_to(place).as_posix() for path in place.rglob("*")} - names
        tally.halfway += any(UNFINISHED in one or one.split("/")[-1].startswith(".") for one in left)
        tally.faults += [f"{name}, kill {trial}: {fault}" for fault in _faults(name, place, states, names)]
        shutil.rmtree(place)
    return tally


def _measured(work, folder):
    """What is found in either state, the seconds of a round, and the names of all files."""
    folder.mkdir(parents=True)
    work.prepare(folder)
    found = []
    for state in (1, 0):
        begin = time.monotonic()
        work.once(folder, state)
        span = time.monotonic() - begin
        found.append(work.found(folder))
    return found, span, {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def _kill(name, folder, seconds):
    started = _PROCESSES.Event()
    process = _PROCESSES.Process(target=_again_and_again, args=(name, folder, started))
    process.start()
    assert started.wait(60)
    time.sleep(seconds)
    assert process.is_alive() and process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.join()


def _faults(name, folder, states, names):
    """What is wrong after a kill, in words."""
    work = WORKS[name]
    try:
        if not _is_one_of(work.found(folder), states):
            yield "neither the one state nor the other"
        work.once(folder, 0)
        if not _is_one_of(work.found(folder), states[1:]):
            yield "not what the work makes, after it was done again"
    except Exception as error:
        yield f"{type(error).__name__}: {error}"
    left = {path.relative_to(folder).as_posix() for path in folder.rglob("*")} - names
    if left := sorted(one for one in left if not one.startswith("releases/2026.1.")):
        yield f"left behind: {', '.join(left)}"


def _is_one_of(found, states):
    """Whether each file (or all that is read) is as in one of the states."""
    if isinstance(found, dict) and found.keys() == states[0].keys():
        return all(content in [state[name] for state in states] for name, content in found.items())
    if isinstance(found, tuple) and isinstance(found[0], set):  # releases: their number grows
        return (found[1] == states[0][1] and found[0] >= {next(iter(states[0][0]))}) or found[0] == states[0][0]
    return found in states
