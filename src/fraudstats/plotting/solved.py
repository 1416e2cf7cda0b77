"""Figure 1: what each published count of solved cases really covers."""

from __future__ import annotations

import pandas as pd

from fraudstats.plotting.figure import Figure, caption, joined
from fraudstats.plotting.style import ACCENT, GREY, INK, PALETTE, drawing, tidy_axes

__all__ = ["covered_windows", "covered_windows_data"]

_TIERS = ("issuer_site", "state_media", "other_media", "repost")


def covered_windows_data(dataset, start="2019-01-01", paper="paper-bing-jiang-2023") -> pd.DataFrame:
    """Every printed count of solved cases with a known window that ends after `start`: one row a window and number.

    Returns
    -------
    data frame
        ``period_start, period_end, value, lower, upper, qualifier, text`` (as printed in the strongest source),
        ``witnesses`` (independent ones), ``in_paper`` (the claim's id, where the paper copies the number for a window
        that this one lies in), ``twin`` (whether the number was printed for another window too) and ``ids``.
    """
    solved = dataset.select("telecom_fraud_cases_solved", ref_area="CN").observations
    solved = solved[solved["period_end"] >= pd.Timestamp(start)].dropna(subset=["period_start"])
    tiers = dataset.sources.set_index("source_id")["tier"].map(_TIERS.index)
    # The text to show: with a qualifier where a source prints one, from the strongest such source.
    solved = solved.assign(tier=solved["source_id"].map(tiers), bare=solved["qualifier"].isin(["exact", "rounded"]))
    solved = solved.sort_values(["bare", "tier", "observation_id"])
    rows = solved.groupby(["period_start", "period_end", "value"], as_index=False).agg(
        lower=("lower", "min"),
        upper=("upper", "max"),
        qualifier=("qualifier", "first"),
        text=("value_text", "first"),
        witnesses=("witness", "nunique"),
        ids=("observation_id", joined),
    )
    claims = dataset.claims
    claims = claims[(claims["paper"] == paper) & (claims["indicator"] == "telecom_fraud_cases_solved")]
    rows["in_paper"] = [_claim_of(row, claims) for row in rows.itertuples()]
    marked = rows.loc[rows["in_paper"].notna(), "value"]
    rows["twin"] = rows["in_paper"].isna() & rows["value"].isin(marked)
    return rows.sort_values(["period_end", "period_start", "value"], ignore_index=True)


def _claim_of(row, claims):
    inside = claims[
        (claims["value"] == row.value)
        & (claims["period_start"] <= row.period_start)
        & (claims["period_end"] >= row.period_end)
    ]
    return None if inside.empty else inside["claim_id"].iloc[0].rpartition("/")[2]


def covered_windows(dataset, start="2019-01-01", paper="paper-bing-jiang-2023") -> Figure:
    """Windows of the published counts of solved cases as bars on a time axis, the paper's numbers marked."""
    import matplotlib.dates as mdates
    import matplotlib.pyplot as plt

    data = covered_windows_data(dataset, start, paper)
    with drawing():
        picture, axes = plt.subplots(figsize=(9.5, 1.4 + 0.235 * len(data)))
        tidy_axes(axes)
        for y, row in enumerate(data.itertuples()):
            claimed = isinstance(row.in_paper, str)
            colour = ACCENT if claimed else PALETTE[1] if row.twin else PALETTE[0]
            width = (row.period_end - row.period_start).days + 1
            first = max(row.period_start, pd.Timestamp(start))
            axes.barh(y, width - (first - row.period_start).days, left=first, height=0.62, color=colour, alpha=0.85)
            label = f"{row.text}" + (f"   (claim {row.in_paper})" if claimed else "")
            at = row.period_end + pd.Timedelta(days=20)
            axes.text(at, y, label, va="center", fontsize=8, color=colour if claimed else INK)
        axes.set_yticks(range(len(data)), [f"{n} ×" for n in data["witnesses"]], fontsize=7, color=GREY)
        axes.set_ylabel("independent witnesses of each number", color=GREY, fontsize=8)
        axes.set_ylim(len(data) - 0.4, -0.6)
        axes.xaxis.set_major_locator(mdates.YearLocator())
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
        axes.set_xlim(pd.Timestamp(start), data["period_end"].max() + pd.Timedelta(days=420))
        axes.set_title("What each published count of solved telecom-fraud cases covers")
        _legend(axes)
        plt.close(picture)
    text = (
        "Each bar is one published count of telecom-fraud cases solved in mainland China: its length is the time that "
        "the number counts, the label the number as printed. Red: the numbers that the paper gives for the years 2021 "
        "and 2022. Orange: the same number printed for another time. "
        f"Bars that begin before {start[:4]} are cut at the edge; counts with an unknown start or end are not drawn."
    )
    return Figure("01-solved-cases-windows", picture, data, caption(dataset, text, data))


def _legend(axes):
    from matplotlib.patches import Patch

    entries = {
        "copied by the paper as the year's number": ACCENT,
        "the same number, another time": PALETTE[1],
        "other published counts": PALETTE[0],
    }
    axes.legend(
        handles=[Patch(color=colour, label=label) for label, colour in entries.items()], loc="upper right", fontsize=8
    )
