"""The files of the figures that a notebook draws, stored and new."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fraudstats.verification.files import compare_files
from fraudstats.verification.verdict import NOT_RUN, Comparison, Item

__all__ = ["compare_figures", "figure_files"]

_KINDS = ("svg", "png", "pdf", "csv", "txt")


def figure_files(notebook: str) -> list[str]:
    """The names of the files that a notebook, given by the stem of its name, saves.

    >>> figure_files("08_how_numbers_are_revised")[:2]
    ['11-revisions.svg', '11-revisions.png']
    """
    from fraudstats import figures

    table = figures.list()
    return [f"{name}.{kind}" for name in table.loc[table["notebook"] == notebook, "name"] for kind in _KINDS]


def compare_figures(notebook: str, stored: Path, new: Path, tolerance: float, stopped: bool = False) -> Iterator[Item]:
    """An item for each file of the figures of a notebook; of one that stopped, none is believed."""
    names = figure_files(notebook)
    if stopped:
        found = Comparison(NOT_RUN, f"{notebook} stopped")
        yield from (Item(f"{stored.name}/{name}", "", "figure", found) for name in names)
    else:
        yield from compare_files("figure", stored, new, names, tolerance)
