"""Is there a bend (or a jump) in a series of counts, shares or amounts, at whatever time?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.arguments import whole_number
from fraudstats.trends.bends.regression import Regression, read_regression
from fraudstats.trends.bends.score import ALTERNATIVES, Evidence, davies, pseudo_score
from fraudstats.trends.result import TrendResult, check_alpha, format_p, interval_frame

__all__ = ["BendTestResult", "bend_test", "check_changes", "run_test"]

TESTS = {"pscore": "pseudo-score test (Muggeo)", "davies": "Davies' test"}
WORDS = {(True, False): "slope", (False, True): "level", (True, True): "slope or level"}
#: Values that leave two degrees of freedom.
FEWEST = 5
#: Dispersion about the straight line above which a variance taken as known is questioned.
OVERDISPERSED = 1.5


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class BendTestResult(TrendResult):
    """Outcome of :func:`bend_test`; `params` holds the ``statistic``, which has no interval.

    Attributes
    ----------
    p_value : float
    df : float
        Degrees of freedom of the statistic; infinite where the dispersion is known.
    best : float
        Of Davies' test, the place of its largest statistic among those tried (no estimate: see
        :func:`~fraudstats.trends.free_bend`); NaN otherwise.
    regression : Regression
        What was tested.
    evidence : Evidence
        Statistic, places and path.
    test, alternative : str
    slope_change, level_change : bool
        As given to the function.
    """

    regression: Regression
    evidence: Evidence
    test: str
    alternative: str
    slope_change: bool
    level_change: bool

    @property
    def method(self) -> str:
        what = WORDS[self.slope_change, self.level_change]
        return f"{TESTS[self.test]} of a change of {what}, {self.regression.family}, {self.alternative}"

    @property
    def p_value(self) -> float:
        """Of no change anywhere."""
        return self.evidence.p_value

    @property
    def p_values(self) -> pd.Series:
        """The p-value, by the name of the statistic."""
        return pd.Series({"statistic": self.p_value})

    @property
    def df(self) -> float:
        """Degrees of freedom of the statistic; infinite where the dispersion is known."""
        return self.evidence.df

    @property
    def best(self) -> float:
        """Where Davies' statistic is largest, of the places tried; NaN for the other test."""
        if not len(self.evidence.path):
            return np.nan
        sign = {"greater": 1, "less": -1}.get(self.alternative)
        return float(
            self.evidence.places[(np.abs(self.evidence.path) if sign is None else sign * self.evidence.path).argmax()]
        )

    @property
    def fittedvalues(self) -> np.ndarray:
        """The straight line, without a change, on the scale of the values."""
        return self.regression.expected(
            self.regression.columns()[0] @ self.regression.fit(self.regression.columns()).beta[0]
        )

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """A test has no interval: NaN, whatever the level."""
        check_alpha(alpha)
        return interval_frame(["statistic"], np.nan, np.nan)

    def to_frame(self, alpha: float = 0.05) -> pd.DataFrame:
        """The test as a table of one row: ``estimate`` (the statistic), ``lower, upper`` (NaN), ``p_value``."""
        return super().to_frame(alpha).assign(p_value=self.p_values)

    def poolable(self) -> pd.DataFrame:
        """Refused: statistics of tests are not averaged."""
        raise TrendError("a test has no estimate to pool; pool fs.trends.free_bend")

    def _body(self) -> str:
        sign = {1: "z" if np.isinf(self.df) else f"t({self.df:.0f})", 2: "F"}[self.evidence.columns]
        name = "largest statistic" if self.test == "davies" else sign
        at = "" if np.isnan(self.best) else f" at {self.best:.6g} (the best of {len(self.evidence.places)} places)"
        return f"{name} = {float(self.params.iloc[0]):.4g}{at}, p = {format_p(self.p_value)}"


def bend_test(
    data: Any,
    time: Any = None,
    *,
    family: str | None = None,
    trials: Any = None,
    exposure: Any = None,
    test: str = "pscore",
    alternative: str = "two-sided",
    slope_change: bool = True,
    level_change: bool = False,
    n_points: int = 10,
) -> BendTestResult:
    """Test whether a (log-, logit-) linear trend bends, or jumps, at an unknown time.

    Parameters
    ----------
    data : TimeSeries, array, Series or DataFrame
        Counts, successes or amounts in time (see :func:`~fraudstats.trends.as_time_series`). Ranges are read at their
        midpoints, and a note says so; open ranges are refused, missing values are left out.
    time : array or str, optional
        Times of the values, or the column that holds them.
    family : {"quasipoisson", "poisson", "quasibinomial", "binomial", "normal", "lognormal"}, optional
        Counts (log link) or successes of trials (logit link), with a variance that is that of their distribution or a
        multiple of it; amounts. By default quasi-Poisson, with `trials` quasi-binomial.
    trials : number or array, optional
        Trials behind each number of successes: amounts lost of which a part was recovered, persons tried.
    exposure : number or array, optional
        What each count is in proportion to; by default the days of the windows.
    test : {"pscore", "davies"}
        Muggeo's pseudo-score test, or Davies' bound, which says as well where the bend is seen best.
    alternative : {"two-sided", "greater", "less"}
        Whether the trend may bend either way, only upwards, or only downwards.
    slope_change, level_change : bool
        Whether the slope changes (a bend), the level (a jump), or both. Davies' test is one of slopes.
    n_points : int
        Places at which a change is tried.

    Returns
    -------
    BendTestResult

    Raises
    ------
    TrendError
        With fewer than 5 values, values that are no counts or more than their trials, or options that do not go
        together.

    References
    ----------
    Muggeo, V. M. R. (2016). Testing with a nuisance parameter present only under the alternative: a score-based
    approach with application to segmented modelling. *Journal of Statistical Computation and Simulation* 86, 3059-3067.
    Davies, R. B. (1987). Hypothesis testing when a nuisance parameter is present only under the alternative.
    *Biometrika* 74, 33-43.
    Davies, R. B. (2002). Hypothesis testing when a nuisance parameter is present only under the alternative: linear
    model case. *Biometrika* 89, 484-489.

    Examples
    --------
    >>> years, convicted = range(2012, 2022), [52, 55, 49, 54, 57, 64, 71, 78, 83, 90]
    >>> result = bend_test(convicted, years, trials=100)
    >>> round(result.evidence.statistic, 2), result.p_value < 0.001
    (8.77, True)
    """
    check_changes(slope_change, level_change)
    method = "a test of a bend"
    regression = read_regression(data, time, family, trials, exposure, FEWEST, method)
    return run_test(regression, test, alternative, slope_change, level_change, n_points)


def check_changes(slope_change: bool, level_change: bool) -> None:
    """Refuse a change of nothing."""
    for name, given in (("slope_change", slope_change), ("level_change", level_change)):
        if not isinstance(given, bool | np.bool_):
            raise TrendError(f"{name} is {given!r}; give True or False")
    if not (slope_change or level_change):
        raise TrendError("with neither slope_change nor level_change nothing changes; set one of them to True")


def run_test(
    regression: Regression, test: str, alternative: str, slope_change: bool, level_change: bool, n_points: int
) -> BendTestResult:
    """The test of a regression that has been read."""
    if not (isinstance(test, str) and test in TESTS):
        raise TrendError(f"test is {test!r}; choose one of {', '.join(TESTS)}")
    if not (isinstance(alternative, str) and alternative in ALTERNATIVES):
        raise TrendError(f"alternative is {alternative!r}; choose one of {', '.join(ALTERNATIVES)}")
    whole_number("n_points", n_points, 2)
    if test == "davies" and (level_change or not slope_change):
        raise TrendError("Davies' test is of a change of slope alone; use test='pscore' for a jump")
    if test == "davies":
        evidence = davies(regression, n_points, alternative)
    else:
        evidence = pseudo_score(regression, slope_change, level_change, n_points, alternative)
    return BendTestResult(
        series=regression.series,
        params=pd.Series({"statistic": evidence.statistic}),
        regression=regression,
        evidence=evidence,
        test=test,
        alternative=alternative,
        slope_change=slope_change,
        level_change=level_change,
        notes=tuple(_notes(regression, level_change)),
    )


def _notes(regression, level_change):
    if level_change:
        yield (
            "averaged over many places, a jump is nearly a straight line where times are evenly spaced: this test "
            "hardly sees jumps, and its p-value is no evidence against one"
        )
    if not regression.known_dispersion:
        return
    null = regression.fit(regression.columns())
    spread = (regression.pearson(null.mu, null.weight) ** 2).sum() / (len(regression.y) - 2)
    if spread > OVERDISPERSED:
        yield (
            f"the values vary {spread:.3g} times as much about a straight line as a {regression.family} variance "
            f"allows, from a bend or from chance; if from chance, p-values are too small, and family="
            f"'quasi{regression.family}' holds"
        )
