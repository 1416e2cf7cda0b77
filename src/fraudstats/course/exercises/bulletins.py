"""Notebooks 03, 03b and 03c: what bulletins imply."""

import fraudstats as fs
from fraudstats.course.exercise import Exercise
from fraudstats.dataset import Dataset

__all__ = ["EXERCISES"]


def _december_by_hand(ds: Dataset):
    year = ds.interval("xinhua-isz-2023-05-31/telecom_fraud_cases_solved")
    eleven_months = ds.interval("cns-gmw-2022-12-30/telecom_fraud_cases_solved")
    return year - eleven_months


def _december_by_all(ds: Dataset):
    sources = ("news18-xinhua-2016-12-20", "bj148-cctv-2019-11-02", "shine-2019-12-26")
    left_out = [f"{source}/telecom_fraud_cases_solved" for source in sources]
    solved = ds.select("telecom_fraud_cases_solved", ref_area="CN")
    facts = fs.reconcile(*solved.bulletins(leave_out=left_out))
    return facts.bounds("2022-12")


def _sets_left(ds: Dataset):
    solved = ds.select("telecom_fraud_cases_solved", ref_area="CN")
    without = solved.bulletins(leave_out="news18-xinhua-2016-12-20/telecom_fraud_cases_solved")
    return len(fs.reconcile(*without).contradictions)


def _all_sets(ds: Dataset):
    solved = ds.select("telecom_fraud_cases_solved", ref_area="CN")
    return len(fs.reconcile(*solved.bulletins()).contradictions)


def _above_a_month(ds: Dataset):
    sources = ("news18-xinhua-2016-12-20", "bj148-cctv-2019-11-02", "shine-2019-12-26")
    left_out = [f"{source}/telecom_fraud_cases_solved" for source in sources]
    solved = ds.select("telecom_fraud_cases_solved", ref_area="CN")
    facts = fs.reconcile(*solved.bulletins(leave_out=left_out))
    return facts.bounds("2023-12") - facts.bounds("2023-01", "2023-11") / 11


def _floor_of_december(ds: Dataset):
    solved = ds.select("telecom_fraud_cases_solved", ref_area="CN", start="2019-01-01")
    bulletins = solved.bulletins(leave_out="bj148-cctv-2019-11-02/telecom_fraud_cases_solved")
    other = fs.reconcile(*bulletins, counts_differently="full_year")
    return other.bounds("2021-12").lower


def _running_above_year(ds: Dataset):
    running = ds.interval("news18-xinhua-2016-12-20/telecom_fraud_cases_solved")
    year = ds.interval("chinagate-xinhua-2017-04-21/telecom_fraud_cases_solved")
    return running - year


def _four_years(ds: Dataset):
    five_years = "mnw-cctv-2024-11-20/telecom_fraud_persons_prosecuted"
    prosecuted = ds.select("telecom_fraud_persons_prosecuted", ref_area="CN")
    charged = fs.reconcile(*prosecuted.bulletins(leave_out=five_years))
    return charged.bounds("2019-01", "2022-12")


def _sum_of_years(ds: Dataset):
    five_years = "mnw-cctv-2024-11-20/telecom_fraud_persons_prosecuted"
    prosecuted = ds.select("telecom_fraud_persons_prosecuted", ref_area="CN")
    charged = fs.reconcile(*prosecuted.bulletins(leave_out=five_years))
    ends = charged.bounds_table("Y").loc["2019":"2022"].sum()
    return (ends["lower"], ends["upper"])


def _two_quarters(ds: Dataset):
    bulletins = ds.select("deception_cases_reported", ref_area="HK").bulletins()
    hong_kong = fs.reconcile(*bulletins, start="2019-01", end="2025-12")
    return int(hong_kong.bounds("2023-07", "2023-12").midpoint)


def _lower_ends(ds: Dataset):
    bulletins = ds.select("deception_cases_reported", ref_area="HK").bulletins()
    quarters = fs.reconcile(*bulletins, start="2019-01", end="2025-12").bounds_table("Q").loc["2023Q3":"2023Q4"]
    return int(quarters["lower"].sum())


def _fall(ds: Dataset):
    five_years = "mnw-cctv-2024-11-20/telecom_fraud_persons_prosecuted"
    prosecuted = ds.select("telecom_fraud_persons_prosecuted", ref_area="CN")
    charged = fs.reconcile(*prosecuted.bulletins(leave_out=five_years))
    return charged.bounds("2020").lower - charged.bounds("2022").upper


EXERCISES = (
    Exercise("03.1", _december_by_hand, "subtract the range of the eleven months from that of the year."),
    Exercise(
        "03.2",
        _december_by_all,
        "facts.bounds takes a month as '2022-12'.",
        {"these are the two numbers alone; the others narrow it": _december_by_hand},
    ),
    Exercise(
        "03.3",
        _sets_left,
        "bulletins(leave_out=...) takes the id of one number; len() counts contradictions.",
        {"these are all, with the 93,000": _all_sets},
    ),
    Exercise("03b.1", _above_a_month, "take the bounds of January to November, over eleven, from those of December."),
    Exercise("03b.2", _floor_of_december, "other.bounds('2021-12') has a lower end."),
    Exercise("03b.3", _running_above_year, "ds.interval gives both ranges; subtract them."),
    Exercise(
        "03c.1",
        _four_years,
        "charged.bounds takes the first and the last month of any window.",
        {"the years cannot all be at their ends at once; ask for the bounds of the whole": _sum_of_years},
    ),
    Exercise(
        "03c.2",
        _two_quarters,
        "hong_kong.bounds takes the first and the last month of any window; the two ends are the same.",
        {"the quarters cannot both be at their lower ends; ask for the bounds of the half-year": _lower_ends},
    ),
    Exercise("03c.3", _fall, "the least fall is from the lower end of 2020 to the upper end of 2022."),
)
