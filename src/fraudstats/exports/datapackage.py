"""A Frictionless Data Package: the CSV files with a machine-readable account of every table, column, code and key.

Standard: Data Package v2.0 (2024), https://datapackage.org/standard/data-package/.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.dataset.columns import Column
from fraudstats.dataset.schema import SCHEMA, key_of
from fraudstats.dataset.store import canonical_csv, sha256
from fraudstats.disk import write_atomically
from fraudstats.exports.about import AUTHOR, KEYWORDS, LICENCE, TITLE, described
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


def write_datapackage(dataset: Dataset, folder: Path) -> list[Path]:
    """The canonical CSV files and their ``datapackage.json``."""
    text = json.dumps(descriptor(dataset), ensure_ascii=False, indent=2) + "\n"
    return [*write_csv(dataset, folder), write_atomically(folder / "datapackage.json", text.encode())]


def descriptor(dataset: Dataset) -> dict[str, Any]:
    """The content of ``datapackage.json``.

    A foreign key is declared where every value is found. In the whole dataset only withdrawn observations are not
    found; a selection may leave out the observation that a batch is part of.
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "fraudstats",
        "title": TITLE,
        "description": described(dataset),
        "version": dataset.state.version,
        "keywords": list(KEYWORDS),
        "contributors": [{"title": AUTHOR, "roles": ["creator"]}],
        "licenses": [LICENCE],
        "sources": _sources(dataset.sources),
        "resources": [_resource(dataset, name) for name in dataset.names],
    }


def _sources(sources: pd.DataFrame) -> list[dict[str, str]]:
    rows = zip(sources["title"], sources["outlet"], sources["url"], strict=True)
    return [{"title": f"{title} ({outlet})", "path": url} for title, outlet, url in rows]


def _resource(dataset, name):
    text = canonical_csv(dataset.table(name))
    return {
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": name,
        "type": "table",
        "title": SCHEMA[name].title,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(text.encode()),
        "hash": f"sha256:{sha256(text)}",
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": [_field(column, held, column == key_of(name)) for column, held in SCHEMA[name].columns.items()],
            "missingValues": [""],
            "primaryKey": [key_of(name)],
            "foreignKeys": _foreign_keys(dataset, name),
        },
    }


def _field(name: str, column: Column, is_key: bool) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True, "unique": True} if is_key else {}
    if column.holds_one_code:
        constraints["enum"] = list(column.code_list)
    field: dict[str, Any] = {"name": name, "type": _TYPES[column.kind], "description": column.meaning}
    if column.kind == "flag":
        field |= {"trueValues": ["True"], "falseValues": ["False"]}
    return field | ({"constraints": constraints} if constraints else {})


def _foreign_keys(dataset: Dataset, name: str) -> list[dict[str, Any]]:
    table, keys = dataset.table(name), []
    for column, held in SCHEMA[name].columns.items():
        if not held.refers_to or held.kind != "text":
            continue
        key = key_of(held.refers_to)
        known = set(dataset.table(held.refers_to)[key])
        if known.issuperset(table[column].dropna()):
            within = {} if held.refers_to == name else {"resource": held.refers_to}
            keys.append({"fields": [column], "reference": within | {"fields": [key]}})
    return keys
