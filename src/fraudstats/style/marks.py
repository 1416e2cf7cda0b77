"""Marks that numbers are drawn with: values on their ranges, bands, and arrows where an axis cuts something off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from fraudstats.style.palette import INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["band", "cut_above", "open_ends", "ranges", "values"]


def ranges(axes: Axes, place: Any, lower: Any, upper: Any, *, across: bool = False, **style: Any) -> None:
    """A thick bar over each range; a range without an end is drawn as an arrow from its other end.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    place, lower, upper : array
    across : bool
        Whether the ranges lie along the horizontal axis.
    **style
        Of the bars: ``color``, ``linewidth``, ``label``.
    """
    place, lower, upper = (np.asarray(one) for one in (place, lower, upper))
    low, high = lower.astype(float), upper.astype(float)
    closed = np.isfinite(low) & np.isfinite(high) & (low < high)
    style = {"color": INK, "linewidth": 3.5, "alpha": 0.45} | style
    lines = axes.hlines if across else axes.vlines
    lines(place[closed], low[closed], high[closed], **style)
    open_ends(axes, place, low, high, across=across, color=style["color"])


def open_ends(axes: Axes, place: Any, lower: Any, upper: Any, *, across: bool = False, color: str = INK) -> None:
    """An arrow from the lower end of each range that has no upper end.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    place, lower, upper : array
    across : bool
        Whether the ranges lie along the horizontal axis.
    color : str
    """
    place, lower, upper = (np.asarray(one) for one in (place, lower, upper))
    arrow = {"arrowstyle": "->", "color": color, "linewidth": 1, "shrinkA": 0, "shrinkB": 0}
    away = (16, 0) if across else (0, 16)
    for at, end in zip(place[np.isinf(upper)], lower[np.isinf(upper)], strict=True):
        axes.annotate("", away, (end, at) if across else (at, end), textcoords="offset points", arrowprops=arrow)


def values(axes: Axes, place: Any, value: Any, lower: Any = None, upper: Any = None, **style: Any) -> None:
    """Points, on bars over the ranges that the numbers allow.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    place, value : array
    lower, upper : array, optional
    **style
        Of the points: ``color``, ``marker``, ``markersize``, ``label``.
    """
    style = {"marker": "o", "color": INK} | style
    axes.plot(place, value, linestyle="", **style)
    if lower is not None and upper is not None:
        ranges(axes, place, lower, upper, color=style["color"], zorder=1.9)


def band(axes: Axes, place: Any, lower: Any, upper: Any, *, color: str, label: str = "", **options: Any) -> None:
    """An area between two lines, with edges, so that it is seen on other areas and in grey print."""
    from matplotlib.colors import to_rgba

    faces = {"facecolor": to_rgba(color, 0.2), "edgecolor": to_rgba(color, 0.75), "linewidth": 0.5}
    axes.fill_between(place, lower, upper, label=label, **faces, **options)


def cut_above(axes: Axes, place: Any, words: str, drop: float = 15, **style: Any) -> None:
    """An arrow through the upper edge of the axes, with the value that lies beyond, so many points below it."""
    arrow = {"arrowstyle": "-|>", "color": style.get("color", INK), "linewidth": 0.9, "shrinkA": 0, "shrinkB": 0}
    box = {"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.85}
    style = {"fontsize": 6.5, "bbox": box, "ha": "center", "va": "top"} | style
    arrow["relpos"] = ({"left": 0.0, "center": 0.5, "right": 1.0}[style["ha"]], 0.5)
    where, below = ("data", "axes fraction"), (0, -drop)
    axes.annotate(words, (place, 1.0), below, where, textcoords="offset points", arrowprops=arrow, **style)
