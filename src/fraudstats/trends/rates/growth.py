"""Growth between windows, with what the printed numbers allow.

A growth rate of two rounded counts is itself a range. Interval arithmetic (Moore, 1966, *Interval
Analysis*) gives the sharp range: the smallest quotient pairs the smallest new count with the largest base.
No model is assumed and nothing is estimated, so the ranges are bounds and not confidence intervals; a
count's own random variation is the subject of :func:`fraudstats.trends.rate_ratio`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.interval import Interval
from fraudstats.style import GREY, PALETTE, place_axis, values
from fraudstats.trends.result import TrendResult
from fraudstats.trends.series.read import as_time_series

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["GrowthResult", "growth"]


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class GrowthResult(TrendResult):
    """Growth between windows, as fractions (0.057 is 5.7%); see :func:`growth`.

    Nothing is estimated, so there are no parameters and no confidence intervals: ``to_frame()`` has one row per pair
    of windows, :meth:`ranges` what the printed numbers allow.

    Attributes
    ----------
    table : DataFrame
        One row per pair: ``base_value, value, growth`` with ``lower, upper``; ``years``; ``per_year`` with
        ``per_year_lower, per_year_upper``. `growth` is NaN where only an end of the range is known.
    rates : bool
        Whether rates per day were compared.
    compound : float
        Growth per year from the first to the last window: ``(last / first) ** (1 / years) - 1``.
    compound_interval : Interval
        Its range.
    """

    params: pd.Series = field(init=False, repr=False)
    table: pd.DataFrame
    rates: bool
    compound: float
    compound_interval: Interval

    @property
    def method(self) -> str:
        return f"Growth of {'rates per day' if self.rates else 'counts'}, with interval arithmetic"

    @property
    def p_values(self) -> pd.Series:
        """NaN: interval arithmetic tests nothing."""
        return pd.Series(np.nan, self.table.index)

    def ranges(self) -> pd.DataFrame:
        """What the printed numbers allow: ``lower`` and ``upper`` of each pair's growth, which hold for certain."""
        return self.table.loc[:, ["lower", "upper"]]

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Refused: growth has certain ranges, which no level can narrow.

        Raises
        ------
        TrendError
        """
        raise TrendError(
            "growth has no confidence intervals: its ranges hold for certain, whatever the level (`ranges()`); for the "
            "random variation of counts use fs.trends.rate_ratio, for that of a trend fs.trends.count_trend"
        )

    def to_frame(self, alpha: float | None = None) -> pd.DataFrame:
        """One row per pair: ``estimate`` (growth) with its range ``lower, upper``, then the other columns of `table`.

        A level is refused, as by :meth:`conf_int`.
        """
        if alpha is not None:
            self.conf_int(alpha)
        table = self.table.rename(columns={"growth": "estimate"})
        first = ["estimate", "lower", "upper"]
        return table.loc[:, [*first, *table.columns.difference(first, sort=False)]]

    def poolable(self) -> pd.DataFrame:
        """What is pooled over draws: the growth of each pair, exact (``std_err`` 0) since a draw has no ranges."""
        if self.series.has_intervals:
            raise TrendError("growth of printed ranges has no standard error; pool over draws, or use `ranges()`")
        return pd.DataFrame({"estimate": self.table["growth"], "std_err": 0.0})

    def _body(self) -> str:
        percent = "{:.1%}".format
        columns = ["growth", "lower", "upper", "years", "per_year"]
        formats: dict[str | int, Callable[..., str]] = {name: percent for name in columns}
        formats["years"] = "{:.2f}".format
        total = f"compound growth per year: {self.compound:.1%}, range {self.compound_interval:.1%}"
        return self.table.loc[:, columns].to_string(formatters=formats) + "\n" + total

    def _draw(self, ax: Axes) -> None:
        """The growth of each pair with its range, in percent."""
        place, percent = np.arange(len(self.table)), 100 * self.table[["growth", "lower", "upper"]]
        label = "growth, on the range that the printed numbers allow"
        values(ax, place, percent["growth"], percent["lower"], percent["upper"], color=PALETTE[0], label=label)
        ax.axhline(0, color=GREY, linewidth=0.8)

    def _label(self, ax: Axes) -> None:
        place_axis(ax, self.table.index)
        ax.set(ylabel="growth, %")


def growth(data: Any, time: Any = None, *, base: str | int = "previous", per_day: bool = False) -> GrowthResult:
    """Growth rates between windows.

    Parameters
    ----------
    data : series
        Anything that :func:`~fraudstats.trends.as_time_series` reads, with non-negative values.
    time : array, optional
        Times in place of those of `data`; years, for `per_year` and `compound` to be yearly.
    base : {"previous", "first"} or int
        What each window is compared with: the one before (missing values are passed over), the first, or
        the one that many rows before (12 for a month against the same month of the year before).
    per_day : bool
        Compare rates per day. Windows of unequal length are refused otherwise.

    Returns
    -------
    GrowthResult

    Raises
    ------
    TrendError
        If windows differ in length and `per_day` is false, a value is negative, or no pair remains.

    Examples
    --------
    What 37万余 (January-November 2021) and 39.1万 (January-November 2022) allow:

    >>> from fraudstats import Interval
    >>> result = growth([Interval(370_000, 380_000), Interval(390_500, 391_500)], time=[2021, 2022])
    >>> result.ranges().round(3).values.tolist()
    [[0.028, 0.058]]
    """
    series = as_time_series(data, time)
    series = series.per_day() if per_day else series.require_equal_windows("growth")
    lower, upper = _ends(series)
    rows = np.flatnonzero(np.isfinite(lower))
    before, after = _pairs(rows, base)
    table = _table(series, lower, upper, before, after)
    point, ends = _compound(series, lower, upper, rows[0], rows[-1])
    zero = upper == 0
    return GrowthResult(
        series=series,
        notes=_notes(series, table, before, after, zero),
        table=table,
        rates=series.is_rate,
        compound=point,
        compound_interval=Interval(*ends),
    )


def _ends(series):
    lower = series.value if series.lower is None else series.lower
    upper = series.value if series.upper is None else series.upper
    if (bad := np.flatnonzero(lower < 0)).size:
        raise TrendError(f"growth needs values of at least zero, got {lower[bad[0]]:g} ({series.labels[bad[0]]})")
    return lower, upper


def _pairs(rows, base):
    if base == "first":
        before, after = np.repeat(rows[:1], max(len(rows) - 1, 0)), rows[1:]
    elif base == "previous":
        before, after = rows[:-1], rows[1:]
    elif isinstance(base, int) and not isinstance(base, bool) and base > 0:
        after = rows[np.isin(rows - base, rows)]
        before = after - base
    else:
        raise TrendError(f"base is {base!r}; expected 'previous', 'first' or a number of rows above zero")
    if not len(after):
        raise TrendError(f"growth needs two windows to compare, got {len(rows)} with base {base!r}")
    return before, after


def _table(series, lower, upper, before, after):
    years = _years(series, before, after)
    point = _quotient(series.value[after], series.value[before])
    low, high = _quotient(lower[after], upper[before]), _quotient(upper[after], lower[before])
    low = np.where((lower[after] == 0) & (upper[before] == 0), 0.0, low)
    high = np.where((upper[after] == 0) & (lower[before] == 0), np.where(upper[before] == 0, np.inf, 0.0), high)
    labels = [f"{series.labels[a]} to {series.labels[b]}" for a, b in zip(before, after, strict=True)]
    columns = {
        "base_value": series.value[before],
        "value": series.value[after],
        "growth": point - 1,
        "lower": low - 1,
        "upper": high - 1,
        "years": years,
        "per_year": point ** (1 / years) - 1,
        "per_year_lower": low ** (1 / years) - 1,
        "per_year_upper": high ** (1 / years) - 1,
    }
    return pd.DataFrame(columns, index=pd.Index(labels, name="windows"))


def _compound(series, lower, upper, first, last):
    years = _years(series, np.array([first]), np.array([last]))[0]
    ratios = [
        _quotient(np.array([a[last]]), np.array([b[first]]))[0]
        for a, b in ((series.value, series.value), (lower, upper), (upper, lower))
    ]
    point, *ends = (ratio ** (1 / years) - 1 for ratio in ratios)
    return point, [-1.0 if np.isnan(ends[0]) else ends[0], np.inf if np.isnan(ends[1]) else ends[1]]


def _years(series, before, after):
    years = series.time[after] - series.time[before]
    if (years <= 0).any():
        raise TrendError("two values share one time, so neither is the base of the other; keep one value per time")
    return years


def _quotient(new, base):
    """New over base; infinite over zero, and unknown (NaN) for zero over zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return new / base


def _notes(series, table, before, after, zero):
    notes = []
    if (none := zero[before] & zero[after]).any():
        pairs = ", ".join(table.index[none])
        notes.append(f"from zero to zero no growth is defined, and every rate fits: -100% to infinity ({pairs})")
    if np.isinf(table["upper"]).any() or table["growth"].isna().any():
        notes.append("where a base may be zero or a value has no upper end, the growth has no upper end either")
    if (
        not series.is_rate
        and series.start is not None
        and (series.start.month[before] != series.start.month[after]).any()
    ):
        notes.append("some pairs cover different parts of the year; season and trend cannot be told apart there")
    return tuple(notes)
