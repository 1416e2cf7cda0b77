"""Counts per head, money at the prices of one year or in dollars: what makes areas comparable, from sourced series.

The divisors are observations like all others, with their sources: population, consumer prices and exchange rates of
the topic ``population_and_prices``. A window takes the value of its calendar year; one that lies in several years takes
their mean, weighted by its days in each. Ranges are divided as ranges.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.dataset.table_set import TableSet
from fraudstats.dates import Window
from fraudstats.errors import DatasetError
from fraudstats.interval import Interval

__all__ = ["POPULATION", "Comparable", "divisor_of_window", "known_by_year"]

#: The population of an area in a year, for its middle.
POPULATION = "resident_population"
#: The indicators that can divide money.
_PRICES = ("consumer_price_index", "consumer_price_index_national_base")
_RATES = ("exchange_rate_per_usd", "federal_reserve_exchange_rate_per_usd")


class Comparable(TableSet):
    """Tables that can bring a series of theirs to a scale on which areas compare."""

    __slots__ = ()

    def per_population(self, series: pd.DataFrame, per: float = 100_000) -> pd.DataFrame:
        """A series of counts per so many residents of its area.

        A window shorter than a year is not made a year's: its count is divided by the residents of its year.

        Parameters
        ----------
        series : data frame
            From `series`.
        per : float
            Residents in the denominator.

        Returns
        -------
        data frame
            The series with ``value, lower, upper`` and ``unit`` of the rate, ``divisor`` and ``divisor_ids``, the
            observations of `resident_population` that it rests on (after those of an earlier conversion).

        Raises
        ------
        DatasetError
            If a year of it has no population in the data (the years that have one are named), or the series is of a
            part of its area or is per head already.

        Examples
        --------
        >>> import fraudstats as fs
        >>> ds = fs.load()
        >>> losses = ds.series("deception_cases_reported", "HK", freq="Y", start="2022", end="2023")
        >>> ds.per_population(losses)[["lower", "upper"]].round(1).to_numpy().tolist()
        [[380.1, 380.1], [528.4, 528.4]]
        """
        return _per_population(series, self.observations, per)

    def at_prices_of(self, series: pd.DataFrame, year: int, *, index: str = "consumer_price_index") -> pd.DataFrame:
        """A series of money at the consumer prices of one year, its own area's prices.

        Parameters
        ----------
        series : data frame
            From `series`, in the currency of its area.
        year : int
            The year whose prices are taken.
        index : str
            The indicator of prices; `consumer_price_index_national_base` reaches further and holds projections.

        Returns
        -------
        data frame
            As `per_population`; the unit is the currency "at prices of" the year.

        Raises
        ------
        DatasetError
            If the series is no money or was converted before, or a year has no index in the data.
        """
        return _at_prices_of(series, self.observations, year, index)

    def in_us_dollars(self, series: pd.DataFrame, *, rate: str = "exchange_rate_per_usd") -> pd.DataFrame:
        """A series of money in United States dollars, each window at the mean rate of its year.

        Parameters
        ----------
        series : data frame
            From `series`, in the currency of its area.
        rate : str
            The indicator of exchange rates; `federal_reserve_exchange_rate_per_usd` is a market rate.

        Returns
        -------
        data frame
            As `per_population`; the unit is USD.

        Raises
        ------
        DatasetError
            If the series is no money, is in dollars already or was converted before, or a year has no rate in the data.
        """
        return _in_us_dollars(series, self.observations, rate)


def _per_population(series, observations, per):
    if not (isinstance(per, int | float | np.number) and np.isfinite(per) and per > 0):
        raise DatasetError(f"per must be a positive number of residents, such as 100_000, not {per!r}")
    _refuse_part_or_rate(series)
    people = _divisors(series, observations, POPULATION, _area(series))
    scaled = [Interval(d.lower / per, d.upper / per) for d in people["range"]]
    return _divided(series, people.assign(range=scaled), f"{{}} per {per:,.10g} residents")


def _at_prices_of(series, observations, year, index):
    _refuse_no_money(series)
    _refuse_other(index, _PRICES, "index of prices")
    if not isinstance(year, int | np.integer):
        raise DatasetError(f"the year of the prices must be a whole number, such as 2020, not {year!r}")
    area = _area(series)
    base = _of_year(known_by_year(observations, index, area), int(year), index, area)
    prices = _divisors(series, observations, index, area)
    # Two values of one index share their rounding of the base; its own width is beside the point at this precision.
    relative = [divisor / base["value"] for divisor in prices["range"]]
    ids = [" ".join(dict.fromkeys([*text.split(), base["observation_id"]])) for text in prices["ids"]]
    return _divided(series, prices.assign(range=relative, ids=ids), f"{{}} at prices of {year}")


def _in_us_dollars(series, observations, rate):
    _refuse_no_money(series)
    _refuse_other(rate, _RATES, "exchange rate")
    return _divided(series, _divisors(series, observations, rate, _area(series)), "USD")


def _area(series):
    if not {"period_start", "period_end", "value", "lower", "upper", "unit"} <= set(series):
        raise DatasetError("a series as ds.series() gives it is needed: windows, value, lower, upper and unit")
    if "ref_area" not in series.attrs:
        raise DatasetError("the series does not say its area; set series.attrs['ref_area'], as ds.series() does")
    return series.attrs["ref_area"]


def _refuse_no_money(series):
    unit = series["unit"].iloc[0] if len(series) else ""
    if "divisor_ids" in series:
        raise DatasetError(
            f"the series was converted before (its unit is {unit}); convert the series of printed numbers"
        )
    if not (len(unit) == 3 and unit.isupper()):
        raise DatasetError(f"the series counts {unit}, and only money has prices and exchange rates")
    if unit == "USD" and _area(series) != "US":
        raise DatasetError(f"the series of {_area(series)} is in US dollars already, and not in the money of its area")


def _refuse_other(indicator, known, what):
    if indicator not in known:
        raise DatasetError(f"{indicator!r} is no {what}; choose one of {', '.join(known)}")


def _refuse_part_or_rate(series):
    area, part = _area(series), series.attrs.get("sub_area", "none")
    if part != "none":
        raise DatasetError(
            f"the series is of {part}, a part of {area} whose residents are not in the data; divide by a "
            f"number of your own"
        )
    if series["unit"].str.contains(" residents").any():
        raise DatasetError(f"the series is per head already: {series['unit'].iloc[0]}")


def known_by_year(observations: pd.DataFrame, indicator: str, area: str) -> dict[int, dict[str, Any]]:
    """The preferred calendar-year values of one series of divisors, by year."""
    start, end = observations["period_start"], observations["period_end"]
    whole = (
        (start.dt.month == 1)
        & (start.dt.day == 1)
        & (end.dt.month == 12)
        & (end.dt.day == 31)
        & (start.dt.year == end.dt.year)
    )
    of = (observations["indicator"] == indicator) & (observations["ref_area"] == area) & observations["preferred"]
    rows = observations.loc[whole & of]
    return dict(zip(rows["period_start"].dt.year, rows.to_dict("records"), strict=True))


def _of_year(known: Mapping[int, dict[str, Any]], year: int, indicator: str, area: str) -> dict[str, Any]:
    if year in known:
        return known[year]
    there_is = (
        f"there is {min(known)} to {max(known)}"
        if known
        else "there is none for this area (a selection, or an earlier day, has left it out: ask the whole dataset)"
    )
    raise DatasetError(f"no {indicator} of {area} for {year} in the data; {there_is}. Leave out what lies outside")


def _divisors(series, observations, indicator, area):
    """Per row of the series: the range of its divisor, and the ids of the observations that it rests on."""
    known = known_by_year(observations, indicator, area)
    rows = [divisor_of_window(Window(*ends), known, indicator, area) for ends in zip(*_ends(series), strict=True)]
    return pd.DataFrame(rows, columns=["range", "ids"], index=series.index)


def _ends(series):
    return series["period_start"], series["period_end"]


def divisor_of_window(
    window: Window, known: Mapping[int, dict[str, Any]], indicator: str, area: str
) -> tuple[Interval, str]:
    """The mean of the years of a window, weighted by its days in each."""
    if window.start is None or window.end is None or window.days is None:
        raise DatasetError("a window with an unknown end has no year whose residents, prices or rates could divide it")
    lower = upper = 0.0
    ids = []
    for year in range(window.start.year, window.end.year + 1):
        row = _of_year(known, year, indicator, area)
        days_of_year = (dt.date(year, 12, 31) - dt.date(year, 1, 1)).days + 1
        share = window.share_of(Window(str(year))) * days_of_year / window.days
        lower, upper = lower + share * row["lower"], upper + share * row["upper"]
        ids.append(row["observation_id"])
    return Interval(lower, upper), " ".join(ids)


def _divided(series, divisors, unit):
    """The series with its ranges divided, the printed value by the middle of its divisor."""
    ranges = [Interval(*ends) / d for *ends, d in zip(series["lower"], series["upper"], divisors["range"], strict=True)]
    middle = np.array([(d.lower + d.upper) / 2 for d in divisors["range"]])
    ids, scale = divisors["ids"], unit.format("").strip()
    if "divisor_ids" in series:  # money per head rests on the rates or prices as well
        ids, scale = series["divisor_ids"] + " " + ids, f"{series.attrs['scale']} {scale}"
    result = series.assign(
        value=series["value"] / middle,
        lower=[float(one.lower) for one in ranges],
        upper=[float(one.upper) for one in ranges],
        unit=[unit.format(one) for one in series["unit"]],
        divisor=middle * series.get("divisor", 1.0),
        divisor_ids=ids,
    )
    result.attrs = series.attrs | {"scale": scale}
    return result
