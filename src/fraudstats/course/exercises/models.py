"""Notebooks 04, 05 and 06: trends, interventions, jurisdictions."""

import warnings

import numpy as np
import pandas as pd

import fraudstats as fs
from fraudstats.course.exercise import Exercise
from fraudstats.dataset import Dataset

__all__ = ["EXERCISES"]


def _since_2022(ds: Dataset):
    cases = ds.series("telecom_fraud_cases_solved", "CN", freq="Y", start="2022")
    first, *_, last = (fs.Interval(low, high) for low, high in cases[["lower", "upper"]].to_numpy())
    return last / first - 1


def _of_prosecutions(ds: Dataset):
    five_years = "mnw-cctv-2024-11-20/telecom_fraud_persons_prosecuted"
    prosecuted = ds.select("telecom_fraud_persons_prosecuted", ref_area="CN")
    bounds = fs.reconcile(*prosecuted.bulletins(leave_out=five_years)).bounds_table("Y").loc["2018":"2025"]
    return float(fs.trends.mann_kendall(bounds).p_values.iloc[0])


def _of_the_printed_years(ds: Dataset):
    printed = ds.series("telecom_fraud_persons_prosecuted", "CN", freq="Y", start="2018", accept="break")
    return float(fs.trends.mann_kendall(printed).p_values.iloc[0])


def _detectable(ds: Dataset):
    five_years = "mnw-cctv-2024-11-20/telecom_fraud_persons_prosecuted"
    prosecuted = ds.select("telecom_fraud_persons_prosecuted", ref_area="CN")
    bounds = fs.reconcile(*prosecuted.bulletins(leave_out=five_years)).bounds_table("Y").loc["2018":"2025"]
    return float(np.expm1(fs.trends.power(bounds).to_frame().loc["detectable", "estimate"]))


def _fewer(ds: Dataset):
    cases = ds.series("telecom_fraud_cases_solved", "CN", freq="Y", start="2022")
    years = [fs.Interval(low, high) for low, high in cases[["lower", "upper"]].to_numpy()]
    return (years[0] + years[1]) - (years[2] + years[3])


def _doubling(ds: Dataset):
    cases = ds.series("telecom_fraud_cases_solved", "CN", freq="Y", start="2019", accept="break")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        law = {"law in force": "2022-12-01"}
        yearly = fs.trends.interrupted(cases, interventions=law, slope_change=False)
    lower, upper = np.exp(yearly.conf_int().loc["level law in force"])
    return bool(lower < 2 < upper)


def _share_after_the_law(ds: Dataset):
    days = pd.date_range("2022-10-01", "2022-12-31")
    return float((days >= "2022-12-01").mean())


def _share_of_months(ds: Dataset):
    return 1 / 3


def _due_to_residents(ds: Dataset):
    table = ds.rate_table({"SG": "spf_scam_cases_reported"}, start="2018", end="2024")
    residents, reports = (table[name].iloc[-1] / table[name].iloc[0] for name in ("population", "value"))
    return float(np.log(residents) / np.log(reports))


def _without_logarithms(ds: Dataset):
    table = ds.rate_table({"SG": "spf_scam_cases_reported"}, start="2018", end="2024")
    residents, reports = (table[name].iloc[-1] / table[name].iloc[0] for name in ("population", "value"))
    return float((residents - 1) / (reports - 1))


def _last_change(ds: Dataset):
    cases = ds.series("deception_cases_reported", "HK", freq="Y", start="2024", end="2025")
    return float(cases["value"].iloc[-1] / cases["value"].iloc[0] - 1)


def _lowest(ds: Dataset):
    cases = ds.series("special_fraud_cases_recognised", "JP", freq="Y", start="2019", accept="break")
    return int(cases.loc[cases["value"].idxmin(), "period_start"].year)


EXERCISES = (
    Exercise("04.1", _since_2022, "divide the range of 2025 by that of 2022 and subtract one."),
    Exercise(
        "04.2",
        _of_prosecutions,
        "trends.mann_kendall(bounds) has p_values.",
        {"this is without 2022": _of_the_printed_years},
    ),
    Exercise("04.3", _detectable, "trends.power(bounds).summary() says it as a rise per year."),
    Exercise("05.1", _fewer, "add and subtract ranges with fs.Interval; cases has lower and upper."),
    Exercise("05.2", _doubling, "a doubling is a ratio of 2; look at both ends of the interval."),
    Exercise(
        "05.3",
        _share_after_the_law,
        "a window is exposed to the law for the share of its days after it.",
        {"this is the share of its months; the model counts days": _share_of_months},
    ),
    Exercise(
        "06.1",
        _due_to_residents,
        "reports are rate times residents, so logarithms add up: that of the residents' ratio over that of reports.",
        {"this divides one growth by the other; ratios multiply, so take logarithms": _without_logarithms},
    ),
    Exercise("06.2", _last_change, "divide the value of 2025 by that of 2024 and subtract one."),
    Exercise("06.3", _lowest, "idxmin() of the values of series['Japan: ...'] gives the row."),
)
