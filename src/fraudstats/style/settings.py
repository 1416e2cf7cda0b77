"""Settings and fonts of all pictures, and how wide they are printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files

from fraudstats.errors import FigureError
from fraudstats.style.palette import FAINT, GREY, INK

__all__ = ["DOUBLE", "SINGLE", "drawing"]

#: Widths of one and of two columns of a journal, in inches: 89 mm and 183 mm.
SINGLE, DOUBLE = 89 / 25.4, 183 / 25.4

#: Sizes in points, as printed: nothing is scaled afterwards.
_SETTINGS = {
    "font.size": 7.5,
    "axes.titlesize": 8,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 6,
    "axes.labelsize": 7.5,
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "axes.linewidth": 0.7,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": 7.5,
    "ytick.labelsize": 7.5,
    "text.color": INK,
    "text.hinting": "none",  # as wide at any dots per inch, as the layout was made for one of them
    "grid.color": FAINT,
    "grid.linewidth": 0.7,
    "lines.linewidth": 1.4,
    "lines.markersize": 4.5,
    "hatch.linewidth": 0.5,
    "legend.edgecolor": "none",
    "legend.fancybox": False,
    "legend.framealpha": 0.85,
    "legend.fontsize": 7,
    "figure.titlesize": 9.5,
    "figure.titleweight": "bold",
    "figure.labelsize": 6,
    "figure.dpi": 110,
    "savefig.dpi": 200,
    "figure.constrained_layout.use": True,
    "svg.hashsalt": "fraudstats",  # the same picture gives the same bytes
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
}


@contextmanager
def drawing() -> Iterator[None]:
    """Settings and fonts for drawing one figure; the settings before it are restored."""
    try:
        import matplotlib
    except UnicodeDecodeError as error:  # whatever is wrong with it otherwise, matplotlib only warns
        raise FigureError(
            f"matplotlib cannot read its settings, a file matplotlibrc in this folder or where MATPLOTLIBRC says "
            f"({error}); remove it, or save it as UTF-8"
        ) from None
    _add_font()
    families = {"font.family": ["DejaVu Sans", "Noto Sans CJK SC"]}
    with matplotlib.rc_context(matplotlib.rcParamsDefault | _SETTINGS | families):  # pyright: ignore[reportArgumentType]  # stubs know no merged settings
        yield


@cache
def _add_font():
    """Make the shipped subsets of Noto Sans CJK SC known to matplotlib, which has no Chinese font of its own."""
    from matplotlib import font_manager

    for weight in ("Regular", "Bold"):
        path = files("fraudstats.style") / "fonts" / f"NotoSansCJKsc-{weight}-subset.otf"
        font_manager.fontManager.addfont(str(path))
