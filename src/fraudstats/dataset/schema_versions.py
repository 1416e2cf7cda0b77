"""Tables that were written under an earlier version of the schema, brought to the present one.

A frozen release is never rewritten. What it lacks is derived from what it holds, by one step per version; what cannot
be derived stays empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pandas as pd

from fraudstats.dataset.schema import SCHEMA_VERSION
from fraudstats.dataset.tables import frame

__all__ = ["READABLE", "UNDERIVED", "upgraded", "with_present_names"]

Tables = dict[str, pd.DataFrame]


def _issuer_of_each_number(tables: Tables) -> Tables:
    """Version 1 knew the issuer of a source only: every number in it is of that issuer."""
    issuer_of = tables["sources"].set_index("source_id").loc[:, "issuer"]
    numbers = {name: tables[name] for name in ("observations", "changes")}
    issuers = {name: table.loc[:, "source_id"].map(issuer_of) for name, table in numbers.items()}
    return tables | {name: table.assign(issuer=issuers[name]) for name, table in numbers.items()}


def _printed_form_of_each_change(tables: Tables) -> Tables:
    """Version 1 kept the range of a change and took every percentage for a rounded one; its unit follows from both."""
    changes = tables["changes"]
    step = (2 * (100 * changes["upper"] - changes["percent"])).round(9)
    return tables | {"changes": changes.assign(qualifier="rounded", precision=step, interval_rule="printed:rounded")}


def _how_each_source_was_read(tables: Tables) -> Tables:
    """Version 1 did not say it: all of its sources were read as stored copies."""
    return tables | {"sources": tables["sources"].assign(read_as="stored_copy")}


def _second(tables: Tables) -> Tables:
    for step in (_issuer_of_each_number, _printed_form_of_each_change, _how_each_source_was_read):
        tables = step(tables)
    return tables | {name: frame(name, []) for name in ("gaps", "searches")}


#: Version -> what brings its tables to the next one.
_STEPS: Mapping[int, Callable[[Tables], Tables]] = MappingProxyType({1: _second})
#: The versions that can be opened.
READABLE = (*_STEPS, SCHEMA_VERSION)


#: Table -> columns that an earlier readable version lacks and that nothing in it gives.
UNDERIVED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "observations": ("flags",),
        "sources": ("copied", "accessed", "archive", "sha256"),
        "issuers": ("terms", "terms_url"),
    }
)

#: Version -> table -> columns that the next version calls otherwise.
_RENAMED: Mapping[int, Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {1: {"corrections": {"observation_id": "record_id"}}}
)


def with_present_names(table: pd.DataFrame, name: str, version: int) -> pd.DataFrame:
    """A table as it was written, its columns under the names of the present schema."""
    for earlier in range(version, SCHEMA_VERSION):
        table = table.rename(columns=_RENAMED[earlier].get(name, {}))
    return table


def upgraded(tables: Tables, version: int) -> Tables:
    """Tables of a readable version as the present schema has them."""
    for earlier in range(version, SCHEMA_VERSION):
        tables = _STEPS[earlier](tables)
    return tables
