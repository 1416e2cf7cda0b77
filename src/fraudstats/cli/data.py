"""``fraudstats check``, ``build`` and ``audit``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from fraudstats.cli.progress import bar

__all__ = ["add_to"]

RAW, PROCESSED = Path("data/raw"), Path("data/processed")


def add_to(commands: Any) -> None:
    """Add the subcommands."""
    check = commands.add_parser("check", help="report every problem in the raw records")
    check.add_argument("raw", nargs="?", type=Path, default=RAW, help=f"raw folder (default: {RAW})")
    check.set_defaults(run=_check)

    build = commands.add_parser("build", help="check the raw records and write the tables")
    build.add_argument("raw", nargs="?", type=Path, default=RAW, help=f"raw folder (default: {RAW})")
    build.add_argument("--to", type=Path, default=PROCESSED, metavar="FOLDER", help=f"default: {PROCESSED}")
    build.set_defaults(run=_build)

    audit = commands.add_parser("audit", help="hold a paper's claims against the data")
    audit.add_argument("paper", nargs="?", help="id of a paper in the dataset (default: all)")
    audit.add_argument("--csv", type=Path, metavar="FILE", help="write the outcome as a table as well")
    audit.set_defaults(run=_audit)


def _check(arguments: argparse.Namespace) -> int:
    from fraudstats.sources import read_raw

    data = read_raw(arguments.raw, progress=bar("reading"))
    for problem in data.problems:
        print(problem)
    count = sum(len(file.observations) for file in data.files.values())
    print(f"{len(data.files)} sources, {count} observations: {len(data.problems)} problem(s)", file=sys.stderr)
    return 1 if data.problems else 0


def _build(arguments: argparse.Namespace) -> int:
    from fraudstats.dataset import build

    dataset = build(arguments.raw, arguments.to, progress=bar("reading"))
    print(f"{dataset!r} written to {arguments.to}")
    return 0


def _audit(arguments: argparse.Namespace) -> int:
    from fraudstats.claims import audit
    from fraudstats.dataset import load
    from fraudstats.dataset.store import write_atomically

    outcome = audit(load(), arguments.paper)
    print(outcome.summary())
    if arguments.csv:
        write_atomically(arguments.csv, outcome.to_frame().to_csv(index=False, lineterminator="\n").encode())
        print(f"\nwritten to {arguments.csv}")
    return 0
