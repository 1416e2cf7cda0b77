"""What any picture is drawn with: figures that carry their data, the house style, and one call for each kind of result.

- `Figure`: a picture with its numbers, caption, sources and description; `credit` and `joined` make its sources
  (`figure`, `credit`);
- `meaningful`: numbers with the digits that mean something (`fraudstats.digits`);
- `drawing`, `panels`, `framed` and the axes, marks and colours of the house (`fraudstats.style`);
- `plot_series`, `plot_reconciliation`, `plot_bounds`, `plot_trend`, `plot_forecast`, `plot_audit`: a series with its
  windows and ranges, a reconciliation, its bounds alone, a trend with its interval, a forecast, an audit (`charts`).

The pictures of the paper are made with these in `fraudstats.figures`.
"""

from fraudstats.digits import meaningful
from fraudstats.plotting.charts import plot_bounds, plot_forecast, plot_reconciliation, plot_series, plot_trend
from fraudstats.plotting.credit import credit, joined
from fraudstats.plotting.figure import Figure
from fraudstats.plotting.tiles import plot_audit
from fraudstats.style import (
    ACCENT,
    DOUBLE,
    FAINT,
    GREY,
    INK,
    MARKERS,
    PALE,
    PALETTE,
    SINGLE,
    VERDICT_COLOURS,
    VERDICT_SIGNS,
    band,
    count_axis,
    cut_above,
    decimal_year_axis,
    drawing,
    framed,
    house_axes,
    legend_if_needed,
    letters_on,
    month_axis,
    open_ends,
    panels,
    place_axis,
    ranges,
    tidy_axes,
    values,
    year_axis,
)

__all__ = [
    "ACCENT",
    "DOUBLE",
    "FAINT",
    "GREY",
    "INK",
    "MARKERS",
    "PALE",
    "PALETTE",
    "SINGLE",
    "VERDICT_COLOURS",
    "VERDICT_SIGNS",
    "Figure",
    "band",
    "count_axis",
    "credit",
    "cut_above",
    "decimal_year_axis",
    "drawing",
    "framed",
    "house_axes",
    "joined",
    "legend_if_needed",
    "letters_on",
    "meaningful",
    "month_axis",
    "open_ends",
    "panels",
    "place_axis",
    "plot_audit",
    "plot_bounds",
    "plot_forecast",
    "plot_reconciliation",
    "plot_series",
    "plot_trend",
    "ranges",
    "tidy_axes",
    "values",
    "year_axis",
]
