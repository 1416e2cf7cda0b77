"""The table of claims that an audit is given: read, and refused where a claim lacks what its test needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.dataset.schema import TABLES
from fraudstats.dataset.tables import frame
from fraudstats.dates import Window, first_day, is_missing, last_day
from fraudstats.errors import DatasetError

__all__ = ["claims_of"]

_WINDOWS = (("period_start", "period_end"), ("base_start", "base_end"), ("date_from", "date_to"))


def claims_of(dataset: Dataset, claims: pd.DataFrame | str | None, needs: Mapping[str, Iterable[str]]) -> pd.DataFrame:
    """The claims to audit, one row each: those given, or those of the dataset in the order of their paper.

    Parameters
    ----------
    dataset : Dataset
    claims : DataFrame, str or None
        As for `fraudstats.audit`.
    needs : mapping
        Test -> the columns that it needs.

    Raises
    ------
    DatasetError
        If there is no such paper, or a claim has an unknown column, test or code, or lacks what its test needs.
    """
    if not isinstance(claims, pd.DataFrame):
        return _in_dataset(dataset, claims)
    _check_columns(claims)
    rows = [_dated(row) for row in claims.to_dict("records")]
    for row in rows:
        _check(row, needs, dataset)
    table = frame("claims", rows).set_index("claim_id", drop=False)
    return table.loc[[row["claim_id"] for row in rows]].reset_index(drop=True)


def _in_dataset(dataset, paper):
    claims = dataset.claims
    if paper is None:
        return claims.sort_values(["paper", "number"], ignore_index=True)
    table = claims[claims["paper"] == paper]
    if table.empty:
        papers = ", ".join(claims["paper"].unique())
        raise DatasetError(f"no claims of a paper {paper!r} in the dataset; papers: {papers}")
    return table.sort_values("number", ignore_index=True)


def _check_columns(claims):
    columns = list(TABLES["claims"])
    for name in claims.columns:
        if name not in columns:
            parts = [column for column in columns if str(name) in column.split("_")]
            near = parts or get_close_matches(str(name), columns, n=3)
            meant = f"; did you mean {' or '.join(map(repr, near))}?" if near else ";"
            raise DatasetError(f"claims have no column {name!r}{meant} the columns are {', '.join(columns)}")
    for name in ("claim_id", "test"):
        if name not in claims.columns or claims[name].isna().any():
            raise DatasetError(f"every claim needs a {name!r}")
    twice = claims["claim_id"][claims["claim_id"].duplicated()]
    if len(twice):
        raise DatasetError(f"two claims have the id {twice.iloc[0]!r}")


def _dated(row):
    """The row with its dates read: a start is a first day, an end is a last day."""
    days = {}
    for start, end in _WINDOWS:
        given = (row.get(start), row.get(end))
        window = Window(first_day(given[0], start), last_day(given[1], end))
        days |= {start: window.start, end: window.end}
    return row | days


def _check(row, needs, dataset):
    name, test = row["claim_id"], row["test"]
    if test not in needs:
        raise DatasetError(f"unknown test {test!r} of claim {name!r}; choose from {', '.join(needs)}")
    missing = [column for column in needs[test] if is_missing(row.get(column))]
    if missing:
        raise DatasetError(f"claim {name!r} of test {test!r} lacks {' and '.join(missing)}")
    known = {
        "indicator": dataset.indicators["indicator"],
        "ref_area": dataset.areas["ref_area"],
        "counterpart_area": [*dataset.areas["ref_area"], "none"],
    }
    for column, codes in known.items():
        code = row.get(column)
        if not is_missing(code) and code not in set(codes):
            near = get_close_matches(str(code), list(codes), n=3)
            nearest = f"; nearest: {', '.join(near)}" if near else ""
            raise DatasetError(f"claim {name!r}: no {column} {code!r} in the dataset{nearest}")
