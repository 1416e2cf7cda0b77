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
    """One stored result, and the verdict on it.

    Attributes
    ----------
    file : str
        The notebook, figure or table that holds it, such as ``notebooks/08_how_numbers_are_revised.ipynb``.
    part : str
        Where in the file, such as ``cell 5, output 1``; empty for a whole file.
    kind : str
        ``text``, ``HTML``, ``picture``, ``description``, ``order of the cells``, ``figure``, ``table``.
    verdict : str
        One of `VERDICTS`.
    detail : str
        What differs first, with both values; empty where nothing does.
    """

    file: str
    part: str
    kind: str
    verdict: str
    detail: str = ""

    @property
    def agrees(self) -> bool:
        """Whether nothing is different, missing or not run."""
        return self.verdict in (IDENTICAL, EQUAL)


def worst(comparisons: Iterable[Comparison]) -> Comparison:
    """The first of the worst verdicts; identical if there is none.

    >>> worst([Comparison(EQUAL, "last digit"), Comparison(IDENTICAL)])
    Comparison(verdict='equal within tolerance', detail='last digit')
    """
    return max(comparisons, key=lambda one: VERDICTS.index(one.verdict), default=Comparison(IDENTICAL))
