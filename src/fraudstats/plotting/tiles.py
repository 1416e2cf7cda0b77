"""An audit as a picture: every claim a tile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from fraudstats.style import VERDICT_COLOURS, VERDICT_SIGNS, drawing, house_axes, letters_on
from fraudstats.style.palette import GREY, INK
from fraudstats.vocabulary import VERDICTS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from fraudstats.claims.result import Audit

__all__ = ["audit_height", "plot_audit"]


def audit_height(sections: int) -> float:
    """Inches that a picture of so many sections needs."""
    return 1.5 + 0.34 * sections


def plot_audit(audit: Audit | pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Every claim a tile, by section of the paper, with colour and sign of its verdict; a ring where a reader differed.

    Parameters
    ----------
    audit : Audit or DataFrame
        An audit, or ``claim, section, verdict, agrees`` as in its table.
    ax : matplotlib.axes.Axes, optional
    """
    from matplotlib.patches import Patch

    table = audit if isinstance(audit, pd.DataFrame) else audit.to_frame()
    sections = list(table["section"].unique())
    with drawing():
        axes = house_axes(ax, audit_height(len(sections)))
        places = table.groupby("section").cumcount()
        for place, row in zip(places, table.to_dict("records"), strict=True):
            _tile(axes, place, sections.index(row["section"]), row)
        axes.set(xlim=(0, places.max() + 1), ylim=(len(sections), 0), xticks=[])
        names = [section.replace("_", " ") for section in sections]
        axes.set_yticks([i + 0.5 for i in range(len(sections))], names)
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        axes.set_ylabel("section of the paper", color=GREY)
        handles = [Patch(**_face(verdict), label=words) for verdict, words in _counted(table)]
        handles += [_ring()] if any(agrees is False for agrees in table["agrees"]) else []
        axes.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.42, 0), ncols=3, fontsize=7)
    return axes


def _counted(table):
    """Each verdict that was given, with its sign and how often."""
    counts = table["verdict"].value_counts()
    for verdict in VERDICTS:
        if verdict in counts:
            yield verdict, f"{VERDICT_SIGNS[verdict]}  {verdict.replace('_', ' ')} ({counts[verdict]})"


def _face(verdict):
    return {"facecolor": VERDICT_COLOURS[verdict], "edgecolor": GREY, "linewidth": 0.5}


def _ring():
    from matplotlib.lines import Line2D

    return Line2D([], [], label="a reader found otherwise", linestyle="", **_RING)


_RING = {"marker": "o", "markersize": 4, "markerfacecolor": "white", "markeredgecolor": INK, "markeredgewidth": 1}


def _tile(axes, place, y, row):
    from matplotlib.patches import Rectangle

    verdict = row["verdict"]
    axes.add_patch(Rectangle((place + 0.04, y + 0.08), 0.92, 0.84, **_face(verdict)))
    letters = {"color": letters_on(VERDICT_COLOURS[verdict]), "ha": "center", "va": "center"}
    axes.text(place + 0.5, y + 0.36, VERDICT_SIGNS[verdict], fontsize=8, **letters)
    axes.text(place + 0.5, y + 0.73, row["claim"], fontsize=5.5, **letters)
    if row["agrees"] is False:
        axes.plot(place + 0.86, y + 0.2, linestyle="", **_RING)
