"""What the data covers, and where its sources are weak.

A number is *well sourced* if a source of a strong tier (the issuer's site or state media) prints it. A headline number
should have two independent witnesses; copies of one agency text are one.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from fraudstats.dataset.table_set import TableSet
from fraudstats.vocabulary import STRONG_TIERS

__all__ = ["HEADLINES", "coverage", "gaps", "reach"]

#: Indicators whose numbers should have two independent witnesses.
HEADLINES = (
    "telecom_fraud_cases_solved",
    "telecom_fraud_suspects_caught",
    "telecom_fraud_persons_prosecuted",
    "suspects_handed_over",
)
#: Topic of the series that only help to compare areas.
CONTEXT = "population_and_prices"
_KEY = ["indicator", "ref_area", "counterpart_area", "sub_area", "period_start", "period_end", "value"]


def _numbers(dataset: TableSet) -> pd.DataFrame:
    """One row per printed number of a window: its witnesses and whether a strong source prints it."""
    rows = dataset.observations
    sources = dataset.sources
    strong = set(sources.loc[sources["tier"].isin(STRONG_TIERS), "source_id"])
    rows["strong"] = rows["source_id"].isin(list(strong))
    return rows.groupby(_KEY, dropna=False, as_index=False).agg(
        witnesses=("witness", "nunique"),
        strong=("strong", "any"),
        ids=("observation_id", lambda i: " ".join(sorted(i))),
    )


def coverage(dataset: TableSet) -> pd.DataFrame:
    """What there is, one row per indicator and area.

    Returns
    -------
    data frame
        ``indicator, ref_area, numbers`` (different numbers of different windows), ``first`` and ``last`` (the span of
        the windows), ``well_sourced`` and ``two_witnesses`` (shares of the numbers, from 0 to 1), ``published`` (the
        first day on which its latest source may have been published: since then nothing changed here) and ``checked``
        (up to when further numbers were looked for; missing if nobody noted a search).
    """
    numbers = _numbers(dataset)
    table = numbers.groupby(["indicator", "ref_area"], as_index=False).agg(
        numbers=("value", "size"),
        first=("period_start", "min"),
        last=("period_end", "max"),
        well_sourced=("strong", "mean"),
        two_witnesses=("witnesses", lambda w: (w >= 2).mean()),
    )
    dated = dataset.observations.merge(dataset.sources[["source_id", "published_from"]], on="source_id")
    latest = dated.groupby(["indicator", "ref_area"], as_index=False).agg(published=("published_from", "max"))
    return table.merge(latest, on=["indicator", "ref_area"]).assign(checked=lambda t: _checked(dataset, t))


def reach(dataset: TableSet) -> pd.DataFrame:
    """Up to when the data on fraud reach and were checked, one row per area.

    Population, prices and exchange rates, which only help to compare areas, are left out.

    Returns
    -------
    data frame
        ``ref_area, name, numbers, last`` (the latest end of a window), ``published`` (of the latest source) and
        ``checked`` (up to when further numbers were looked for; missing if nobody noted a search).
    """
    context = dataset.indicators.loc[lambda rows: rows["topic"] == CONTEXT, "indicator"]
    table = coverage(dataset).loc[lambda rows: ~rows["indicator"].isin(list(context))]
    found = table.groupby("ref_area", as_index=False).agg(
        numbers=("numbers", "sum"), last=("last", "max"), published=("published", "max"), checked=("checked", "max")
    )
    names = dataset.areas[["ref_area", "name_en"]].set_axis(["ref_area", "name"], axis=1)
    return found.merge(names, on="ref_area")[["ref_area", "name", "numbers", "last", "published", "checked"]]


def _checked(dataset, table):
    """The latest search for each indicator and area; one without indicators was for all that the area has."""
    if table.empty:
        return pd.Series(dtype="datetime64[s]")
    searches = dataset.searches
    wide = searches.loc[searches["indicators"].isna()].groupby("ref_area")["checked_until"].max()
    narrow = searches.assign(indicator=searches["indicators"].str.split()).explode("indicator")
    own = narrow.groupby(["indicator", "ref_area"])["checked_until"].max()
    pairs = pd.MultiIndex.from_frame(table[["indicator", "ref_area"]])
    of_area = pd.Series(wide.reindex(table["ref_area"]).to_numpy("datetime64[s]"), table.index)
    of_pair = pd.Series(own.reindex(pairs).to_numpy("datetime64[s]"), table.index)
    return of_area.where(of_area.ge(of_pair) | of_pair.isna(), of_pair)


def gaps(dataset: TableSet, headlines: Collection[str] = HEADLINES, ref_area: str = "CN") -> pd.DataFrame:
    """Headline numbers without a strong source or with a single witness.

    Returns
    -------
    data frame
        The key of each such number, ``witnesses``, ``strong`` and ``ids``.
    """
    numbers = _numbers(dataset)
    weak = ~numbers["strong"] | (numbers["witnesses"] < 2)
    chosen = numbers["indicator"].isin(list(headlines)) & (numbers["ref_area"] == ref_area)
    return numbers.loc[chosen & weak].reset_index(drop=True)
