"""What the revisions of many windows have in common: lag, size and bias.

The names are those of the OECD's guidance (McKenzie and Gamba, 2008). P is the earlier number, here the first print of
a window, L the later one, here its latest vintage, and R = L - P the revision. The *mean revision* is the mean of R,
the *mean absolute revision* that of its size, and the *relative mean absolute revision* the sum of the sizes
over that of P. Windows of unlike length, and indicators of unlike units, can only be averaged as relative revisions.

References
----------
.. [1] R. McKenzie and M. Gamba (2008), "Interpreting the results of revision analyses: recommended summary
   statistics", OECD/Eurostat task force on performing revisions analysis for sub-annual economic statistics.
"""

from __future__ import annotations

from math import sqrt

import numpy as np
import pandas as pd

from fraudstats.errors import DatasetError

__all__ = ["WHICH", "chosen", "overlapping", "statistics_of"]

#: Which windows to average over -> what they are.
WHICH = {
    "revised": "windows whose value was revised",
    "declared": "revised windows whose latest number has status R: its source says that it restates another",
    "reprinted": "windows printed again more than a week later, revised or not",
}
_FEWEST_FOR_A_MEAN = 3
_GROUP = ["indicator", "ref_area", "counterpart_area"]
_AREA = ["ref_area", "counterpart_area"]


def chosen(windows: pd.DataFrame, which: str) -> pd.DataFrame:
    """The windows to average over, from the table of all of them; refuses what is none of `WHICH`."""
    revised = windows["outcome"] == "revised"
    if which == "revised":
        return windows.loc[revised]
    if which == "declared":
        return windows.loc[revised & (windows["status_after"] == "R")]
    if which == "reprinted":
        return windows.loc[windows["outcome"] != "printed once"]
    raise DatasetError(f"cannot average over {which!r} windows; choose one of {', '.join(WHICH)}")


def statistics_of(windows: pd.DataFrame, misprints: pd.DataFrame, which: str = "revised") -> pd.DataFrame:
    """Lag, size and bias: one row over all windows, and one per indicator and area if there are several.

    Parameters
    ----------
    windows : data frame
        One row per window, as `Revisions.sizes` gives it with ``every=True``.
    misprints : data frame
        Numbers that are no vintages because their sources seem to have printed them wrongly.
    which : {"revised", "declared", "reprinted"}
        The windows that the means are taken over: those revised, those that their issuers declare revised, or all that
        were printed again, where an unrevised one counts as a revision of zero. A window printed once tells nothing.
        The first is the default since most reprints are retellings, which would confirm any number.

    Returns
    -------
    data frame
        ``indicator, ref_area, counterpart_area`` (``all`` where several), ``unit`` (empty where several).
        Counts of windows: ``windows, reprinted, revised, declared, restored, within_precision`` (they differ by no
        more than their rounding), ``misprinted``; ``n`` of the means, and ``overlapping``: how many of the n share days
        with another of the same area, and so are not independent.
        ``median_lag`` in days from the first to the latest value. ``mean_revision, mean_revision_lower,
        mean_revision_upper, mean_absolute_revision, relative_mean_absolute_revision``, empty where units differ;
        ``relative_n`` of the windows whose first number surely is positive, and over these ``mean_relative_revision``
        (with ``_lower, _upper``), ``mean_absolute_relative_revision``; ``share_upward`` of all revisions that are not
        zero. The ranges hold whatever true values the printed numbers allow.
        ``standard_error, t, p_value`` test that the mean revision is zero, ``relative_standard_error, relative_t,
        relative_p_value`` that the mean relative revision is. They are empty for fewer than three windows.

    Raises
    ------
    DatasetError
        If `which` is unknown.

    Notes
    -----
    The standard error is s / sqrt(n), which the robust forms HC1 and HC2 of the regression of R on a constant equal as
    well, and Student's t has n - 1 degrees of freedom. To leave out what was not revised changes nothing in what is
    tested: the mean of all revisions is zero if and only if the mean of those that are not zero is.
    """
    averaged = chosen(windows, which)
    rows = [_row(windows, averaged, misprints)]
    groups = windows.groupby(_GROUP, dropna=False)
    if groups.ngroups > 1:
        for _, group in groups:
            own = averaged.loc[averaged.index.isin(group.index)]
            rows.append(_row(group, own, misprints.loc[_key(misprints).isin(_key(group))]))
    return pd.DataFrame(rows)


def _key(rows):
    """Indicator and areas as one text each; a place that a row does not have is none."""
    return rows[_GROUP].astype("object").fillna("none").agg("|".join, axis=1) if len(rows) else pd.Series(dtype="str")


def _row(windows, averaged, misprints):
    outcome = windows["outcome"].value_counts()
    units = windows["unit"].unique()
    return {
        **{name: _common(windows[name]) for name in _GROUP},
        "unit": units[0] if len(units) == 1 else None,
        "windows": len(windows),
        "reprinted": len(chosen(windows, "reprinted")),
        "revised": outcome.get("revised", 0),
        "declared": len(chosen(windows, "declared")),
        "restored": outcome.get("restored", 0),
        "within_precision": outcome.get("within the printed precision", 0),
        "misprinted": len(misprints.drop_duplicates([*_GROUP, "sub_area", "period_start", "period_end"])),
        "n": len(averaged),
        "overlapping": overlapping(averaged),
        "median_lag": averaged["days"].median(),
        **_absolute(averaged, one_unit=len(units) == 1),
        **_relative(averaged),
    }


def _common(column):
    values = column.drop_duplicates()
    return "all" if len(values) > 1 else next(iter(values), None)


def overlapping(windows: pd.DataFrame) -> int:
    """How many windows share days with another of the same area."""
    rows = windows.assign(area=windows.groupby(_AREA, dropna=False).ngroup()).sort_values(["area", "period_start"])
    of_area = rows.groupby("area")
    before = of_area["period_end"].cummax().groupby(rows["area"]).shift()
    after = of_area["period_start"].shift(-1)
    meets = (rows["period_start"] <= before) | (after <= rows["period_end"])
    return int(np.count_nonzero(meets))


def _absolute(windows, one_unit):
    rows = windows if one_unit else windows.iloc[:0]
    size, first = rows["revision"].abs(), rows["first"].abs()
    test = _zero_mean(rows["revision"])
    return {
        "mean_revision": rows["revision"].mean(),
        "mean_revision_lower": rows["absolute_lower"].mean(),
        "mean_revision_upper": rows["absolute_upper"].mean(),
        "mean_absolute_revision": size.mean(),
        "relative_mean_absolute_revision": size.sum() / first.sum() if first.sum() else float("nan"),
        **dict(zip(("standard_error", "t", "p_value"), test, strict=True)),
    }


def _relative(windows):
    moved = windows.loc[windows["revision"] != 0, "revision"]
    windows = windows.loc[windows["revision_lower"].notna() & windows["relative_revision"].notna()]
    relative = windows["relative_revision"]
    test = _zero_mean(relative)
    return {
        "relative_n": len(windows),
        "mean_relative_revision": relative.mean(),
        "mean_relative_revision_lower": windows["revision_lower"].mean(),
        "mean_relative_revision_upper": windows["revision_upper"].mean(),
        "mean_absolute_relative_revision": relative.abs().mean(),
        "share_upward": (moved > 0).mean() if len(moved) else float("nan"),
        **dict(zip(("relative_standard_error", "relative_t", "relative_p_value"), test, strict=True)),
    }


def _zero_mean(revisions):
    """Standard error, t and two-sided p value of a mean; nothing below three values, or where all are the same."""
    from scipy.stats import t as student

    n, spread = len(revisions), revisions.std(ddof=1)
    if n < _FEWEST_FOR_A_MEAN or not spread > 0:
        return float("nan"), float("nan"), float("nan")
    error = spread / sqrt(n)
    t = revisions.mean() / error
    return error, t, 2 * student.sf(abs(t), n - 1)
