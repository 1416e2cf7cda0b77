"""The pictures by number and name.

Each is in a module of its name: ``12-solved-cases-trend`` in ``fig12_solved_cases_trend``.
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd

from fraudstats.dataset import Dataset, load
from fraudstats.errors import DatasetError
from fraudstats.figures.base import PaperFigure
from fraudstats.plotting import Figure

__all__ = ["NAMES", "data", "draw", "folder", "get", "list"]

#: The names of all pictures, in order.
NAMES = (
    "01-solved-cases-windows",
    "02-handovers",
    "03-exit-gangs",
    "04-timeline",
    "05-treaties",
    "06-audit",
    "07-reconciled-cases",
    "08-reconcile-calibration",
    "09-december-jumps",
    "10-handover-envelope",
    "11-revisions",
    "12-solved-cases-trend",
    "13-what-survives",
    "14-interventions",
    "15-jurisdictions",
)


def list() -> pd.DataFrame:
    """All pictures: ``name``, ``title`` and ``notebook``, indexed by ``number``.

    >>> list().loc["12", "name"]
    '12-solved-cases-trend'
    """
    figures = [get(name) for name in NAMES]
    columns = {column: [getattr(one, column) for one in figures] for column in ("name", "title", "notebook")}
    return pd.DataFrame(columns, index=pd.Index([one.number for one in figures], name="number"))


def get(name: str | int) -> PaperFigure:
    """The picture of a number (``12`` or ``"12"``) or a name (``"12-solved-cases-trend"``).

    Raises
    ------
    DatasetError
        If there is none.
    """
    wanted = str(name)
    found = [one for one in NAMES if wanted == one or wanted.zfill(2) == one.partition("-")[0]]
    if not found:
        raise DatasetError(f"there is no figure {wanted!r}; the figures are: {', '.join(NAMES)}")
    return import_module(f"fraudstats.figures.fig{found[0].replace('-', '_')}").FIGURE


def data(name: str | int, dataset: Dataset | None = None, **results: Any) -> pd.DataFrame:
    """Just the numbers that a picture draws; arguments as for `draw`."""
    return get(name).data(load() if dataset is None else dataset, **results)


def draw(name: str | int, dataset: Dataset | None = None, **results: Any) -> Figure:
    """Draw a picture.

    Parameters
    ----------
    name : str or int
        Its number or name, see `list`.
    dataset : Dataset, optional
        The working tables by default.
    **results
        Results of the analysis that it draws, by name; the notebook of the picture shows how they are made. What is not
        given is computed in the same way.

    Returns
    -------
    Figure
    """
    return get(name).draw(load() if dataset is None else dataset, **results)


def folder() -> Path:
    """Where a notebook saves its pictures: ``../figures``, or the folder that FRAUDSTATS_FIGURES names.

    The tests name a temporary one, so that a check never writes over what it should compare with.
    """
    return Path(os.environ.get("FRAUDSTATS_FIGURES", "../figures"))
