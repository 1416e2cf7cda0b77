"""Notebook 01: the paper reproduced."""

import fraudstats as fs
from fraudstats.course.exercise import Exercise
from fraudstats.dataset import Dataset

__all__ = ["EXERCISES"]


def _year(ds: Dataset):
    return ds.interval("chinadaily-issg-2022-12-29/telecom_fraud_cases_solved")


def _eleven_months(ds: Dataset):
    return ds.interval("xinhua-northnews-2022-01-01/telecom_fraud_cases_solved")


def _suspects_per_case(ds: Dataset):
    claims = ds.claims.set_index("claim_id")
    ends = ["lower", "upper"]
    suspects = fs.Interval(*claims.loc["paper-bing-jiang-2023/c14", ends])
    cases = fs.Interval(*claims.loc["paper-bing-jiang-2023/c13", ends])
    return suspects / cases


def _as_printed(ds: Dataset):
    values = ds.claims.set_index("claim_id")["value"]
    return (values["paper-bing-jiang-2023/c14"] / values["paper-bing-jiang-2023/c13"],) * 2


def _supported(ds: Dataset):
    verdicts = fs.audit(ds, "paper-bing-jiang-2023").to_frame()["verdict"]
    return len(verdicts[verdicts == "supported"])


def _with_caveats(ds: Dataset):
    verdicts = fs.audit(ds, "paper-bing-jiang-2023").to_frame()["verdict"]
    return len(verdicts[verdicts.str.startswith("supported")])


EXERCISES = (
    Exercise(
        "01.1",
        _year,
        "look for the row of the first table whose window ends on 31 December 2021, and read its range.",
        {"these are the first eleven months": _eleven_months},
    ),
    Exercise(
        "01.2",
        _suspects_per_case,
        "the range of a claim is in ds.claims, columns lower and upper; fs.Interval divides ranges.",
        {"a single number; the printed words allow a range": _as_printed},
    ),
    Exercise(
        "01.3",
        _supported,
        "audit.to_frame() has one row per claim, and a column verdict.",
        {"this counts those with a caveat as well": _with_caveats},
    ),
)
