"""One trend from many possible series: Rubin's rules over the draws of a reconciliation.

Rounded and overlapping bulletins do not give one monthly series but many that agree with all of them. A
model is fitted to each; the estimates are averaged, and their variance is what a fit says (within) plus how
much the fits differ (between). The share of the latter is the part of the uncertainty that rounding and
windows cause.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError, TrendWarning
from fraudstats.trends.pooling.parallel import parallel_map
from fraudstats.trends.pooling.rubin import rubin
from fraudstats.trends.result import TrendResult, check_alpha, interval_frame
from fraudstats.trends.series.read import as_matrix

__all__ = ["Pooled", "pool"]

#: Normal quantile by which a 95% interval is read back into a standard error.
Z95 = 1.959963984540054


@dataclass(kw_only=True, repr=False, eq=False)
class Pooled(TrendResult):
    """Estimates pooled over draws.

    Attributes
    ----------
    table : DataFrame
        One row an estimate: ``estimate, std_err, df, within, between, share, fmi``. `within` and `between`
        are variances; `share` is the share of the total variance that rounding and overlapping windows
        cause (lambda of van Buuren, 2018); `fmi` the fraction of missing information.
    estimates : DataFrame
        The estimates of every draw, draws x parameters.
    model : str
    joinpoints : Series or None
        For joinpoint models: the share of draws in which a joinpoint lies at a time.
    n_joinpoints : Series or None
        The share of draws with that number of joinpoints.
    """

    table: pd.DataFrame
    estimates: pd.DataFrame
    model: str
    joinpoints: pd.Series | None = None
    n_joinpoints: pd.Series | None = None

    @property
    def method(self) -> str:
        return f"{self.model}; pooled over {len(self.estimates)} draws by Rubin's rules"

    @property
    def bse(self) -> pd.Series:
        """Standard errors: the root of within + (1 + 1/m) between."""
        return self.table.std_err

    def conf_int(self, alpha=0.05) -> pd.DataFrame:
        """Student's t intervals with Barnard and Rubin's degrees of freedom."""
        from scipy import stats

        half = stats.t.ppf(1 - check_alpha(alpha) / 2, self.table.df) * self.bse
        return interval_frame(self.params.index, self.params - half, self.params + half)

    def to_frame(self) -> pd.DataFrame:
        """Estimates, 95% intervals, and the share of variance that rounding and windows cause."""
        return super().to_frame().join(self.table[["std_err", "df", "share", "fmi"]])

    def _body(self):
        lines = [super()._body()]
        if self.n_joinpoints is not None:
            lines += ["", "Number of joinpoints, share of draws: " + _listed(self.n_joinpoints)]
            if len(self.joinpoints):
                lines.append("Joinpoints, share of draws: " + _listed(self.joinpoints))
        return "\n".join(lines)

    def plot(self, ax=None):
        """Draw each estimate with its 95% interval, and inside it the interval of a series known exactly."""
        if ax is None:
            import matplotlib.pyplot as plt

            ax = plt.subplots()[1]
        rows, ends = np.arange(len(self.params)), self.conf_int()
        ax.hlines(rows, ends.lower, ends.upper, color="C0", linewidth=1, label="with rounding and windows")
        half = Z95 * np.sqrt(self.table.within)
        ax.hlines(rows, self.params - half, self.params + half, color="C1", linewidth=4, label="as if known exactly")
        ax.plot(self.params, rows, "o", color="black", markersize=4)
        ax.set_yticks(rows, self.params.index)
        ax.set(xlabel="estimate")
        ax.legend(frameon=False)
        return ax


def pool(model: Callable, draws, *, freq=None, quantity=None, n_jobs=None, **options) -> Pooled:
    """Fit a model to every draw and pool the fits.

    Parameters
    ----------
    model : callable
        Any model of this package (``fs.trends.count_trend``), or a function of a series that returns a
        result with ``params`` and ``conf_int()``.
    draws : DataFrame or array
        Times x draws, as :meth:`draws` of a reconciliation gives them (months in a PeriodIndex).
    freq : {"Q", "Y"}, optional
        Sum the draws to quarters or years first; incomplete ones are left out.
    quantity : callable, optional
        What to pool: a function of a result that returns a DataFrame with columns ``estimate`` and
        ``std_err``. By default the parameters; for a state space model the last level and slope; for a
        joinpoint model the average annual percent change as ``log(1 + AAPC / 100)``; for Mann-Kendall and
        Theil-Sen, S and the slope.
    n_jobs : int, optional
        Workers; by default what ``joblib.parallel_config`` says, else one.
    **options
        Passed to the model.

    Returns
    -------
    Pooled

    Raises
    ------
    TrendError
        For fewer than 2 draws, a model that fails on a draw, or estimates that differ between draws in name.

    References
    ----------
    Rubin, D. B. (1987). *Multiple Imputation for Nonresponse in Surveys*. Wiley.
    Barnard, J. and Rubin, D. B. (1999). Small-sample degrees of freedom with multiple imputation.
    *Biometrika* 86, 948-955.
    van Buuren, S. (2018). *Flexible Imputation of Missing Data*, 2nd ed. CRC.

    Examples
    --------
    >>> from fraudstats.trends.counts.count_trend import count_trend
    >>> rng = np.random.default_rng(1)
    >>> years = np.array([100.0, 120, 130, 160, 170, 210])
    >>> draws = years[:, None] + rng.uniform(-10, 10, (6, 50))
    >>> pooled = pool(count_trend, draws, family="poisson")
    >>> bool(0 < pooled.table.loc["slope", "share"] < 1)
    True
    """
    frame = _frame(draws, freq).sort_index()
    times, matrix, names = as_matrix(frame)
    if matrix.shape[1] < 2:
        raise TrendError(f"pooling needs at least 2 draws, got {matrix.shape[1]}; draw more")
    release = getattr(draws, "attrs", {}).get("release")

    def fit(k):
        column = pd.Series(matrix[:, k], frame.index)
        column.attrs["release"] = release
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", TrendWarning)
                result = model(column, **options)
        except TrendError as problem:
            raise TrendError(f"draw {names[k]!r}: {problem}") from problem
        return _estimates(result, quantity), _degrees(result), _joinpoints(result), result.method

    fits = parallel_map(fit, range(matrix.shape[1]), n_jobs=n_jobs, description="draws")
    tables, df, joinpoints, (described, *_) = zip(*fits, strict=True)
    _same_names(tables, names)
    estimates = pd.DataFrame([t["estimate"].to_numpy() for t in tables], columns=tables[0].index)
    table = rubin(
        estimates, pd.DataFrame([t["std_err"].to_numpy() for t in tables], columns=estimates.columns), min(df)
    )
    return Pooled(
        series=times,
        params=table.estimate,
        table=table,
        estimates=estimates,
        model=described,
        notes=tuple(_notes(table, len(estimates))),
        **_frequencies(joinpoints),
    )


def _frame(draws, freq):
    if not isinstance(draws, pd.DataFrame) and np.ndim(draws) != 2:
        raise TrendError(f"draws are a table, times x draws; got {type(draws).__name__} of {np.ndim(draws)} dimensions")
    frame = draws if isinstance(draws, pd.DataFrame) else pd.DataFrame(np.asarray(draws))
    if freq is None:
        return frame
    if not isinstance(frame.index, pd.PeriodIndex):
        raise TrendError(f"freq={freq!r} needs draws whose index is a PeriodIndex, got {type(frame.index).__name__}")
    groups = frame.index.asfreq(freq)
    length = [len(pd.period_range(p.start_time, p.end_time, freq=frame.index.freq)) for p in groups]
    whole = pd.Series(1, groups).groupby(level=0).transform("sum").to_numpy() == length
    return frame[whole].groupby(groups[whole]).sum()


def _estimates(result, quantity):
    """Estimates and standard errors of one fit."""
    if quantity is not None:
        return quantity(result)
    if hasattr(result, "poolable"):
        return result.poolable()
    if hasattr(result, "aapc"):
        return _from_interval(_average_change(result))
    if hasattr(result, "bse"):
        table = pd.DataFrame({"estimate": result.params, "std_err": result.bse})
    else:
        table = _from_interval(result.conf_int().assign(estimate=result.params))
    if hasattr(result, "var_s"):
        table.loc["s"] = float(result.s), float(np.sqrt(result.var_s))
    return table


def _from_interval(table):
    """Standard errors read back from 95% intervals."""
    std_err = (table["upper"] - table["lower"]) / (2 * Z95)
    if not np.isfinite(std_err).all():
        raise TrendError("a 95% interval is unbounded, so it has no standard error; give `quantity`")
    return pd.DataFrame({"estimate": table["estimate"], "std_err": std_err})


def _average_change(result):
    """The average change of a joinpoint model over the whole series, with its 95% interval."""
    change = result.aapc()
    ends = np.array([change.estimate, change.lower, change.upper])
    name, ends = ("log_aapc", np.log1p(ends / 100)) if result.response.log else ("average_slope", ends)
    return pd.DataFrame([ends], index=[name], columns=["estimate", "lower", "upper"])


def _degrees(result):
    df = float(np.min(getattr(result, "df_resid", np.inf)))
    return df if df == df else np.inf


def _joinpoints(result):
    return tuple(np.ravel(result.joinpoints)) if hasattr(result, "joinpoints") else None


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
    most, least = table.share.idxmax(), table.share.idxmin()
    also = f" and {table.share[least]:.0%} of that of {least}" if least != most else ""
    yield f"rounding and overlapping windows cause {table.share[most]:.0%} of the variance of {most}{also}"
    if m < 100 * table.fmi.max():
        wanted = int(np.ceil(100 * table.fmi.max()))
        yield f"{m} draws are few for this; {wanted} or more are wanted (White, Royston and Wood, 2011)"


def _listed(shares):
    return ", ".join(f"{label}: {share:.0%}" for label, share in shares.items())
