"""Fit a joinpoint model: read, search, select."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.arguments import whole_number
from fraudstats.trends.joinpoints.autocorrelation import estimated, read_autocorrelation
from fraudstats.trends.joinpoints.continuous import ContinuousSearch
from fraudstats.trends.joinpoints.design import Design, Grid
from fraudstats.trends.joinpoints.fit import Fit
from fraudstats.trends.joinpoints.response import Response, read_response
from fraudstats.trends.joinpoints.result import JoinpointResult
from fraudstats.trends.joinpoints.season import season_note
from fraudstats.trends.joinpoints.selection import criteria, permutation_selection, selection_note
from fraudstats.trends.joinpoints.terms import NOTHING, Terms, read_terms
from fraudstats.trends.joinpoints.unconnected import UnconnectedLines
from fraudstats.trends.pooling.draws import pools_draws
from fraudstats.trends.result import check_alpha

__all__ = ["best_fits", "joinpoint", "read_grid"]

_SELECT = ("permutation", "bic", "bic3", "wbic")
#: Most joinpoints that may be tried; beyond, the search over all places takes hours and few series carry them.
MOST = 5
#: Values below which a jump and a bend are hardly told apart (docs/evidence/joinpoint-jump.md).
FEW_AROUND_JUMP = 15


@pools_draws
def joinpoint(
    data: Any,
    time: Any = None,
    *,
    se: Any = None,
    exposure: Any = None,
    errors: str | None = None,
    log: bool = True,
    max_joinpoints: int = 3,
    min_joinpoints: int = 0,
    select: str = "permutation",
    test_alpha: float = 0.05,
    grid: Any = 0,
    min_end: int = 2,
    min_between: int = 2,
    jump: Any = None,
    comparability: Any = None,
    season: int | None = None,
    harmonics: int | None = None,
    rho: float | str | None = None,
    interval: str = "parametric",
    n_permutations: int = 4499,
    n_resamples: int = 5000,
    seed: int = 0,
) -> JoinpointResult:
    """Joinpoint regression: connected (log-)linear trends whose bends are found in the data.

    Parameters
    ----------
    data : series or Draws
        Anything that :func:`~fraudstats.trends.as_time_series` reads; missing values are left out, ranges enter by
        their midpoints. Draws are pooled (:func:`~fraudstats.trends.pool`).
    time : array or str, optional
        Times of the values, or the column that holds them.
    se : array, optional
        Standard errors of the values.
    exposure : array, optional
        Population or days behind each count; the values are then counts.
    errors : {"constant", "standard_error", "poisson", "overdispersed"}, optional
        Inferred from `se` and `exposure` ("overdispersed": Poisson variance times a factor estimated).
    log : bool
        Model the logarithm, so that slopes are percent changes; False for a linear model.
    max_joinpoints, min_joinpoints : int
        Most and fewest joinpoints tried, 0 to 5; fewer where the series is too short.
    select : {"permutation", "bic", "bic3", "wbic"}
        How the number is chosen: the sequential permutation test, or the smallest criterion.
    test_alpha : float
        Overall level of the permutation tests; intervals take their level from ``conf_int(alpha)``.
    grid : int, array or "continuous"
        Grid points between neighbouring observations (0: joinpoints at observations only), or the times
        where joinpoints may lie; "continuous" finds the best joinpoints at and between observations (Hudson 1966), for
        one of the criteria and parametric intervals.
    min_end, min_between : int
        Fewest observations from a joinpoint to either end and between joinpoints, as in NCI's Joinpoint:
        those at a joinpoint are not counted.
    jump : number or str, optional
        First time of a new definition (or its name, "2024-08"), at which the values jump while their trend goes on. The
        jump is estimated; no joinpoint lies at the values on either side of it.
    comparability : number or pair, optional
        Ratio of new to old counts, known from cases counted under both definitions, or ratio and standard error; the
        jump is then this and is not estimated.
    season : int, optional
        Rows in a cycle (12 for months, 4 for quarters): each place in it has an effect of its own.
    harmonics : int, optional
        Pairs of a sine and a cosine in place of an effect for each place: 1 is a wave a year, 2 add one of half a year.
    rho : number or "estimate", optional
        Correlation of the errors of neighbouring values, known or estimated; only with constant errors.
    interval : {"parametric", "quantile"}
        Of slopes and joinpoints: as NCI's Joinpoint computes them (Student's t of unconnected lines without the
        observations at joinpoints, and Lerman's region), or the empirical quantiles of `n_resamples` refits.
    n_permutations, n_resamples : int
        Permutations of each test, and refits.
    seed : int
        Of all random numbers; joblib's ``parallel_config`` decides where they run, the numbers are the same
        everywhere.

    Returns
    -------
    JoinpointResult

    Notes
    -----
    Kim, Fay, Feuer and Midthune, 2000, "Permutation tests for joinpoint regression with applications to
    cancer rates", Statistics in Medicine 19; Lerman, 1980, "Fitting segmented regression models by grid
    search", Applied Statistics 29. Defaults are those of NCI's Joinpoint 4, the reference software. Jumps: Chen,
    Zeichner, Anderson, Espey, Kim and Feuer, 2020, "The joinpoint-jump and joinpoint-comparability ratio model for
    trend analysis with applications to coding changes in health statistics", Journal of Official Statistics 36.

    Examples
    --------
    >>> years = np.arange(2001, 2021)
    >>> rates = 100 * np.exp(0.1 * np.minimum(years - 2001, 9)) * (1 + 0.01 * (-1.0) ** years)
    >>> result = joinpoint(rates, years, n_permutations=199)
    >>> result.joinpoints.tolist()
    [2010.0]
    >>> result.segments()[["start", "end", "apc"]].round(1).values.tolist()
    [[2001.0, 2010.0, 10.5], [2010.0, 2020.0, 0.0]]
    """
    _check(select, interval, min_joinpoints, max_joinpoints, n_permutations, n_resamples)
    _check_continuous(grid, select, interval, jump, season)
    response = read_response(data, time, se, exposure, errors, log)
    terms = read_terms(response.series, jump, comparability, season, harmonics, log)
    response = response.with_terms(terms)
    grid = replace(read_grid(grid, min_end, min_between), barred=terms.jump)
    correlated = read_autocorrelation(rho, response, grid.continuous)
    if np.isnan(correlated[0]):
        correlated = (estimated(best_fits(response, grid, max_joinpoints, terms)[1][-1], correlated[1]), correlated[1])
    design, fits = best_fits(response, grid, max_joinpoints, terms, correlated)
    table, tests = criteria(fits), None
    lowest = min(min_joinpoints, len(fits) - 1)
    if select == "permutation":
        tests = permutation_selection(design, fits, lowest, check_alpha(test_alpha), n_permutations, seed)
        chosen = lowest if tests.empty else int(tests["null"].iloc[-1] + tests["rejected"].iloc[-1])
    else:
        chosen = int(table[select].loc[lowest:].idxmin())
    return JoinpointResult.of(
        response,
        design,
        fits[chosen],
        table,
        tests,
        select=select,
        interval=interval,
        n_permutations=n_permutations,
        n_resamples=n_resamples,
        seed=seed,
        rho_estimated=rho == "estimate",
        notes=_notes(response, fits, max_joinpoints, fits[chosen], interval, rho == "estimate")
        + selection_note(fits, lowest, select),
    )


def best_fits(
    response: Response,
    grid: Grid,
    max_joinpoints: int,
    terms: Terms = NOTHING,
    correlated: tuple[float, float] = (0.0, 1.0),
) -> tuple[Design, list[Fit]]:
    """The design, and the best model of each number of joinpoints that leaves a degree of freedom."""
    series = response.series
    if len(np.unique(series.time)) < 3:
        raise TrendError(f"joinpoint regression needs values at 3 times or more, got {len(np.unique(series.time))}")
    columns = terms.columns(series.time)
    if len(series) < 3 + columns.shape[1]:
        raise TrendError(f"a line and its further terms need {3 + columns.shape[1]} values, got {len(series)}")
    most = min(max_joinpoints, (len(series) - 3 - columns.shape[1]) // 2)
    design = Design(series.time, response.weight, grid, most, columns, correlated)
    best = design.best(response.value[:, None], range(design.max_joinpoints + 1))
    places = [design.joinpoints(size, found.index[0]) for size, found in best.items()]
    if grid.continuous:
        search = ContinuousSearch(series.time, response.value, response.weight, grid)
        places[1:] = [search.best(places[size], best[size].sse[0]) for size in range(1, len(places))]
    data = (series.time, response.value, response.weight)
    return design, [Fit(*data, place, response.known_variance, terms, correlated) for place in places]


def read_grid(grid: Any, min_end: int, min_between: int) -> Grid:
    """The search grid from what the user gave."""
    if isinstance(grid, str):
        if grid != "continuous":
            raise TrendError(f"grid is {grid!r}; expected a number of points, times, or 'continuous'")
        if min(min_end, min_between) < 2:
            raise TrendError(
                f"min_end {min_end} and min_between {min_between}: a search between observations needs 2 or more of "
                "both, so that each segment has a line of its own"
            )
        return Grid(0, min_end, min_between, continuous=True)
    if np.ndim(grid):
        return Grid(0, min_end, min_between, tuple(np.asarray(grid, float).tolist()))
    return Grid(int(grid), min_end, min_between)


def _check(select, interval, lowest, most, n_permutations, n_resamples):
    if select not in _SELECT:
        raise TrendError(f"select is {select!r}; expected one of {', '.join(_SELECT)}")
    if interval not in ("parametric", "quantile"):
        raise TrendError(f"interval is {interval!r}; expected 'parametric' or 'quantile'")
    for name, given in (("min_joinpoints", lowest), ("max_joinpoints", most)):
        whole_number(name, given, 0)
    for name, given in (("n_permutations", n_permutations), ("n_resamples", n_resamples)):
        whole_number(name, given, 1)
    if not lowest <= most <= MOST:
        raise TrendError(f"min_joinpoints {lowest} and max_joinpoints {most}: expected 0 <= min <= max <= {MOST}")


def _check_continuous(grid, select, interval, jump, season):
    """A search between observations is made for one series, not for thousands."""
    if not isinstance(grid, str):
        return
    if select == "permutation" or interval == "quantile":
        raise TrendError(
            "grid='continuous' searches one series at a time, too slow for thousands of permutations or refits: give "
            "select='wbic' or 'bic3' and interval='parametric', or a grid of some points between observations (grid=4)"
        )
    if jump is not None or season is not None:
        raise TrendError("grid='continuous' cannot hold a jump or a season; give a grid of some points (grid=4)")


def _notes(response, fits, wanted, chosen, interval, rho_estimated):
    notes = list(response.notes)
    if len(fits) - 1 < wanted:
        notes.append(f"{len(response.series)} values carry at most {len(fits) - 1} joinpoints, not {wanted}")
    if chosen.sse <= 1e-20 * np.square(chosen.value).sum():
        notes.append("the values lie on the fitted lines exactly, so intervals have no width")
    if chosen.terms.names and len(response.series) < FEW_AROUND_JUMP:
        notes.append(
            f"{len(response.series)} values hardly tell a jump from a bend: of series of 10 with both, most bends were "
            "missed and 85% of the 95% intervals held the jump (docs/evidence/joinpoint-jump.md); give a comparability "
            "ratio if there is one"
        )
    if rho_estimated:
        notes.append(
            "the autocorrelation was estimated, too low in short series: of straight lines of 15 to 20 values with a "
            "correlation of 0.6, 20 to 23% were bent at 5% (docs/evidence/joinpoint-autocorrelation.md); give rho "
            "if it is known"
        )
    if interval == "parametric":
        notes += UnconnectedLines.of(chosen).notes
    season = season_note(response.series, chosen)
    return (*notes, season) if season else tuple(notes)
