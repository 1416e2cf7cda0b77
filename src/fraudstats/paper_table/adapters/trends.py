"""Tables of trends: one row per parameter, and what a model has besides."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.paper_table.adapters.estimates import STARS_EXPLAINED, as_percent, estimates, rows_of
from fraudstats.paper_table.model import Column, PaperTable
from fraudstats.paper_table.numbers import MISSING, column, p_value
from fraudstats.paper_table.numbers import sentence as full
from fraudstats.paper_table.words import Names, plain, spread_notes, state_of
from fraudstats.trends.joinpoints.names import time_names
from fraudstats.trends.result import TrendResult

__all__ = ["falsification", "interruption", "marks", "notes_of", "series_line", "title_of", "trend"]

#: Class of a result -> what its estimates and its intervals are called.
_CALLED = {
    "BacktestResult": ("MASE", "CI"),
    "ForecastResult": ("Forecast", "PI"),
    "DisaggregationResult": ("Value", "PI"),
    "PowerResult": ("Smallest trend, log scale", "CI"),
}
_MEANING = {
    "PI": "PI: prediction interval.",
    "CI": "CI: confidence interval.",
    "SE": "SE: standard error.",
    "AAPC (%)": "AAPC: average percent change per unit of time, pooled as the logarithm of its factor.",
}
#: Parameters that are times.
_TIMES = re.compile(r"(bend|jump_time|break_\d+|joinpoint_\d+)")
_PARAMETERS = {"intercept": "Intercept", "slope": "Slope per unit of time", "AAPC (%)": "AAPC (%)"}


def trend(result: Any, *, alpha: float = 0.05, stars: bool = False, dataset: Dataset | None = None) -> PaperTable:
    """The estimates of a fitted trend."""
    table = as_percent(result.to_frame(alpha))
    return _made(result, _with_change(result, table, alpha), alpha, stars, dataset)


def interruption(
    result: Any, *, alpha: float = 0.05, stars: bool = False, dataset: Dataset | None = None
) -> PaperTable:
    """The parameters of an interrupted series, its effects below them, and the difference since it began."""
    kind = "ratio" if result.log_link else "difference"
    effects = result.effects(alpha).rename(index=lambda name: f"Effect, {name} ({kind})")
    return _made(result, pd.concat([result.to_frame(alpha), effects]), alpha, stars, dataset, result.impact().sentence)


def falsification(result: Any, *, dataset: Dataset | None = None) -> PaperTable:
    """A row per check of an interrupted series."""
    checks = result.checks
    numbers = zip(column(checks["statistic"]), map(p_value, checks["p_value"]), strict=True)
    words = zip(checks["verdict"], checks["says"], strict=True)
    cells = [[*pair, str(verdict), str(says)] for pair, (verdict, says) in zip(numbers, words, strict=True)]
    heads = (
        Column("Check"),
        Column("Statistic"),
        Column("p"),
        *(Column(one, is_text=True) for one in ("Verdict", "Why")),
    )
    state = state_of(result.series.release, dataset)
    notes = tuple(spread_notes(cells))
    return PaperTable("Falsification report", heads, rows_of(map(plain, checks.index), cells), notes, state=state)


def _made(result, table, alpha, stars, dataset, *more):
    called, interval = _CALLED.get(type(result).__name__, ("Estimate", "CI"))
    heads, cells = estimates(table, alpha, estimate=called, interval=interval, marked=stars)
    cells = _with_times(getattr(result, "series", None), table, cells)
    names = [_parameter(name) for name in table.index]
    labels = [str(head) for head in heads]
    said = [interval] * any(label.endswith(interval) for label in labels) + ["SE"] * ("SE" in labels)
    meanings = [" ".join(dict.fromkeys(_MEANING[one] for one in (*said, *names) if one in _MEANING))]
    return PaperTable(
        title=title_of(result, Names(dataset)),
        columns=(Column(_stub(table)), *heads),
        rows=rows_of(names, cells),
        notes=(*notes_of(result, *more), *filter(None, meanings), *marks(stars, cells)),
        state=state_of(getattr(getattr(result, "series", None), "release", None), dataset),
    )


def title_of(result: Any, names: Names) -> str:
    """What was counted and when; the method, where that is not known."""
    series = getattr(result, "series", None)
    if series is None or not series.name:
        return _capital(result.method)
    return f"{names.indicator(series.name)}, {series.labels[0]} to {series.labels[-1]}"


def series_line(result: Any) -> str:
    """The number of values and their times."""
    series = getattr(result, "series", None)
    if series is None:
        return f"n = {result.nobs}."
    missing = len(series) - result.nobs
    return f"n = {result.nobs}, {series.labels[0]} to {series.labels[-1]}{f', {missing} missing' if missing else ''}."


def notes_of(result: Any, *more: str) -> list[str]:
    """Method and number of values, then the caveats of the result."""
    said = result.caveats if isinstance(result, TrendResult) else result.notes
    is_title = title_of(result, Names(None)) == _capital(result.method)
    first = series_line(result) if is_title else f"{full(result.method)} {series_line(result)}"
    return [first, *map(full, [*more, *said])]


def marks(stars: bool, cells: Any) -> list[str]:
    """What stars and dashes mean, where they occur."""
    return [*([STARS_EXPLAINED] if stars else []), *spread_notes(cells)]


def _capital(method):
    return full(method).removesuffix(".")


def _with_change(result, table, alpha):
    """The change per unit of time in per cent, of models of logarithms that know it."""
    if not hasattr(result, "percent_change") or not getattr(result, "log", True):
        return table
    row = result.percent_change(alpha).to_frame("Change per unit of time (%)").T
    return pd.concat([table, row.assign(p_value=result.p_values["slope"])])


def _with_times(series, table, cells):
    """Cells of the parameters that are times, as the series names them."""
    if series is None:
        return cells
    shown = []
    for name, row, cell in zip(table.index, table.to_dict("records"), cells, strict=True):
        if isinstance(name, str) and _TIMES.fullmatch(name):
            cell = [*times_of(series, row), *cell[2:]]
        shown.append(cell)
    return shown


def times_of(series: Any, row: Any) -> list[str]:
    """An estimated time and its interval, as the series names times."""
    ends = [row[end] for end in ("estimate", "lower", "upper")]
    middle, low, high = (time_names(series, np.array([end]))[0] if np.isfinite(end) else MISSING for end in ends)
    return [middle, MISSING if MISSING in (low, high) else f"{low} to {high}"]


def _parameter(name):
    if isinstance(name, float | np.floating):
        return f"{name:g}"
    if isinstance(name, tuple):
        return ", ".join(map(_parameter, name))
    return _PARAMETERS.get(name, plain(name) if isinstance(name, str) else str(name)) or MISSING


def _stub(table):
    name = table.index.name
    return plain(name) if isinstance(name, str) else "Period" if not isinstance(table.index[0], str) else "Parameter"
