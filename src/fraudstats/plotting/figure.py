"""A figure that carries its data: the picture, the numbers behind it, and what it says in words."""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from fraudstats.dataset.store import canonical_csv
from fraudstats.disk import write_atomically
from fraudstats.plotting.pdf_fonts import fonts_by_name
from fraudstats.style import drawing, framed

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

__all__ = ["Figure"]

#: Dots per inch at which a notebook shows a picture; it is drawn finer, for screens that can show more.
_SHOWN = 110


@dataclass(frozen=True, repr=False)
class Figure:
    """A picture with what is needed to cite, check and hear it.

    A notebook shows the picture and, below it, title, caption, sources and the description in words; so does whatever
    is made of the notebook.

    Attributes
    ----------
    name : str
        Stem of its files.
    picture : matplotlib.figure.Figure
    data : DataFrame
        Just the numbers drawn, with the ids of the observations (or events, treaties, claims) they come from, and with
        the digits that mean something (`fraudstats.plotting.meaningful`).
    caption : str
        What is seen and how it was made.
    title : str
        What it shows, in a line.
    source : str
        Issuers and data release, in a line.
    alt : str
        What is drawn and the main values, for whoever cannot see it.

    Examples
    --------
    >>> import pandas as pd
    >>> from fraudstats import plotting
    >>> cases = pd.DataFrame({"period_start": ["2021-01-01"], "period_end": ["2021-12-31"], "lower": [441_000],
    ...                       "upper": [442_000]})
    >>> axes = plotting.plot_series(cases)
    >>> Figure("cases", axes.figure, cases, "Cases solved in 2021.", alt="One bar over 2021, at 441,000.")
    Figure 'cases'
    Cases solved in 2021.
    In words: One bar over 2021, at 441,000.
    """

    name: str
    picture: Picture
    data: pd.DataFrame
    caption: str
    title: str = ""
    source: str = ""
    alt: str = ""
    _edges: dict[str, Any] = field(init=False, compare=False)

    @classmethod
    def framed(
        cls, name: str, picture: Picture, data: pd.DataFrame, caption: str, *, title: str, source: str, alt: str
    ) -> Figure:
        """A figure with its title written above the picture and its sources below it; parameters as the attributes.

        Examples
        --------
        >>> import pandas as pd
        >>> from fraudstats import plotting
        >>> cases = pd.DataFrame({"year": [2021, 2022], "cases": [10, 12]})
        >>> with plotting.drawing():
        ...     picture, axes = plotting.panels()
        ...     bars = axes.bar(cases["year"], cases["cases"])
        >>> words = {"title": "Cases by year", "source": "Source: a survey.", "alt": "Two bars, 10 and 12 high."}
        >>> Figure.framed("cases", picture, cases, "Cases of a survey.", **words)
        Figure 'cases'
        Cases by year
        Cases of a survey.
        Source: a survey.
        In words: Two bars, 10 and 12 high.
        """
        import matplotlib.pyplot as plt

        framed(picture, title, source)
        plt.close(picture)
        return cls(name, picture, data, caption, title, source, alt)

    def __post_init__(self):
        """Lay the picture out, once: a second time, or at other dots per inch, would move it by a hair."""
        if self.picture.get_layout_engine():
            with drawing():
                self.picture.draw_without_rendering()
            self.picture.set_layout_engine("none")
            edges = {}
        else:
            edges = {"bbox_inches": "tight", "pad_inches": 0.1}
        object.__setattr__(self, "_edges", edges)

    def save(self, folder: str | Path) -> list[Path]:
        """Write picture (SVG, PNG, PDF), data (CSV) and caption (TXT); the same input gives the same bytes.

        Parameters
        ----------
        folder : path
            Made if it is not there. Files of the same name are replaced.

        Raises
        ------
        DatasetError
            If the folder cannot be written.
        """
        contents = self.files()
        return [write_atomically(Path(folder) / f"{self.name}.{kind}", content) for kind, content in contents.items()]

    def files(self) -> dict[str, bytes]:
        """The content of each file by its kind: ``svg``, ``png``, ``pdf``, ``csv`` and ``txt``."""
        pictures = {kind: self._rendered(kind) for kind in ("svg", "png", "pdf")}
        return pictures | {"csv": canonical_csv(self.data).encode(), "txt": (self.words() + "\n").encode()}

    def words(self) -> str:
        """Title, caption, sources and description, as text of 110 columns; what is empty is left out."""
        said = (self.title, self.caption, self.source, self.alt and f"In words: {self.alt}")
        return "\n".join(_filled(part) for part in said if part)

    def __repr__(self) -> str:
        return f"Figure {self.name!r}\n{self.words()}"

    def _rendered(self, kind):
        buffer = io.BytesIO()
        with drawing():
            self.picture.savefig(buffer, format=kind, metadata=_METADATA[kind](self), **self._edges)
        return _FINISH[kind](buffer.getvalue(), self)

    def _ipython_display_(self) -> None:
        """The picture, and below it the words: two outputs, since of one output a notebook shows one form only."""
        from IPython.display import display

        width = round(_SHOWN * self.picture.get_size_inches()[0])
        about = {"image/png": {"width": width, "alt": self.alt or self.title or self.caption}}
        seen = {"image/png": self._rendered("png"), "text/plain": f"Figure {self.name!r}"}
        display(seen, metadata=about, raw=True)
        display({"text/html": self._html(), "text/plain": self.words()}, raw=True)

    def _html(self):
        """What stands below the picture."""
        parts = [f"<strong>{escape(self.title)}</strong> "] if self.title else []
        parts.append(escape(self.caption))
        parts += [f"<br><small>{escape(self.source)}</small>"] if self.source else []
        parts += [f"<details><summary>In words</summary>{escape(self.alt)}</details>"] if self.alt else []
        return f'<div class="fraudstats-caption">{"".join(parts)}</div>'


def _filled(text):
    return textwrap.fill(text, 110, break_on_hyphens=False, break_long_words=False)


#: Kind of file -> what it says of itself. Dates and versions are left out, or files would differ by day and machine.
_METADATA: dict[str, Callable[[Figure], dict[str, Any]]] = {
    "svg": lambda figure: {"Date": None, "Creator": None},
    "png": lambda figure: {"Software": None},
    "pdf": lambda figure: {"CreationDate": None, "Creator": None, "Producer": None} | _told(figure, "Title", "Subject"),
}


def _told(figure, *keys):
    words = {"Title": figure.title or figure.name, "Description": figure.alt or figure.caption, "Source": figure.source}
    words["Subject"] = words["Description"]
    return {key: words[key] for key in keys if words[key]}


def _small(png, figure):
    """A PNG file of at most 128 colours, a third as large, with title, description and sources."""
    from PIL import Image, PngImagePlugin

    told = PngImagePlugin.PngInfo()
    for key, words in _told(figure, "Title", "Description", "Source").items():
        told.add_itxt(key, words)
    drawn = Image.open(io.BytesIO(png))
    few = drawn.convert("RGB").quantize(128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    buffer = io.BytesIO()
    few.save(buffer, "PNG", optimize=True, dpi=drawn.info["dpi"], pnginfo=told)
    return buffer.getvalue()


def _named(svg, figure):
    """An SVG file with the title and the description that a screen reader says."""
    told = _told(figure, "Title", "Description")
    inner = f'<title id="title">{escape(told["Title"])}</title>\n <desc id="desc">{escape(told["Description"])}</desc>'
    head = r'<svg role="img" aria-labelledby="title desc" \1>' + f"\n {inner.replace(chr(92), chr(92) * 2)}"
    return re.sub(r"<svg ([^>]*)>", head, svg.decode(), count=1).encode()


#: Kind of file -> what is done to the bytes that matplotlib gives.
_FINISH: dict[str, Callable[[bytes, Figure], bytes]] = {
    "svg": _named,
    "png": _small,
    "pdf": lambda pdf, figure: fonts_by_name(pdf),
}
