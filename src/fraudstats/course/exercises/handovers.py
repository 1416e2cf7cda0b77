"""Notebook 07: handovers and treaties."""

import fraudstats as fs
from fraudstats.course.exercise import Exercise
from fraudstats.dataset import Dataset

__all__ = ["EXERCISES"]


def _partners(ds: Dataset):
    treaties = fs.figures.data("05", ds)
    found = treaties["finding"].isin(["agreed", "exists"]) & (treaties["instrument"] == "extradition")
    return set(treaties.loc[found, "party"])


def _named_in_paper(ds: Dataset):
    treaties = fs.figures.data("05", ds)
    named = treaties["named_in_paper"].fillna(False) & (treaties["instrument"] == "extradition")
    return set(treaties.loc[named, "party"])


def _between(ds: Dataset):
    year = ds.interval("peopleen-xinhua-2024-01-05/suspects_handed_over")
    november = ds.interval("xinhua-2023-11-21/suspects_handed_over")
    return year - november


def _without_ranges(ds: Dataset):
    values = ds.observations.set_index("observation_id")["value"]
    year, november = "peopleen-xinhua-2024-01-05/suspects_handed_over", "xinhua-2023-11-21/suspects_handed_over"
    return (values[year] - values[november],) * 2


def _itemised(ds: Dataset):
    drawn = fs.figures.data("02", ds)
    singles = drawn.loc[drawn["series"] == "single handover", "value"].to_numpy(int)
    return int(singles.sum())


EXERCISES = (
    Exercise(
        "07.1",
        _partners,
        "both 'agreed' and 'exists' (dates not read) mean that a treaty was found.",
        {"these are the partners that the paper names": _named_in_paper},
    ),
    Exercise(
        "07.2",
        _between,
        "subtract one fs.Interval from the other: the smallest difference is the lower end less the upper end.",
        {"a single number; both totals are rounded": _without_ranges},
    ),
    Exercise("07.3", _itemised, "take the rows of figure.data whose series is 'single handover'."),
)
