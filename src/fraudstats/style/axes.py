"""New axes, the ticks of counts and times, and what is written around a picture."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from fraudstats.style.palette import GREY
from fraudstats.style.settings import DOUBLE, drawing

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = [
    "count_axis", "date_axis", "decimal_year_axis", "framed", "house_axes", "house_legend", "house_title",
    "legend_if_needed", "month_axis", "panels", "place_axis", "tidy_axes", "year_axis",
]  # fmt: skip

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: Steps of a tick in months, from fine to coarse.
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
#: Ticks at most, named by months (in one column, and in two) and by years.
_FEW_MONTH_TICKS, _MONTH_TICKS, _YEAR_TICKS = 4, 7, 10
#: Below so many inches a picture is one for a single column.
_NARROW = 0.6 * DOUBLE


def panels(
    rows: int = 1, columns: int = 1, *, height: float = 3.4, width: float = DOUBLE, **options: Any
) -> tuple[Any, Any]:
    """A matplotlib figure and its axes, as `matplotlib.pyplot.subplots` gives them; draw inside `drawing`.

    Parameters
    ----------
    rows, columns : int
    height, width : float
        Inches as printed; two columns wide by default.
    **options
        Further ones of `subplots`.
    """
    import matplotlib.pyplot as plt

    return plt.subplots(rows, columns, figsize=(width, height), **options)


def house_axes(ax: Axes | None = None, height: float = 3.4, width: float = DOUBLE) -> Axes:
    """The axes to draw on: those given, or new ones in the house style."""
    if ax is not None:
        return ax
    with drawing():
        return panels(height=height, width=width)[1]


def framed(picture: Figure, title: str, source: str = "") -> Figure:
    """Write a title above a picture and its sources below it; both take their own room.

    Parameters
    ----------
    picture : matplotlib.figure.Figure
    title, source : str
        Lines that are too long are broken.
    """
    inches = picture.get_size_inches()[0]
    with drawing():
        picture.suptitle(textwrap.fill(title, int(12.2 * inches)), x=0.006, ha="left")
        if source:
            words = textwrap.fill(source, int(22.3 * inches), break_on_hyphens=False)
            picture.supxlabel(words, x=0.006, ha="left", color=GREY)
    return picture


def tidy_axes(axes: Axes, grid: str = "x") -> Axes:
    """A quiet frame: a light grid along one axis (or ``"both"``), no tick marks."""
    axes.grid(axis=grid)  # pyright: ignore[reportArgumentType]  # one of three words
    axes.tick_params(length=0)
    return axes


def house_title(axes: Axes, words: str) -> None:
    """A title broken to the width of the picture."""
    axes.set_title(textwrap.fill(words, int(14 * _inches(axes))))


def house_legend(axes: Axes, **options: Any) -> None:
    """A legend where `options` say; in a picture for one column below the axes, where it covers nothing."""
    if _inches(axes) < _NARROW:
        place = {"loc": "upper left", "bbox_to_anchor": (0, 0), "bbox_transform": _below(axes)}
        options |= place | {"ncols": 2, "borderaxespad": 0}
    axes.legend(**options)


def _below(axes):
    """The coordinates of the axes, moved down past the names of the ticks."""
    from matplotlib.transforms import ScaledTranslation

    return axes.transAxes + ScaledTranslation(0, -0.22, axes.get_figure(root=True).dpi_scale_trans)


def legend_if_needed(axes: Axes, **options: Any) -> None:
    """A legend, but only where there are two things or more to tell apart."""
    if len(axes.get_legend_handles_labels()[1]) > 1:
        house_legend(axes, **options)


def _inches(axes):
    return axes.get_figure(root=True).get_size_inches()[0]


def count_axis(axes: Axes, which: str = "y") -> None:
    """Counts written with thousands separators."""
    getattr(axes, f"{which}axis").set_major_formatter(lambda value, _: _in_digits(value))


def _in_digits(value):
    return f"{value:,.0f}" if value == round(value) else f"{value:,.10g}"


def month_axis(axes: Axes, months: Sequence[int] = (1, 7)) -> None:
    """A time axis with a tick in these months of each year."""
    import matplotlib.dates as mdates

    axes.xaxis.set_major_locator(mdates.MonthLocator(bymonth=tuple(months)))
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%b %Y"))


def date_axis(axes: Axes) -> None:
    """A time axis with as many years or months as the picture has room for; of a few days as matplotlib has it."""
    import matplotlib.dates as mdates

    low, high = (mdates.num2date(end) for end in axes.get_xlim())
    months, step = _months(axes, 12 * low.year + low.month - 1 + (low.day > 1), 12 * high.year + high.month - 1)
    if len(months) < 2:
        return
    names = [_named(month, step) for month in months]
    axes.set_xticks([mdates.datestr2num(f"{month // 12}-{month % 12 + 1:02}-01") for month in months], names)


def year_axis(axes: Axes) -> None:
    """A time axis with a tick at each new year."""
    import matplotlib.dates as mdates

    axes.xaxis.set_major_locator(mdates.YearLocator())
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))


def decimal_year_axis(axes: Axes) -> None:
    """Decimal years as people say them: years alone, or months (2021.5 is Jul 2021) where the span is short."""
    from matplotlib.ticker import FixedLocator

    low, high = axes.get_xlim()
    months, step = _months(axes, 12 * low, 12 * high)
    axes.xaxis.set_major_locator(FixedLocator([month / 12 for month in months]))
    axes.xaxis.set_major_formatter(lambda year, _: _named(round(12 * year), step))


def _months(axes, low, high):
    """Months from one to another at which a tick has room, and how many lie from tick to tick."""
    named_by_month = _FEW_MONTH_TICKS if _inches(axes) < _NARROW else _MONTH_TICKS
    most = {step: named_by_month if step % 12 else _YEAR_TICKS for step in _STEPS}
    step = next((step for step in _STEPS if (high - low) / step <= most[step]), _STEPS[-1])
    first = -(-round(low, 6) // step) * step
    return [int(first + step * i) for i in range(int((high - first) // step) + 1)], step


def _named(month, step):
    return f"{month // 12}" if step % 12 == 0 else f"{_MONTHS[month % 12]} {month // 12}"


def place_axis(axes: Axes, labels: Iterable[object], which: str = "x") -> None:
    """A tick with its name for each of several things at 0, 1, 2, ...; long names stand askew."""
    names = [str(label) for label in labels]
    askew = which == "x" and sum(map(len, names)) > 70
    turn: dict[str, Any] = {"rotation": 30, "ha": "right"} if askew else {}
    getattr(axes, f"set_{which}ticks")(range(len(names)), names, **turn)
    getattr(axes, f"set_{which}lim")(-0.6, len(names) - 0.4)
    if which == "y":
        axes.invert_yaxis()
