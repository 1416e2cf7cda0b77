"""What the pictures have in common: from a dataset and the results of an analysis to a figure with data and caption."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Any

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.errors import DatasetError
from fraudstats.plotting import Figure, credit, drawing, meaningful

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

__all__ = ["PAPER", "PaperFigure"]

#: The paper whose claims the figures mark.
PAPER = "paper-bing-jiang-2023"


def _nothing(dataset: Dataset) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class PaperFigure:
    """One picture of the project: what it draws, how, and what it says.

    The analysis comes first (`inputs`, or what the caller gives), then the table of just the numbers drawn, then the
    picture and the caption, both from that table alone: what is seen is what is in the CSV file.

    Attributes
    ----------
    name : str
        Number and title in a word: the stem of its files.
    title : str
        What it shows, in a line: written above the picture.
    notebook : str
        The notebook that explains it.
    compute : callable
        (dataset, results of the analysis by name) -> the numbers drawn.
    picture : callable
        Numbers -> matplotlib figure; called in the house style.
    words : callable
        Numbers -> what is seen and how it was made, in sentences: the caption.
    alt : callable
        Numbers -> what is drawn and the main values, for whoever cannot see it.
    inputs : callable
        Dataset -> the results of the analysis by name, as the notebook makes them; empty where none is needed.
    bands, digits
        Digits of the numbers, as for `fraudstats.plotting.meaningful`.
    """

    name: str
    title: str
    notebook: str
    compute: Callable[..., pd.DataFrame]
    picture: Callable[[pd.DataFrame], Picture]
    words: Callable[[pd.DataFrame], str]
    alt: Callable[[pd.DataFrame], str]
    inputs: Callable[[Dataset], dict[str, Any]] = _nothing
    bands: Sequence[Sequence[str]] = ()
    digits: Mapping[str, int] = field(default_factory=dict)

    @property
    def number(self) -> str:
        """Its number, two digits."""
        return self.name.partition("-")[0]

    def data(self, dataset: Dataset, **results: Any) -> pd.DataFrame:
        """Just the numbers drawn, with the digits that mean something.

        Parameters
        ----------
        dataset : Dataset
        **results
            Results of the analysis, by the names that `inputs` gives them. What is missing is computed by `inputs`.

        Raises
        ------
        DatasetError
            If a result is given that the picture does not use.
        """
        return meaningful(self.compute(dataset, **self._completed(dataset, results)), self.bands, self.digits)

    def draw(self, dataset: Dataset, **results: Any) -> Figure:
        """The figure: picture, data and words; `results` as for `data`."""
        return self.drawn(dataset, self.data(dataset, **results))

    def drawn(self, dataset: Dataset, data: pd.DataFrame) -> Figure:
        """The figure of numbers that `data` gave."""
        with drawing():
            picture = self.picture(data)
        words = {"title": self.title, "source": credit(dataset, data), "alt": self.alt(data)}
        return Figure.framed(self.name, picture, data, self.words(data), **words)

    def _completed(self, dataset, results):
        accepted = [one for one in signature(self.compute).parameters.values() if one.name != "dataset"]
        names = [one.name for one in accepted]
        if unknown := sorted(set(results) - set(names)):
            takes = f"it takes {', '.join(names)}" if names else "it takes none"
            raise DatasetError(f"figure {self.name} does not use {', '.join(unknown)}; {takes}")
        needed = {one.name for one in accepted if one.default is Parameter.empty}
        return results if needed <= set(results) else self.inputs(dataset) | results
