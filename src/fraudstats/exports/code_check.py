"""Formats that write codes as numbers or refer to code lists cannot hold a value that is in no list."""

from __future__ import annotations

from fraudstats.dataset import Dataset
from fraudstats.dataset.schema import SCHEMA
from fraudstats.errors import ExportError

__all__ = ["refuse_unlisted"]


def refuse_unlisted(dataset: Dataset, table: str) -> None:
    """Refuse a table whose coded columns hold something else than codes.

    Raises
    ------
    ExportError
        With the column, the value and the name of the code list.
    """
    rows = dataset.table(table)
    for name, column in SCHEMA[table].columns.items():
        unlisted = sorted(set(rows[name].dropna()) - set(column.code_list)) if column.holds_one_code else []
        if unlisted:
            raise ExportError(
                f"{table}.{name} holds {unlisted[0]!r}, which is not in the code list {column.codes!r} of "
                f"fraudstats.vocabulary; add it there, or mend the raw records"
            )
