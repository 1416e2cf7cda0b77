"""Joinpoint models of all groups of one table: areas, sexes, kinds of fraud."""

from __future__ import annotations

import warnings
from collections.abc import Hashable, Sequence
from typing import Any

import pandas as pd

from fraudstats.draws import Draws
from fraudstats.errors import TrendError, TrendWarning
from fraudstats.sheets import Tidy
from fraudstats.trends.joinpoints.group_result import JoinpointByResult
from fraudstats.trends.joinpoints.model import joinpoint
from fraudstats.trends.pooling.parallel import parallel_map
from fraudstats.trends.series.foreign import as_pandas
from fraudstats.trends.series.wide import is_wide

__all__ = ["joinpoint_by"]


def joinpoint_by(
    data: Any,
    time: Any = None,
    *,
    by: str | Sequence[str] | None = None,
    se: str | None = None,
    exposure: str | float | None = None,
    n_jobs: int | None = None,
    **options: Any,
) -> JoinpointByResult:
    """Fit :func:`~fraudstats.trends.joinpoint` to every group of a table.

    Parameters
    ----------
    data : DataFrame
        One row per group and time, with columns that name the group; or, without `by`, one column of numbers per group
        over the same times (in the index, or given as `time`).
    time : str or array, optional
        The column that holds the times (an array only for a table of one column per group).
    by : str or list of str, optional
        The column or columns that name the group.
    se : str, optional
        Column of the standard errors.
    exposure : str or number, optional
        Column of the population or days behind each count; or one number for all.
    n_jobs : int, optional
        Workers; by default what ``joblib.parallel_config`` says, else one. The numbers do not depend on it.
    **options
        Passed to :func:`~fraudstats.trends.joinpoint` for every group, `seed` included, so that each fit is what the
        group alone would give.

    Returns
    -------
    JoinpointByResult
        The fits by group, in the order in which the groups first occur.

    Raises
    ------
    TrendError
        If no column names the groups, a row has no group, or no group at all can be fitted.

    Warns
    -----
    TrendWarning
        For groups that cannot be fitted, with the reason of each; they stay in ``failed`` and in the notes.

    Notes
    -----
    NCI's Joinpoint does the same with its "by variables". Each group is tested at its own level: of twenty straight
    lines one is expected to be bent by a test at 5%.

    Examples
    --------
    >>> import numpy as np
    >>> years = np.arange(2005, 2021)
    >>> up = np.exp(0.1 * np.minimum(years - 2005, 8) + 0.01 * (-1.0) ** years)
    >>> table = pd.DataFrame({"year": [*years, *years], "area": ["North"] * 16 + ["South"] * 16})
    >>> table["cases"] = np.append(100 * up, 50 / up)
    >>> result = joinpoint_by(table, by="area", select="bic3")
    >>> result.segments()[["start", "end", "apc"]].round(1).reset_index().values.tolist()[:2]
    [['North', 1, 2005.0, 2013.0, 10.5], ['North', 2, 2013.0, 2020.0, 0.0]]
    >>> result["South"].joinpoints.tolist()
    [2013.0]
    """
    table = _table(data)
    if by is None:
        names, items = (), _columns(table, time, se, exposure)
    else:
        names = (by,) if isinstance(by, str) else tuple(by)
        items = _rows(table, time, names, se, exposure)
    found = parallel_map(_fit, [(item, options) for item in items.values()], n_jobs=n_jobs, description="groups")
    outcomes = dict(zip(items, found, strict=True))
    failed = {label: text for label, text in outcomes.items() if isinstance(text, str)}
    _report(failed, names, len(outcomes))
    fits = {label: fit for label, fit in outcomes.items() if label not in failed}
    return JoinpointByResult(by=names or ("group",), fits=fits, failed=failed)


def _fit(item):
    """The model of one group, or why there is none."""
    (data, time, given), options = item
    try:
        return joinpoint(data, time, **given, **options)
    except TrendError as problem:
        return str(problem)


def _table(data):
    data = as_pandas(data)
    data = data.frame if isinstance(data, Tidy) else data
    if isinstance(data, Draws):
        raise TrendError("draws of one series are no groups: pool the draws of each group by itself (fs.trends.pool)")
    if not isinstance(data, pd.DataFrame):
        raise TrendError(
            f"groups are read from a table, got {type(data).__name__}; give a DataFrame with one row per group and "
            "time, and the column that names the group as `by`"
        )
    return data


def _columns(table, time, se, exposure):
    """Series, time and options of each column of a table without a column that names the groups."""
    if not is_wide(table, time):
        raise TrendError(
            f"`by` is not given, and the columns {', '.join(map(repr, table.columns))} are not one column of numbers "
            "per group with the times in the index; name the column that holds the group: joinpoint_by(table, by=...)"
        )
    if se is not None or isinstance(exposure, str):
        raise TrendError(
            "columns of standard errors or exposures need one row per group and time: reshape the table "
            "(table.melt(ignore_index=False)) and give `by`"
        )
    given = {} if exposure is None else {"exposure": exposure}
    return {name: (column, time, given) for name, column in table.items()}


def _rows(table, time, names, se, exposure):
    """Table, time and options of each group of rows."""
    if time is not None and not isinstance(time, str):
        raise TrendError("with `by`, time is the name of a column, so that each group keeps its own times")
    beside = {"se": se, "exposure": exposure if isinstance(exposure, str) else None}
    beside = {option: column for option, column in beside.items() if column is not None}
    _refuse_unknown(table, (*names, *beside.values(), *([] if time is None else [time])))
    if missing := int(table[list(names)].isna().any(axis=1).sum()):
        raise TrendError(f"{missing} rows have no {' or '.join(names)}; fill the column or drop these rows first")
    items: dict[Hashable, Any] = {}
    key = names[0] if len(names) == 1 else list(names)
    for label, rows in table.groupby(key, sort=False, observed=True):
        given = {option: rows[column].to_numpy() for option, column in beside.items()}
        if exposure is not None and "exposure" not in beside:
            given["exposure"] = exposure
        items[label] = (rows.drop(columns=[*names, *beside.values()]), time, given)
    return items


def _refuse_unknown(table, columns):
    if len(set(columns)) < len(columns):
        raise TrendError(f"the columns {', '.join(map(repr, columns))} are not all different; each has one use")
    for column in columns:
        if not isinstance(column, str) or column not in table:
            raise TrendError(f"there is no column {column!r}; the table has {', '.join(map(repr, table.columns))}")


def _report(failed, names, number):
    if not failed:
        return
    reasons = dict.fromkeys(failed.values())
    if len(failed) == number and len(reasons) == 1:
        raise TrendError(f"in every one of {number} groups: {next(iter(reasons))}")
    lines = [f"{label}: {reason}" for label, reason in failed.items()]
    if len(failed) == number:
        raise TrendError(f"none of {number} groups can be fitted\n" + "\n".join(lines))
    what = " and ".join(names) or "group"
    warnings.warn(
        f"{len(failed)} of {number} groups ({what}) cannot be fitted\n" + "\n".join(lines), TrendWarning, stacklevel=3
    )
