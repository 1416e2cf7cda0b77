"""One trend from many possible series: Rubin's rules over the draws of a reconciliation.

Rounded and overlapping bulletins do not give one monthly series but many that agree with all of them. A
model is fitted to each; the estimates are averaged, and their variance is what a fit says (within) plus how
much the fits differ (between). The share of the latter is the part of the uncertainty that rounding and
windows cause.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd

from fraudstats.draws import Draws
from fraudstats.errors import TrendError, TrendWarning
from fraudstats.style import ACCENT, INK, PALETTE, place_axis, ranges
from fraudstats.trends.pooling.parallel import parallel_map
from fraudstats.trends.pooling.rubin import rubin
from fraudstats.trends.result import Z95, TrendResult, check_alpha, interval_frame
from fraudstats.trends.series.wide import read_wide

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["PooledResult", "pool"]


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class PooledResult(TrendResult):
    """Estimates pooled over draws.

    Attributes
    ----------
    table : DataFrame
        One row per estimate: ``estimate, std_err, df, within, between, share, fmi``. `within` and `between`
        are variances; `share` is the share of the total variance that rounding and overlapping windows
        cause (lambda of van Buuren, 2018); `fmi` the fraction of missing information.
    estimates : DataFrame
        The estimates of every draw, draws x parameters.
    model : str
        The method that was fitted to each draw.
    joinpoints : Series or None
        For joinpoint models: the share of draws in which a joinpoint lies at a time; for segmentations, a break.
    n_joinpoints : Series or None
        The share of draws with that number of joinpoints, or breaks.
    turn : str
        What they are: "joinpoint" or "break".
    unbent : bool
        Whether the fit to every draw has one trend for all times.
    """

    table: pd.DataFrame
    estimates: pd.DataFrame
    model: str
    joinpoints: pd.Series | None = None
    n_joinpoints: pd.Series | None = None
    turn: str = "joinpoint"
    unbent: bool = True

    _digits: ClassVar[Mapping[str, int]] = MappingProxyType({"std_err": 2, "df": 3, "share": 2, "fmi": 2})

    @property
    def method(self) -> str:
        return f"{self.model}; pooled over {len(self.estimates)} draws by Rubin's rules"

    @property
    def one_trend(self) -> bool:
        """Whether the fit to every draw has one trend for all times."""
        return self.unbent

    @property
    def bse(self) -> pd.Series:
        """Standard errors: the root of within + (1 + 1/m) between."""
        return self.table.loc[:, "std_err"]

    @property
    def p_values(self) -> pd.Series:
        """Two-sided p-values of the estimates being zero, with Barnard and Rubin's degrees of freedom."""
        from scipy import stats

        p = 2 * stats.t.sf(np.abs(self.params / self.bse), self.table["df"])
        return pd.Series(p, self.params.index)

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Student's t intervals with Barnard and Rubin's degrees of freedom."""
        from scipy import stats

        half = stats.t.ppf(1 - check_alpha(alpha) / 2, self.table["df"]) * self.bse
        return interval_frame(self.params.index, self.params - half, self.params + half)

    def to_frame(self, alpha: float = 0.05) -> pd.DataFrame:
        """Estimates, intervals, and the share of variance that rounding and windows cause."""
        return super().to_frame(alpha).join(self.table[["std_err", "df", "share", "fmi"]])

    def poolable(self) -> pd.DataFrame:
        """The pooled estimates and their standard errors."""
        return self.table.loc[:, ["estimate", "std_err"]]

    def _body(self):
        lines = [super()._body()]
        if self.n_joinpoints is not None and self.joinpoints is not None:
            lines += ["", f"Number of {self.turn}s, share of draws: " + _listed(self.n_joinpoints)]
            if len(self.joinpoints):
                lines.append(f"{self.turn.capitalize()}s, share of draws: " + _listed(self.joinpoints))
        return "\n".join(lines)

    def _draw(self, ax: Axes) -> None:
        """Each estimate with its 95% interval, and inside it the interval of a series known exactly."""
        rows, ends = np.arange(len(self.params)), self.conf_int()
        half = Z95 * np.sqrt(self.table["within"])
        ranges(ax, rows, self.params - half, self.params + half, across=True, color=ACCENT, label="as if known exactly")
        ax.hlines(rows, ends["lower"], ends["upper"], color=PALETTE[0], label="with rounding and windows")
        ax.plot(self.params, rows, "o", color=INK)

    def _label(self, ax: Axes) -> None:
        place_axis(ax, [str(name).replace("_", " ") for name in self.params.index], "y")
        ax.set(xlabel="estimate, 95% interval")


def pool(
    model: Callable[..., TrendResult],
    draws: Draws,
    /,
    *,
    freq: str | None = None,
    quantity: Callable[[Any], pd.DataFrame] | None = None,
    n_jobs: int | None = None,
    **options: Any,
) -> PooledResult:
    """Fit a model to every draw and pool the fits.

    Parameters
    ----------
    model : callable
        Any model of this package (``fs.trends.count_trend``), or a function of a series that returns a
        :class:`~fraudstats.trends.TrendResult`.
    draws : Draws
        Periods x draws, as ``reconciliation.draws()`` gives them, or ``fs.Draws(table)``.
    freq : {"Q", "Y"}, optional
        Sum the draws to quarters or years first; incomplete ones are left out.
    quantity : callable, optional
        What to pool: a function of a result that returns a DataFrame with columns ``estimate`` and
        ``std_err``. By default ``result.poolable()``: the parameters; for a state space model the last level and
        slope; for a joinpoint model the average annual percent change as ``log(1 + AAPC / 100)``; for Mann-Kendall
        and Theil-Sen, the slope and S.
    n_jobs : int, optional
        Workers; by default what ``joblib.parallel_config`` says, else one.
    **options
        Passed to the model.

    Returns
    -------
    PooledResult

    Raises
    ------
    TrendError
        For anything but draws, a model that fails on a draw, or estimates that differ between draws in name.

    References
    ----------
    Rubin, D. B. (1987). *Multiple Imputation for Nonresponse in Surveys*. Wiley.
    Barnard, J. and Rubin, D. B. (1999). Small-sample degrees of freedom with multiple imputation.
    *Biometrika* 86, 948-955.
    van Buuren, S. (2018). *Flexible Imputation of Missing Data*, 2nd ed. CRC.

    Examples
    --------
    >>> from fraudstats.trends import count_trend
    >>> rng = np.random.default_rng(1)
    >>> years = np.array([100.0, 120, 130, 160, 170, 210])
    >>> draws = Draws(years[:, None] + rng.uniform(-10, 10, (6, 50)))
    >>> pooled = pool(count_trend, draws, family="poisson")
    >>> bool(0 < pooled.table.loc["slope", "share"] < 1)
    True
    """
    if not isinstance(draws, Draws):
        raise TrendError(
            f"draws are expected, got {type(draws).__name__}; reconciliation.draws() gives them, and fs.Draws(table) "
            "says that the columns of a table are draws of one series"
        )
    draws = draws if freq is None else draws.sum_to(freq)
    columns, names = list(draws), draws.to_frame().columns

    def fit(k: int):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", TrendWarning)
                result = model(columns[k], **options)
        except TrendError as problem:
            raise TrendError(f"draw {names[k]!r}: {problem}") from problem
        table = result.poolable() if quantity is None else quantity(result)
        said = (result.method, result.turn), result.series.notes, result.one_trend
        return table, result.pooling_df(), result.pooling_times(), *said

    fits = parallel_map(fit, range(len(columns)), n_jobs=n_jobs, description="draws")
    tables, df, joinpoints, ((described, turn), *_), (said, *_), one_trend = zip(*fits, strict=True)
    _same_names(tables, names)
    estimates = pd.DataFrame([t["estimate"].to_numpy() for t in tables], columns=tables[0].index)
    std_errs = pd.DataFrame([t["std_err"].to_numpy() for t in tables], columns=estimates.columns)
    table = rubin(estimates, std_errs, min(df))
    return PooledResult(
        series=read_wide(draws, options.get("time")).series.noted(*said),
        params=table.loc[:, "estimate"],
        table=table,
        estimates=estimates,
        model=described,
        notes=tuple(_notes(table, len(estimates))),
        turn=turn,
        unbent=all(one_trend),
        **_frequencies(joinpoints),
    )


def _same_names(tables, names):
    first = tables[0].index
    for table, name in zip(tables, names, strict=True):
        if not table.index.equals(first):
            raise TrendError(
                f"draw {name!r} gives the estimates {list(table.index)}, the first draw {list(first)}; give "
                "`quantity`, a function of a result whose estimates have the same names in every draw"
            )


def _frequencies(joinpoints):
    if joinpoints[0] is None:
        return {}
    m = len(joinpoints)
    number = pd.Series([len(j) for j in joinpoints]).value_counts().sort_index() / m
    place = pd.Series([x for j in joinpoints for x in set(j)], dtype=object).value_counts().sort_index() / m
    return {"joinpoints": place, "n_joinpoints": number}


def _notes(table, m):
    most, least = table["share"].idxmax(), table["share"].idxmin()
    also = f" and {table['share'][least]:.0%} of that of {least}" if least != most else ""
    yield f"rounding and overlapping windows cause {table['share'][most]:.0%} of the variance of {most}{also}"
    if m < 100 * table["fmi"].max():
        wanted = int(np.ceil(100 * table["fmi"].max()))
        yield f"{m} draws are few for this; {wanted} or more are wanted (White, Royston and Wood, 2011)"


def _listed(shares):
    """Shares by a number or a window: a year is whole, 2021 and not 2021.0."""
    names = [label if isinstance(label, str) else f"{label:.6g}" for label in shares.index]
    return ", ".join(f"{name}: {share:.0%}" for name, share in zip(names, shares, strict=True))
