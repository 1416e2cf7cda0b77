"""A small picture of each series: the preferred numbers of an indicator in an area, over the time that each counts."""

from __future__ import annotations

import io
from typing import NamedTuple

from fraudstats.amounts import number
from fraudstats.dataset import Dataset
from fraudstats.exports.citation import window_in_days
from fraudstats.plotting import PALETTE, SINGLE, drawing, panels, plot_series
from tools.site.markup import Markup, text

__all__ = ["Small", "drawn", "files"]

#: Fewer numbers than this are read faster than a picture of them.
_FEWEST = 3
#: Letters stay letters, which makes a file a fifth as large.
_SMALL = {"svg.fonttype": "none", "figure.constrained_layout.use": False}


class Small(NamedTuple):
    """A picture, where it lies below the root of the site, and what it shows in words."""

    svg: bytes
    place: str
    alt: str

    def element(self) -> Markup:
        """The picture on a page one folder below the root."""
        return Markup(f'<img class="fs-small" src="../{self.place}" alt="{text(self.alt)}" loading="lazy">')


def drawn(dataset: Dataset) -> dict[tuple[str, str], Small]:
    """(indicator, area) -> picture, where there are numbers enough with known windows."""
    rows = dataset.observations
    known = rows[rows["preferred"]].dropna(subset=["period_start", "period_end"])
    groups = {key: group for key, group in known.groupby(["indicator", "ref_area"]) if len(group) >= _FEWEST}
    with drawing():
        return {key: _small(*key, group.sort_values("period_end")) for key, group in groups.items()}


def files(pictures: dict[tuple[str, str], Small]) -> dict[str, str | bytes]:
    """Every picture by its place."""
    return {one.place: one.svg for one in pictures.values()}


def _small(indicator, area, rows):
    import matplotlib
    import matplotlib.pyplot as plt
    from matplotlib.ticker import MaxNLocator

    buffer = io.BytesIO()
    with matplotlib.rc_context(_SMALL):
        picture, axes = panels(height=1.5, width=1.4 * SINGLE)
        plot_series(rows, axes, color=PALETTE[0])
        axes.set_ylim(min(0, axes.get_ylim()[0]))
        axes.yaxis.set_major_locator(MaxNLocator(3))
        axes.yaxis.set_major_formatter(_short)
        picture.subplots_adjust(left=0.16, right=0.98, top=0.94, bottom=0.16)
        picture.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        plt.close(picture)
    return Small(buffer.getvalue(), f"_static/series/{indicator}-{area}.svg", _described(rows))


def _short(value, _):
    """Money in few letters."""
    for size, name in ((1e9, " bn"), (1e6, " m")):
        if abs(value) >= size:
            return f"{value / size:,.6g}{name}"
    return f"{value:,.10g}"


def _described(rows):
    low, high = rows.loc[rows["value"].idxmin()], rows.loc[rows["value"].idxmax()]
    ends = " and ".join(f"{word} {number(row['value'])} for {window_in_days(row)}" for word, row in
                        (("the smallest is", low), ("the largest", high)))  # fmt: skip
    return f"{len(rows)} numbers as lines over the time that each counts, on their ranges: {ends}."
