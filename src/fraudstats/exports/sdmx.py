"""The observations as SDMX: a data message (SDMX-CSV 2.0) and its structure message (SDMX-ML 3.0).

Two dataflows share their concepts and code lists. OBSERVATIONS holds the numbers whose window is known at both ends,
as TIME_PERIOD: a Gregorian day, month or year where the window is one, else a time range ``2021-01-01/P11M``. SDMX
has no time period with an unknown end, so OBSERVATIONS_OPEN has no time dimension; its windows are in PERIOD_START
and PERIOD_END, which both flows have. There is no FREQ, since a bulletin's window is not a periodicity. Two sources
may print one number, so OBSERVATION_ID completes the key. An absent UPPER means that the printed number implies no
upper end. Stated changes are not exported: they relate two windows, for which SDMX has no place.

Standards: SDMX 3.0 technical specifications (2021); SDMX-CSV 2.0, data message field guide.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.dataset.schema import SCHEMA
from fraudstats.dataset.store import canonical_csv
from fraudstats.disk import write_atomically
from fraudstats.exports.citation import write_citation
from fraudstats.exports.code_check import refuse_unlisted
from fraudstats.exports.sdmx_structure import AGENCY, OPEN_LISTS, structure_message
from fraudstats.sources.text_tables import each_once

__all__ = ["COMPONENTS", "time_period", "write_sdmx"]

_DIMENSIONS = ("indicator", "ref_area", "counterpart_area", "sub_area", "observation_id")
#: Column -> component, where SDMX has a name of its own for it; the others are upper-cased.
_NAMED = {"value": "OBS_VALUE", "unit": "UNIT_MEASURE", "note": "COMMENT_OBS"}
_COLUMNS = [*_DIMENSIONS, *(name for name in SCHEMA["observations"].columns if name not in _DIMENSIONS)]
#: Column -> component, dimensions first.
COMPONENTS = {column: _NAMED.get(column, column.upper()) for column in _COLUMNS}
#: Code of a dimension that does not apply, as in SDMX's own code lists.
_NOT_APPLICABLE = "_Z"


def write_sdmx(dataset: Dataset, folder: Path) -> list[Path]:
    """``sdmx-observations.csv``, ``sdmx-structure.xml``, and ``CITATION.txt``, which says which state they are of.

    Raises
    ------
    ExportError
        If the release is not a calendar version, a coded column holds something that is not in its code list, or a code
        has a character that SDMX does not allow in one.
    """
    refuse_unlisted(dataset, "observations")
    structure = structure_message(dataset, COMPONENTS, _DIMENSIONS, _lists())
    return [
        write_atomically(folder / "sdmx-observations.csv", canonical_csv(_message(dataset)).encode()),
        write_atomically(folder / "sdmx-structure.xml", structure),
        *write_citation(dataset, folder),
    ]


def _lists() -> dict[str, str]:
    """Component -> name of its code list."""
    columns = SCHEMA["observations"].columns
    lists = {COMPONENTS[c]: columns[c].codes or OPEN_LISTS.get(columns[c].refers_to, "") for c in COMPONENTS}
    return {component: name for component, name in lists.items() if name}


def _message(dataset):
    """One row per observation, one column per component."""
    rows = dataset.observations
    closed = rows["period_start"].notna() & rows["period_end"].notna()
    flow = np.where(closed, "OBSERVATIONS", "OBSERVATIONS_OPEN")
    columns = {"STRUCTURE": "dataflow", "STRUCTURE_ID": [f"{AGENCY}:{one}({dataset.state.version})" for one in flow]}
    columns |= {"ACTION": "I"}
    columns |= {COMPONENTS[c]: rows[c].fillna(_NOT_APPLICABLE) for c in _DIMENSIONS}
    columns |= {"TIME_PERIOD": _time_periods(rows)}
    columns |= {COMPONENTS[c]: _written(rows[c]) for c in COMPONENTS if c not in _DIMENSIONS}
    columns |= {"UNIT_MULT": 0, "DECIMALS": rows["value"].map(_decimals)}
    return pd.DataFrame(columns, index=rows.index).sort_values(["STRUCTURE_ID", "OBSERVATION_ID"])


def _written(column):
    if pd.api.types.is_bool_dtype(column):
        return column.map({True: "true", False: "false"})
    return column.replace([np.inf, -np.inf], np.nan) if pd.api.types.is_float_dtype(column) else column


def _decimals(value):
    """Digits after the decimal point."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _time_periods(rows):
    windows = list(zip(rows["period_start"], rows["period_end"], strict=True))
    return pd.Series(each_once(lambda window: time_period(*window), windows), dtype="str", index=rows.index)


def time_period(start: pd.Timestamp, end: pd.Timestamp) -> str | None:
    """A closed window as SDMX ObservationalTimePeriod; None if an end is unknown.

    Examples
    --------
    >>> time_period(pd.Timestamp("2021-01-01"), pd.Timestamp("2021-11-30"))
    '2021-01-01/P11M'
    >>> time_period(pd.Timestamp("2021-01-01"), pd.Timestamp("2021-12-31"))
    '2021'
    """
    if pd.isna(start) or pd.isna(end):
        return None
    if start == end:
        return f"{start:%Y-%m-%d}"
    after = end + pd.Timedelta(days=1)
    if start.day != 1 or after.day != 1:
        return f"{start:%Y-%m-%d}/P{(after - start).days}D"
    months = 12 * (after.year - start.year) + after.month - start.month
    if months == 1:
        return f"{start:%Y-%m}"
    if months == 12 and start.month == 1:
        return f"{start:%Y}"
    return f"{start:%Y-%m-%d}/P{f'{months // 12}Y' if months % 12 == 0 else f'{months}M'}"
