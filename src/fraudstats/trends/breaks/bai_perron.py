"""Bai and Perron's segmentation: several changes of level, or of level and slope, at unknown times."""

from __future__ import annotations

from typing import Any

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.breaks.fit import BreakFit, rows_of
from fraudstats.trends.breaks.given import read_series
from fraudstats.trends.breaks.notes import segmentation_notes
from fraudstats.trends.breaks.parameters import parameters
from fraudstats.trends.breaks.regressors import Regressors, read_trim
from fraudstats.trends.breaks.resampling import choose_null
from fraudstats.trends.breaks.segmentation import BaiPerronResult
from fraudstats.trends.breaks.segments import best_segmentations
from fraudstats.trends.breaks.selection import SELECT, criteria, sequential_tests
from fraudstats.trends.pooling.draws import pools_draws
from fraudstats.trends.result import check_alpha

__all__ = ["bai_perron"]

METHOD = "a Bai-Perron segmentation"


@pools_draws
def bai_perron(
    data: Any,
    time: Any = None,
    *,
    change: str = "level",
    breaks: int | None = None,
    max_breaks: int = 5,
    trim: float = 0.15,
    select: str | None = None,
    null: str | None = None,
    test_alpha: float = 0.05,
    interval: str = "inversion",
    n_draws: int = 999,
    n_permutations: int = 4999,
    seed: int = 0,
) -> BaiPerronResult:
    """Find the times at which level, or level and slope, changed, and how far.

    Parameters
    ----------
    data : series or Draws
        What :func:`~fraudstats.trends.as_time_series` reads: ranges enter by their midpoints, open ranges are refused,
        missing values are left out. Draws are pooled.
    time : array or str, optional
        Times of the values, or the column that holds them.
    change : {"level", "level_with_trend", "level_and_slope"}
        What changes: a constant level; the level around a line whose slope stays; or both level and slope.
    breaks : int, optional
        The number of breaks, if it is known; else it is chosen by `select`.
    max_breaks : int
        Most breaks tried; fewer where the series is too short.
    trim : float
        The fewest values of a segment: a share of all values below 0.5, or a number of values. A share never means
        fewer than one value more than there are coefficients that change.
    select : {"sequential", "bic", "lwz"}, optional
        How the number is chosen: supF tests of l against l + 1 breaks, one after the other (the default), or the
        smallest criterion, which in short series finds breaks that are not there.
    null : {"permutation", "simulation", "AR(1)", "asymptotic"}, optional
        Where the p-values of the tests come from: see :func:`~fraudstats.trends.structural_change`.
    test_alpha : float
        Level of each test; intervals take their level from ``conf_int(alpha)``.
    interval : {"inversion", "bai"}
        Intervals by inversion of tests: of the date, an exact one (Worsley, 1986; Siegmund, 1988), of levels and
        slopes, one that lets the breaks move. Or Bai's (1997) intervals of the dates, with Student's t for levels and
        slopes as if the dates were known, which is what other software prints, and what is too narrow in short series.
    n_draws : int
        Simulations behind the tests of dates.
    n_permutations : int
        Series permuted or simulated for each supF test.
    seed : int
        Of all random numbers.

    Returns
    -------
    BaiPerronResult
        With ``.breaks``, ``.segments()``, ``.shifts()``, ``.criteria`` and ``.tests``.

    Raises
    ------
    TrendError
        With fewer than 4 values, two at one time, too few for two segments, more breaks than the series has room for,
        or an option that the others leave unused.

    Notes
    -----
    Bai and Perron, 1998, "Estimating and testing linear models with multiple structural changes", Econometrica 66,
    47-78; 2003, "Computation and analysis of multiple structural change models", Journal of Applied Econometrics 18,
    1-22; Liu, Wu and Zidek, 1997, "On segmented multivariate regression", Statistica Sinica 7, 497-525.
    The segmentation of each number of breaks is the best one there is; a break that fits as well earlier is put there.

    Examples
    --------
    >>> result = bai_perron([3, 4, 2, 5, 3, 4, 9, 8, 10, 9], time=range(2011, 2021))
    >>> result.break_labels, result.segments()["level"].round(1).tolist()
    (['2016'], [3.5, 9.0])
    """
    _check(breaks, max_breaks, select, null, test_alpha, interval, n_draws)
    series = read_series(data, time, METHOD)
    seen = series.complete()
    regressors = Regressors.of(change, seen.time)
    least = read_trim(trim, len(seen), regressors.changing.shape[1])
    fits = _fits(series, change, regressors, least, max_breaks if breaks is None else breaks, breaks is not None)
    select = "sequential" if breaks is None and select is None else select
    table, tests = criteria(fits), None
    chosen = len(fits) - 1
    if select == "sequential":
        null = choose_null(null, change, len(seen), n_permutations)
        tests = sequential_tests(fits, least, null, rows_of(seen), test_alpha, n_permutations, seed)
        chosen = int(np.count_nonzero(tests["rejected"]))
    elif select is not None:
        chosen = int(np.argmin(table[select].to_numpy()))
    fit = fits[chosen]
    return BaiPerronResult(
        series=series,
        params=parameters(fit),
        fit=fit,
        criteria=table,
        tests=tests,
        change=change,
        least=least,
        select=select,
        null=null,
        interval=interval,
        n_draws=n_draws,
        n_permutations=n_permutations,
        seed=seed,
        notes=tuple(segmentation_notes(fit, select, null)),
    )


def _fits(series, change, regressors, least, most, is_given) -> list[BreakFit]:
    """The best segmentation of each number of breaks that leaves a degree of freedom."""
    found = best_segmentations(series.complete().value, regressors, least, most)
    fits = [BreakFit(series, change, at) for at in found]
    fits = [fit for fit in fits if fit.df > 0]
    if not fits or (is_given and len(fits) <= most):
        raise TrendError(
            f"{series.nobs} values in segments of {least} or more have room for {max(len(fits) - 1, 0)} breaks, and "
            f"{most} were asked for; give fewer, or a smaller trim"
        )
    return fits


def _check(breaks, max_breaks, select, null, test_alpha, interval, n_draws):
    """Refuse what is no choice, and options that the others leave unused."""
    if select is not None and select not in SELECT:
        raise TrendError(f"select is {select!r}; expected one of {', '.join(SELECT)}")
    if interval not in ("inversion", "bai"):
        raise TrendError(f"interval is {interval!r}; expected 'inversion' or 'bai'")
    for name, number, least in (("breaks", breaks, 0), ("max_breaks", max_breaks, 1), ("n_draws", n_draws, 1)):
        whole = isinstance(number, (int, np.integer)) and not isinstance(number, bool)
        if number is not None and (not whole or number < least):
            raise TrendError(f"{name} is {number!r}; expected a whole number, {least} or more")
    check_alpha(test_alpha)
    if breaks is not None and select is not None:
        raise TrendError(
            f"breaks={breaks} gives their number and select={select!r} asks for a choice; give one of the two"
        )
    tested = breaks is None and select in (None, "sequential")
    if not tested and (null is not None or test_alpha != 0.05):
        raise TrendError("null and test_alpha belong to select='sequential', which is not used here; leave them out")
