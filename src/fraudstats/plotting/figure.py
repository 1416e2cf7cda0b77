"""A figure that carries its data: the picture, the numbers behind it, and a caption with sources and release."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.dataset.store import canonical_csv, write_atomically
from fraudstats.plotting.style import drawing

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

__all__ = ["Figure", "caption", "joined"]


@dataclass(frozen=True)
class Figure:
    """A picture with what is needed to cite and check it.

    Attributes
    ----------
    name : str
        Stem of its files.
    picture : matplotlib.figure.Figure
    data : DataFrame
        Just the numbers drawn, with the ids of the observations (or events, treaties, claims) they come from, and with
        the digits that mean something (`fraudstats.plotting.meaningful`).
    caption : str
        What is seen, the sources and the release.
    """

    name: str
    picture: Picture
    data: pd.DataFrame
    caption: str = field(repr=False)

    def save(self, folder: str | Path) -> list[Path]:
        """Write the picture (SVG and PNG), its data (CSV) and its caption (TXT); the same input gives the same bytes.

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
        """The content of each file by its kind: ``svg``, ``png``, ``csv`` and ``txt``."""
        return {
            "svg": self._rendered("svg"),
            "png": self._rendered("png"),
            "csv": canonical_csv(self.data).encode(),
            "txt": (self.caption + "\n").encode(),
        }

    def _rendered(self, kind):
        buffer = io.BytesIO()
        with drawing():
            self.picture.savefig(buffer, format=kind, bbox_inches="tight", pad_inches=0.15, metadata=_METADATA[kind])
        return buffer.getvalue()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {"image/png": self._rendered("png"), "text/plain": self.caption}


#: Left out of the files, or they would differ by day and by version.
_METADATA: dict[str, dict[str, Any]] = {"svg": {"Date": None}, "png": {"Software": None}}


def caption(dataset: Dataset, what: str, data: pd.DataFrame, most: int = 6) -> str:
    """A caption: what is seen, who issued the numbers and where they were read, and the release.

    Parameters
    ----------
    dataset : Dataset
    what : str
        What is seen, in sentences.
    data : DataFrame
        The data of the figure; its column ``ids`` leads to the sources. Without one, no sources are named.
    most : int
        How many outlets to name before counting the rest.
    """
    release = f"fraudstats data, release {dataset.state}."
    text = f"{what} {_sources(dataset, data['ids'], most)} {release}" if "ids" in data else f"{what} {release}"
    return textwrap.fill(text, 110, break_on_hyphens=False, break_long_words=False)


def _sources(dataset, ids, most):
    listed = ids.str.split().explode().dropna().tolist()
    issuers = dataset.issuers.set_index("issuer")["name_en"]
    counts = dataset.issuers_of(listed)["issuer"].map(issuers).value_counts(sort=False)
    names = counts.sort_values(ascending=False, kind="stable").index
    outlets = sorted(dataset.sources_of(listed)["source_id"])
    return (
        f"Statistics of: {_some(names, 4, '; ')}. Sources ({len(outlets)}): {_some(outlets, most)}; all are listed in "
        "the data of this figure."
    )


def joined(ids: Iterable[str]) -> str:
    """Ids as one text, in order: the column ``ids`` of a figure's data."""
    return " ".join(sorted(ids))


def _some(names, most, joint=", "):
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return joint.join(names[:most]) + rest
