"""Figure 6: the audit of a paper as one picture."""

from __future__ import annotations

import pandas as pd

from fraudstats.claims import VERDICTS
from fraudstats.plotting.figure import Figure
from fraudstats.plotting.style import INK, VERDICT_COLOURS, drawing

__all__ = ["audit_picture", "audit_picture_data"]


def audit_picture_data(audit) -> pd.DataFrame:
    """One row a claim: ``claim, section, place`` (its place in the section), ``verdict, finding, agrees``."""
    table = audit.to_frame()
    rows = table[["claim", "section", "verdict", "caveats", "finding", "agrees"]].copy()
    rows.insert(2, "place", rows.groupby("section").cumcount())
    return rows


def audit_picture(audit) -> Figure:
    """Every claim a tile, by section of the paper and coloured by verdict; a dot where a reader found otherwise."""
    import matplotlib.pyplot as plt
    from matplotlib.patches import Patch, Rectangle

    data = audit_picture_data(audit)
    sections = list(data["section"].unique())
    with drawing():
        picture, axes = plt.subplots(figsize=(9.5, 1.7 + 0.42 * len(sections)))
        for row in data.itertuples():
            y = sections.index(row.section)
            axes.add_patch(Rectangle((row.place + 0.04, y + 0.08), 0.92, 0.84, color=VERDICT_COLOURS[row.verdict]))
            dark = row.verdict in ("supported_with_caveat", "untraceable")
            axes.text(
                row.place + 0.5,
                y + 0.52,
                row.claim,
                ha="center",
                va="center",
                fontsize=7,
                color=INK if dark else "white",
            )
            if row.agrees is False:
                axes.plot(row.place + 0.85, y + 0.2, "o", color="white", markersize=4, markeredgecolor=INK)
        axes.set_xlim(0, data["place"].max() + 1)
        axes.set_ylim(len(sections), 0)
        axes.set_yticks([i + 0.5 for i in range(len(sections))], [s.replace("_", " ") for s in sections])
        axes.set_xticks([])
        axes.tick_params(length=0)
        for spine in axes.spines.values():
            spine.set_visible(False)
        counts = data["verdict"].value_counts()
        handles = [
            Patch(color=VERDICT_COLOURS[v], label=f"{v.replace('_', ' ')} ({counts.get(v, 0)})") for v in VERDICTS
        ]
        axes.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.42, -0.02), ncols=5, fontsize=8)
        axes.set_title(f"The paper's {len(data)} claims, held against the sources")
        plt.close(picture)
    text = (
        f"The {len(data)} quantitative or dated claims of the paper in its own order, by section (rows) and verdict "
        "(colour). Each verdict was reached by a rule from the data; a dot marks a claim on which a reader found "
        f"otherwise. fraudstats data, release {audit.release}."
    )
    return Figure("06-audit", picture, data, text)
