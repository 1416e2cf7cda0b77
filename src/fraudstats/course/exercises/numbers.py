"""Notebook 02: what a number covers."""

import fraudstats as fs
from fraudstats.course.exercise import Exercise
from fraudstats.dataset import Dataset

__all__ = ["EXERCISES"]


def _nearly(ds: Dataset):
    return fs.parse_printed("近3万").interval()


def _as_if_more_than(ds: Dataset):
    return fs.parse_printed("3万多").interval()


def _known(ds: Dataset):
    return len(ds.as_of("2022-12-31").observations)


def _counted_until(ds: Dataset):
    return len(ds.select(end="2022-12-31").observations)


def _truncated(ds: Dataset):
    truncated = ds.with_convention("truncated")
    return truncated.interval("cns-gmw-2022-12-30/telecom_fraud_cases_solved")


def _rounded(ds: Dataset):
    return ds.interval("cns-gmw-2022-12-30/telecom_fraud_cases_solved")


EXERCISES = (
    Exercise(
        "02.1",
        _nearly,
        "fs.parse_printed(...).interval() reads the words.",
        {"this would be more than 30,000": _as_if_more_than},
    ),
    Exercise(
        "02.2",
        _known,
        "as_of gives what had been published by a date, whatever time it counts.",
        {"this selects by the time that is counted, not by publication": _counted_until},
    ),
    Exercise(
        "02.3",
        _truncated,
        "with_convention gives the same data with other ranges.",
        {"this is the range of a rounded number": _rounded},
    ),
)
