"""``fraudstats new``: begin the file of a source."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from fraudstats.cli.data import RAW

__all__ = ["add_to"]


def add_to(commands: Any) -> None:
    """Add the subcommand."""
    new = commands.add_parser("new", help="begin the file of a source, with marks where something is to fill in")
    new.add_argument("issuer", help="id of the body whose statistic it is, such as cn-mps")
    new.add_argument("outlet", help="where it was read, in Latin letters, such as chinadaily-xinhua")
    new.add_argument("date", help="day, month or year of publication")
    new.add_argument("--raw", type=Path, default=RAW, metavar="FOLDER", help=f"raw folder (default: {RAW})")
    new.set_defaults(run=_new)


def _new(arguments: argparse.Namespace) -> int:
    from fraudstats.sources.skeleton import new_source

    path = new_source(arguments.raw, arguments.issuer, arguments.outlet, arguments.date)
    print(f"{path}\nFill in every TODO; 'fraudstats check' lists those that are left.")
    return 0
