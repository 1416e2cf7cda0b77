"""The house style: one palette, one set of settings, Chinese and Latin letters that look the same everywhere."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from types import MappingProxyType

__all__ = ["ACCENT", "GREY", "INK", "PALETTE", "VERDICT_COLOURS", "drawing", "tidy_axes"]

INK = "#22272e"
GREY = "#8a929c"
ACCENT = "#c8442e"
#: Distinguishable with the common colour-vision deficiencies (after Okabe and Ito, 2008, *Color Universal Design*).
PALETTE = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#6a6f77")
VERDICT_COLOURS = MappingProxyType(
    {
        "supported": "#2a8c6a",
        "supported_with_caveat": "#e0b040",
        "contradicted": "#c8442e",
        "untraceable": "#9aa2ac",
        "internal_error": "#7b5aa6",
    }
)

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
def drawing():
    """Settings and fonts for drawing one figure; what stood before is restored."""
    import matplotlib

    _add_font()
    families = {"font.family": ["DejaVu Sans", "Noto Sans CJK SC"]}
    with matplotlib.rc_context(matplotlib.rcParamsDefault | _SETTINGS | families):
        yield


@cache
def _add_font():
    """Make the shipped subsets of Noto Sans CJK SC known to matplotlib, which has no Chinese font of its own."""
    from matplotlib import font_manager

    for weight in ("Regular", "Bold"):
        path = files("fraudstats.plotting") / "fonts" / f"NotoSansCJKsc-{weight}-subset.otf"
        font_manager.fontManager.addfont(str(path))


def tidy_axes(axes, grid="x"):
    """A quiet frame: a light grid along one axis, no tick marks along the other."""
    axes.grid(axis=grid, linewidth=0.8)
    axes.tick_params(length=0)
    return axes
