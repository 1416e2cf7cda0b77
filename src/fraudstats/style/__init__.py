"""One look for every picture: colours, settings and fonts, axes, and the marks that numbers are drawn with.

- `palette`: the colours, their markers and hatches, and the colours and signs of the verdicts;
- `settings`: `drawing`, in which pictures are drawn, and the widths of a column;
- `axes`: new axes, their ticks, and what is written around a picture;
- `marks`: values with their ranges, bands, and signs for what an axis cuts off.
"""

from fraudstats.style.axes import (
    count_axis,
    date_axis,
    decimal_year_axis,
    framed,
    house_axes,
    house_legend,
    house_title,
    legend_if_needed,
    month_axis,
    panels,
    place_axis,
    tidy_axes,
    year_axis,
)
from fraudstats.style.marks import band, cut_above, open_ends, ranges, values
from fraudstats.style.palette import (
    ACCENT,
    FAINT,
    GREY,
    INK,
    MARKERS,
    PALE,
    PALETTE,
    VERDICT_COLOURS,
    VERDICT_SIGNS,
    contrast,
    letters_on,
)
from fraudstats.style.settings import DOUBLE, SINGLE, drawing

__all__ = [
    "ACCENT", "DOUBLE", "FAINT", "GREY", "INK", "MARKERS", "PALE", "PALETTE", "SINGLE", "VERDICT_COLOURS",
    "VERDICT_SIGNS", "band", "contrast", "count_axis", "cut_above", "date_axis", "decimal_year_axis", "drawing",
    "framed", "house_axes", "house_legend", "house_title", "legend_if_needed", "letters_on", "month_axis", "open_ends",
    "panels", "place_axis", "ranges", "tidy_axes", "values", "year_axis",
]  # fmt: skip
