"""Arguments of the ``fraudstats`` command. Each subcommand imports what it needs when it runs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fraudstats import __version__
from fraudstats.errors import FraudstatsError


def main(argv=None) -> int:
    """Run the command; the exit status is 0, 1 for a finding or a failure, 2 for wrong arguments."""
    arguments = _parser().parse_args(argv)
    try:
        return arguments.run(arguments)
    except FraudstatsError as error:
        print(f"fraudstats: {error}", file=sys.stderr)
        return 1


def _parser():
    parser = argparse.ArgumentParser(
        prog="fraudstats",
        description="Official figures on telecom fraud: check, build, audit and reproduce.",
        epilog="Start with 'fraudstats reproduce' in a clone of the repository.",
    )
    parser.add_argument("--version", action="version", version=f"fraudstats {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="report every problem in the raw records")
    check.add_argument("raw", nargs="?", type=Path, default=Path("data/raw"), help="raw folder (default: data/raw)")
    check.set_defaults(run=_check)
    return parser


def _check(arguments):
    from fraudstats.cli.progress import bar
    from fraudstats.sources import read_raw

    data = read_raw(arguments.raw, progress=bar("reading"))
    for problem in data.problems:
        print(problem)
    count = sum(len(getattr(file, "observations")) for file in data.files.values())
    print(f"{len(data.files)} sources, {count} observations, {len(data.problems)} problem(s)", file=sys.stderr)
    return 1 if data.problems else 0
