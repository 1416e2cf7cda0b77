"""Check an answer to an exercise, and show the way to it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from fraudstats.course.compare import difference
from fraudstats.course.exercise import Exercise
from fraudstats.course.exercises import EXERCISES
from fraudstats.dataset import Dataset, load
from fraudstats.errors import CourseError

__all__ = ["Checked", "check", "solution"]


@dataclass(frozen=True)
class Checked:
    """What is said of an answer; true if it is right."""

    right: bool
    words: str

    def __bool__(self) -> bool:
        return self.right

    def __repr__(self) -> str:
        return self.words


class _Code(str):
    """A text that a notebook shows as it is."""

    def __repr__(self):
        return str(self)


def check(exercise: str, answer: Any = None, dataset: Dataset | None = None) -> Checked:
    """Say whether an answer to an exercise of the course is right; if it is not yet, what may help.

    The expected answer is computed from the data whenever it is asked for, so that it is never older than they are.

    Parameters
    ----------
    exercise : str
        As the notebook numbers it, such as ``"01.1"``.
    answer : object
        A number, a range (two numbers or an `fs.Interval`), a text or a list of texts, as the exercise asks.
    dataset : Dataset, optional
        The data of the package by default.

    Raises
    ------
    CourseError
        If there is no such exercise; the nearest are named.

    Examples
    --------
    >>> import fraudstats as fs
    >>> fs.course.check("02.1", (20_000, 30_000))
    02.1: right.
    >>> fs.course.check("02.1")
    02.1: no answer yet. Put yours in place of None and run the cell again.
    """
    found = _exercise(exercise)
    if answer is None:
        return Checked(False, f"{found.id}: no answer yet. Put yours in place of None and run the cell again.")
    data = load() if dataset is None else dataset
    differs = difference(found.solve(data), answer)
    if not differs:
        return Checked(True, f"{found.id}: right.")
    slips = (words for words, slip in found.slips.items() if not difference(slip(data), answer))
    return Checked(False, f"{found.id}: not yet ({next(slips, differs)}). Hint: {found.hint}")


def solution(exercise: str) -> str:
    """The code that solves an exercise, to be read or run in its notebook; it ends in ``answer = ...``.

    Raises
    ------
    CourseError
        If there is no such exercise; the nearest are named.

    Examples
    --------
    >>> import fraudstats as fs
    >>> print(fs.course.solution("02.1"))
    answer = fs.parse_printed("近3万").interval()
    """
    return _Code(_exercise(exercise).code)


def _exercise(name: str) -> Exercise:
    if name not in EXERCISES:
        near = get_close_matches(str(name), EXERCISES, n=3, cutoff=0)
        raise CourseError(f"there is no exercise {name!r}; the nearest are {', '.join(near)}")
    return EXERCISES[name]
