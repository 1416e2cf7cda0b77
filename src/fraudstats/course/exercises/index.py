"""Notebook 00: the course."""

from fraudstats.course.exercise import Exercise
from fraudstats.dataset import Dataset

__all__ = ["EXERCISES"]


def _numbers(ds: Dataset):
    return len(ds.observations)


def _sources(ds: Dataset):
    return len(ds.sources)


EXERCISES = (
    Exercise(
        "00.1",
        _numbers,
        "each row of ds.observations is one number; len() counts rows.",
        {"this counts the sources": _sources},
    ),
)
