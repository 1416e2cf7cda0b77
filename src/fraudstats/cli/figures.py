"""``fraudstats figures``: draw the pictures of the project."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from fraudstats.cli.progress import bar

__all__ = ["add_to"]

FOLDER = Path("figures")


def add_to(commands: Any) -> None:
    """Add the subcommand."""
    figures = commands.add_parser(
        "figures",
        help="draw figures, each with its data and caption",
        description="Draw figures by number or name (default: all): picture (SVG, PNG, PDF), data (CSV), words (TXT).",
        epilog="Example: fraudstats figures 12 15-jurisdictions --to pictures",
    )
    figures.add_argument("names", nargs="*", metavar="NAME", help="such as 12 or 12-solved-cases-trend")
    figures.add_argument("--list", action="store_true", help="list the figures and stop")
    figures.add_argument("--to", type=Path, default=FOLDER, metavar="FOLDER", help=f"default: {FOLDER}")
    figures.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from fraudstats import figures
    from fraudstats.dataset import load

    if arguments.list:
        print(figures.list().to_string())
        return 0
    chosen = [figures.get(name) for name in arguments.names or figures.list()["name"]]
    dataset = load()
    for figure in bar("drawing")(chosen):
        for path in figure.draw(dataset).save(arguments.to):
            print(path)
    return 0
