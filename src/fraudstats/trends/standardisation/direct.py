"""Directly standardised rates, with intervals that hold for few counts.

The rate of each age group is weighted by its share in a standard population, so that areas and years of different age
compare. What is uncertain is the chance in the counts, as if events came one by one (Poisson); populations are taken as
known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fraudstats.digits import meaningful
from fraudstats.errors import TrendError
from fraudstats.style import GREY, PALETTE, place_axis
from fraudstats.trends.result import TrendResult, check_alpha, interval_frame
from fraudstats.trends.series.time_series import TimeSeries
from fraudstats.trends.standardisation.ages import standard_weights
from fraudstats.trends.standardisation.strata import Strata, read_populations, read_strata
from fraudstats.trends.standardisation.weighted_sum import METHODS, WeightedSum
from fraudstats.vocabulary.standard_populations import STANDARD_POPULATIONS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["StandardisedRateResult", "standardised_rate"]

#: Methods whose intervals do not hold their level everywhere -> where (docs/evidence/standardised-rate-coverage.md).
SHORT = {
    "tiwari": "the modified gamma interval held its level in our simulations, but not in all of Talih and others "
    "(2022), as Fay and Feuer's did",
    "midp": "the mid-p interval covers what it says on average, and down to 91% where about five events are expected",
    "dobson": "Dobson's interval covers down to 87% where few events are expected and few people carry much weight",
}


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class StandardisedRateResult(TrendResult):
    """Directly standardised rates; `params` holds them by area or year (``rate`` for one).

    Attributes
    ----------
    sums : tuple of WeightedSum
        The counts of each, with their weights.
    crude : Series
        The rates without standardisation.
    counts : Series
        The events in all.
    standard : Series
        The share of each group in the standard population.
    standard_name : str
    per : float
        Persons in the denominator.
    kind : {"gamma", "tiwari", "midp", "dobson"}
    """

    sums: tuple[WeightedSum, ...]
    crude: pd.Series
    counts: pd.Series
    standard: pd.Series
    standard_name: str
    per: float
    kind: str

    @property
    def method(self) -> str:
        return f"Directly standardised rate per {self.per:,.10g}, {METHODS[self.kind]}"

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Interval of each rate; for counts known as ranges it holds those of every count that they allow."""
        check_alpha(alpha)
        ends = [one.limits(alpha, self.kind) for one in self.sums]
        return interval_frame(self.params.index, [low for low, _ in ends], [high for _, high in ends])

    def ranges(self) -> pd.DataFrame:
        """What the ranges of the counts allow, chance left aside: ``lower`` and ``upper`` of each rate."""
        ends = [one.ends for one in self.sums]
        return interval_frame(self.params.index, [low for low, _ in ends], [high for _, high in ends])

    def to_frame(self, alpha: float = 0.05) -> pd.DataFrame:
        """The rates: ``estimate, lower, upper`` at level ``1 - alpha``, the ``crude`` rate, the ``count`` of events."""
        return super().to_frame(alpha).assign(crude=self.crude, count=self.counts)

    def poolable(self) -> pd.DataFrame:
        """The rates, with their large-sample standard errors ``sqrt(sum(w^2 x))``."""
        if (self.counts == 0).any():
            raise TrendError("no event at all leaves a rate without a standard error; use `conf_int()`")
        return pd.DataFrame({"estimate": self.params, "std_err": [one.std_err for one in self.sums]})

    def summary(self) -> str:
        """The method, the standard, and the table of rates."""
        table = meaningful(self.to_frame(), bands=[("lower", "estimate", "upper")])
        lines = [self.method, f"standard population: {self.standard_name}", "", table.to_string()]
        return "\n".join([*lines, "", *(f"Note: {note}" for note in self.notes)]).rstrip()

    def _draw(self, ax: Axes) -> None:
        """Standardised rates with their 95% intervals beside the crude ones."""
        table = self.to_frame()
        place = np.arange(len(table))
        ax.vlines(place, table["lower"], table["upper"], color=PALETTE[0], label="95% interval")
        ax.plot(place, table["estimate"], "o", color=PALETTE[0], label="standardised")
        ax.plot(place, table["crude"], "x", color=GREY, label="crude")

    def _label(self, ax: Axes) -> None:
        place_axis(ax, self.to_frame().index)
        ax.set(ylabel=f"rate per {self.per:,.10g}")


def standardised_rate(
    data: Any,
    *,
    population: Any,
    standard: str | pd.Series | Mapping[Any, float] | list[float] | np.ndarray,
    per: float = 100_000,
    method: str = "gamma",
    truncated: bool = False,
) -> StandardisedRateResult:
    """Rates by age group, weighted by a standard population.

    Parameters
    ----------
    data : Series, mapping or list of counts by age group, or DataFrame
        Whole numbers or Intervals of some. A table has one row for each age group and one column for each area or year.
        Groups are labelled by their ages (``"15-19"``, ``"85+"``, ``"under 1"``), or as the standard is.
    population : as `data`
        The people of each group, of the same areas or years.
    standard : str, Series, mapping or list
        A standard population: "who_2000_2025", "segi_1960", "europe_1976" or "europe_2013"
        (`fraudstats.vocabulary.standard_populations`), whose groups are joined to those of the data; or weights by
        label; or one weight for each group, in order.
    per : float
        Persons in the denominator.
    method : {"gamma", "tiwari", "midp", "dobson"}
        "gamma" (Fay and Feuer, 1997) has covered at least what it says in every simulation, here and in Talih and
        others (2022); "tiwari" (2006) and "midp" (Fay and Kim, 2017) are shorter and cover less at times (Talih and
        others); "dobson" (1991) is for many counts, or for populations much like the standard.
    truncated : bool
        Whether the data may leave out the youngest or oldest groups of the standard, for a rate of, say, adults.

    Returns
    -------
    StandardisedRateResult

    Raises
    ------
    TrendError
        If labels do not match, ages overlap, leave a gap or cut a group of the standard, a group has no people, a count
        is negative or not whole, or Dobson's limits are asked where there is no event.

    References
    ----------
    Dobson, A. J., Kuulasmaa, K., Eberle, E. and Scherer, J. (1991). Confidence intervals for weighted sums of Poisson
    parameters. *Statistics in Medicine* 10, 457-462.
    Fay, M. P. and Feuer, E. J. (1997). Confidence intervals for directly standardized rates: a method based on the
    gamma distribution. *Statistics in Medicine* 16, 791-801.
    Tiwari, R. C., Clegg, L. X. and Zou, Z. (2006). Efficient interval estimation for age-adjusted cancer rates.
    *Statistical Methods in Medical Research* 15, 547-569.
    Fay, M. P. and Kim, S. (2017). Confidence intervals for directly standardized rates using mid-p gamma intervals.
    *Biometrical Journal* 59, 377-387.
    Talih, M., Anderson, R. N. and Parker, J. D. (2022). Evaluation of four gamma-based methods for calculating
    confidence intervals for age-adjusted mortality rates when data are sparse. *Population Health Metrics* 20, 13.

    Examples
    --------
    >>> victims = {"0-19": 2, "20-64": 40, "65+": 31}
    >>> people = {"0-19": 210_000, "20-64": 650_000, "65+": 140_000}
    >>> result = standardised_rate(victims, population=people, standard="who_2000_2025")
    >>> result.to_frame().round(2).values.tolist()
    [[5.67, 4.41, 7.3, 7.3, 73.0]]
    """
    if method not in METHODS:
        raise TrendError(f"method {method!r} is unknown; choose one of {', '.join(METHODS)}")
    if not (isinstance(per, int | float | np.number) and np.isfinite(per) and per > 0):
        raise TrendError(f"per is {per!r}; give the persons in the denominator, such as 100_000")
    strata = read_strata(data)
    people = read_populations(population, strata)
    weights = standard_weights(standard, strata.groups, truncated)
    share = pd.Series(weights / weights.sum(), strata.groups)
    sums = tuple(_sum(strata, column, per * share / people[column]) for column in strata.columns)
    if method == "dobson":
        _refuse_no_event(strata)
    middle = strata.middle
    params = pd.Series([one.value for one in sums], strata.columns, dtype=float)
    return StandardisedRateResult(
        series=TimeSeries(np.arange(len(params), dtype=float), params.to_numpy()),
        params=params,
        notes=_notes(method, truncated, strata),
        sums=sums,
        crude=per * middle.sum() / people.sum(),
        counts=middle.sum(),
        standard=share,
        standard_name=STANDARD_POPULATIONS[standard].meaning if isinstance(standard, str) else "as given",
        per=float(per),
        kind=method,
    )


def _sum(strata: Strata, column: Any, weights: pd.Series) -> WeightedSum:
    return WeightedSum(strata.lower[column].to_numpy(), strata.upper[column].to_numpy(), weights.to_numpy(float))


def _refuse_no_event(strata):
    if (none := strata.lower.sum() == 0).any():
        raise TrendError(f"Dobson's limits need an event, and {none.idxmax()} may have none; use method='gamma'")


def _notes(method, truncated, strata):
    notes = [SHORT[method]] if method in SHORT else []
    if truncated:
        notes.append(f"truncated: the standard's weights are those of {strata.groups[0]} to {strata.groups[-1]} only")
    if (strata.lower != strata.upper).to_numpy().any():
        notes.append("estimates are at the middle of the counts' ranges; intervals hold every count that they allow")
    return tuple(notes)
