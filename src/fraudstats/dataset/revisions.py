"""Vintages of one number: what was published first, what later, and how far the two differ.

A *vintage* is the state of knowledge on a date (Croushore and Stark, 2001, "A real-time data set for macroeconomists",
Journal of Econometrics 105). The triangle has one row per window and one column per vintage of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import isinf
from numbers import Integral
from operator import itemgetter

import pandas as pd

from fraudstats.dataset.html import table_as_html
from fraudstats.errors import DatasetError
from fraudstats.interval import Interval
from fraudstats.vocabulary import QUALIFIERS

__all__ = ["Revisions", "revisions_of"]

#: Numbers that leave one side open say nothing about a revision.
_ONE_SIDED = [code for code, qualifier in QUALIFIERS.items() if any(map(isinf, qualifier.reach["printed"]))]
#: For this long outlets report one announcement: where they differ, they disagree, and nothing was revised.
_ONE_ANNOUNCEMENT = pd.Timedelta(days=7)
_KEY = ["ref_area", "counterpart_area", "sub_area", "period_start", "period_end"]
_COLUMNS = [
    *_KEY, "vintage", "published_by", "last_confirmed", "value", "lower", "upper", "obs_status", "observation_id",
]  # fmt: skip
_READ = [column for column in _COLUMNS if column not in ("vintage", "last_confirmed")]


@dataclass(frozen=True, repr=False)
class Revisions:
    """All published values of an indicator by window and vintage.

    Attributes
    ----------
    long : data frame
        One row per window and vintage: the key, ``vintage`` (1 is the first), ``published_by``, ``value, lower,
        upper``, ``obs_status``, ``last_confirmed`` (when the same value was last printed), ``observation_id``.
    """

    long: pd.DataFrame

    def __repr__(self) -> str:
        windows, revised = ((self.long["vintage"] == vintage).sum() for vintage in (1, 2))
        return f"<revisions: {windows:,} windows, {len(self.long):,} vintages, {revised:,} windows revised>"

    def _repr_html_(self) -> str:
        return table_as_html(repr(self).strip("<>"), self.summary())

    def wide(self) -> pd.DataFrame:
        """The triangle: one row per window, one column per vintage, values inside."""
        key = [column for column in _KEY if self.long.loc[:, column].notna().any()]
        return self.long.pivot_table(index=key, columns="vintage", values="value", aggfunc="first")

    def nth(self, vintage: int) -> pd.DataFrame:
        """The values of one vintage: 1 is the first published, 2 the second, -1 the latest, -2 the one before.

        Raises
        ------
        DatasetError
            If `vintage` is 0 or no whole number.
        """
        if isinstance(vintage, bool) or not isinstance(vintage, Integral) or vintage == 0:
            raise DatasetError(
                f"there is no vintage {vintage!r}; 1 is the first published value of each window, -1 the latest"
            )
        number = self.long.loc[:, "vintage"]
        if vintage < 0:
            number = number - self.long.groupby(_KEY, dropna=False)["vintage"].transform("max") - 1
        return self.long.loc[number == vintage].reset_index(drop=True)

    def summary(self) -> pd.DataFrame:
        """One row per window that was revised.

        Returns
        -------
        data frame
            The key, ``first, latest, vintages``, ``days`` from the first to the latest value, and ``revision_lower,
            revision_upper``: the range of the relative revision that the two printed numbers allow.
        """
        rows = []
        vintages = self.long.groupby(_KEY, dropna=False)["vintage"].transform("max")
        for _, group in self.long.loc[vintages != 1].groupby(_KEY, dropna=False):
            first, last = group.iloc[0], group.iloc[-1]
            low, high = _relative(first, last)
            rows.append(
                {name: first[name] for name in _KEY}
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

    A value printed again is not a new vintage: it moves ``last_confirmed``. Two printed numbers are the same value if
    their ranges overlap (39.1万 and 390,900), so a mere change of rounding is no revision. "At least" and "up to" are
    left out, and so is a differing number within a week of the first, unless its source calls it revised: there
    outlets disagree about one announcement.
    """
    dated = observations.dropna(subset=["period_start", "period_end", "published_by"])
    dated = dated.loc[~dated["qualifier"].isin(_ONE_SIDED)].sort_values([*_KEY, "published_by", "observation_id"])
    numbered = dated.loc[:, _READ].assign(window=dated.groupby(_KEY, dropna=False).ngroup())
    rows = []
    for _, window in groupby(numbered.to_dict("records"), itemgetter("window")):
        rows += _vintages(window)
    return Revisions(pd.DataFrame(rows, columns=_COLUMNS))


def _vintages(window):
    """The observations of one window, in the order of publication, that changed its value."""
    vintages = []
    for row in window:
        latest = vintages[-1] if vintages else None
        if latest and _range(row).overlaps(_range(latest)):
            latest["last_confirmed"] = row["published_by"]
        elif latest and row["obs_status"] != "R" and row["published_by"] - latest["published_by"] <= _ONE_ANNOUNCEMENT:
            continue
        else:
            vintages.append(row | {"vintage": len(vintages) + 1, "last_confirmed": row["published_by"]})
    return vintages


def _range(row):
    return Interval(row["lower"], row["upper"])


def _relative(first, last):
    if first["lower"] <= 0:
        return float("nan"), float("nan")
    change = _range(last) / _range(first) - 1
    return change.lower, change.upper
