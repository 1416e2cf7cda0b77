"""Indirect standardisation: observed over expected counts, with exact intervals.

What would have been expected had the rates of a reference population held in every age group. Where the counts of the
groups are few or unknown this is steadier than a directly standardised rate, but two such ratios compare each with the
reference and not with each other: their weights differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fraudstats.digits import meaningful
from fraudstats.errors import TrendError
from fraudstats.interval import Interval
from fraudstats.style import GREY, PALETTE, place_axis
from fraudstats.trends.rates.poisson import LIMITS, mean_limits, read_count
from fraudstats.trends.result import TrendResult, check_alpha, interval_frame
from fraudstats.trends.series.time_series import TimeSeries
from fraudstats.trends.standardisation.strata import Strata, read_populations, read_strata

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["StandardisedRatioResult", "standardised_ratio"]

NOT_BETWEEN = "each ratio compares with the reference; two of them do not compare with each other, their weights differ"


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class StandardisedRatioResult(TrendResult):
    """Observed over expected counts; `params` holds the ratios by area or year (``rate`` for one).

    Attributes
    ----------
    observed : tuple of Interval
    expected : Series
        The counts expected at the rates of the reference.
    reference_rate : float
        Crude rate of the reference per person; NaN where `expected` was given.
    kind : {"exact", "midp", "score"}
    """

    observed: tuple[Interval, ...]
    expected: pd.Series
    reference_rate: float
    kind: str

    @property
    def method(self) -> str:
        return f"Indirectly standardised ratio, {LIMITS[self.kind]}"

    @property
    def p_values(self) -> pd.Series:
        """Two-sided p-values of the ratio being 1: twice the smaller tail, as the intervals invert it."""
        pairs = zip(self.observed, self.expected, strict=True)
        return pd.Series([_p_value(observed, mean, self.kind) for observed, mean in pairs], self.params.index)

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Interval of each ratio; for a count known as a range it covers every count that the range allows."""
        check_alpha(alpha)
        lower = np.array([mean_limits(count.lower, alpha, self.kind)[0] for count in self.observed])
        upper = np.array([mean_limits(count.upper, alpha, self.kind)[1] for count in self.observed])
        return interval_frame(self.params.index, lower / self.expected.to_numpy(), upper / self.expected.to_numpy())

    def rates(self, per: float = 100_000, alpha: float = 0.05) -> pd.DataFrame:
        """Indirectly standardised rates, the ratio times the crude rate of the reference: ``estimate, lower, upper``.

        Raises
        ------
        TrendError
            If the reference is not known, because `expected` was given.
        """
        if np.isnan(self.reference_rate):
            raise TrendError("the crude rate of the reference is not known; give reference_counts and its population")
        return TrendResult.to_frame(self, alpha) * (per * self.reference_rate)

    def to_frame(self, alpha: float = 0.05) -> pd.DataFrame:
        """The ratios: ``estimate, lower, upper``, ``p_value`` (of 1), ``observed`` and ``expected`` counts."""
        observed = [count.midpoint for count in self.observed]
        more = {"p_value": self.p_values, "observed": observed, "expected": self.expected}
        return super().to_frame(alpha).assign(**more)

    def poolable(self) -> pd.DataFrame:
        """The ratios, with their large-sample standard errors ``sqrt(observed) / expected``."""
        counts = np.array([count.midpoint for count in self.observed])
        if (counts == 0).any():
            raise TrendError("a count of zero leaves its ratio without a standard error; use `conf_int()`")
        return pd.DataFrame({"estimate": self.params, "std_err": np.sqrt(counts) / self.expected})

    def summary(self) -> str:
        """The method, and the table of ratios."""
        table = meaningful(self.to_frame(), bands=[("lower", "estimate", "upper")], digits={"p_value": 3})
        return "\n".join([self.method, "", table.to_string(), "", *(f"Note: {note}" for note in self.notes)]).rstrip()

    def _draw(self, ax: Axes) -> None:
        """The ratios with their 95% intervals beside 1."""
        table = self.to_frame()
        place = np.arange(len(table))
        ax.vlines(place, table["lower"], table["upper"], color=PALETTE[0], label="95% interval")
        ax.plot(place, table["estimate"], "o", color=PALETTE[0], label="observed / expected")
        ax.axhline(1, color=GREY, linewidth=0.8)

    def _label(self, ax: Axes) -> None:
        place_axis(ax, self.to_frame().index)
        ax.set(ylabel="standardised ratio")


def standardised_ratio(
    data: Any,
    *,
    expected: Any = None,
    population: Any = None,
    reference_counts: Any = None,
    reference_population: Any = None,
    method: str = "exact",
) -> StandardisedRatioResult:
    """Observed counts over those expected at the rates of a reference population (SMR, SIR).

    Parameters
    ----------
    data : count, or counts by age group
        A whole number or an Interval of some, where only the total is known; a Series, mapping or list by age group; or
        a table with one row for each group and one column for each area or year. Only totals are used.
    expected : number, optional
        The expected count, where it is known; then `data` is one count, and nothing else is needed.
    population : as `data`, by age group
        The people of each group.
    reference_counts, reference_population : Series, mapping or list by age group
        Events and people of the reference, whose rates are applied.
    method : {"exact", "midp", "score"}
        As for :func:`~fraudstats.trends.rate`.

    Returns
    -------
    StandardisedRatioResult

    Raises
    ------
    TrendError
        If neither `expected` nor the reference is given, or both; labels do not match; or nothing is expected.

    References
    ----------
    Breslow, N. E. and Day, N. E. (1987). *Statistical Methods in Cancer Research II: The Design and Analysis of Cohort
    Studies*. IARC Scientific Publications 82, chapter 2.
    Ulm, K. (1990). A simple method to calculate the confidence interval of a standardized mortality ratio. *American
    Journal of Epidemiology* 131, 373-375.

    Examples
    --------
    Nine cases where 4.2 were expected:

    >>> standardised_ratio(9, expected=4.2).to_frame().round(3).iloc[0].tolist()
    [2.143, 0.98, 4.068, 0.056, 9.0, 4.2]
    """
    if not (isinstance(method, str) and method in LIMITS):
        raise TrendError(f"method {method!r} is unknown; choose one of {', '.join(LIMITS)}")
    reference = {"population": population, "reference_counts": reference_counts}
    reference["reference_population"] = reference_population
    given = [name for name, value in reference.items() if value is not None]
    if (expected is None) == (not given) or (given and len(given) < len(reference)):
        raise TrendError(
            f"give either expected, or all of {', '.join(reference)}; got {', '.join(given) or 'none of them'}"
            f"{' and expected' if expected is not None else ''}"
        )
    if expected is not None:
        counts, means, crude = _of_expected(data, expected)
    else:
        counts, means, crude = _of_reference(data, population, reference_counts, reference_population)
    middle = np.array([count.midpoint for count in counts])
    lower, upper = (np.array([getattr(count, end) for count in counts], float) for end in ("lower", "upper"))
    return StandardisedRatioResult(
        series=TimeSeries(np.arange(len(counts), dtype=float), middle, lower, upper),
        params=pd.Series(middle / means.to_numpy(), means.index),
        notes=(NOT_BETWEEN,) if len(counts) > 1 else (),
        observed=counts,
        expected=means,
        reference_rate=crude,
        kind=method,
    )


def _of_expected(data, expected):
    count = read_count(data, "the observed count")
    if not (isinstance(expected, int | float | np.number) and np.isfinite(expected) and expected > 0):
        raise TrendError(f"expected is {expected!r}; give the expected count, a number above zero")
    return (count,), pd.Series({"rate": float(expected)}), np.nan


def _of_reference(data, population, reference_counts, reference_population):
    reference = read_strata(reference_counts)
    people = read_populations(reference_population, reference, "reference_population")
    if len(reference.columns) != 1:
        raise TrendError(f"the reference is one population, got {len(reference.columns)} columns")
    rates = reference.middle.iloc[:, 0] / people.iloc[:, 0]
    crude = float(reference.middle.to_numpy().sum() / people.to_numpy().sum())
    counts, strata = _observed(data, population, reference)
    here = read_populations(population, strata)
    if strata.labelled and reference.labelled:
        here = here.reindex(_same_groups(reference.groups, here.index))
    means = (here.to_numpy() * rates.to_numpy()[:, None]).sum(axis=0)
    if not means.all():
        raise TrendError("no event is expected: every rate of the reference is zero")
    return counts, pd.Series(means, strata.columns), crude


def _observed(data, population, reference):
    """Total counts, and the groups to which the population is lined up."""
    if isinstance(data, Interval | int | float | np.number):
        blank = pd.Series(0, reference.groups).to_frame("rate")
        return (read_count(data, "the observed count"),), Strata(blank, blank, reference.labelled)
    strata = read_strata(data)
    if len(strata.groups) != len(reference.groups):
        raise TrendError(
            f"the counts have {len(strata.groups)} groups and the reference {len(reference.groups)}; a total alone is "
            f"one whole number"
        )
    totals = zip(strata.lower.sum(), strata.upper.sum(), strata.columns, strict=True)
    return tuple(read_count(Interval(low, high), f"the count {name}") for low, high, name in totals), strata


def _same_groups(groups, others):
    if set(groups) != set(others):
        odd = next(iter(set(groups) ^ set(others)))
        raise TrendError(f"the groups of the data and of the reference differ: {odd!r} is in one of them only")
    return groups


def _p_value(observed, mean, kind):
    """The largest p-value over the counts that the range allows."""
    if observed.lower <= mean <= observed.upper:
        return 1.0
    return max(_count_p_value(count, mean, kind) for count in observed)


def _count_p_value(count: float, mean: float, kind: str) -> float:
    from scipy import stats

    if kind == "score":
        return float(2 * stats.norm.sf(abs(count - mean) / np.sqrt(mean)))
    half = stats.poisson.pmf(count, mean) / 2 if kind == "midp" else 0.0
    tails = stats.poisson.cdf(count, mean), stats.poisson.sf(count - 1, mean)
    return float(min(1.0, 2 * (min(tails) - half)))
