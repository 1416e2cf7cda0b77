"""The tables as they are: canonical CSV for everything that reads text, Parquet for everything that wants types."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.dataset.store import canonical_csv
from fraudstats.disk import write_atomically
from fraudstats.errors import ExportError
from fraudstats.exports.citation import write_citation
from fraudstats.formulas import FORMULA

__all__ = ["write_csv", "write_parquet"]


def write_csv(dataset: Dataset, folder: Path) -> list[Path]:
    """One canonical CSV per table, and ``CITATION.txt``, which says which state of the data they are.

    UTF-8, rows sorted by key, dates as YYYY-MM-DD, the same bytes for the same data.

    Raises
    ------
    ExportError
        If a text is one that a spreadsheet would run as a formula; raw records with one are refused.
    """
    for name in dataset.names:
        _refuse_formulas(name, dataset.table(name))
    texts = {name: canonical_csv(dataset.table(name)) for name in dataset.names}
    tables = [write_atomically(folder / f"{name}.csv", text.encode()) for name, text in texts.items()]
    return tables + write_citation(dataset, folder)


def _refuse_formulas(name, table):
    for column in table.columns[[pd.api.types.is_string_dtype(kind) for kind in table.dtypes]]:
        found = table[column].str.contains(FORMULA, na=False)
        if found.any():
            row = int(found.to_numpy().argmax())
            text = table[column].iloc[row][:80]
            raise ExportError(
                f"{name}, row {row + 1}, {column}: a spreadsheet would run {text!r} as a formula; begin the text with "
                f"another character, or export Parquet or Excel"
            )


def write_parquet(dataset: Dataset, folder: Path) -> list[Path]:
    """One Parquet file per table. The bytes depend on the version of pyarrow, the content does not.

    The state of the data is in the metadata of each file; pandas shows it as ``attrs["release"]``.
    """
    tables = {name: dataset.table(name) for name in dataset.names}
    for table in tables.values():
        table.attrs = {"release": str(dataset.state)}
    return [write_atomically(folder / f"{name}.parquet", t.to_parquet(index=False)) for name, t in tables.items()]
