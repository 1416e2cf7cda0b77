"""A chain of preferred numbers, refused where numbers must not be chained."""

from __future__ import annotations

import re

import pandas as pd

from fraudstats.dataset.preferred import witnesses_of_windows
from fraudstats.dates import Window
from fraudstats.errors import DatasetError
from fraudstats.gaps import missing_windows, period_name

__all__ = ["REFUSALS", "gaps_in", "series_of"]

#: What makes a chain of numbers misleading; a caller may accept each by name.
REFUSALS = ("overlap", "break", "length")

#: Frequency -> months that a window must cover, from the first day of a month to the last of another.
_MONTHS = {"Y": 12, "H": 6, "Q": 3, "M": 1}
#: Between two breaks; their words may hold a semicolon too.
_ANOTHER = re.compile(r"; (?=\d{4}-\d{2}-\d{2} )")
_COLUMNS = [
    "period_start", "period_end", "value", "lower", "upper", "qualifier", "value_text", "unit", "observation_id",
    "source_id", "preferred_reason", "agree", "disagree",
]  # fmt: skip


def series_of(
    observations: pd.DataFrame, indicators: pd.DataFrame, freq: str | None, accept: tuple[str, ...]
) -> pd.DataFrame:
    """The preferred observations of one indicator and area, in the order of time, with the count of their witnesses."""
    unknown = set(accept) - set(REFUSALS)
    if unknown:
        raise DatasetError(f"cannot accept {', '.join(sorted(unknown))}; choose from {', '.join(REFUSALS)}")
    counted = observations.join(witnesses_of_windows(observations))
    rows = counted.loc[counted["preferred"]].sort_values(["period_start", "period_end"], ignore_index=True)
    if freq is not None:
        rows = rows.loc[_covers(rows, freq)].reset_index(drop=True)
    if rows.empty:
        whole = f" that covers a whole {freq}" if freq else ""
        raise DatasetError(
            f"no observation with a known window{whole}; see the table of observations for what there is"
        )
    if len(units := set(rows["unit"])) > 1:
        raise DatasetError(f"the numbers count different units ({', '.join(sorted(units))}) and cannot be chained")
    _refuse(_overlaps(rows), "overlap", accept, "choose freq='Y', or reconcile them")
    _refuse(_unequal(rows), "length", accept, "choose freq, or compare rates per day (fs.trends.growth)")
    _refuse(_breaks(rows, indicators), "break", accept, "select one side of it by start= or end=")
    return rows.loc[:, _COLUMNS].astype({"agree": "int64", "disagree": "int64"})


def gaps_in(
    rows: pd.DataFrame,
    gaps: pd.DataFrame,
    indicator: str,
    ref_area: str,
    counterpart_area: str,
    otherwise: str = "no reason recorded",
) -> list[dict[str, str]]:
    """The periods that a series of equal windows leaves out, each with the reason that is recorded.

    Parameters
    ----------
    rows : data frame
        The series.
    gaps : data frame
        The recorded gaps.
    indicator, ref_area, counterpart_area : str
        What the series counts.
    otherwise : str
        What to say of a period of which no gap is recorded.

    Returns
    -------
    list of dict
        ``period`` (such as ``2018``), ``start``, ``end``, ``reason`` (a code of `fraudstats.vocabulary.GAP_REASONS`, or
        `otherwise`).
    """
    of = (gaps["indicator"] == indicator) & (gaps["ref_area"] == ref_area)
    gaps = gaps.loc[of & (gaps["counterpart_area"].fillna("none") == counterpart_area)]
    recorded = [(Window(g["period_start"], g["period_end"]), g["reason"]) for g in gaps.to_dict("records")]
    found = []
    for window in missing_windows(rows["period_start"], rows["period_end"]):
        reason = next((why for gap, why in recorded if window in gap), otherwise)
        named = {"period": period_name(window), "reason": reason}
        found.append(named | {"start": str(window.start), "end": str(window.end)})
    return found


def _covers(rows, freq):
    if not (isinstance(freq, str) and freq in _MONTHS):
        raise DatasetError(f"unknown freq {freq!r}; choose one of {', '.join(_MONTHS)}")
    start, end = rows["period_start"].dt, rows["period_end"].dt
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    aligned = (start.day == 1) & end.is_month_end & ((start.month - 1) % _MONTHS[freq] == 0)
    return aligned & (months == _MONTHS[freq])


def _refuse(found, name, accept, advice):
    if found and name not in accept:
        raise DatasetError(f"these numbers must not be chained: {found}; {advice}, or accept={name!r}")


def _words(row):
    window = f"{row['period_start']:%Y-%m-%d} to {row['period_end']:%Y-%m-%d}"
    return f"{window} ({row['value_text']}, {row['observation_id']})"


def _overlaps(rows):
    """The first pair of overlapping windows in words, or nothing."""
    furthest = None
    for row in rows.to_dict("records"):
        if furthest is not None and row["period_start"] <= furthest["period_end"]:
            return f"{_words(furthest)} overlaps {_words(row)}"
        if furthest is None or row["period_end"] > furthest["period_end"]:
            furthest = row
    return ""


def _unequal(rows):
    """Windows of clearly different length in words, or nothing (a month may have 28 to 31 days)."""
    days = (rows["period_end"] - rows["period_start"]).dt.days + 1
    if days.max() <= 1.15 * days.min():
        return ""
    short, long = rows.loc[days.idxmin()], rows.loc[days.idxmax()]
    return f"{_words(short)} counts {days.min()} days, {_words(long)} counts {days.max()}"


def _breaks(rows, indicators):
    """A break of definition inside the span of the rows in words, or nothing."""
    declared = indicators.loc[indicators["indicator"] == rows["indicator"].iloc[0], "breaks"].dropna()
    for text in (one for texts in declared for one in _ANOTHER.split(texts)):
        date, _, why = text.partition(" ")
        if rows["period_start"].min() < pd.Timestamp(date) <= rows["period_end"].max():
            return f"the definition changed on {date} ({why})"
    return ""
