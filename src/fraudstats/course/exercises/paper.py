"""Notebook 01: the paper reproduced."""

import fraudstats as fs
from fraudstats.course.exercise import Exercise
from fraudstats.dataset import Dataset

__all__ = ["EXERCISES"]


def _change(ds: Dataset):
    of_2022 = ds.interval("cns-gmw-2022-12-30/telecom_fraud_cases_solved")
    of_2023 = ds.interval("peopleen-xinhua-2024-01-05/telecom_fraud_cases_solved")
    return of_2023 / of_2022 - 1


def _none(ds: Dataset):
    return (0.0, 0.0)


def _suspects_per_case(ds: Dataset):
    claims = ds.claims.set_index("claim_id")
    ends = ["lower", "upper"]
    suspects = fs.Interval(*claims.loc["paper-bing-jiang-2023/c14", ends])
    cases = fs.Interval(*claims.loc["paper-bing-jiang-2023/c13", ends])
    return suspects / cases


def _as_printed(ds: Dataset):
    values = ds.claims.set_index("claim_id")["value"]
    return (values["paper-bing-jiang-2023/c14"] / values["paper-bing-jiang-2023/c13"],) * 2


def _narrower(ds: Dataset):
    caveats = fs.audit(ds, "paper-bing-jiang-2023").to_frame()["caveats"]
    return len([codes for codes in caveats if "window_narrower" in codes])


def _with_a_caveat(ds: Dataset):
    caveats = fs.audit(ds, "paper-bing-jiang-2023").to_frame()["caveats"]
    return len([codes for codes in caveats if codes])


def _full_window(ds: Dataset):
    caveats = fs.audit(ds, "paper-bing-jiang-2023").to_frame()["caveats"]
    return len([codes for codes in caveats if "full_window_differs" in codes])


EXERCISES = (
    Exercise(
        "01.1",
        _change,
        "divide the range of 2023 by that of 2022 and subtract one; each number is rounded to the thousand.",
        {"the printed numbers are equal, the counts behind them need not be": _none},
    ),
    Exercise(
        "01.2",
        _suspects_per_case,
        "the range of a claim is in ds.claims, columns lower and upper; fs.Interval divides ranges.",
        {"a single number; the printed words allow a range": _as_printed},
    ),
    Exercise(
        "01.3",
        _narrower,
        "a cell of caveats holds several codes in one text; 'in' finds one of them.",
        {
            "these are all claims with any caveat": _with_a_caveat,
            "this counts another code, a number of the full window that differs": _full_window,
        },
    ),
)
