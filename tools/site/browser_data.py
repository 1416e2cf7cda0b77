"""What the data browser shows: a table for the first view, and the records in parts that load when one is opened."""

from __future__ import annotations

import pandas as pd

import fraudstats as fs
from fraudstats.dataset import Dataset
from fraudstats.dataset.preferred import witnesses_of_windows
from fraudstats.exports.citation import cited_numbers
from fraudstats.vocabulary import CODE_LISTS, QUALIFIERS
from tools.site.columns import encoded, script

__all__ = ["FIRST_VIEW", "PART", "RECORDS", "SOURCES", "files", "first_view", "records"]

#: Columns of the first view, of its sources, and of the records.
FIRST_VIEW = (
    "local_id", "indicator", "ref_area", "counterpart_area", "sub_area", "period_start", "period_end", "value",
    "value_text", "lower", "upper", "qualifier", "unit", "preferred", "issuer", "source_id", "disagree", "vintage",
)  # fmt: skip
SOURCES = ("outlet", "tier", "published", "url")
RECORDS = (
    "period_text", "start_basis", "end_basis", "start_reason", "end_reason", "confidence", "obs_status", "by", "note",
    "preferred_reason", "witness", "title", "title_en", "corrections", "citation",
)  # fmt: skip
#: Observations whose records are in one file.
PART = 200


def files(dataset: Dataset) -> dict[str, str]:
    """The scripts that hold the data."""
    rows = _joined(dataset)
    parts = range(0, len(rows), PART)
    held = {f"_static/data/records-{start // PART}.js": _part(rows, start) for start in parts}
    return held | {"_static/data/observations.js": script("fraudstats.receive", first_view(dataset, rows))}


def first_view(dataset: Dataset, rows: pd.DataFrame | None = None) -> dict[str, object]:
    """The names behind the codes, the sources, and the columns of `FIRST_VIEW`."""
    rows = _joined(dataset) if rows is None else rows
    used = rows.drop_duplicates("source_id")
    return {
        "release": str(dataset.state),
        "call": dataset.state.call,
        "citation": fs.cite(dataset=dataset),
        "part": PART,
        "names": {
            "indicator": _names(dataset.indicators, "indicator", rows, "name_en", "name_zh", "topic"),
            "ref_area": _names(dataset.areas, "ref_area", rows, "name_en"),
            "issuer": _names(dataset.issuers, "issuer", rows, "name_en"),
            "counterpart_area": _names(
                dataset.areas, "ref_area", rows.assign(ref_area=rows["counterpart_area"]), "name_en"
            ),
            "qualifier": {code: [code.replace("_", " ")] for code in QUALIFIERS},
            "tier": {code: [meaning] for code, meaning in CODE_LISTS["tier"].items()},
        },
        "sources": {name: encoded(used[name].tolist()) for name in ("source_id", *SOURCES)},
        "columns": {name: encoded(rows[name].tolist()) for name in FIRST_VIEW},
    }


def records(rows: pd.DataFrame) -> dict[str, object]:
    """The columns of `RECORDS`."""
    return {name: encoded(rows[name].tolist()) for name in RECORDS}


def _part(rows, start):
    return script("fraudstats.receiveRecords", start // PART, records(rows.iloc[start : start + PART]))


def _names(table, key, rows, *columns):
    """Code -> its names, of the codes that occur."""
    used = table.loc[table[key].isin(rows[key].dropna().unique())]
    return {row[key]: [row[name] if pd.notna(row[name]) else "" for name in columns] for row in used.to_dict("records")}


def _joined(dataset):
    """The observations with what the tables of sources, corrections and revisions say of each."""
    rows = dataset.observations
    sources = dataset.sources.set_index("source_id")
    for column in ("outlet", "tier", "url", "title", "title_en"):
        rows[column] = rows["source_id"].map(sources[column])
    ids = zip(rows["observation_id"], rows["source_id"], strict=True)
    rows["local_id"] = [one.removeprefix(f"{source}/") for one, source in ids]
    rows["disagree"] = witnesses_of_windows(rows)["disagree"].reindex(rows.index, fill_value=0)
    vintages = dataset.revisions(sorted(set(rows["indicator"]))).long.set_index("observation_id")["vintage"]
    rows["vintage"] = rows["observation_id"].map(vintages).fillna(0).astype("int64")
    rows["corrections"] = rows["observation_id"].map(_corrections(dataset))
    rows["citation"] = rows["observation_id"].map(cited_numbers(dataset))
    return rows


def _corrections(dataset):
    table = dataset.corrections
    said = table["date"].fillna("") + ": " + table["what"].fillna("") + "; " + table["why"].fillna("")
    return said.groupby(table["record_id"]).agg(" | ".join)
