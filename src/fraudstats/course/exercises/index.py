"""Notebook 00: the course."""

from fraudstats.course.exercise import Exercise
from fraudstats.dataset import Dataset

__all__ = ["EXERCISES"]


def _share(ds: Dataset):
    return float((ds.observations["ref_area"] == "CN").mean())


def _share_of_the_picture(ds: Dataset):
    counts = ds.reach().set_index("ref_area")["numbers"]
    return float(counts["CN"] / counts.sum())


def _rows(ds: Dataset):
    return int((ds.observations["ref_area"] == "CN").sum())


EXERCISES = (
    Exercise(
        "00.1",
        _share,
        "compare the column ref_area with 'CN'; the mean of a column of True and False is the share of True.",
        {
            "this is the share of the bars, which count a number once however many print it": _share_of_the_picture,
            "this is how many they are; divide by the number of all rows": _rows,
        },
    ),
)
