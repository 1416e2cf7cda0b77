"""``fraudstats verify``: everything made again on this machine, and held against what is stored."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from fraudstats.cli.progress import bar

__all__ = ["add_to"]


def add_to(commands: Any) -> None:
    """Add the subcommand."""
    verify = commands.add_parser(
        "verify",
        help="make tables, notebooks and figures again, and say of each whether it is the stored one",
        description="Make tables, notebooks and figures again in a passing copy, and say of each result whether it is "
        "identical, equal within the tolerance, or different. The exit status is 1 if anything is different, missing "
        "or not run.",
    )
    verify.add_argument(
        "--only", nargs="+", default=(), metavar="NOTEBOOK", help="only these, such as 04 07; no tables"
    )
    verify.add_argument(
        "--in",
        dest="folder",
        type=Path,
        metavar="FOLDER",
        help="a clone (default: that of this command, or the package)",
    )
    verify.add_argument(
        "--tolerance",
        type=float,
        metavar="RATIO",
        help="relative, for numbers with decimals (default: a millionth)",
    )
    verify.add_argument("--jobs", type=int, default=2, metavar="N", help="notebooks at a time (default: 2)")
    verify.add_argument("--output", type=Path, metavar="FILE", help="write a report: .json, .md, .html or .txt")
    verify.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from fraudstats.errors import ReproduceError
    from fraudstats.verification import verify
    from fraudstats.verification.reports import FORMATS
    from fraudstats.verification.verdict import TOLERANCE

    output = arguments.output
    if output is not None and output.suffix.lower() not in FORMATS:  # before minutes of work
        raise ReproduceError(f"a report ends in {', '.join(FORMATS)}, not {output.name!r}")
    found = verify(
        *arguments.only,
        folder=arguments.folder,
        tolerance=TOLERANCE if arguments.tolerance is None else arguments.tolerance,
        jobs=arguments.jobs,
        progress=bar("running notebooks"),
    )
    print(found.summary())
    if output is not None:
        print(f"\nwritten to {found.save(output)}")
    return 0 if found.agrees else 1
