"""Figure 5: treaties by country and instrument, the paper's list against the treaties found."""

from __future__ import annotations

import pandas as pd

from fraudstats.plotting.figure import Figure, caption, joined
from fraudstats.plotting.style import ACCENT, GREY, INK, PALETTE, drawing, tidy_axes
from fraudstats.vocabulary import UNKNOWN

__all__ = ["treaty_matrix", "treaty_matrix_data"]

_COLUMNS = {
    "extradition": ("extradition",),
    "legal assistance\nin criminal matters": ("mla_criminal", "mla_civil_criminal"),
    "transfer of\nsentenced persons": ("transfer_sentenced",),
}
_AGREED = ("in_force", "signed", "ratified", "signed_ratified_by_china")
_EXISTS = ("exists_dates_not_read", "in_force_date_not_read", "in_force_year_not_read")


def treaty_matrix_data(dataset, paper="paper-bing-jiang-2023") -> pd.DataFrame:
    """One row a country and instrument: what was found, and whether the paper names it.

    Returns
    -------
    data frame
        ``country, party, column, instrument, finding`` (``agreed``, ``exists`` (dates not read), ``negotiating``,
        ``none found``), ``signed, in_force``, ``named_in_paper`` (empty where the paper gives no list) and ``ids``.
    """
    names = dataset.areas.set_index("ref_area")["name_en"]
    column_of = {instrument: column for column, group in _COLUMNS.items() for instrument in group}
    rows = dataset.treaties.assign(column=lambda t: t["instrument"].map(column_of)).dropna(subset=["column"])
    rows["finding"] = rows["status"].map(
        dict.fromkeys(_AGREED, "agreed") | dict.fromkeys(_EXISTS, "exists") | {"none_found": "none found"}
    )
    rows["finding"] = rows["finding"].fillna(rows["status"])
    rank = {"agreed": 0, "exists": 1, "negotiating": 2, "none found": 3}
    rows = rows.sort_values("finding", key=lambda f: f.map(rank), kind="stable")
    rows = rows.groupby(["party", "column"], as_index=False).agg(
        instrument=("instrument", "first"),
        finding=("finding", "first"),
        signed=("signed", _most_precise),
        in_force=("in_force", _most_precise),
        ids=("treaty_id", joined),
    )
    lists = _paper_lists(dataset, paper)
    rows["named_in_paper"] = pd.array(
        [r.party in lists[r.column] if r.column in lists else None for r in rows.itertuples()], dtype="boolean"
    )
    rows.insert(0, "country", rows["party"].map(names))
    return rows.sort_values(["country", "column"], ignore_index=True)


def _most_precise(dates):
    known = dates[dates != UNKNOWN]
    return max(known, key=len) if len(known) else None


def _paper_lists(dataset, paper):
    """Column -> the countries that the paper names for it."""
    claims = dataset.claims
    claims = claims[(claims["paper"] == paper) & (claims["test"] == "treaties") & (claims["aspect"] == "only")]
    lists = {}
    for claim in claims.itertuples():
        for column, group in _COLUMNS.items():
            if set(claim.instruments.split()) == set(group):
                lists[column] = set(claim.parties.split())
    return lists


def treaty_matrix(dataset, paper="paper-bing-jiang-2023") -> Figure:
    """China's treaties with South-east Asian states; a red ring where the paper's list leaves one out."""
    import matplotlib.pyplot as plt

    data = treaty_matrix_data(dataset, paper)
    countries, columns = sorted(data["country"].unique()), list(_COLUMNS)
    with drawing():
        picture, axes = plt.subplots(figsize=(8.2, 0.9 + 0.42 * len(countries)))
        tidy_axes(axes, "y")
        for row in data.itertuples():
            at = columns.index(row.column), countries.index(row.country)
            _cell(axes, at, row)
        axes.set_xticks(range(len(columns)), columns)
        axes.xaxis.tick_top()
        axes.set_yticks(range(len(countries)), countries)
        axes.set_ylim(len(countries) - 0.5, -0.5)
        axes.set_xlim(-0.5, len(columns) - 0.1)
        for side in ("left", "bottom"):
            axes.spines[side].set_visible(False)
        axes.set_title("China's treaties with South-east Asian states, and the paper's list", pad=34)
        _key(axes)
        plt.close(picture)
    text = (
        "Filled: a treaty was found (year of signature where it was read). Ring: found, but not all its dates were "
        "read. Cross: none found, which does not prove that there is none. A red square marks a treaty found that the "
        "paper's list of 'only' these partners leaves out."
    )
    return Figure("05-treaties", picture, data, caption(dataset, text, data))


_MARKS = {
    "agreed": {"marker": "o", "color": PALETTE[0], "s": 90},
    "exists": {"marker": "o", "facecolor": "white", "edgecolor": PALETTE[0], "linewidth": 2, "s": 80},
    "negotiating": {"marker": "o", "facecolor": "white", "edgecolor": GREY, "linewidth": 1.5, "s": 80},
    "none found": {"marker": "x", "color": "#c3c8ce", "s": 40},
}
_WORDS = {
    "agreed": "found",
    "exists": "found, not all dates read",
    "negotiating": "under negotiation",
    "none found": "none found",
}


def _cell(axes, at, row):
    axes.scatter(*at, zorder=3, **_MARKS[row.finding])
    if pd.notna(row.signed):
        axes.text(at[0] + 0.09, at[1], row.signed[:4], va="center", fontsize=8, color=INK)
    if row.finding in ("agreed", "exists") and pd.notna(row.named_in_paper) and not row.named_in_paper:
        axes.scatter(*at, marker="s", s=330, facecolor="none", edgecolor=ACCENT, linewidth=2, zorder=4)
        axes.text(at[0] + 0.34, at[1], "not in the paper", va="center", fontsize=8, color=ACCENT)


def _key(axes):
    for finding, mark in _MARKS.items():
        axes.scatter([], [], label=_WORDS[finding], **mark)
    axes.legend(loc="upper center", bbox_to_anchor=(0.45, -0.01), ncols=4, fontsize=8)
