"""What is said of one stored result when it was made again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = [
    "DIFFERENT",
    "EQUAL",
    "IDENTICAL",
    "MISSING",
    "NOT_RUN",
    "TOLERANCE",
    "VERDICTS",
    "Comparison",
    "Item",
    "worst",
]

IDENTICAL = "identical"
EQUAL = "equal within tolerance"
DIFFERENT = "different"
MISSING = "missing"
NOT_RUN = "not run (error)"
#: Relative, for drawn coordinates and for numbers that are not whole, unless another one is given.
TOLERANCE = 1e-6
#: The best first.
VERDICTS = (IDENTICAL, EQUAL, DIFFERENT, MISSING, NOT_RUN)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A verdict, and what differs: where first, the stored value and the new one."""

    verdict: str
    detail: str = ""

    @property
    def agrees(self) -> bool:
        """Whether nothing is different, missing or not run."""
        return self.verdict in (IDENTICAL, EQUAL)


@dataclass(frozen=True, slots=True)
class Item:
    """One stored result, and what is said of it.

    Attributes
    ----------
    file : str
        The notebook, figure or table that holds it, such as ``notebooks/08_how_numbers_are_revised.ipynb``.
    part : str
        Where in the file, such as ``cell 5, output 1``; empty for a whole file.
    kind : str
        ``text``, ``HTML``, ``picture``, ``description``, ``order of the cells``, ``figure``, ``table``.
    found : Comparison
        The verdict, and what differs.
    """

    file: str
    part: str
    kind: str
    found: Comparison

    @property
    def verdict(self) -> str:
        """One of `VERDICTS`."""
        return self.found.verdict

    @property
    def detail(self) -> str:
        """What differs first, with both values; empty where nothing does."""
        return self.found.detail

    @property
    def agrees(self) -> bool:
        """Whether nothing is different, missing or not run."""
        return self.found.agrees


def worst(comparisons: Iterable[Comparison]) -> Comparison:
    """The first of the worst verdicts; identical if there is none.

    >>> worst([Comparison(EQUAL, "last digit"), Comparison(IDENTICAL)])
    Comparison(verdict='equal within tolerance', detail='last digit')
    """
    return max(comparisons, key=lambda one: VERDICTS.index(one.verdict), default=Comparison(IDENTICAL))
