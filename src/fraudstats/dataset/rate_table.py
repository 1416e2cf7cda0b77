"""Counts of several areas beside their populations: what a rate is made of, with both sources in every row.

Each row is one count of one indicator, area and window. Its population is the mean of the calendar years of the window,
for the middle of each year, weighted by days (`scale`); where that is not in the data, the population printed for the
day within the window that lies nearest to its middle. Which of the two it is, and for what day, is said in the row. A
count without a population stays, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

import numpy as np
import pandas as pd

from fraudstats.dataset.scale import POPULATION, Comparable, divisor_of_window, known_by_year
from fraudstats.dates import Window
from fraudstats.errors import DatasetError

__all__ = ["ON_DAY", "RateTables"]

#: Populations of a printed day, in the order in which they are tried.
ON_DAY = ("resident_population_on_day", "registered_population_on_day")
_COUNTS = ["indicator", "ref_area", "period_start", "period_end", "value", "lower", "upper", "unit"]
_PEOPLE = ["population", "population_lower", "population_upper", "population_indicator", "population_date"]


class _WithSeries(Protocol):
    """What the table is made from."""

    @property
    def observations(self) -> pd.DataFrame: ...

    @property
    def indicators(self) -> pd.DataFrame: ...

    @property
    def series(self) -> Callable[..., pd.DataFrame]: ...


class RateTables(Comparable):
    """Tables whose counts can be laid beside populations."""

    __slots__ = ()

    def rate_table(
        self: _WithSeries,
        counts: Mapping[str, str | Iterable[str]],
        *,
        per: float = 100_000,
        freq: str | None = "Y",
        start: Any = None,
        end: Any = None,
        accept: str | Iterable[str] = (),
    ) -> pd.DataFrame:
        """Counts of several areas beside their populations, with the sources of both.

        Nothing is estimated: rates are ranges of counts over ranges of populations. `fs.trends.crude_rate` takes the
        table and adds the chance in the counts. Different indicators count different things; the table names what each
        row counts and joins none with another.

        Parameters
        ----------
        counts : mapping
            Area -> its indicator, or several, each of which has rows of its own.
        per : float
            Residents in the denominator.
        freq, start, end, accept
            Which windows, as for `series`.

        Returns
        -------
        data frame
            One row for each count, labelled by area and window: ``indicator, ref_area``, the window, ``value, lower,
            upper, unit``, ``what`` is counted; ``rate, rate_lower, rate_upper``; ``population`` with its range, its
            indicator and the date that it is of (``population_date``); ``missing``, why there is no population, or
            empty; and ``observation_id, source_id, population_ids, population_source_ids``. A window shorter than a
            year is not made a year's. ``attrs["gaps"]`` has the periods that each series leaves out, and why.

        Raises
        ------
        DatasetError
            If a series cannot be chained (see `series`), counts money, or `per` is not above zero.

        Examples
        --------
        >>> import fraudstats as fs
        >>> ds = fs.load()
        >>> counts = {"HK": "deception_cases_reported", "SG": "spf_scam_cases_reported"}
        >>> table = ds.rate_table(counts, start="2023", end="2024")
        >>> table["rate"].round(1).to_dict()
        {'HK 2023': 528.4, 'HK 2024': 591.2, 'SG 2023': 786.8, 'SG 2024': 853.1}
        >>> table.loc["SG 2024", ["what", "population_date"]].tolist()
        ['Scam cases reported, Singapore', 'middle of 2024']
        """
        wanted = [(one, area) for area, names in _asked(counts).items() for one in names]
        options = {"freq": freq, "start": start, "end": end, "accept": accept}
        series = {(one, area): _series(self, one, area, options) for one, area in wanted}
        table = _joined(series, self.observations, self.indicators, per)
        table.attrs["per"] = per
        table.attrs["gaps"] = {f"{area} {one}": rows.attrs["gaps"] for (one, area), rows in series.items()}
        return table


def _series(dataset, indicator, area, options):
    try:
        return dataset.series(indicator, area, **options)
    except DatasetError as error:
        raise DatasetError(f"{indicator} of {area}: {error}") from error


def _asked(counts):
    if not isinstance(counts, Mapping) or not counts:
        raise DatasetError("give areas and their indicators, such as {'HK': 'deception_cases_reported'}")
    return {area: [names] if isinstance(names, str) else list(names) for area, names in counts.items()}


def _joined(
    series: Mapping[tuple[str, str], pd.DataFrame], observations: pd.DataFrame, indicators: pd.DataFrame, per: float
) -> pd.DataFrame:
    """One row for each count of the series, with its population and the rate."""
    if not (isinstance(per, int | float | np.number) and np.isfinite(per) and per > 0):
        raise DatasetError(f"per must be a positive number of residents, such as 100_000, not {per!r}")
    parts = [_rows(counts, indicator, area, observations) for (indicator, area), counts in series.items()]
    rows = pd.concat(parts, ignore_index=True)
    _refuse_money(rows)
    rows = rows.assign(
        what=indicators.set_index("indicator")["name_en"].reindex(rows["indicator"]).to_numpy(),
        rate=per * rows["value"] / rows["population"],
        rate_lower=per * rows["lower"] / rows["population_upper"],
        rate_upper=per * rows["upper"] / rows["population_lower"],
    )
    ids = ["observation_id", "source_id", "population_ids", "population_source_ids"]
    columns = [*_COUNTS, "what", "rate", "rate_lower", "rate_upper", *_PEOPLE, "missing", *ids]
    return rows.set_index(pd.Index(_labels(rows), name="count")).loc[:, columns]


def _rows(counts: pd.DataFrame, indicator: str, area: str, observations: pd.DataFrame) -> pd.DataFrame:
    known = known_by_year(observations, POPULATION, area)
    days = _on_days(observations, area)
    windows = zip(counts["period_start"], counts["period_end"], strict=True)
    people = pd.DataFrame([_population(Window(*ends), area, known, days) for ends in windows], index=counts.index)
    source_of = observations.set_index("observation_id")["source_id"]
    sources = [" ".join(dict.fromkeys(str(source_of[one]) for one in ids.split())) for ids in people["population_ids"]]
    table = pd.concat([counts, people], axis=1)
    return table.assign(indicator=indicator, ref_area=area, population_source_ids=sources)


def _on_days(observations: pd.DataFrame, area: str) -> pd.DataFrame:
    of = observations["indicator"].isin(ON_DAY) & (observations["ref_area"] == area) & observations["preferred"]
    return observations.loc[of & (observations["period_start"] == observations["period_end"])]


def _population(window: Window, area: str, known: Mapping[int, dict[str, Any]], days: pd.DataFrame) -> dict[str, Any]:
    """The population of a window: of its calendar years, else of a day in it, else none and why."""
    try:
        people, ids = divisor_of_window(window, known, POPULATION, area)
    except DatasetError as none:
        inside = days.loc[(days["period_start"] >= str(window.start)) & (days["period_end"] <= str(window.end))]
        return _nearest(inside, window) if len(inside) else _no_population(str(none).partition("; ")[0])
    years = range(window.start.year, window.end.year + 1)  # pyright: ignore[reportOptionalMemberAccess]
    when = ", ".join(f"{_time_of_year(known[year])} of {year}" for year in years)
    return _found(people.lower, people.upper, POPULATION, when, ids)


def _time_of_year(row):
    """Some series of the indicator are of the end of the year, and their notes say so."""
    note = row["note"] if isinstance(row["note"], str) else ""
    return "end" if note.startswith("end of the year") else "middle"


def _nearest(days, window):
    middle = pd.Timestamp(window.start) + (pd.Timestamp(window.end) - pd.Timestamp(window.start)) / 2
    rank = days.assign(
        order=[ON_DAY.index(one) for one in days["indicator"]], away=(days["period_start"] - middle).abs()
    )
    row = rank.sort_values(["order", "away", "period_start"]).iloc[0]
    when = f"{row['period_start']:%Y-%m-%d}"
    return _found(row["lower"], row["upper"], row["indicator"], when, row["observation_id"])


def _found(lower, upper, indicator, when, ids):
    ends = {"population": (lower + upper) / 2, "population_lower": lower, "population_upper": upper}
    return ends | {"population_indicator": indicator, "population_date": when, "population_ids": ids, "missing": ""}


def _no_population(why):
    nothing = dict.fromkeys(["population", "population_lower", "population_upper"], np.nan)
    return nothing | {"population_indicator": "", "population_date": "", "population_ids": "", "missing": why}


def _refuse_money(rows):
    money = rows.loc[rows["unit"].str.fullmatch("[A-Z]{3}")]
    if len(money):
        raise DatasetError(
            f"{money['indicator'].iloc[0]} is money ({money['unit'].iloc[0]}), and areas compare in one currency and "
            f"year's prices only: see in_us_dollars, at_prices_of and per_population"
        )


def _labels(rows):
    """Area and window, and the indicator where an area has several."""
    several = rows.groupby("ref_area", observed=True)["indicator"].transform("nunique") > 1
    windows = [_window_name(Window(*ends)) for ends in zip(rows["period_start"], rows["period_end"], strict=True)]
    parts = zip(rows["ref_area"], windows, rows["indicator"], several, strict=True)
    return [f"{area} {window}" + (f" {indicator}" if named else "") for area, window, indicator, named in parts]


def _window_name(window):
    return str(window.start.year) if window == Window(str(window.start.year)) else f"{window.start} to {window.end}"
