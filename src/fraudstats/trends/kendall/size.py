"""How often a corrected test finds a trend where there is none, at 5%: a table of simulations, read between its rows.

No correction keeps its level in every short series, so a result says what is to be expected of the one that was chosen
at this number of values and this autocorrelation. The table (``size.csv``) is written, with its page among the
evidence, by ``python tests/trends/kendall/test_size.py``.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.interpolate import RegularGridInterpolator

from fraudstats.trends.kendall import autocorrelation
from fraudstats.trends.kendall.corrections import ALL_LAGS

__all__ = ["PATH", "SEASON", "SITES", "estimated_autocorrelation", "expected_size", "size_note"]

PATH = Path(__file__).with_name("size.csv")
#: Seasons per cycle for which a seasonal test was simulated.
SEASON = 12
#: The design of the rows that are about several sites, whose correlation is that between sites.
SITES = "5 sites"


@lru_cache(maxsize=32)
def _grid(correction: str, lags: str) -> RegularGridInterpolator:
    """Simulated sizes by the logarithm of the number of values and the autocorrelation."""
    rows = _table().query("correction == @correction and max_lags == @lags and slope == 0 and design != @SITES")
    grid = rows.pivot(index="n", columns="correlation", values="rejected")
    return RegularGridInterpolator((np.log(grid.index), grid.columns.to_numpy(float)), grid.to_numpy(float))


@lru_cache(maxsize=1)
def _table() -> pd.DataFrame:
    return pd.read_csv(PATH, dtype={"max_lags": str}, keep_default_na=False)


def expected_size(
    correction: str, max_lags: int | str | None, n: np.ndarray, autocorrelation: np.ndarray
) -> np.ndarray:
    """Share of series without a trend that a two-sided test at 5% finds one in; linear between the rows simulated.

    >>> sizes = expected_size("yue_wang", None, np.array([20]), np.array([0.0]))
    >>> bool(0.02 < sizes[0] < 0.06)
    True
    """
    grid = _grid(correction, _simulated_lags(correction, max_lags))
    (shortest, *_, longest), (least, *_, largest) = grid.grid
    return grid(np.column_stack([np.clip(np.log(n), shortest, longest), np.clip(autocorrelation, least, largest)]))


def _simulated_lags(correction, max_lags):
    """The number of lags as the table has it: this one, or the next larger that was simulated."""
    if correction not in ("hamed_rao", "yue_wang") or (correction == "yue_wang" and max_lags is None):
        return ""
    if max_lags in (None, ALL_LAGS):
        return ALL_LAGS
    known = sorted(int(lags) for lags in _table()["max_lags"].unique() if lags.isdigit())
    return next((str(lags) for lags in known if max_lags <= lags), ALL_LAGS)


def estimated_autocorrelation(values: np.ndarray, trend: np.ndarray, season: np.ndarray | None) -> np.ndarray:
    """Lag-one autocorrelation of each series about its trend line, and about the means of its seasons."""
    rest = values - trend
    for label in () if season is None else np.unique(season):
        part = rest[:, season == label]
        counts = np.maximum(np.isfinite(part).sum(axis=1, keepdims=True), 1)
        rest[:, season == label] = part - np.nansum(part, axis=1, keepdims=True) / counts
    return autocorrelation.unbiased_lag_one(rest)


def size_note(
    correction: str | None,
    max_lags: int | str | None,
    values: np.ndarray,
    trend: np.ndarray,
    season: np.ndarray | None,
) -> tuple[str, ...]:
    """The note on the size of a corrected test, or none where there is no correction or no simulation of it."""
    seasons = 1 if season is None else int(season.max()) + 1
    if correction is None or seasons not in (1, SEASON):
        return ()
    estimates = estimated_autocorrelation(values, trend, season)
    counts = np.isfinite(values).sum(axis=1)
    sizes = expected_size(correction, max_lags, counts, estimates)
    return (
        f"at n = {_span(counts, '{:.0f}')} and the autocorrelation estimated here ({_span(estimates, '{:.2f}')}) this "
        f"test finds a trend where there is none in {_span(sizes, '{:.0%}')} of series, instead of 5% (simulated: "
        "docs/evidence/mann-kendall-size.md)",
    )


def _span(numbers, form):
    low, high = form.format(min(numbers)), form.format(max(numbers))
    return low if low == high else f"{low} to {high}"
