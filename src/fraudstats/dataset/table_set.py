"""Tables that belong together: unchangeable, complete, each given out as a copy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from fraudstats.dataset.html import sizes_as_html
from fraudstats.dataset.schema import TABLES, columns_described
from fraudstats.dataset.state import State
from fraudstats.dataset.store import checksum_of_tables
from fraudstats.errors import DatasetError

__all__ = ["TableSet"]


class TableSet:
    """The tables of one release, or what is left of them, and the state that says which.

    It holds the tables and shows them; `fraudstats.dataset.core.Dataset` answers the questions about them.
    """

    __slots__ = ("_tables", "state")

    state: State
    observations: pd.DataFrame
    changes: pd.DataFrame
    sources: pd.DataFrame
    indicators: pd.DataFrame
    areas: pd.DataFrame
    issuers: pd.DataFrame
    events: pd.DataFrame
    facts: pd.DataFrame
    treaties: pd.DataFrame
    references: pd.DataFrame
    claims: pd.DataFrame
    corrections: pd.DataFrame
    gaps: pd.DataFrame
    searches: pd.DataFrame

    def __init__(self, tables: Mapping[str, pd.DataFrame], state: State | str):
        missing = [name for name in TABLES if name not in tables]
        if missing:
            raise DatasetError(f"a dataset needs the tables {', '.join(missing)} as well")
        object.__setattr__(self, "_tables", {name: tables[name].copy() for name in TABLES})
        if isinstance(state, str):
            state = State(state, checksum_of_tables(self._tables))
        object.__setattr__(self, "state", state)

    def __reduce__(self) -> tuple[Any, ...]:
        # Without this, what cannot be changed could not be unpickled either, and no worker process could take it.
        return type(self), (self._tables, self.state)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("a dataset cannot be changed; its methods return new ones")

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name in TABLES:
            return self.table(name)
        raise AttributeError(f"a dataset has no {name!r}; its tables are {', '.join(TABLES)}")

    def __dir__(self) -> list[str]:
        return sorted({*object.__dir__(self), *TABLES})

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self._tables[name]):,} {name}" for name in ("observations", "changes", "sources"))
        return f"<{self._title()}: {counts}>"

    def _repr_html_(self) -> str:
        return sizes_as_html(self._title(), self._tables)

    def _title(self) -> str:
        return f"fraudstats dataset {self.state}"

    @property
    def release(self) -> str:
        """The number of the release that the tables belong to; `state` says whether they are all of it."""
        return self.state.release

    @property
    def names(self) -> tuple[str, ...]:
        """The tables, in their order."""
        return tuple(TABLES)

    def table(self, name: str) -> pd.DataFrame:
        """One table, as a copy.

        Raises
        ------
        DatasetError
            If there is no such table; the message names those that exist.
        """
        if name not in TABLES:
            raise DatasetError(f"no table {name!r}; the tables are {', '.join(TABLES)}")
        return self._tables[name].copy()

    def describe(self, table: str | None = None) -> pd.DataFrame:
        """What every column holds.

        Parameters
        ----------
        table : str, optional
            Only the columns of this table.

        Returns
        -------
        data frame
            One row per column: ``table, column, kind, unit, meaning, codes, refers_to``. `codes` are the codes that may
            occur, and `refers_to` is the table whose key the column holds.

        Raises
        ------
        DatasetError
            If there is no such table.

        Examples
        --------
        >>> import fraudstats as fs
        >>> columns = fs.load().describe("observations").set_index("column")
        >>> columns.loc["period_end", "meaning"]
        'Last day of the window that the number counts; empty: unknown'
        """
        return columns_described(table)
