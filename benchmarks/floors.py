"""Has anything become slow? Ratios against a peer or a bound in the same run, each held against its committed floor.

    pip install -e ".[benchmarks]"
    OPENBLAS_NUM_THREADS=1 python benchmarks/floors.py          all; the status is 1 if a ratio is beyond its floor
    OPENBLAS_NUM_THREADS=1 python benchmarks/floors.py bounds   those whose name holds the word

A ratio is taken in one process or in two that follow each other, so it moves little with the load of the machine. A
floor leaves a third to a half of what was measured; it is never lowered to let a change pass.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import bounds_speed
import build_speed
import bulletin_speed
import trends_joinpoint
import trends_kendall

__all__ = ["FLOORS", "Floor", "main"]


@dataclass(frozen=True)
class Floor:
    """A ratio, and the value that it has to reach (`least`) or to stay under (`most`)."""

    name: str
    measure: Callable[[], float]
    least: float = 0.0
    most: float = float("inf")

    def holds(self, ratio: float) -> bool:
        return self.least <= ratio <= self.most

    @property
    def wanted(self) -> str:
        return f"at least {self.least:g}" if self.least else f"at most {self.most:g}"


@cache
def _permutation():
    return trends_joinpoint.permutation_times()


def _naive():
    ours, naive, _ = _permutation()
    return naive / ours


def _product():
    ours, _, product = _permutation()
    return ours / product


def _kendall():
    import pymannkendall

    ours, loop = trends_kendall.times(trends_kendall.table(), trends_kendall.mann_kendall, pymannkendall.original_test)
    return loop / ours


def _warm():
    warm, cold, _ = bounds_speed.warm_and_cold()
    return cold / warm


def _growth():
    """Seconds for a text of twice the length over those for the text."""
    bulletin_speed.reading("5 cases")  # the word lists are read once
    one, two = (bulletin_speed.reading(bulletin_speed.announcement(n, differing=True))[1] for n in (600, 1200))
    return two / one


@cache
def _place(size):
    folder = tempfile.TemporaryDirectory()
    place = Path(folder.name)
    build_speed.in_a_process_of_its_own(build_speed.write_raw, place / "raw", size)
    build_speed.in_a_process_of_its_own(build_speed.measure, place, "build", "ours", 1)
    return folder, place


def _of_tables(name, size=100_000):
    _, place = _place(size)
    return build_speed.ratio(place, name, 2)


def _tables() -> Iterator[Floor]:
    for name, most in {"build": 5, "load": 15, "select": 8, "as_of": 3, "bulletins": 6, "export csv": 1}.items():
        yield Floor(f"{name} of 100,000 numbers over pandas by hand", partial(_of_tables, name), most=most)


FLOORS = (
    Floor("joinpoint: permutation test, a naive loop over ours", _naive, least=1000),
    Floor("joinpoint: permutation test, ours over one matrix product", _product, most=5),
    Floor("Mann-Kendall of 2,000 series, pymannkendall in a loop over ours", _kendall, least=25),
    Floor("sharp bounds with stated changes, a cold linprog over ours", _warm, least=4),
    Floor("announcements, a text over one of half its length", _growth, most=2.6),
    *_tables(),
)


def main(words: list[str]) -> int:
    """Measure, print a table, and say whether all hold."""
    chosen = [floor for floor in FLOORS if all(word in floor.name for word in words)]
    if not chosen:
        print(f"no ratio is named {' '.join(words)!r}; there are:", *(floor.name for floor in FLOORS), sep="\n- ")
        return 2
    print("| ratio | measured | wanted | holds |\n|---|---:|---|---|")
    status = 0
    for floor in chosen:
        ratio = floor.measure()
        status |= not floor.holds(ratio)
        print(
            f"| {floor.name} | {ratio:,.3g} | {floor.wanted} | {'yes' if floor.holds(ratio) else '**no**'} |",
            flush=True,
        )
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
