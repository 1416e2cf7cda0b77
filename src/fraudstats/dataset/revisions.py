"""Vintages of one number: what was published first, what later, and how far the two differ.

A *vintage* is the state of knowledge on a date (Croushore and Stark, 2001, "A real-time data set for macroeconomists",
Journal of Econometrics 105). The triangle has a row for each window and a column for each vintage of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from fraudstats.interval import Interval

__all__ = ["Revisions", "revisions_of"]

#: Prints that leave one side open say nothing of a revision.
_ONE_SIDED = ("at_least", "up_to")
#: Prints of one announcement that differ are a disagreement of outlets, not a revision.
_SAME_NEWS = pd.Timedelta(days=7)
_KEY = ["ref_area", "counterpart_area", "sub_area", "period_start", "period_end"]


@dataclass(frozen=True)
class Revisions:
    """All published values of an indicator by window and vintage.

    Attributes
    ----------
    long : data frame
        One row a window and vintage: the key, ``vintage`` (1 is the first), ``published_by``, ``value, lower, upper``,
        ``obs_status``, ``last_confirmed`` (when the same value was last printed), ``observation_id``.
    """

    long: pd.DataFrame

    def wide(self) -> pd.DataFrame:
        """The triangle: a row for each window, a column for each vintage, values inside."""
        key = [column for column in _KEY if self.long[column].notna().any()]
        return self.long.pivot_table(index=key, columns="vintage", values="value", aggfunc="first")

    def nth(self, vintage: int) -> pd.DataFrame:
        """The values of one vintage; 1 is the first published, -1 the latest."""
        if vintage > 0:
            return self.long[self.long["vintage"] == vintage].reset_index(drop=True)
        latest = self.long.groupby(_KEY, dropna=False)["vintage"].transform("max")
        return self.long[self.long["vintage"] == latest + vintage + 1].reset_index(drop=True)

    def summary(self) -> pd.DataFrame:
        """One row a window that was revised.

        Returns
        -------
        data frame
            The key, ``first, latest, vintages``, ``days`` from the first to the latest value, and ``revision_lower,
            revision_upper``: the range of the relative revision that the two prints allow.
        """
        rows = []
        for key, group in self.long.groupby(_KEY, dropna=False):
            first, last = group.iloc[0], group.iloc[-1]
            if len(group) == 1:
                continue
            low, high = _relative(first, last)
            rows.append(
                dict(zip(_KEY, key, strict=True))
                | {
                    "first": first["value"],
                    "latest": last["value"],
                    "vintages": len(group),
                    "days": (last["published_by"] - first["published_by"]).days,
                    "revision_lower": low,
                    "revision_upper": high,
                }
            )
        columns = [*_KEY, "first", "latest", "vintages", "days", "revision_lower", "revision_upper"]
        return pd.DataFrame(rows, columns=columns)


def revisions_of(observations: pd.DataFrame) -> Revisions:
    """Vintages of every closed window among the dated observations of one indicator.

    A value printed again is not a new vintage: it moves ``last_confirmed``. Two prints are the same value if their
    ranges overlap (39.1万 and 390,900), so a mere change of rounding is no revision. "At least" and "up to" are left out, and so is a differing
    print within a week of the first, unless its source calls it revised: there outlets disagree about one announcement.
    """
    dated = observations.dropna(subset=["period_start", "period_end", "published_by"])
    dated = dated[~dated["qualifier"].isin(_ONE_SIDED)]
    dated = dated.sort_values([*_KEY, "published_by", "observation_id"])
    rows = []
    for _, group in dated.groupby(_KEY, dropna=False, sort=True):
        vintages = []
        for row in group.to_dict("records"):
            if vintages and Interval(row["lower"], row["upper"]).overlaps(
                Interval(vintages[-1]["lower"], vintages[-1]["upper"])
            ):
                vintages[-1]["last_confirmed"] = row["published_by"]
                continue
            if (
                vintages
                and row["obs_status"] != "R"
                and row["published_by"] - vintages[-1]["published_by"] <= _SAME_NEWS
            ):
                continue
            vintages.append(row | {"vintage": len(vintages) + 1, "last_confirmed": row["published_by"]})
        rows += vintages
    columns = [
        *_KEY,
        "vintage",
        "published_by",
        "last_confirmed",
        "value",
        "lower",
        "upper",
        "obs_status",
        "observation_id",
    ]
    return Revisions(pd.DataFrame(rows, columns=columns))


def _relative(first, last):
    if first["lower"] <= 0:
        return float("nan"), float("nan")
    change = Interval(last["lower"], last["upper"]) / Interval(first["lower"], first["upper"]) - 1
    return change.lower, change.upper
