"""Figure 5: treaties by country and instrument, the paper's list against the treaties found."""

from __future__ import annotations

from textwrap import fill

import pandas as pd

from fraudstats.amounts import listed
from fraudstats.dataset import Dataset
from fraudstats.figures.base import PAPER, PaperFigure
from fraudstats.plotting import ACCENT, FAINT, GREY, INK, PALETTE, joined, panels
from fraudstats.vocabulary import AGREED_STATUSES, UNDATED_STATUSES, UNKNOWN

__all__ = ["FIGURE", "data"]

_COLUMNS = {
    "extradition": ("extradition",),
    "legal assistance in criminal matters": ("mla_criminal", "mla_civil_criminal"),
    "transfer of sentenced persons": ("transfer_sentenced",),
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
        ``country, party, column, instrument, finding`` (``agreed``, ``exists`` (not since when), ``negotiating``,
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
    picture, axes = panels(height=1.35 + 0.27 * len(countries))
    for y in range(0, len(countries), 2):
        axes.axhspan(y - 0.5, y + 0.5, color=FAINT, alpha=0.6, linewidth=0)
    found = {(row["column"], row["country"]): row for row in data.to_dict("records")}
    for x, column in enumerate(columns):
        for y, country in enumerate(countries):
            _cell(axes, (x, y), found.get((column, country)))
    listed_in = data.dropna(subset=["named_in_paper"])["column"].unique()
    notes = ["the paper lists partners" if column in listed_in else "no list in the paper" for column in columns]
    heads = [f"{fill(column, 20)}\n({note})" for column, note in zip(columns, notes, strict=True)]
    axes.set_xticks(range(len(columns)), heads)
    axes.xaxis.tick_top()
    axes.set_yticks(range(len(countries)), countries)
    axes.tick_params(length=0)
    axes.set_ylim(len(countries) - 0.5, -0.5)
    axes.set_xlim(-0.45, len(columns) - 0.35)
    axes.spines[:].set_visible(False)
    _key(axes)
    return picture


_MARKS = {
    "agreed": {"marker": "o", "color": PALETTE[0], "markersize": 7},
    "exists": {"marker": "o", "fillstyle": "left", "color": PALETTE[0], "markersize": 7, "markerfacecoloralt": "white"},
    "negotiating": {"marker": "^", "color": GREY, "markerfacecolor": "white", "markersize": 6.5},
    "none found": {"marker": "x", "color": GREY, "markersize": 5},
}
_WORDS = {
    "agreed": "found: its entry into force is dated, or it is signed",
    "exists": "found: exists or is in force, not since when",
    "negotiating": "under negotiation",
    "none found": "looked for, none found",
}
_SQUARES = {
    True: ("the paper lists it", {"color": INK, "markeredgewidth": 0.8}),
    False: ("the paper's list leaves it out", {"color": ACCENT, "markeredgewidth": 1.8}),
}
_SQUARE = {"marker": "s", "markersize": 12, "markerfacecolor": "none", "linestyle": ""}


def _cell(axes, at, row):
    if row is None:
        axes.text(*at, "no record", ha="center", va="center", fontsize=6, color=GREY)
        return
    axes.plot(*at, linestyle="", zorder=3, **_MARKS[row["finding"]])
    if pd.notna(row["signed"]):
        axes.text(at[0] + 0.1, at[1], row["signed"][:4], va="center", fontsize=7)
    if pd.isna(named := row["named_in_paper"]):
        return
    if named or row["finding"] in ("agreed", "exists"):
        axes.plot(*at, zorder=4, **_SQUARE, **_SQUARES[bool(named)][1])
    if not named and row["finding"] in ("agreed", "exists"):
        axes.text(at[0] + 0.25, at[1], "not in the paper", va="center", fontsize=7, color=ACCENT)


def _key(axes):
    for finding, mark in _MARKS.items():
        axes.plot([], [], label=_WORDS[finding], linestyle="", **mark)
    for words, style in _SQUARES.values():
        axes.plot([], [], label=words, **_SQUARE | {"markersize": 8}, **style)
    axes.legend(loc="upper center", bbox_to_anchor=(0.45, -0.01), ncols=2, fontsize=7, columnspacing=3)


def _words(data):
    return (
        "Filled: a source that was read dates the entry into force, or says that the treaty is signed or ratified and "
        "no more. Half filled: the sources that were read say that it exists or is in force, none since when. A year "
        "is that of the signature, where it was read; whether the mark is filled does not depend on it. Triangle: "
        "under negotiation. Cross: none found, which does not prove that there is none; "
        "'no record': nothing was looked for or read. A thin square marks what the paper's list of 'only' these "
        "partners names, a thick red one a treaty found that the list leaves out."
    )


def _alt(data):
    there = data[data["finding"].isin(["agreed", "exists"])]
    parts = []
    for column in _COLUMNS:
        rows = there[there["column"] == column]
        signed = [row.country + (f" ({row.signed[:4]})" if pd.notna(row.signed) else "") for row in rows.itertuples()]
        parts.append(f"{column}: {listed(signed)}")
    left_out = there[~there["named_in_paper"].fillna(True).astype(bool)]
    missing = [f"{row.country} ({row.column})" for row in left_out.itertuples()]
    return (
        f"A table of marks for {data['country'].nunique()} states and {len(_COLUMNS)} kinds of treaty. Treaties found, "
        f"with year of signature: {'; '.join(parts)}. The paper's lists leave out {listed(missing)}."
    )


FIGURE = PaperFigure(
    name="05-treaties",
    title="China's treaties with South-east Asian states, and the paper's list",
    notebook="07_handovers_and_treaties",
    compute=data,
    picture=_picture,
    words=_words,
    alt=_alt,
)
