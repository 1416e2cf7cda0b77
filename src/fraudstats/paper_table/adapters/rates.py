"""Tables of rates, ratios of rates, and standardised rates."""

from __future__ import annotations

from typing import Any

from fraudstats.dataset import Dataset
from fraudstats.paper_table.adapters.estimates import STARS_EXPLAINED, estimates, rows_of
from fraudstats.paper_table.model import Column, PaperTable
from fraudstats.paper_table.numbers import sentence as full
from fraudstats.paper_table.words import Names, plain, spread_notes, state_of

__all__ = ["rates"]

_RANGES = {"Range of the numbers": ("lower_range", "upper_range")}


def rates(result: Any, *, alpha: float = 0.05, stars: bool = False, dataset: Dataset | None = None) -> PaperTable:
    """A row per rate or ratio, with its interval and, where it is known, the range that the numbers allow."""
    names, table = Names(dataset), result.to_frame(alpha)
    if "indicator" in table:
        table["indicator"] = [names.indicator(one) for one in table["indicator"]]
    ranges = {label: ends for label, ends in _RANGES.items() if set(ends) <= set(table.columns)}
    heads, cells = estimates(table, alpha, estimate=_called(result), marked=stars, ranges=ranges)
    standard = [f"Standard population: {result.standard_name}."] if hasattr(result, "standard_name") else []
    said = [*standard, "CI: confidence interval.", *([STARS_EXPLAINED] if stars else []), *spread_notes(cells)]
    return PaperTable(
        result.method,
        (Column(plain(table.index.name or "Count")), *heads),
        rows_of([plain(name) for name in table.index], cells),
        (*map(full, result.notes), *said),
        state=state_of(result.series.release, dataset),
    )


def _called(result):
    per = getattr(result, "per", None)
    return f"Rate per {per:,.10g}" if per else "Ratio" if "ratio" in result.method.lower() else "Rate"
