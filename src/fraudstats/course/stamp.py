"""With which package and which data a notebook was run."""

from __future__ import annotations

from fraudstats import __version__
from fraudstats.dataset import Dataset

__all__ = ["state_line"]


def state_line(dataset: Dataset) -> str:
    """Package, data and the last day on which somebody looked for further numbers, in a line.

    It depends on the data alone, not on the day: the same data give the same line.

    Examples
    --------
    >>> import fraudstats as fs
    >>> fs.course.state_line(fs.load()).startswith(f"fraudstats {fs.__version__}; data ")
    True
    """
    checked = dataset.searches["checked_until"].max()
    return f"fraudstats {__version__}; data {dataset.state}, last checked for new numbers on {checked:%Y-%m-%d}"
