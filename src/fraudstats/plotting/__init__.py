"""What any picture is drawn with: figures that carry their data, the house style, and plots of the common results.

- `Figure`, `caption`, `joined`: a picture with its numbers, sources and release (`figure`);
- `meaningful`: numbers with the digits that mean something (`fraudstats.digits`);
- `drawing`, `panels` and the axes and colours of the house (`style`);
- `plot_series`, `plot_bounds`, `plot_trend`, `plot_audit`: one plot each for a series with its windows and ranges, the
  bounds of a reconciliation, a trend and an audit (`charts`).

The pictures of the paper are made with these in `fraudstats.figures`.
"""

from fraudstats.digits import meaningful
from fraudstats.plotting.charts import plot_audit, plot_bounds, plot_series, plot_trend
from fraudstats.plotting.figure import Figure, caption, joined
from fraudstats.plotting.style import (
    ACCENT,
    GREY,
    INK,
    PALETTE,
    VERDICT_COLOURS,
    count_axis,
    drawing,
    house_axes,
    month_axis,
    panels,
    tidy_axes,
    year_axis,
)

__all__ = [
    "ACCENT",
    "GREY",
    "INK",
    "PALETTE",
    "VERDICT_COLOURS",
    "Figure",
    "caption",
    "count_axis",
    "drawing",
    "house_axes",
    "joined",
    "meaningful",
    "month_axis",
    "panels",
    "plot_audit",
    "plot_bounds",
    "plot_series",
    "plot_trend",
    "tidy_axes",
    "year_axis",
]
