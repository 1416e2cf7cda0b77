"""The house style: one palette, one set of settings, Chinese and Latin letters that look the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from fraudstats.vocabulary import VERDICTS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "ACCENT", "GREY", "INK", "PALETTE", "VERDICT_COLOURS", "count_axis", "drawing", "house_axes", "month_axis",
    "panels",
    "tidy_axes", "year_axis",
]  # fmt: skip

INK = "#22272e"
GREY = "#8a929c"
ACCENT = "#c8442e"
#: Distinguishable with the common colour-vision deficiencies (after Okabe and Ito, 2008, *Color Universal Design*).
PALETTE = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#6a6f77")
_OF_VERDICTS = ("#2a8c6a", "#e0b040", "#56b4e9", "#c8442e", "#7d2a1c", "#9aa2ac", "#7b5aa6", "#22272e")
#: Verdict -> colour, in the order of the verdicts.
VERDICT_COLOURS = MappingProxyType(dict(zip(VERDICTS, _OF_VERDICTS, strict=True)))

_SETTINGS = {
    "font.size": 9,
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 10,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "xtick.color": INK,
    "ytick.color": INK,
    "text.color": INK,
    "grid.color": "#e3e6ea",
    "legend.frameon": False,
    "figure.dpi": 110,
    "savefig.dpi": 150,
    "svg.hashsalt": "fraudstats",  # the same picture gives the same bytes
    "svg.fonttype": "path",
}


@contextmanager
def drawing() -> Iterator[None]:
    """Settings and fonts for drawing one figure; the settings before it are restored."""
    import matplotlib

    _add_font()
    families = {"font.family": ["DejaVu Sans", "Noto Sans CJK SC"]}
    with matplotlib.rc_context(matplotlib.rcParamsDefault | _SETTINGS | families):  # pyright: ignore[reportArgumentType]  # stubs know no merged settings
        yield


@cache
def _add_font():
    """Make the shipped subsets of Noto Sans CJK SC known to matplotlib, which has no Chinese font of its own."""
    from matplotlib import font_manager

    for weight in ("Regular", "Bold"):
        path = files("fraudstats.plotting") / "fonts" / f"NotoSansCJKsc-{weight}-subset.otf"
        font_manager.fontManager.addfont(str(path))


def panels(rows: int = 1, columns: int = 1, **options: Any) -> tuple[Any, Any]:
    """A matplotlib figure and its axes, as `matplotlib.pyplot.subplots` gives them; draw inside `drawing`."""
    import matplotlib.pyplot as plt

    return plt.subplots(rows, columns, **options)


def house_axes(ax: Axes | None = None, size: tuple[float, float] = (9, 4.6)) -> Axes:
    """The axes to draw on: those given, or new ones in the house style."""
    if ax is not None:
        return ax
    with drawing():
        return panels(figsize=size)[1]


def tidy_axes(axes: Axes, grid: str = "x") -> Axes:
    """A quiet frame: a light grid along one axis (or ``"both"``), no tick marks."""
    axes.grid(axis=grid, linewidth=0.8)  # pyright: ignore[reportArgumentType]  # one of three words
    axes.tick_params(length=0)
    return axes


def count_axis(axes: Axes, which: str = "y") -> None:
    """Counts written with thousands separators."""
    getattr(axes, f"{which}axis").set_major_formatter(lambda value, _: f"{value:,.0f}")


def month_axis(axes: Axes, months: Sequence[int] = (1, 7)) -> None:
    """A time axis with a tick in these months of each year."""
    import matplotlib.dates as mdates

    axes.xaxis.set_major_locator(mdates.MonthLocator(bymonth=tuple(months)))
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%b %Y"))


def year_axis(axes: Axes) -> None:
    """A time axis with a tick at each new year."""
    import matplotlib.dates as mdates

    axes.xaxis.set_major_locator(mdates.YearLocator())
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
