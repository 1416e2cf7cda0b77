"""A figure that carries its data: the picture, the numbers behind it, and a caption with sources and release."""

from __future__ import annotations

import io
import textwrap
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from fraudstats.dataset.store import canonical_csv, write_atomically

__all__ = ["Figure", "caption", "joined"]


@dataclass(frozen=True)
class Figure:
    """A picture with what is needed to cite and check it.

    Attributes
    ----------
    name : str
        Stem of its files.
    picture : matplotlib.figure.Figure
    data : data frame
        Just the numbers drawn, with the ids of the observations (or events, treaties, claims) they come from.
    caption : str
        What is seen, the sources and the release.
    """

    name: str
    picture: object
    data: pd.DataFrame
    caption: str = field(repr=False)

    def save(self, folder) -> list[Path]:
        """Write the picture (SVG and PNG), its data (CSV) and its caption (TXT); the same input gives the same bytes.

        Raises
        ------
        DatasetError
            If the folder cannot be written.
        """
        folder = Path(folder)
        contents = {
            "svg": self._rendered("svg", metadata={"Date": None}),
            "png": self._rendered("png", metadata={"Software": None}),
            "csv": canonical_csv(self.data).encode(),
            "txt": (self.caption + "\n").encode(),
        }
        return [write_atomically(folder / f"{self.name}.{kind}", content) for kind, content in contents.items()]

    def _rendered(self, kind, **options):
        from fraudstats.plotting.style import drawing

        buffer = io.BytesIO()
        with drawing():
            self.picture.savefig(buffer, format=kind, bbox_inches="tight", pad_inches=0.15, **options)
        return buffer.getvalue()

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"image/png": self._rendered("png", metadata={"Software": None}), "text/plain": self.caption}


def caption(dataset, what: str, data: pd.DataFrame, most=6) -> str:
    """A caption: what is seen, who issued the numbers and where they were read, and the release.

    Parameters
    ----------
    dataset : Dataset
    what : str
        What is seen, in sentences.
    data : data frame
        The data of the figure; its column of ids leads to the sources.
    most : int
        How many outlets to name before counting the rest.
    """
    ids = data["ids"].str.split().explode().dropna() if "ids" in data else pd.Series(dtype="str")
    sources = dataset.sources_of(ids.tolist())
    issuers = dataset.issuers.set_index("issuer")["name_en"]
    names = sources["issuer"].map(issuers).value_counts(sort=False).sort_values(ascending=False, kind="stable").index
    outlets = sorted(sources["source_id"])
    text = (
        f"{what} Statistics of: {_some(names, 4, '; ')}. Sources ({len(outlets)}): {_some(outlets, most)}; all are listed "
        f"in the data of this figure. fraudstats data, release {dataset.release}."
    )
    return textwrap.fill(text, 110, break_on_hyphens=False, break_long_words=False)


def joined(ids) -> str:
    """Ids as one text, in order: the column ``ids`` of a figure's data."""
    return " ".join(sorted(ids))


def _some(names, most, joint=", "):
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return joint.join(names[:most]) + rest
