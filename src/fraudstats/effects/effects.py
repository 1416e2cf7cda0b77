"""The effects of a difference: other verdicts of the audit, other sharp bounds, other pictures.

>>> import fraudstats as fs
>>> same = fs.load(release="2026.11.1")
>>> print(effects(fs.diff(same, same), figures=("06-audit",)).summary())
verdicts: none changed
bounds: none changed
figures: none changed
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd

from fraudstats.amounts import span
from fraudstats.claims import audit
from fraudstats.dataset import Dataset, Difference
from fraudstats.errors import FigureError, FraudstatsError
from fraudstats.figures.registry import NAMES, get
from fraudstats.reconciliation import reconcile

__all__ = ["Effects", "effects"]

_COUNT = ["indicator", "ref_area", "counterpart_area", "sub_area"]


@dataclass(frozen=True)
class Effects:
    """What follows from a difference.

    Attributes
    ----------
    verdicts : data frame
        Claims of the audited papers with another verdict or other caveats: ``claim, paper, before, after, why``.
    bounds : data frame
        Years of a count whose sharp bounds moved: the count, ``period``, both bounds before and after; empty where
        no window was known. Contradictions among the numbers are repaired by the least widening first.
    figures : data frame
        Pictures whose drawn numbers changed: ``name``, ``cells`` (how many differ) and ``rows_before, rows_after``; or
        that cannot be drawn from one of the two states: ``why`` not, and no counts.
    """

    verdicts: pd.DataFrame
    bounds: pd.DataFrame
    figures: pd.DataFrame

    def summary(self) -> str:
        """The effects in words."""
        undrawn = self.figures["why"].notna()
        drawn, others = (self.figures.loc[rows].to_dict("records") for rows in (~undrawn, undrawn))
        parts = {
            "verdicts": [f"{r['claim']}: {r['before']} -> {r['after']}" for r in self.verdicts.to_dict("records")],
            "bounds": [_bounds_in_words(row) for row in self.bounds.to_dict("records")],
            "figures": [f"{r['name']}: {r['cells']} cells differ" for r in drawn],
        }
        lines = [f"{name}: {len(rows) or 'none'} changed" for name, rows in parts.items()]
        said = [[line, *(f"  {row}" for row in rows)] for line, rows in zip(lines, parts.values(), strict=True)]
        return "\n".join([*chain(*said), *(f"  {row['name']}: {row['why']}" for row in others)])


def effects(difference: Difference, figures: Sequence[str] = NAMES, progress: Callable = iter) -> Effects:
    """What a difference changes downstream.

    Parameters
    ----------
    difference : Difference
        As `fraudstats.diff` makes it.
    figures : sequence of str
        Names of the pictures to compare; those with sampled draws take half a minute each.
    progress : callable, optional
        Wraps the list of pictures, for a progress bar.
    """
    before, after = difference.before, difference.after
    return Effects(_verdicts(before, after), _bounds(difference), _figures(before, after, progress(list(figures))))


def _verdicts(before, after):
    sides = [audit(ds).to_frame().set_index(["paper", "claim"]) for ds in (before, after)]
    said = [side["verdict"] + side["caveats"].map(lambda c: f" ({c})" if c else "") for side in sides]
    both = pd.concat([*said, sides[1]["why"]], axis=1, keys=["before", "after", "why"]).dropna(subset="after")
    changed = both.loc[both["before"] != both["after"]].reset_index()
    return changed[["claim", "paper", "before", "after", "why"]]


def _bounds(difference):
    """Yearly bounds of the counts in which a number came, went, changed, has another range or is chosen now."""
    chosen = difference.preferred[["before", "after"]].to_numpy().ravel()
    touched = {*difference.table["id"], *difference.ranges["id"], *chosen}
    counts = pd.concat([_counts(ds, touched) for ds in (difference.before, difference.after)]).drop_duplicates()
    rows = []
    for count in counts.to_dict("records"):
        old, new = (_yearly(ds, count) for ds in (difference.before, difference.after))
        for period in old.index.union(new.index):
            ends = (*_ends(old, period), *_ends(new, period))
            if not np.allclose(ends[:2], ends[2:], rtol=1e-9, atol=0, equal_nan=True):
                named = ("lower_before", "upper_before", "lower_after", "upper_after")
                rows.append(count | {"period": str(period)} | dict(zip(named, ends, strict=True)))
    columns = [*_COUNT, "period", "lower_before", "upper_before", "lower_after", "upper_after"]
    return pd.DataFrame(rows, columns=columns)


def _counts(dataset, ids):
    numbers = ((dataset.observations, "observation_id"), (dataset.changes, "change_id"))
    return pd.concat([rows.loc[rows[key].isin(list(ids)), _COUNT] for rows, key in numbers])


def _ends(bounds, period):
    return bounds.loc[period] if period in bounds.index else (np.nan, np.nan)


def _yearly(dataset, count):
    """Sharp yearly bounds of one count, after the least repair of contradictions; none without a known window."""
    codes = {name: "none" if pd.isna(count[name]) else count[name] for name in _COUNT}
    try:
        observations, changes = dataset.select(codes.pop("indicator"), **codes).bulletins()
        result = reconcile(observations, changes, repair="least")
        return result.bounds_table("Y")[["lower", "upper"]]
    except FraudstatsError:
        return pd.DataFrame(columns=["lower", "upper"])


def _figures(before: Dataset, after: Dataset, names: Iterable[str]) -> pd.DataFrame:
    rows = []
    for name in names:
        try:
            old, new = (_drawn(name, ds) for ds in (before, after))
        except FigureError as error:
            rows.append({"name": name, "why": str(error)})
            continue
        cells = _differing(old, new)
        if cells:
            rows.append({"name": name, "cells": cells, "rows_before": len(old), "rows_after": len(new)})
    counts = ["cells", "rows_before", "rows_after"]
    table = pd.DataFrame(rows, columns=["name", *counts, "why"])
    return table.astype(dict.fromkeys(counts, "Int64") | {"why": "str"})


def _drawn(name, dataset):
    """The numbers of a picture.

    Raises
    ------
    FigureError
        If they cannot be had from this dataset; with the reason.
    """
    figure = get(name)
    try:
        return figure.data(dataset)
    except (ValueError, KeyError) as error:
        reason = error if isinstance(error, FraudstatsError) else f"{type(error).__name__}: {error}"
        raise FigureError(f"cannot be drawn from {dataset.state}: {reason}") from error


def _differing(old, new):
    """How many cells of two tables differ, row by row in their order."""
    length, columns = max(len(old), len(new)), old.columns.union(new.columns)
    sides = (side.reset_index(drop=True).reindex(index=range(length), columns=columns) for side in (old, new))
    a, b = (side.astype("object").where(side.notna(), "").astype("str") for side in sides)
    return int((a != b).to_numpy().sum())


def _bounds_in_words(row):
    count = " ".join(str(row[name]) for name in _COUNT if isinstance(row[name], str))
    sides = ("before", "after")
    ends = ["none" if pd.isna(row[f"lower_{s}"]) else span(row[f"lower_{s}"], row[f"upper_{s}"]) for s in sides]
    return f"{count} {row['period']}: {' -> '.join(ends)}"
