"""Croissant: the CSV files as files and records, for the tools of machine learning and for search engines of data.

Standard: MLCommons Croissant Format Specification 1.0, http://mlcommons.org/croissant/1.0; M. Akhtar et al. (2024),
Croissant: a metadata format for ML-ready datasets, DEEM '24.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fraudstats.dataset import Dataset
from fraudstats.dataset.schema import SCHEMA, key_of
from fraudstats.dataset.store import canonical_csv, sha256
from fraudstats.disk import write_atomically
from fraudstats.exports.about import AUTHOR, KEYWORDS, LICENCE, TITLE, described, issued_at
from fraudstats.exports.citation import cite
from fraudstats.exports.plain import write_csv

__all__ = ["describe_records", "write_croissant"]

#: The terms of the specification, as its own examples bind them.
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
#: Kind of column -> type of field; a text of several codes stays a text.
_TYPES = {
    "text": "sc:Text",
    "codes": "sc:Text",
    "number": "sc:Float",
    "integer": "sc:Integer",
    "date": "sc:Date",
    "flag": "sc:Boolean",
}


def write_croissant(dataset: Dataset, folder: Path) -> list[Path]:
    """The canonical CSV files and their ``croissant.json``."""
    text = json.dumps(describe_records(dataset), ensure_ascii=False, indent=2) + "\n"
    return [*write_csv(dataset, folder), write_atomically(folder / "croissant.json", text.encode())]


def describe_records(dataset: Dataset) -> dict[str, Any]:
    """The content of ``croissant.json``: each file with its checksum, each column with its type and meaning."""
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "fraudstats",
        "alternateName": TITLE,
        "description": described(dataset),
        "version": dataset.state.version,
        "datePublished": f"{issued_at(dataset.release):%Y-%m-%d}",
        "license": LICENCE["path"],
        "keywords": list(KEYWORDS),
        "creator": {"@type": "sc:Organization", "name": AUTHOR},
        "citeAs": cite(dataset=dataset),
        "distribution": [_file(dataset, name) for name in dataset.names],
        "recordSet": [_records(name) for name in dataset.names],
    }


def _file(dataset, name):
    text = canonical_csv(dataset.table(name))
    return {
        "@type": "cr:FileObject",
        "@id": f"{name}.csv",
        "name": f"{name}.csv",
        "description": SCHEMA[name].title,
        "contentUrl": f"{name}.csv",
        "contentSize": f"{len(text.encode())} B",
        "encodingFormat": "text/csv",
        "sha256": sha256(text),
    }


def _records(name):
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": SCHEMA[name].title,
        "key": {"@id": f"{name}/{key_of(name)}"},
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{column}",
                "name": column,
                "description": held.meaning,
                "dataType": _TYPES[held.kind],
                "source": {"fileObject": {"@id": f"{name}.csv"}, "extract": {"column": column}},
            }
            for column, held in SCHEMA[name].columns.items()
        ],
    }
