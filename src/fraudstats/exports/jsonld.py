"""schema.org/Dataset as JSON-LD, for the page of the dataset: what search engines for data read.

Vocabulary: https://schema.org/Dataset; the properties that Google Dataset Search asks for are all given.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fraudstats.dataset import Dataset
from fraudstats.disk import write_atomically
from fraudstats.exports.about import AUTHOR, KEYWORDS, LICENCE, TITLE, described, issued
from fraudstats.exports.citation import cite

__all__ = ["describe_dataset", "write_jsonld"]


def write_jsonld(dataset: Dataset, folder: Path) -> list[Path]:
    """``dataset.jsonld``."""
    text = json.dumps(describe_dataset(dataset), ensure_ascii=False, indent=2) + "\n"
    return [write_atomically(folder / "dataset.jsonld", text.encode())]


def describe_dataset(dataset: Dataset) -> dict[str, Any]:
    """The JSON-LD of a dataset: its areas, the time it covers, and each indicator with unit and definition."""
    rows = dataset.observations
    areas = dataset.areas.set_index("ref_area").loc[sorted(rows["ref_area"].unique()), "name_en"]
    indicators = dataset.indicators
    used = indicators.loc[indicators["indicator"].isin(rows["indicator"])]
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": TITLE,
        "description": described(dataset),
        "version": dataset.state.version,
        "datePublished": issued(dataset.release),
        "license": LICENCE["path"],
        "isAccessibleForFree": True,
        "inLanguage": ["en", "zh"],
        "keywords": list(KEYWORDS),
        "creator": {"@type": "Organization", "name": AUTHOR},
        "creditText": cite(dataset=dataset),
        "temporalCoverage": _coverage(rows),
        "spatialCoverage": [{"@type": "Place", "identifier": code, "name": name} for code, name in areas.items()],
        "variableMeasured": [_variable(row) for row in used.to_dict("records")],
    }


def _coverage(rows):
    """The span of all windows as an ISO 8601 interval; ``..`` where no end is known."""
    ends = rows["period_start"].min(), rows["period_end"].max()
    return "/".join(f"{end:%Y-%m-%d}" if end == end else ".." for end in ends)


def _variable(row):
    return {
        "@type": "PropertyValue",
        "propertyID": row["indicator"],
        "name": row["name_en"],
        "alternateName": row["name_zh"],
        "description": row["definition"],
        "unitText": row["unit"],
    }
