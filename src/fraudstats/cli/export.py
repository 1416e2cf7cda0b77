"""``fraudstats export`` and ``cite``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from fraudstats.cli.parser import end_date
from fraudstats.cli.progress import bar

__all__ = ["add_to"]


def add_to(commands: Any) -> None:
    """Add the subcommands."""
    export = commands.add_parser(
        "export", help="write the data as CSV, Parquet, Excel, Stata, SDMX, a data package or another format"
    )
    export.more = _formats
    export.add_argument("formats", nargs="+", metavar="FORMAT", help="one or more of the formats below, or 'all'")
    export.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="where to write")
    _add_state(export)
    export.set_defaults(run=_export)

    cite = commands.add_parser("cite", help="the citation of one number with its source, or of the release")
    cite.add_argument("observation", nargs="?", help="id of an observation (default: cite the release)")
    cite.add_argument("--style", default="text", metavar="STYLE", help="text (default), bibtex or csl")
    _add_state(cite)
    cite.set_defaults(run=_cite)


def _add_state(command):
    """The options that say which state of the data is meant."""
    command.add_argument("--release", metavar="NUMBER", help="a frozen release (default: the working tables)")
    command.add_argument(
        "--as-of",
        metavar="DATE",
        type=end_date,
        help="only what was published by the last day of this date, as 2021, 2021-11 or 2021-11-30",
    )


def _in_state(arguments):
    """The dataset in that state."""
    from fraudstats.dataset import load

    dataset = load(release=arguments.release)
    return dataset.as_of(arguments.as_of) if arguments.as_of else dataset


def _formats() -> str:
    from fraudstats.exports import FORMATS

    return f"formats:\n  {', '.join(FORMATS)}"


def _export(arguments: argparse.Namespace) -> int:
    from fraudstats.exports import FORMATS, export, without_package

    every = "all" in arguments.formats
    left_out = without_package(FORMATS) if every else {}
    formats = [name for name in FORMATS if name not in left_out] if every else arguments.formats
    for path in export(_in_state(arguments), arguments.to, formats, progress=bar("exporting")):
        print(path)
    for name, reason in left_out.items():
        print(f"not written: {name}; {reason}", file=sys.stderr)
    return 1 if left_out else 0


def _cite(arguments: argparse.Namespace) -> int:
    from fraudstats.exports import cite

    print(cite(arguments.observation, arguments.style, dataset=_in_state(arguments)).rstrip("\n"))
    return 0
