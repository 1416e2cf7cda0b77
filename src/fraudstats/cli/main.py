"""Arguments of the ``fraudstats`` command. Each subcommand imports what it needs when it runs."""

from __future__ import annotations

import argparse
import sys

from fraudstats import __version__
from fraudstats.cli import data, export, new, release, reproduce, show
from fraudstats.errors import FraudstatsError

__all__ = ["main"]


def main(argv=None) -> int:
    """Run the command; the exit status is 0, 1 for a finding or a failure, 2 for wrong arguments."""
    parser = argparse.ArgumentParser(
        prog="fraudstats",
        description="Official figures on telecom fraud: check, build, look up, export, audit and reproduce.",
        epilog="Start with 'fraudstats reproduce' in a clone of the repository.",
    )
    parser.add_argument("--version", action="version", version=f"fraudstats {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for group in (data, new, show, export, release, reproduce):
        group.add_to(commands)
    arguments = parser.parse_args(argv)
    try:
        return arguments.run(arguments)
    except FraudstatsError as error:
        print(f"fraudstats: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("fraudstats: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader (a pager, head) has seen enough
        sys.stderr.close()
        return 0
