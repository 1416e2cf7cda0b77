"""Crude rates: counts per so many persons, of areas and years, and their ratios.

Two things are uncertain and are kept apart: what the printed numbers allow (ranges of count and population, which hold
for certain) and chance in the count (an interval at a level). The interval holds both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fraudstats.digits import meaningful
from fraudstats.errors import TrendError
from fraudstats.interval import Interval
from fraudstats.style import ACCENT, PALETTE, place_axis, ranges
from fraudstats.trends.rates.denominators import read_counts_and_populations
from fraudstats.trends.rates.poisson import LIMITS, mean_limits
from fraudstats.trends.rates.rate_ratio import rate_ratio
from fraudstats.trends.result import TrendResult, check_alpha, interval_frame
from fraudstats.trends.series.time_series import TimeSeries

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["CrudeRateResult", "crude_rate"]

CHANCE = (
    "intervals hold rounding and the chance in the count, as if events came one by one; years scatter far more, see "
    "fs.trends.count_trend"
)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class CrudeRateResult(TrendResult):
    """Crude rates; `params` holds them by the labels of the counts (``rate`` for one).

    Attributes
    ----------
    counts, populations : tuple of Interval
    per : float
        Persons in the denominator.
    kind : {"exact", "midp", "score"}
    indicators : Series or None
        What each count counts, where the table says it.
    """

    counts: tuple[Interval, ...]
    populations: tuple[Interval, ...]
    per: float
    kind: str
    indicators: pd.Series | None

    @property
    def method(self) -> str:
        return f"Crude rate per {self.per:,.10g}, {LIMITS[self.kind]}"

    def ranges(self) -> pd.DataFrame:
        """What the printed numbers allow, chance left aside: ``lower`` and ``upper`` of each rate, which are sharp."""
        found = [self.per * (count / people) for count, people in zip(self.counts, self.populations, strict=True)]
        return interval_frame(self.params.index, [one.lower for one in found], [one.upper for one in found])

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Interval of each rate; it covers every count and population that the ranges allow."""
        check_alpha(alpha)
        pairs = list(zip(self.counts, self.populations, strict=True))
        lower = [self.per * mean_limits(count.lower, alpha, self.kind)[0] / people.upper for count, people in pairs]
        upper = [self.per * self._upper(count.upper, alpha) / people.lower for count, people in pairs]
        return interval_frame(self.params.index, lower, upper)

    def _upper(self, count, alpha):
        return mean_limits(count, alpha, self.kind)[1] if np.isfinite(count) else np.inf

    def to_frame(self, alpha: float = 0.05) -> pd.DataFrame:
        """The rates: ``estimate, lower, upper`` at level ``1 - alpha``, the ends of the range, and the ``indicator``.

        The range is in ``lower_range, upper_range``; the indicator is given where it is known.
        """
        ranges = self.ranges().add_suffix("_range")
        table = super().to_frame(alpha).join(ranges)
        return table if self.indicators is None else table.assign(indicator=self.indicators)

    def compare(self, reference: Any, alpha: float = 0.05, *, across_indicators: bool = False) -> pd.DataFrame:
        """Ratios of the rates to that of one area or year, with exact intervals (:func:`rate_ratio`).

        Parameters
        ----------
        reference : label
            The row to which the others are compared.
        alpha : float
        across_indicators : bool
            Compare also counts of different indicators. Their ratio is not one of fraud: definitions, recording and the
            readiness to report are in it as well.

        Returns
        -------
        DataFrame
            ``estimate, lower, upper`` for each other row, which cover every count and population that the ranges allow,
            and ``indicator`` and ``reference_indicator`` where they are known.

        Raises
        ------
        TrendError
            If rows count different things and `across_indicators` is false, the label is unknown, or a range is open.
        """
        check_alpha(alpha)
        if reference not in self.params.index:
            raise TrendError(f"{reference!r} is no row; choose one of {', '.join(map(str, self.params.index))}")
        self._refuse_different(reference, across_indicators)
        at = self.params.index.get_loc(reference)
        others = [row for row in range(len(self.params)) if row != at]
        found = [self._ratio(row, at, alpha) for row in others]
        table = pd.DataFrame(found, self.params.index[others], columns=["estimate", "lower", "upper"])
        if self.indicators is None:
            return table
        return table.assign(indicator=self.indicators, reference_indicator=self.indicators[reference])

    def _refuse_different(self, reference, across_indicators):
        if self.indicators is None or across_indicators:
            return
        different = [label for label, one in self.indicators.items() if one != self.indicators[reference]]
        if different:
            raise TrendError(
                f"{reference} counts {self.indicators[reference]} and {different[0]} {self.indicators[different[0]]}; "
                f"their ratio compares definitions as well. Leave such rows out, or say across_indicators=True"
            )

    def _ratio(self, row, at, alpha):
        pair = [self.counts[row], self.counts[at]]
        here, there = self.populations[row], self.populations[at]
        if open_row := next((r for r, c in zip((row, at), pair, strict=True) if not np.isfinite(c.upper)), None):
            raise TrendError(
                f"the count {self.params.index[open_row]} has no upper end, so its ratios have none; leave it out"
            )
        kind = "midp" if self.kind == "midp" else "exact"
        low = rate_ratio(pair, exposure=[here.upper, there.lower], method=kind).conf_int(alpha)
        high = rate_ratio(pair, exposure=[here.lower, there.upper], method=kind).conf_int(alpha)
        rates = self.params.iloc[row], self.params.iloc[at]
        estimate = rates[0] / rates[1] if rates[1] else np.inf
        return estimate, low["lower"].iloc[0], high["upper"].iloc[0]

    def poolable(self) -> pd.DataFrame:
        """The rates, with their large-sample standard errors ``sqrt(count) / population``."""
        counts = np.array([count.midpoint for count in self.counts])
        if (counts == 0).any() or not np.isfinite(counts).all():
            raise TrendError("a count of zero, or without an upper end, has no standard error; use `conf_int()`")
        people = np.array([population.midpoint for population in self.populations])
        return pd.DataFrame({"estimate": self.params, "std_err": self.per * np.sqrt(counts) / people})

    def summary(self) -> str:
        """The method, and the table of rates."""
        bands = [("lower", "estimate", "upper")]
        table = meaningful(self.to_frame(), bands=bands, digits={"lower_range": 4, "upper_range": 4})
        return "\n".join([self.method, "", table.to_string(), "", *(f"Note: {note}" for note in self.notes)])

    def _draw(self, ax: Axes) -> None:
        """The rates with their ranges and 95% intervals."""
        table = self.to_frame().replace(np.inf, np.nan)
        place = np.arange(len(table))
        ax.vlines(place, table["lower"], table["upper"], color=PALETTE[0], label="95% interval")
        ranges(ax, place, table["lower_range"], table["upper_range"], color=ACCENT, label="range of the numbers")
        ax.plot(place, table["estimate"], "o", color=PALETTE[0], label="rate")

    def _label(self, ax: Axes) -> None:
        place_axis(ax, self.to_frame().index)
        ax.set(ylabel=f"rate per {self.per:,.10g}")


def crude_rate(data: Any, *, population: Any = None, per: float = 100_000, method: str = "exact") -> CrudeRateResult:
    """Counts per so many persons, with what the printed numbers allow and with the chance in the counts.

    Parameters
    ----------
    data : count, list or Series of counts, or table
        Whole numbers or Intervals of some, also without an upper end ("at least"). A table has the columns ``value,
        lower, upper``, labels in its index, and may have ``population_lower, population_upper`` and ``indicator``, as
        that of ``ds.rate_table``; its rows without a count or a population are left out and named.
    population : number, Interval, or list or Series of them, optional
        Persons; a Series is lined up by label. Needed unless the table has populations.
    per : float
        Persons in the denominator.
    method : {"exact", "midp", "score"}
        Interval of the count, as for :func:`~fraudstats.trends.rate`.

    Returns
    -------
    CrudeRateResult
        ``to_frame()`` has the range beside the interval, ``compare(label)`` the ratios to one area or year.

    Raises
    ------
    TrendError
        If a count is negative or not whole, a population is not above zero, or labels do not match.

    References
    ----------
    Garwood, F. (1936). Fiducial limits for the Poisson distribution. *Biometrika* 28, 437-442.

    Examples
    --------
    37万余 cases among 1,410 million persons, known to the million:

    >>> from fraudstats import Interval
    >>> result = crude_rate(Interval(370_000, 380_000), population=Interval(1_409_500_000, 1_410_500_000))
    >>> result.ranges().round(2).values.tolist()
    [[26.23, 26.96]]
    """
    if not (isinstance(method, str) and method in LIMITS):
        raise TrendError(f"method {method!r} is unknown; choose one of {', '.join(LIMITS)}")
    if not (isinstance(per, int | float | np.number) and np.isfinite(per) and per > 0):
        raise TrendError(f"per is {per!r}; give the persons in the denominator, such as 100_000")
    read = read_counts_and_populations(data, population)
    people = np.array([one.midpoint for one in read.populations])
    rates = np.where(np.isfinite(read.values), per * read.values / people, np.nan)
    lower, upper = (np.array([getattr(count, end) for count in read.counts], float) for end in ("lower", "upper"))
    return CrudeRateResult(
        series=TimeSeries(np.arange(len(rates), dtype=float), read.values, lower, upper),
        params=pd.Series(rates, read.labels),
        notes=_notes(read),
        counts=read.counts,
        populations=read.populations,
        per=float(per),
        kind=method,
        indicators=read.indicators,
    )


def _notes(read):
    notes = [CHANCE]
    if read.left_out:
        notes.append(f"without a count or a population, left out: {', '.join(read.left_out)}")
    if read.indicators is not None and read.indicators.nunique() > 1:
        notes.append(f"different things are counted: {', '.join(dict.fromkeys(read.indicators))}; compare within one")
    return tuple(notes)
