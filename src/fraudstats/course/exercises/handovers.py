"""Notebook 07: handovers and treaties."""

import fraudstats as fs
from fraudstats.course.exercise import Exercise
from fraudstats.dataset import Dataset

__all__ = ["EXERCISES"]


def _one_of_two(ds: Dataset):
    treaties = fs.figures.data("05", ds)
    found = treaties[treaties["finding"].isin(["agreed", "exists"])]
    extradition = set(found.loc[found["column"] == "extradition", "party"])
    assistance = set(found.loc[found["column"] == "legal assistance in criminal matters", "party"])
    return extradition ^ assistance


def _of_findings(ds: Dataset, *findings: str):
    treaties = fs.figures.data("05", ds)
    found = treaties[treaties["finding"].isin(findings)]
    extradition = set(found.loc[found["column"] == "extradition", "party"])
    return extradition ^ set(found.loc[found["column"] == "legal assistance in criminal matters", "party"])


def _with_negotiations(ds: Dataset):
    return _of_findings(ds, "agreed", "exists", "negotiating")


def _without_half_filled(ds: Dataset):
    return _of_findings(ds, "agreed")


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
    singles = drawn[(drawn["series"] == "single handover") & drawn["date"].between("2023-10-25", "2023-11-21")]
    october = ds.interval("ecns-2023-10-25/suspects_handed_over")
    november = ds.interval("xinhua-2023-11-21/suspects_handed_over")
    return sum(map(int, singles["value"])) / (november - october)


def _itemised_of_the_total(ds: Dataset):
    drawn = fs.figures.data("02", ds)
    singles = drawn[(drawn["series"] == "single handover") & drawn["date"].between("2023-10-25", "2023-11-21")]
    return sum(map(int, singles["value"])) / ds.interval("xinhua-2023-11-21/suspects_handed_over")


EXERCISES = (
    Exercise(
        "07.1",
        _one_of_two,
        "filled and half filled both mean that a treaty was found; compare the first two columns of the picture.",
        {
            "a treaty under negotiation is not one that was found": _with_negotiations,
            "a half-filled mark is a treaty that was found, too": _without_half_filled,
        },
    ),
    Exercise(
        "07.2",
        _between,
        "subtract one fs.Interval from the other: the smallest difference is the lower end less the upper end.",
        {"a single number; both totals are rounded": _without_ranges},
    ),
    Exercise(
        "07.3",
        _itemised,
        "take the single handovers of these days from drawn, and divide their sum by the range of the difference.",
        {"this divides by all 31,000; those up to 24 October were handed over before": _itemised_of_the_total},
    ),
)
