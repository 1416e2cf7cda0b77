"""The pictures of the project: one module each, with its data and its drawing.

``list()`` names them, ``data("12")`` gives just the numbers of one, ``draw("12")`` draws it; the notebooks hand the
results of their analyses to `draw`, and ``fraudstats figures`` writes all of them.
"""

from fraudstats.figures.base import PaperFigure
from fraudstats.figures.registry import data, draw, folder, get, list

__all__ = ["PaperFigure", "data", "draw", "folder", "get", "list"]
