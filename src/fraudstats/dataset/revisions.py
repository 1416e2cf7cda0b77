"""Vintages of one number: what was published first, what later, and how far the two differ.

A *vintage* is the state of knowledge on a date (Croushore and Stark, 2001, "A real-time data set for macroeconomists",
Journal of Econometrics 105). The triangle has one row per window and one column per vintage of it. What the revisions
of many windows have in common is in `fraudstats.dataset.revision_summary`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from math import isinf
from numbers import Integral
from operator import itemgetter

import pandas as pd

from fraudstats.dataset.html import table_as_html
from fraudstats.dataset.news_or_noise import NewsOrNoise, news_or_noise_of
from fraudstats.dataset.preferred import errata_of
from fraudstats.dataset.revision_summary import statistics_of
from fraudstats.errors import DatasetError
from fraudstats.interval import Interval
from fraudstats.vocabulary import QUALIFIERS

__all__ = ["Revisions", "revisions_of"]

#: Numbers that leave one side open say nothing about a revision.
_ONE_SIDED = [code for code, qualifier in QUALIFIERS.items() if any(map(isinf, qualifier.reach["printed"]))]
#: For this long outlets report one announcement: where they differ, they disagree, and nothing was revised.
_ONE_ANNOUNCEMENT = pd.Timedelta(days=7)
_PLACE = ["ref_area", "counterpart_area", "sub_area"]
_KEY = ["indicator", *_PLACE, "period_start", "period_end"]
_WORDS = {"status_before": "str", "status_after": "str", "reason": "str"}
_COLUMNS = [
    *_KEY, "unit", "vintage", "published_by", "last_confirmed", "other_values", "value", "lower", "upper", "obs_status",
    *_WORDS, "observation_id",
]  # fmt: skip
_READ = [*_KEY, "unit", "published_by", "value", "lower", "upper", "obs_status", "reason", "observation_id"]
_SIZES = [
    *_KEY, "unit", "outcome", "first", "latest", "vintages", "days", "revision", "absolute_lower", "absolute_upper",
    "relative_revision", "revision_lower", "revision_upper", *_WORDS,
]  # fmt: skip
_REVISED = ("revised", "restored")


def _no_misprints() -> pd.DataFrame:
    return pd.DataFrame(columns=[*_KEY, "published_by", "value", "reason", "observation_id"])


@dataclass(frozen=True, repr=False)
class Revisions:
    """All published values of an indicator by window and vintage.

    Attributes
    ----------
    long : data frame
        One row per window and vintage: the key, ``unit``, ``vintage`` (1 is the first), ``published_by``, ``value,
        lower, upper``, ``obs_status``, ``last_confirmed`` (when the same value was last printed), ``other_values``
        (how many other values within its range were printed more than a week later), ``observation_id``. From the
        second vintage on also ``status_before, status_after`` (SDMX: P provisional, R revised) and ``reason``: the note
        on the revised number, which holds the issuer's reason where it gives one, and what was corrected in its
        transcription; empty where there is neither.
    misprints : data frame
        The numbers that their sources seem to have printed wrongly, with the ``reason`` to think so. They are no
        vintages.
    """

    long: pd.DataFrame
    misprints: pd.DataFrame = field(default_factory=_no_misprints)

    def __repr__(self) -> str:
        windows, revised = ((self.long["vintage"] == vintage).sum() for vintage in (1, 2))
        return f"<revisions: {windows:,} windows, {len(self.long):,} vintages, {revised:,} windows revised>"

    def _repr_html_(self) -> str:
        return table_as_html(repr(self).strip("<>"), self.sizes())

    def wide(self) -> pd.DataFrame:
        """The triangle: one row per window, one column per vintage, values inside.

        The index names what differs: a place that only some windows have is ``none`` for the others.
        """
        places = [column for column in _PLACE if self.long.loc[:, column].notna().any()]
        several = ["indicator"] if len(self.long["indicator"].unique()) > 1 else []
        key = [*several, *places, "period_start", "period_end"]
        rows = self.long.fillna(dict.fromkeys(places, "none"))
        return rows.pivot_table(index=key, columns="vintage", values="value", aggfunc="first")

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

    def sizes(self, *, every: bool = False) -> pd.DataFrame:
        """One row per window that was revised: what changed, by how much, and why.

        Parameters
        ----------
        every : bool
            Also the windows that were not revised.

        Returns
        -------
        data frame
            The key, ``unit``, ``outcome``, ``first, latest, vintages``, ``days`` from the first to the latest value
            (or, if there is one value only, to its last printing), ``revision`` (latest less first) with the range
            ``absolute_lower, absolute_upper``, ``relative_revision`` (by the first) with the range ``revision_lower,
            revision_upper``; ``status_before`` of the first value, ``status_after`` of the latest, ``reason``. The
            ranges are what the two printed numbers allow. ``outcome`` is ``revised``; ``restored``, if the latest value
            meets the range of the first again; ``within the printed precision``, if values were printed that differ
            by no more than their rounding; ``unchanged``, if the same value was printed again more than a week later;
            else ``printed once``.
        """
        windows = [_size(group) for _, group in self.long.groupby(_KEY, dropna=False)]
        table = pd.DataFrame(windows, columns=_SIZES).astype(_WORDS)
        return table if every else table.loc[table["outcome"].isin(_REVISED)].reset_index(drop=True)

    def statistics(self, which: str = "revised") -> pd.DataFrame:
        """Lag, size and bias of the revisions: one row over all, and one per indicator and area if there are several.

        Parameters
        ----------
        which : str
            The windows to average over; see `fraudstats.dataset.revision_summary.statistics_of`, also for the columns.

        Raises
        ------
        DatasetError
            If `which` is unknown.

        Examples
        --------
        >>> import fraudstats as fs
        >>> scams = fs.load().revisions("spf_scam_cases_reported", ref_area="SG").statistics()
        >>> print(f"n = {scams.loc[0, 'n']}, {scams.loc[0, 'relative_mean_absolute_revision']:.1%} of the first prints")
        n = 8, 1.7% of the first prints
        """
        return statistics_of(self.sizes(every=True), self.misprints, which)

    def summary(self, which: str = "revised") -> str:
        """Number, lag, size and bias of the revisions in words, and whether they look like news or noise.

        Of several indicators and areas, those without a window to average over are left out.

        Raises
        ------
        DatasetError
            If `which` is unknown; see `statistics`.
        """
        rows = self.statistics(which).to_dict("records")
        lines = [_words(row, which) for row in rows if row["n"] or row is rows[0]]
        try:
            return "\n".join([*lines, self.news_or_noise(which).summary()])
        except DatasetError as refusal:
            return "\n".join([*lines, f"not tested: {refusal}."])

    def news_or_noise(self, which: str = "revised", *, scale: str = "log", errors: str = "plain") -> NewsOrNoise:
        """Whether the first prints are efficient forecasts (news), or the final values with errors of measurement.

        See `fraudstats.dataset.news_or_noise.news_or_noise_of` for the method, the parameters and the literature.

        Raises
        ------
        DatasetError
            If there are fewer than eight windows, or an argument is unknown.

        Examples
        --------
        >>> import fraudstats as fs
        >>> fs.load().revisions("spf_crimes_reported", ref_area="SG").news_or_noise().n
        8
        """
        return news_or_noise_of(self.sizes(every=True), which, scale=scale, errors=errors)


def revisions_of(observations: pd.DataFrame, corrections: pd.DataFrame | None = None) -> Revisions:
    """Vintages of every closed window among the dated observations of one or more indicators.

    A value printed again is not a new vintage: it moves ``last_confirmed``. Two printed numbers are the same value if
    their ranges overlap (39.1万 and 390,900), so a mere change of rounding is no revision. "At least" and "up to" are
    left out, and so is a differing number within a week of the first, unless its source calls it revised: there
    outlets disagree about one announcement. After a number of status R, one without it that repeats an earlier vintage
    is a retelling of what was revised.

    Parameters
    ----------
    observations : data frame
    corrections : data frame, optional
        The table of corrections. With it numbers that have an erratum are no vintages, and the correction of a
        transcription is part of the reason.
    """
    notes = _corrections_in_words(corrections)
    dated = observations.dropna(subset=["period_start", "period_end", "published_by"])
    dated = dated.loc[~dated["qualifier"].isin(_ONE_SIDED)].assign(formal=lambda rows: rows["obs_status"] == "R")
    dated = dated.sort_values([*_KEY, "published_by", "formal", "observation_id"])  # what restates comes after the rest
    dated = dated.assign(reason=[_reason(*row, notes) for row in dated[["note", "observation_id"]].to_numpy()])
    wrong = dated["observation_id"].isin([] if corrections is None else errata_of(corrections))
    right = dated.loc[~wrong, _READ]
    numbered = right.assign(window=right.groupby(_KEY, dropna=False).ngroup()).to_dict("records")
    rows = [vintage for _, window in groupby(numbered, itemgetter("window")) for vintage in _vintages(window)]
    long = pd.DataFrame(rows, columns=_COLUMNS).astype(_WORDS)
    return Revisions(long, dated.loc[wrong, list(_no_misprints())].reset_index(drop=True))


def _corrections_in_words(corrections):
    """Observation id -> what was corrected in it, and why."""
    if corrections is None:
        return {}
    words = "corrected: " + corrections["what"].fillna("") + "; " + corrections["why"].fillna("")
    return words.groupby(corrections["record_id"]).agg("; ".join).to_dict()


def _reason(note, observation_id, notes):
    parts = [note if isinstance(note, str) else None, notes.get(observation_id)]
    return " | ".join(part for part in parts if part) or None


def _vintages(window):
    """The observations of one window, in the order of publication, that changed its value."""
    vintages = []
    for row in window:
        latest = vintages[-1] if vintages else None
        if latest and _range(row).overlaps(_range(latest)):
            _confirm(latest, row)
        elif latest is None or not (_same_announcement(row, latest) or _retells(row, vintages)):
            vintages.append(_vintage(row, latest, len(vintages) + 1))
    return [row | {"other_values": len(row["other_values"])} for row in vintages]


def _confirm(vintage, row):
    vintage["last_confirmed"] = row["published_by"]
    if row["value"] != vintage["value"] and row["published_by"] - vintage["published_by"] > _ONE_ANNOUNCEMENT:
        vintage["other_values"].add(row["value"])


def _same_announcement(row, latest):
    return row["obs_status"] != "R" and row["published_by"] - latest["published_by"] <= _ONE_ANNOUNCEMENT


def _retells(row, vintages):
    """Whether a number repeats what was revised formally since."""
    formal = vintages[-1]["obs_status"] == "R" and row["obs_status"] != "R"
    return formal and any(_range(row).overlaps(_range(earlier)) for earlier in vintages[:-1])


def _vintage(row, before, number):
    made = {"vintage": number, "last_confirmed": row["published_by"], "other_values": set()}
    if before is None:
        return row | made | {"reason": None}
    return row | made | {"status_before": before["obs_status"], "status_after": row["obs_status"]}


def _size(group):
    first, last = group.iloc[0], group.iloc[-1]
    change = _range(last) - _range(first)
    low, high = _relative(first, last)
    reasons = group["reason"].dropna()
    until = last["published_by"] if len(group) > 1 else last["last_confirmed"]
    return {name: first[name] for name in [*_KEY, "unit"]} | {
        "outcome": _outcome(group, change),
        "first": first["value"],
        "latest": last["value"],
        "vintages": len(group),
        "days": (until - first["published_by"]).days,
        "revision": last["value"] - first["value"],
        "absolute_lower": change.lower,
        "absolute_upper": change.upper,
        "relative_revision": last["value"] / first["value"] - 1 if first["value"] > 0 else float("nan"),
        "revision_lower": low,
        "revision_upper": high,
        "status_before": first["obs_status"],
        "status_after": last["obs_status"],
        "reason": "; ".join(reasons) if len(reasons) else None,
    }


def _outcome(group, change):
    only = group.iloc[0]
    if len(group) > 1:
        return "restored" if 0 in change else "revised"
    if only["other_values"]:
        return "within the printed precision"
    again = only["last_confirmed"] - only["published_by"] > _ONE_ANNOUNCEMENT
    return "unchanged" if again else "printed once"


def _range(row):
    return Interval(row["lower"], row["upper"])


def _relative(first, last):
    if first["lower"] <= 0:
        return float("nan"), float("nan")
    change = _range(last) / _range(first) - 1
    return change.lower, change.upper


def _words(row, which):
    """One row of the statistics as a sentence or two."""
    name = " ".join(str(row[part]) for part in ("indicator", "ref_area") if pd.notna(row[part]))
    counts = {
        "with status R": row["declared"],
        "restored later": row["restored"],
        "within the printed precision": row["within_precision"],
        "printed wrongly": row["misprinted"],
    }
    further = "".join(f", {number} {what}" for what, number in counts.items() if number)
    text = f"{name}: {row['revised']} of {row['windows']} windows revised{further}."
    if not row["n"]:
        return text
    if not row["relative_n"]:
        return f"{text} None of the {which} (n = {row['n']}) can be related to its first value."
    low, high = row["mean_relative_revision_lower"], row["mean_relative_revision_upper"]
    shared = f", {row['overlapping']} of them share days with others" if row["overlapping"] else ""
    return (
        f"{text} Of the {which} (n = {row['n']}{shared}): median lag {row['median_lag']:.0f} days{_in_units(row)}; "
        f"mean relative revision {_percent(row['mean_relative_revision'])} (printed numbers allow {_percent(low)} to "
        f"{_percent(high)}), {row['share_upward']:.0%} upward; {_bias(row)}."
    )


def _in_units(row):
    if not isinstance(row["unit"], str):
        return ""
    mean, size, share = (row[f"{kind}_revision"] for kind in ("mean", "mean_absolute", "relative_mean_absolute"))
    mean, size = (f"{one:,.0f}" if abs(one) >= 100 else f"{one:.3g}" for one in (mean, size))
    return f"; mean revision {mean} {row['unit']}, mean absolute revision {size} ({100 * share:.2g}% of first prints)"


def _percent(share):
    return f"{100 * share:+.2g}%"


def _bias(row):
    if pd.isna(row["relative_t"]):
        return f"no test of bias with n = {row['relative_n']}, which needs 3 that differ"
    return f"test of no bias t({row['relative_n'] - 1}) = {row['relative_t']:.2f}, p = {row['relative_p_value']:.2g}"
