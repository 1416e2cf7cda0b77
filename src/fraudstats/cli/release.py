"""``fraudstats release``, ``releases`` and ``diff``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from fraudstats.cli.data import RAW
from fraudstats.cli.progress import bar

__all__ = ["add_to"]


def add_to(commands: Any) -> None:
    """Add the subcommands."""
    release = commands.add_parser("release", help="freeze the data under the last number of data/raw/releases.yaml")
    release.add_argument("raw", nargs="?", type=Path, default=RAW, help=f"raw folder (default: {RAW})")
    release.add_argument(
        "--to", type=Path, default=Path("data/releases"), metavar="FOLDER", help="default: data/releases"
    )
    release.set_defaults(run=_release)

    releases = commands.add_parser("releases", help="list the frozen releases")
    releases.set_defaults(run=_releases)

    diff = commands.add_parser("diff", help="what differs between two states of the data, why, and what follows")
    diff.add_argument("before", help="number of a release")
    diff.add_argument(
        "after", nargs="?", default="working", help="number of a later one, or 'working' (default) for what is built"
    )
    diff.add_argument(
        "--numbers-only", action="store_true", help="leave out what follows for verdicts, bounds and pictures (minutes)"
    )
    diff.set_defaults(run=_diff)


def _release(arguments: argparse.Namespace) -> int:
    from fraudstats.dataset import Dataset, freeze
    from fraudstats.dataset.tables import tables
    from fraudstats.sources import read_raw

    raw = read_raw(arguments.raw, progress=bar("reading")).sound()
    number, record = list(raw.releases.items())[-1]
    folder = freeze(Dataset(tables(raw), number), arguments.to, record.date, record.note or "")
    print((folder / "NOTES.md").read_text(encoding="utf-8"))
    print(f"frozen in {folder}")
    return 0


def _releases(arguments: argparse.Namespace) -> int:
    from fraudstats.dataset import releases

    print(releases().to_string(index=False))
    return 0


def _diff(arguments: argparse.Namespace) -> int:
    from fraudstats.dataset import diff

    difference = diff(arguments.before, arguments.after)
    print(difference.summary())
    if not arguments.numbers_only:
        from fraudstats.effects import effects

        print(effects(difference, progress=bar("drawing")).summary())
    return 0
