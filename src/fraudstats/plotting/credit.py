"""Who is behind the numbers of a picture, in words."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from fraudstats.dataset import Dataset

__all__ = ["credit", "joined"]

#: Issuers named; the others are counted.
_NAMED = 3


def credit(dataset: Dataset, data: pd.DataFrame) -> str:
    """Whose statistics a table is made of, in how many documents they were read, and the data release.

    Parameters
    ----------
    dataset : Dataset
    data : DataFrame
        Its column ``ids`` (several in one cell, with spaces between) or ``observation_id`` leads to the sources.
        Without one, none is named.

    Examples
    --------
    >>> import fraudstats as fs
    >>> ds = fs.load(release="2026.11.1")
    >>> credit(ds, pd.DataFrame({"ids": ["xinhua-northnews-2022-01-01/telecom_fraud_cases_solved"]}))
    'Source: Ministry of Public Security of China (1 document). fraudstats data, release 2026.11.1.'
    """
    release = f"fraudstats data, release {dataset.state}."
    column = next((data[name] for name in ("ids", "observation_id") if name in data), pd.Series(dtype="object"))
    ids = column.str.split().explode().dropna().tolist()
    if not ids:
        return release
    issuers, documents = _issuers(dataset, ids), len(dataset.sources_of(ids))
    more = f" and {len(issuers) - _NAMED} more issuers" if len(issuers) > _NAMED + 1 else ""
    named = "; ".join(issuers[:_NAMED] if more else issuers)
    head = "Sources" if len(issuers) > 1 else "Source"
    return f"{head}: {named}{more} ({documents} document{'s' * (documents > 1)}). {release}"


def _issuers(dataset, ids):
    """Names of the bodies, those with the most documents first."""
    names = dataset.issuers.set_index("issuer")["name_en"]
    counts = dataset.issuers_of(ids)["issuer"].map(names).value_counts(sort=False)
    return list(counts.sort_values(ascending=False, kind="stable").index)


def joined(ids: Iterable[str]) -> str:
    """Ids as one text, in order: the column ``ids`` of a figure's data."""
    return " ".join(sorted(ids))
