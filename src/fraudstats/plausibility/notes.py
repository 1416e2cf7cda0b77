"""Numbers of which their own note says that they are not what they are taken for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fraudstats.dataset import Dataset
from fraudstats.dataset.preferred import errata_of
from fraudstats.plausibility.result import Finding

__all__ = ["DECLARED", "find"]

_DOUBT = re.compile(
    r"\bslips?\b|\btypos?\b|misprint|\bsum of\b|this sum|sum for|added up|taken together|\bderived\b|"
    r"(?:an)?other measure|\bnot what\b|reads like",
    re.IGNORECASE,
)
#: A note that says it contradicts another number has declared it.
DECLARED = re.compile("contradict", re.IGNORECASE)


def find(dataset: Dataset) -> Iterator[Finding]:
    """Every number with a doubt in its note that is neither an erratum nor a declared contradiction."""
    errata = set(errata_of(dataset.corrections))
    for name, key in (("observations", "observation_id"), ("changes", "change_id")):
        table = dataset.table(name)
        noted = table.loc[table["note"].notna() & ~table[key].isin(list(errata))]
        for row in noted.to_dict("records"):
            doubt = _DOUBT.search(row["note"])
            if doubt and not DECLARED.search(row["note"]):
                yield Finding(row[key], "note", f"{row['value_text']}, and its note: {row['note']}")
