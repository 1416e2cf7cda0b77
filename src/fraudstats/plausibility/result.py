"""One finding: a number, the check that lists it, and what was seen."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

__all__ = ["SERIES", "Finding", "known_windows", "number", "window"]

#: What two numbers must share to count the same thing.
SERIES = ["indicator", "ref_area", "counterpart_area", "sub_area", "unit"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """An implausible number.

    Attributes
    ----------
    id : str
        Of the observation or the stated change.
    check : str
        A code of `fraudstats.vocabulary.PLAUSIBILITY`.
    words : str
        What was seen, with the numbers beside it.
    """

    id: str
    check: str
    words: str

    @property
    def review(self) -> str:
        """The id under which a human's judgement of it is kept."""
        return f"{self.id}#{self.check}"

    def __str__(self) -> str:
        return f"{self.review}: {self.words}"


def known_windows(observations: pd.DataFrame) -> pd.DataFrame:
    """The observations of which both ends of the window are known."""
    return observations.loc[observations["period_start"].notna() & observations["period_end"].notna()]


def number(row: dict) -> str:
    """A printed number in words: what was printed, when it counts, and where it was read."""
    return f"{row['value_text']} for {window(row)} ({row['observation_id']})"


def window(row: dict) -> str:
    """The window of a row in words."""
    days = (row["period_start"], row["period_end"])
    return " to ".join("unknown" if pd.isna(day) else f"{day:%Y-%m-%d}" for day in days)
