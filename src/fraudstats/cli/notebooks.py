"""``fraudstats notebooks``: the course, listed and copied."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path
from typing import Any

__all__ = ["add_to"]


def add_to(commands: Any) -> None:
    """Add the subcommand."""
    notebooks = commands.add_parser(
        "notebooks",
        help="list the notebooks of the course, or copy them into a folder",
        description="List the notebooks of the course. 'copy' puts them into a folder, with the pages they link to.",
    )
    notebooks.set_defaults(run=_list)
    actions = notebooks.add_subparsers(title="actions", metavar="ACTION")
    copy = actions.add_parser("copy", help="copy the course; files that are there already are never overwritten")
    copy.add_argument("folder", type=Path, metavar="FOLDER", help="made if it is not there")
    copy.set_defaults(run=_copy)


def _list(arguments: argparse.Namespace) -> int:
    from fraudstats import course

    for number, row in course.notebooks().iterrows():
        print(f"{number:<4}{row['title']} ({row['minutes']} minutes)\n    {row['question']}")
    print("\nTake them along with: fraudstats notebooks copy FOLDER")
    return 0


def _copy(arguments: argparse.Namespace) -> int:
    from fraudstats import course

    copied = course.copy(arguments.folder)
    here = arguments.folder / "notebooks"
    print(f"{sum(path.suffix == '.ipynb' for path in copied)} notebooks in {here}. Open them with:\n")
    if find_spec("jupyterlab") is None:
        print("  pip install 'fraudstats[notebooks]'")
    print(f"  jupyter lab {here / '00_index.ipynb'}")
    return 0
