"""Notebook 00: the course."""

from fraudstats.course.exercise import Exercise
from fraudstats.dataset import Dataset

__all__ = ["EXERCISES"]


def _share(ds: Dataset):
    return len(ds.observations.query("ref_area == 'CN'")) / len(ds.observations)


def _share_of_the_picture(ds: Dataset):
    counts = dict(ds.reach()[["ref_area", "numbers"]].to_numpy())
    return counts["CN"] / sum(counts.values())


def _rows(ds: Dataset):
    return len(ds.observations.query("ref_area == 'CN'"))


EXERCISES = (
    Exercise(
        "00.1",
        _share,
        "len() counts rows; ds.observations.query(\"ref_area == 'CN'\") has those of mainland China.",
        {
            "this is the share of the bars, which count a number once however many print it": _share_of_the_picture,
            "this is how many they are; divide by the number of all rows": _rows,
        },
    ),
)
