"""Notebook 08: how numbers are revised."""

from statistics import median

from fraudstats.course.exercise import Exercise
from fraudstats.dataset import Dataset

__all__ = ["EXERCISES"]


def _without_the_largest(ds: Dataset):
    sizes = ds.revisions("spf_scam_losses", ref_area="SG").sizes()
    *others, _ = sorted(sizes["relative_revision"].to_numpy(float), key=abs)
    return sum(others) / len(others)


def _all_five(ds: Dataset):
    sizes = ds.revisions("spf_scam_losses", ref_area="SG").sizes()
    return float(sizes["relative_revision"].to_numpy(float).mean())


def _median(ds: Dataset):
    sizes = ds.revisions("spf_scam_losses", ref_area="SG").sizes()
    return median(sizes["relative_revision"].to_numpy(float).tolist())


def _revised(ds: Dataset):
    return len(ds.revisions("deception_cases_reported", ref_area="HK").sizes())


def _windows(ds: Dataset):
    return len(ds.revisions("deception_cases_reported", ref_area="HK").nth(1))


def _first_and_latest(ds: Dataset):
    losses = ds.revisions("spf_scam_losses", ref_area="SG")
    first, latest = (losses.nth(vintage).set_index("period_end")["value"] for vintage in (1, -1))
    return (
        first["2024-06-30"] / first["2023-06-30"] - 1,
        latest["2024-06-30"] / latest["2023-06-30"] - 1,
    )


def _turned_round(ds: Dataset):
    first, latest = _first_and_latest(ds)
    return (latest, first)


EXERCISES = (
    Exercise(
        "08.1",
        _without_the_largest,
        "losses.sizes() has relative_revision for each revised window; sorted(..., key=abs) puts the largest last.",
        {
            "this is the mean with the largest, which makes nearly all of it": _all_five,
            "this is the median; leave out the largest and take the mean": _median,
        },
    ),
    Exercise(
        "08.2",
        _revised,
        "sizes() lists the windows that were revised.",
        {"these are all windows": _windows},
    ),
    Exercise(
        "08.3",
        _first_and_latest,
        "losses.nth(1) has the first prints and losses.nth(-1) the latest; half-years end on 30 June.",
        {"the pair is turned round: first prints come first": _turned_round},
    ),
)
