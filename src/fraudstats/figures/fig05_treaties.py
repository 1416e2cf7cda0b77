"""Figure 5: treaties by country and instrument, the paper's list against the treaties found."""

from __future__ import annotations

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.figures.base import PAPER, PaperFigure
from fraudstats.plotting import ACCENT, GREY, INK, PALETTE, joined, panels, tidy_axes
from fraudstats.vocabulary import AGREED_STATUSES, UNDATED_STATUSES, UNKNOWN

__all__ = ["FIGURE", "data"]

_COLUMNS = {
    "extradition": ("extradition",),
    "legal assistance\nin criminal matters": ("mla_criminal", "mla_civil_criminal"),
    "transfer of\nsentenced persons": ("transfer_sentenced",),
}
#: Status -> what was found; other statuses are findings of their own.
_FINDINGS = (
    dict.fromkeys(AGREED_STATUSES, "agreed") | dict.fromkeys(UNDATED_STATUSES, "exists") | {"none_found": "none found"}
)
_RANKS = {"agreed": 0, "exists": 1, "negotiating": 2, "none found": 3}


def data(dataset: Dataset, paper: str = PAPER) -> pd.DataFrame:
    """One row per country and instrument: what was found, and whether the paper names it.

    Parameters
    ----------
    dataset : Dataset
    paper : str
        Id of the paper whose lists are compared.

    Returns
    -------
    DataFrame
        ``country, party, column, instrument, finding`` (``agreed``, ``exists`` (dates not read), ``negotiating``,
        ``none found``), ``signed, in_force``, ``named_in_paper`` (empty where the paper gives no list) and ``ids``.
    """
    names = dict(zip(dataset.areas["ref_area"], dataset.areas["name_en"], strict=True))
    column_of = {instrument: column for column, group in _COLUMNS.items() for instrument in group}
    rows = dataset.treaties.assign(column=lambda t: t["instrument"].map(column_of)).dropna(subset=["column"])
    rows["finding"] = [_FINDINGS.get(status, status) for status in rows["status"]]
    rows = rows.sort_values("finding", key=lambda finding: finding.map(_RANKS), kind="stable")
    rows = rows.groupby(["party", "column"], as_index=False).agg(
        instrument=("instrument", "first"),
        finding=("finding", "first"),
        signed=("signed", _most_precise),
        in_force=("in_force", _most_precise),
        ids=("treaty_id", joined),
    )
    lists = _paper_lists(dataset, paper)
    rows["named_in_paper"] = pd.array(
        [
            party in lists[column] if column in lists else None
            for party, column in zip(rows["party"], rows["column"], strict=True)
        ],
        dtype="boolean",
    )
    rows.insert(0, "country", [names.get(party) for party in rows["party"]])
    return rows.sort_values(["country", "column"], ignore_index=True)


def _most_precise(dates):
    known = dates[dates != UNKNOWN]
    return max(known, key=len) if len(known) else None


def _paper_lists(dataset, paper):
    """Column -> the countries that the paper names for it."""
    claims = dataset.claims
    claims = claims[(claims["paper"] == paper) & (claims["test"] == "treaties") & (claims["aspect"] == "only")]
    lists = {}
    for instruments, parties in zip(claims["instruments"], claims["parties"], strict=True):
        for column, group in _COLUMNS.items():
            if set(instruments.split()) == set(group):
                lists[column] = set(parties.split())
    return lists


def _picture(data):
    countries, columns = sorted(data["country"].unique()), list(_COLUMNS)
    picture, axes = panels(figsize=(8.2, 0.9 + 0.42 * len(countries)))
    tidy_axes(axes, "y")
    for row in data.to_dict("records"):
        _cell(axes, (columns.index(row["column"]), countries.index(row["country"])), row)
    axes.set_xticks(range(len(columns)), columns)
    axes.xaxis.tick_top()
    axes.set_yticks(range(len(countries)), countries)
    axes.set_ylim(len(countries) - 0.5, -0.5)
    axes.set_xlim(-0.5, len(columns) - 0.1)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.set_title("China's treaties with South-east Asian states, and the paper's list", pad=34)
    _key(axes)
    return picture


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
    axes.scatter(*at, zorder=3, **_MARKS[row["finding"]])
    if pd.notna(row["signed"]):
        axes.text(at[0] + 0.09, at[1], row["signed"][:4], va="center", fontsize=8, color=INK)
    named = row["named_in_paper"]
    if row["finding"] in ("agreed", "exists") and pd.notna(named) and not named:
        axes.scatter(*at, marker="s", s=330, facecolor="none", edgecolor=ACCENT, linewidth=2, zorder=4)
        axes.text(at[0] + 0.34, at[1], "not in the paper", va="center", fontsize=8, color=ACCENT)


def _key(axes):
    for finding, mark in _MARKS.items():
        axes.scatter([], [], label=_WORDS[finding], **mark)
    axes.legend(loc="upper center", bbox_to_anchor=(0.45, -0.01), ncols=4, fontsize=8)


def _words(data):
    return (
        "Filled: a treaty was found (year of signature where it was read). Ring: found, but not all its dates were "
        "read. Cross: none found, which does not prove that there is none. A red square marks a treaty found that the "
        "paper's list of 'only' these partners leaves out."
    )


FIGURE = PaperFigure(
    name="05-treaties",
    title="China's treaties with South-east Asian states, and the paper's list",
    notebook="07_handovers_and_treaties",
    compute=data,
    picture=_picture,
    words=_words,
)
