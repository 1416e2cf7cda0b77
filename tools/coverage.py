"""Write docs/evidence/coverage.md: which lines and branches of the package the tests run.

    python -m tools.coverage [--in FOLDER] [--workers 2] [TEST ...]

Runs the tests, also the programs that they start, beside Coverage.py (nbval brings it; its settings are in
pyproject.toml). TEST narrows this to some files and adds what they run to what FOLDER holds from before; without it
the measurement begins anew. Takes half an hour on two cores.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Covered", "by_package", "main", "page"]

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/evidence/coverage.md"
#: What must be run of all lines and of all branches, in per cent.
WANTED = 95
#: What is left out would run more, never less: long simulations, notebooks and pictures made again, browsers.
TESTS = ("-m", "not slow and not reproduces and not browser", "--ignore=tests/test_notebooks.py", "tests", "src")
_PACKAGE = "src/fraudstats/"
_HEAD = """# Lines and branches that the tests run

A branch is a way on from a line with a choice: an `if` that holds, and the same `if` where it does not. The tests run
{lines:.1f}% of the {statements:,} lines and {branches:.1f}% of the {all_branches:,} branches of the package; the
command below fails under {wanted}% of either. Lines run by the programs that the tests start count too.

Left out of the run, which could only raise the numbers: long simulations (`slow`), notebooks, figures and packages
made again (`reproduces`), and browsers (`browser`). Left out of the count: lines for type checkers alone
(`if TYPE_CHECKING:`, bodies of `...`); nothing else, and no line is marked to be passed over. A line that was run is
not a line that was tested: see [the mutants of the rules](mutants.md).

Made by `python -m tools.coverage`.

| package | lines | run | branches | run |
| --- | ---: | ---: | ---: | ---: |
"""


@dataclass(frozen=True)
class Covered:
    """How many lines and branches there are, and how many of them were run."""

    lines: int = 0
    lines_run: int = 0
    branches: int = 0
    branches_run: int = 0

    def __add__(self, other: "Covered") -> "Covered":
        return Covered(*(a + b for a, b in zip(self.numbers, other.numbers, strict=True)))

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        """The four numbers."""
        return self.lines, self.lines_run, self.branches, self.branches_run

    @property
    def shares(self) -> tuple[float, float]:
        """Lines and branches run, in per cent; of none, all."""
        pairs = ((self.lines_run, self.lines), (self.branches_run, self.branches))
        return tuple(100 * run / number if number else 100.0 for run, number in pairs)

    @classmethod
    def of(cls, summary: Mapping[str, int]) -> "Covered":
        """From a summary of Coverage.py's report."""
        names = ("num_statements", "covered_lines", "num_branches", "covered_branches")
        return cls(*(summary[name] for name in names))


def by_package(files: Mapping[str, Covered]) -> dict[str, Covered]:
    """Packages of the first level, with the sums of their files."""
    packages: dict[str, Covered] = defaultdict(Covered)
    for name, covered in sorted(files.items()):
        first, inner, _ = name.removeprefix(_PACKAGE).partition("/")
        packages[f"`fraudstats.{first}`" if inner else "modules of `fraudstats` itself"] += covered
    return dict(packages)


def page(files: Mapping[str, Covered]) -> str:
    """The page as text."""
    total = sum(files.values(), Covered())
    lines, branches = total.shares
    rows = [_row(name, covered) for name, covered in [*by_package(files).items(), ("**all**", total)]]
    low = [_row(f"`{name}`", covered) for name, covered in sorted(files.items()) if min(covered.shares) < WANTED]
    head = _HEAD.format(
        lines=lines, statements=total.lines, branches=branches, all_branches=total.branches, wanted=WANTED
    )
    below = ["", f"## Files under {WANTED}%", "", "| file | lines | run | branches | run |", "| --- |" + " ---: |" * 4]
    return "\n".join([head.rstrip("\n"), *rows, *([*below, *low] if low else [])]) + "\n"


def _row(name, covered):
    lines, branches = covered.shares
    return f"| {name} | {covered.lines:,} | {lines:.1f}% | {covered.branches:,} | {branches:.1f}% |"


def measure(folder: Path, workers: int, tests: Sequence[str]) -> int:
    """Run tests beside Coverage.py; pytest's exit status."""
    folder.mkdir(parents=True, exist_ok=True)
    if not tests:
        for path in folder.glob("data*"):
            path.unlink()
    command = ["run", "-m", "pytest", "-q", "-n", str(workers), "--dist", "loadfile", *(tests or TESTS)]
    return _coverage(folder, *command)


def report(folder: Path) -> dict[str, Covered]:
    """File -> what was run of it, by all measurements of a folder."""
    _coverage(folder, "combine", "--append", "-q", str(folder))
    with tempfile.TemporaryDirectory() as name:
        output = Path(name) / "report.json"
        _coverage(folder, "json", "-q", "-o", str(output))
        found = json.loads(output.read_text(encoding="utf-8"))["files"]
    return {Path(name).as_posix(): Covered.of(one["summary"]) for name, one in found.items()}


def _coverage(folder, *arguments):
    environment = os.environ | {"COVERAGE_FILE": str(folder / "data"), "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.run([sys.executable, "-m", "coverage", *arguments], cwd=ROOT, env=environment).returncode


def main(folder: Path, workers: int, tests: Sequence[str]) -> int:
    """Measure and write the page; 1 if tests fail or too little is run."""
    failed = measure(folder, workers, tests)
    files = report(folder)
    PAGE.write_text(page(files), encoding="utf-8")
    shares = sum(files.values(), Covered()).shares
    print(f"lines {shares[0]:.2f}%, branches {shares[1]:.2f}%")
    return int(bool(failed) or min(shares) < WANTED)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("tests", nargs="*", metavar="TEST", help="files of tests; else all, begun anew")
    parser.add_argument("--in", dest="folder", type=Path, default=Path(tempfile.gettempdir()) / "fraudstats-coverage")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    sys.exit(main(asked.folder, asked.workers, asked.tests))
