"""A Frictionless Data Package: the CSV files with a machine-readable account of every table, column, code and key.

Standard: Data Package v2.0 (2024), https://datapackage.org/standard/data-package/.
"""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.dataset.schema import TABLES, key_of
from fraudstats.dataset.store import canonical_csv, sha256, write_atomically
from fraudstats.exports.about import AUTHOR, DESCRIPTION, KEYWORDS, LICENCE, TITLE
from fraudstats.exports.codes import code_list
from fraudstats.exports.columns import TABLE_TITLES, describe
from fraudstats.exports.plain import write_csv

__all__ = ["descriptor", "write_datapackage"]

#: Kind of column -> type of field; a text of several codes stays a string.
_TYPES = {
    "text": "string",
    "codes": "string",
    "number": "number",
    "integer": "integer",
    "date": "date",
    "flag": "boolean",
}
#: Column -> the table whose key it holds.
_REFERS_TO = {
    "indicator": "indicators",
    "ref_area": "areas",
    "counterpart_area": "areas",
    "area": "areas",
    "party": "areas",
    "issuer": "issuers",
    "source_id": "sources",
    "paper": "sources",
    "found_as": "sources",
    "observation_id": "observations",
    "part_of": "observations",
}


def write_datapackage(dataset: Dataset, folder: Path) -> list[Path]:
    """The canonical CSV files and their ``datapackage.json``."""
    text = json.dumps(descriptor(dataset), ensure_ascii=False, indent=2) + "\n"
    return [*write_csv(dataset, folder), write_atomically(folder / "datapackage.json", text.encode())]


def descriptor(dataset: Dataset) -> dict:
    """The content of ``datapackage.json``.

    A foreign key is declared where every value is found, which in the whole dataset is everywhere but for withdrawn
    observations; a selection may leave out the observation that a batch is part of.
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "fraudstats",
        "title": TITLE,
        "description": DESCRIPTION,
        "version": dataset.release,
        "keywords": list(KEYWORDS),
        "contributors": [{"title": AUTHOR, "roles": ["creator"]}],
        "licenses": [LICENCE],
        "sources": _sources(dataset.sources),
        "resources": [_resource(dataset, name) for name in dataset.names],
    }


def _sources(sources):
    return [
        {"title": f"{title} ({outlet})", "path": url}
        for title, outlet, url in sources[["title", "outlet", "url"]].itertuples(index=False)
    ]


def _resource(dataset, name):
    text = canonical_csv(dataset.table(name))
    return {
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": name,
        "type": "table",
        "title": TABLE_TITLES[name],
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(text.encode()),
        "hash": f"sha256:{sha256(text)}",
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": [_field(name, column, kind) for column, kind in TABLES[name].items()],
            "missingValues": [""],
            "primaryKey": [key_of(name)],
            "foreignKeys": _foreign_keys(dataset, name),
        },
    }


def _field(table, column, kind):
    constraints = {"required": True, "unique": True} if column == key_of(table) else {}
    codes = list(code_list(table, column))
    if codes:
        constraints["enum"] = codes
    field = {"name": column, "type": _TYPES[kind], "description": describe(table, column)}
    if kind == "flag":
        field |= {"trueValues": ["True"], "falseValues": ["False"]}
    return field | ({"constraints": constraints} if constraints else {})


def _foreign_keys(dataset, name):
    table, keys = dataset.table(name), []
    for column in table.columns.intersection(pd.Index(_REFERS_TO)):
        other = _REFERS_TO[column]
        known = dataset.table(other)[key_of(other)]
        if column != key_of(name) and table[column].dropna().isin(known).all():
            within = {} if other == name else {"resource": other}
            keys.append({"fields": [column], "reference": within | {"fields": [key_of(other)]}})
    return keys
