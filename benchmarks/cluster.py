"""One study in this process, in several and on a Dask cluster that loses a worker: are the numbers the same?

    PYTHONPATH=tests OPENBLAS_NUM_THREADS=1 python benchmarks/cluster.py [SERIES WORLDS]

Writes docs/evidence/cluster.md. SERIES joinpoint models of 30 values with one bend (its power), WORLDS reconciled
worlds (coverage of the 90% bands).
"""

import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import joblib
import numpy as np
from band_coverage import measure
from reconciliation.worlds import WORLDS

import fraudstats as fs

__all__ = ["main"]

PAGE = Path(__file__).parents[1] / "docs/evidence/cluster.md"
WORKERS, MEMORY = 2, "2GiB"


def bends(_, rng):
    """The number of joinpoints found, and the first fitted value, of a series that bends once."""
    time_ = np.arange(30.0)
    mean = 3 + 0.04 * time_ - 0.08 * np.maximum(time_ - 15, 0)
    found = fs.trends.joinpoint(np.exp(mean + 0.1 * rng.normal(size=30)), time_, max_joinpoints=2, seed=0)
    return len(found.joinpoints), float(found.fittedvalues[0])


def covered(seed):
    """Coverage at month, quarter and year in one world."""
    names = sorted(WORLDS)
    return tuple(row["coverage"] for row in measure(names[seed % len(names)], seed, years=5, draws=400))


@contextmanager
def cluster(killed: bool) -> Iterator[dict]:
    """Two worker processes with a limit on memory; one of them is killed after some seconds, if asked."""
    from dask.distributed import Client, LocalCluster

    told: dict = {}
    options = {"n_workers": WORKERS, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with LocalCluster(**options, memory_limit=MEMORY) as local, Client(local) as client, joblib.parallel_config("dask"):
        first, *_ = client.run(os.getpid).values()
        timer = threading.Timer(5.0, lambda: (os.kill(first, signal.SIGKILL), told.update(killed=True)))
        if killed:
            timer.start()
        yield told
        timer.cancel()
        told["peak"] = max(client.run(_peak).values())


def _peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def conditions() -> Iterator[tuple[str, Callable]]:
    """Name -> context in which the study runs."""
    yield "one process", lambda: joblib.parallel_config("sequential")
    yield f"{WORKERS} processes (loky)", lambda: joblib.parallel_config("loky", n_jobs=WORKERS)
    yield f"Dask, {WORKERS} workers of {MEMORY}", lambda: cluster(killed=False)
    yield "Dask, one worker killed after 5 s", lambda: cluster(killed=True)


STUDIES = {
    "joinpoints": lambda number: fs.trends.parallel_map(bends, range(number), seed=1),
    "reconcile": lambda number: fs.trends.parallel_map(covered, range(number)),
}


def study(name: str, number: int) -> Iterator[str]:
    """A line of the table for each condition."""
    expected, alone = None, 0.0
    for where, context in conditions():
        begin = time.perf_counter()
        with context() as told:
            found = STUDIES[name](number)
        seconds = time.perf_counter() - begin
        expected, alone = (found, seconds) if expected is None else (expected, alone)
        share = "" if where == "one process" else f"{alone / seconds / WORKERS:.0%}"
        peak = f"{told['peak']:.0f}" if isinstance(told, dict) and "peak" in told else ""
        lost = " (it was)" if isinstance(told, dict) and told.get("killed") else ""
        same = "yes" if found == expected else f"**no**: {sum(a != b for a, b in zip(found, expected, strict=True))}"
        yield f"| {name} | {number:,} | {where}{lost} | {seconds:.0f} | {share} | {peak} | {same} |"


HEAD = """# One study on one machine and on a cluster

The same simulations in one process, in two, and on a Dask cluster of separate worker processes with a limit on memory;
in the last line of each, a worker is killed in the middle (SIGKILL), and Dask gives its share to the others. Same means
equal to the last bit, item by item. Efficiency is the time of one process over that of two, halved, on {cores} cores
with a load of {load:.1f} when it began. Made by `PYTHONPATH=tests python benchmarks/cluster.py {numbers}`.

| study | items | where | seconds | efficiency | most MB of a worker | same |
| --- | ---: | --- | ---: | ---: | ---: | --- |
"""


def main(series: int = 1000, worlds: int = 60) -> int:
    """Run both studies, write the page; 1 if a number differs."""
    head = HEAD.format(cores=os.cpu_count(), load=os.getloadavg()[0], numbers=f"{series} {worlds}")
    lines = []
    for name, number in (("joinpoints", series), ("reconcile", worlds)):
        for line in study(name, number):
            print(line, flush=True)
            lines.append(line)
    PAGE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return int(any("**no**" in line for line in lines))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
