"""What differs between two states in the tables that hold no numbers of series: events, treaties, sources and so on."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from fraudstats.dataset.cells import common, differing, shown
from fraudstats.dataset.core import Dataset
from fraudstats.dataset.schema import TABLES, key_of
from fraudstats.dataset.schema_versions import UNDERIVED

__all__ = ["counts_in_words", "listed", "other_rows"]

#: Corrections are the reasons of what changed, and their ids shift.
_OTHERS = tuple(name for name in TABLES if name not in ("observations", "changes", "corrections"))
#: What other tables repeat of their source.
_OF_SOURCE = ("witness", "published", "published_by")
#: Tables whose rows release notes list one by one.
_LISTED = ("events", "treaties", "facts")
_CHANGES = ("added", "removed", "changed", "remarked on")
_COLUMNS = ["table", "id", "change", "column", "before", "after"]


def other_rows(before: Dataset, after: Dataset) -> pd.DataFrame:
    """One row per added or removed row, and per changed cell, of every table but observations, changes, corrections.

    What a table repeats of its source (publication, witness) is listed under the source only. A column that an earlier
    schema lacked is not compared where one of the two datasets has no cell of it.

    Returns
    -------
    data frame
        ``table, id, change`` (``added``, ``removed``, ``changed``), ``column, before, after`` (texts).
    """
    rows = [row for name in _OTHERS for row in _rows(before.table(name), after.table(name), name)]
    return pd.DataFrame(rows, columns=_COLUMNS, dtype="object")


def _rows(before: pd.DataFrame, after: pd.DataFrame, name: str) -> Iterator[tuple]:
    key = key_of(name)
    ids = pd.Index(before[key]), pd.Index(after[key])
    yield from ((name, i, "added", None, None, None) for i in ids[1].difference(ids[0]))
    yield from ((name, i, "removed", None, None, None) for i in ids[0].difference(ids[1]))
    columns = [column for column in TABLES[name] if column != key and _is_compared(before, after, name, column)]
    old, new = common(before, after, key)
    differs = pd.DataFrame({column: differing(old[column], new[column]) for column in columns})
    for i, cells in differs.loc[differs.any(axis=1)].iterrows():
        for column in differs.columns[cells]:
            yield name, i, "changed", column, shown(old.at[i, column]), shown(new.at[i, column])


def _is_compared(before, after, name, column):
    if name != "sources" and column in _OF_SOURCE:
        return False
    lacking = before[column].isna().all() or after[column].isna().all()
    return not (lacking and column in UNDERIVED.get(name, ()))


def counts_in_words(others: pd.DataFrame) -> dict[str, str]:
    """Table -> how many of its rows were added, removed, changed or only remarked on; only tables that differ."""
    said = {}
    for name, rows in others.groupby("table", sort=False):
        counts = rows.groupby("id")["change"].first().where(_beyond_remarks(rows), "remarked on").value_counts()
        said[name] = ", ".join(f"{counts[c]:,} {c}" for c in _CHANGES if c in counts)
    return said


def _beyond_remarks(rows):
    """Id -> whether more than our remark changed."""
    return rows["column"].ne("note").groupby(rows["id"]).any()


def listed(others: pd.DataFrame) -> list[str]:
    """Lines of release notes: the counts of each table, every event, treaty and fact that differs, and every source
    that was corrected, with the reason.
    """
    lines = []
    for name, counts in counts_in_words(others).items():
        lines.append(f"  - {name}: {counts}")
        rows = others.loc[others["table"] == name]
        if name == "sources":
            rows = rows.loc[rows["change"].eq("changed") & rows["reason"].notna()]
        if name in _LISTED or name == "sources":
            lines += [f"    - {_in_words(own)}" for _, own in rows.groupby(["change", "id"], sort=False)]
    return lines


def _in_words(rows):
    first, *_ = records = rows.to_dict("records")
    cells = "; ".join(_cell(row) for row in records if row["column"])
    why = f" ({first['reason']})" if isinstance(first.get("reason"), str) else ""
    return f"{first['change']} {first['id']}" + (f": {cells}" if cells else "") + why


def _cell(row):
    """One changed cell; of a remark only that it changed."""
    if row["column"] == "note":
        return "note"
    return f"{row['column']} {row['before'] or 'empty'} -> {row['after'] or 'empty'}"
