"""Notebook 09: your own data."""

import pandas as pd

import fraudstats as fs
from fraudstats.course.exercise import Exercise
from fraudstats.dataset import Dataset

__all__ = ["EXERCISES"]


def _december(ds: Dataset):
    totals = pd.DataFrame(
        [
            ("2021-01-01", "2021-11-30", 370_000, 380_000),
            ("2021-01-01", "2021-12-31", 441_000, 442_000),
            ("2022-01-01", "2022-11-30", 390_500, 391_500),
        ],
        columns=["period_start", "period_end", "lower", "upper"],
    )
    eleven_months = {"period_start": "2022-01-01", "period_end": "2022-11-30"}
    before = {"base_start": "2021-01-01", "base_end": "2021-11-30"}
    changes = pd.DataFrame([eleven_months | before | {"lower": 0.0565, "upper": 0.0575}])
    return fs.reconcile(totals, changes).bounds("2021-12")


def _december_without_the_change(ds: Dataset):
    return fs.Interval(441_000, 442_000) - fs.Interval(370_000, 380_000)


def _growth(ds: Dataset):
    return (43_212 / 8_372) ** (1 / 7) - 1


def _divided(ds: Dataset):
    return (43_212 / 8_372 - 1) / 7


def _of_the_line(ds: Dataset):
    values = [8_372, 8_216, 15_553, 19_249, 27_923, 39_824, 44_480, 43_212]
    return float(fs.trends.joinpoint(values, range(2018, 2026), max_joinpoints=0).aapc().estimate / 100)


def _verdict(ds: Dataset):
    text = "In 2023 Chinese police solved 391,000 telecom fraud cases."
    audit = fs.audit(fs.read_bulletin(text), title="A paper", published="2024-12-31")
    return audit.to_frame()["verdict"].iloc[0]


EXERCISES = (
    Exercise(
        "09.1",
        _december,
        "a table of changes has the window, base_start, base_end, and lower and upper as shares (0.0565 and 0.0575).",
        {"this leaves out what the fourth announcement adds": _december_without_the_change},
    ),
    Exercise(
        "09.2",
        _growth,
        "a compound rate takes only the two ends: the seventh root of their ratio, less one.",
        {
            "this divides the whole growth by seven; growth is compound": _divided,
            "this is the slope of a line through all eight values; a compound rate has two ends alone": _of_the_line,
        },
    ),
    Exercise("09.3", _verdict, "fs.audit(fs.read_bulletin(...), published=...), then to_frame() and its verdict."),
)
