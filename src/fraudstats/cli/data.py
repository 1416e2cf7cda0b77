"""``fraudstats check`` and ``build``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fraudstats.cli.progress import bar

if TYPE_CHECKING:
    from fraudstats.sources import RawData

__all__ = ["add_to"]

RAW, PROCESSED = Path("data/raw"), Path("data/processed")


def add_to(commands: Any) -> None:
    """Add the subcommands."""
    check = commands.add_parser("check", help="report every problem in the raw records")
    check.add_argument("raw", nargs="?", type=Path, default=RAW, help=f"raw folder (default: {RAW})")
    check.add_argument(
        "--plausible",
        action="store_true",
        help="also list the numbers that are implausible beside the others and that reviewed.yaml does not judge",
    )
    check.set_defaults(run=_check)

    build = commands.add_parser("build", help="check the raw records and write the tables")
    build.add_argument("raw", nargs="?", type=Path, default=RAW, help=f"raw folder (default: {RAW})")
    build.add_argument("--to", type=Path, default=PROCESSED, metavar="FOLDER", help=f"default: {PROCESSED}")
    build.set_defaults(run=_build)


def _check(arguments: argparse.Namespace) -> int:
    from fraudstats.sources import read_raw

    data = read_raw(arguments.raw, progress=bar("reading"))
    for problem in data.problems:
        print(problem)
    count = sum(len(file.observations) for file in data.files.values())
    print(f"{len(data.files)} sources, {count} observations: {len(data.problems)} problem(s)", file=sys.stderr)
    if data.problems or not arguments.plausible:
        return 1 if data.problems else 0
    return _plausible(data)


def _plausible(data: RawData) -> int:
    from fraudstats.dataset import from_raw_data
    from fraudstats.plausibility import implausible, unreviewed

    findings = implausible(from_raw_data(data), progress=bar("reconciling"))
    open_, stale = unreviewed(findings, data.reviewed)
    for finding in open_:
        print(finding)
    for review in stale:
        line = f"{data.reviewed[review].file}:{data.reviewed[review].line}"
        print(f"{line}: {review}: the check does not list it any more; remove the review")
    judged = f"{len(findings) - len(open_)} of {len(findings)} implausible numbers are judged in reviewed.yaml"
    print(f"{judged}, {len(open_)} are not, {len(stale)} review(s) are about nothing", file=sys.stderr)
    if open_:
        print("Mend each number, or add its reason to reviewed.yaml under the id printed, #, check.", file=sys.stderr)
    return 1 if open_ or stale else 0


def _build(arguments: argparse.Namespace) -> int:
    from fraudstats.dataset import build, load

    build(arguments.raw, arguments.to, progress=bar("reading"))
    print(f"{load(arguments.to)!r} written to {arguments.to}")
    return 0
