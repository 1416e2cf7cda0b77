"""Columns that a reconciliation does not use: named in a warning, and refused where they look like time."""

from __future__ import annotations

import warnings

import pandas as pd

from fraudstats.errors import ReconcileError, ReconcileWarning
from fraudstats.sheets import periods_in_header, time_columns

__all__ = ["refuse_other_times", "say_unused"]

#: Columns that are read, and those that say where a row comes from.
_USED = set(
    "observation_id change_id period_start period_end base_start base_end value lower upper percent qualifier "
    "precision source_id kind indicator ref_area counterpart_area unit revision_budget published months"
    .split()
)  # fmt: skip
_ABOUT = set(
    "sub_area start_basis end_basis start_reason end_reason period_text value_text interval_rule obs_status flags by "
    "part_of confidence preferred preferred_reason issuer witness published_by note row agree disagree".split()
)


def refuse_other_times(table: pd.DataFrame, name: str) -> None:
    """Refuse a table without windows that has time in other columns.

    Raises
    ------
    ReconcileError
    """
    missing = [column for column in ("period_start", "period_end") if column not in table]
    times = (_times(table) or periods_in_header(table)) if missing else []
    if times:
        raise ReconcileError(
            f"{name} lacks {' and '.join(missing)}, and has time in {', '.join(map(repr, times))}; fs.tidy reads it: "
            "fs.reconcile(fs.tidy(table))"
        )
    if missing and isinstance(table.index, pd.PeriodIndex | pd.DatetimeIndex):
        raise ReconcileError(
            f"{name} lacks {' and '.join(missing)}, and has time in its index; fs.reconcile(fs.tidy(table)) reads it"
        )


def say_unused(table: pd.DataFrame, name: str) -> None:
    """Refuse a further column of time beside the windows; name other columns that are not used.

    Raises
    ------
    ReconcileError

    Warns
    -----
    ReconcileWarning
    """
    if times := _times(table):
        raise ReconcileError(
            f"{name} has period_start and period_end, and time in {', '.join(map(repr, times))} as well; drop what "
            f"is not meant: table.drop(columns={times!r})"
        )
    if rest := _others(table):
        warnings.warn(f"{name}: columns not used: {', '.join(map(repr, rest))}", ReconcileWarning, 2)


def _others(table):
    return [column for column in table.columns if str(column).lower() not in _USED | _ABOUT]


def _times(table):
    others = _others(table)
    return time_columns(table.loc[:, [column in others for column in table.columns]])
