"""Notebook 08: how numbers are revised."""

from fraudstats.course.exercise import Exercise
from fraudstats.dataset import Dataset

__all__ = ["EXERCISES"]


def _half_year(ds: Dataset):
    sizes = ds.revisions("spf_scam_losses", ref_area="SG").sizes()
    half = sizes.loc[sizes["period_end"] == "2023-06-30", "relative_revision"]
    return half.to_numpy()[0]


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
    Exercise("08.1", _half_year, "losses.sizes() has one row per revised window, with relative_revision."),
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
