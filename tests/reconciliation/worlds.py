"""Worlds with known monthly counts, and the bulletins that a ministry in them would print.

The bands of `estimate` are checked here: hide the months behind overlapping rounded bulletins, reconcile, and
count how often the truth lies inside. None of the worlds is the prior's own model; they are multiplicative,
jump, peak, count small numbers, or drift in ways that a Gaussian random walk does not know.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

__all__ = ["WORLDS", "as_printed", "bulletins", "cover", "simulate"]


def simulate(world: str, years: int = 8, seed: int = 0) -> pd.Series:
    """Monthly counts of one kind of world.

    Parameters
    ----------
    world : str
        One of `WORLDS`.
    years : int
    seed : int

    Returns
    -------
    pandas.Series
        Whole numbers by month, from January 2015.

    Examples
    --------
    >>> counts = simulate("walk", years=2, seed=1)
    >>> len(counts), str(counts.index[0])
    (24, '2015-01')
    """
    rng = np.random.default_rng(seed)
    months = pd.period_range("2015-01", periods=12 * years, freq="M", name="period")
    rate = WORLDS[world](np.arange(len(months)), rng) * months.days_in_month.to_numpy() / 30.4
    return pd.Series(np.round(rate), months)


def _season(t, rng, size):
    effects = rng.normal(0, size, 12)
    return (effects - effects.mean())[t % 12]


def _walk(t, rng):
    """A log random walk with a season and log-normal noise."""
    log_rate = 10 + np.cumsum(rng.normal(0, 0.04, len(t))) + _season(t, rng, 0.07) + rng.normal(0, 0.06, len(t))
    return np.exp(log_rate)


def _growth(t, rng):
    """Tenfold growth that levels off, hardly any noise."""
    return 3e3 + 3e4 / (1 + np.exp(-(t - len(t) / 2) / 10)) * np.exp(rng.normal(0, 0.03, len(t)))


def _steps(t, rng):
    """A level that jumps twice by a third or so, heavy-tailed noise."""
    jumps = sum(rng.normal(0, 0.35) * (t >= when) for when in rng.choice(t, 2, replace=False))
    return 2e4 * np.exp(jumps + 0.06 * rng.standard_t(4, len(t)) + _season(t, rng, 0.05))


def _campaigns(t, rng):
    """A flat level with a few campaigns that double the count for some months, and a strong season."""
    peaks = sum(np.exp(-np.clip(t - when, 0, None) / 2) * (t >= when) for when in rng.choice(t, 3, replace=False))
    return 1e4 * (1 + peaks) * np.exp(_season(t, rng, 0.15) + rng.normal(0, 0.08, len(t)))


def _rare(t, rng):
    """Small Poisson counts around a slow wave."""
    return rng.poisson(12 * np.exp(0.5 * np.sin(2 * np.pi * t / 40 + rng.uniform(0, 6))))


def _persistent(t, rng):
    """Autoregressive deviations from a falling trend, with a moving season."""
    shock, path = rng.normal(0, 0.08, len(t)), np.zeros(len(t))
    for now in range(1, len(t)):
        path[now] = 0.8 * path[now - 1] + shock[now]
    return 5e4 * np.exp(-0.008 * t + path + 0.1 * np.sin(2 * np.pi * t / 12 + t / 30))


def _spikes(t, rng):
    """A flat level with four single months of five times the count."""
    spikes = np.isin(t, rng.choice(t, 4, replace=False))
    return 1e4 * (1 + 4 * spikes) * np.exp(rng.normal(0, 0.08, len(t)))


def _strong_season(t, rng):
    """A log random walk under a season that swings by a half, month by month."""
    log_rate = 10 + np.cumsum(rng.normal(0, 0.03, len(t))) + rng.normal(0, 0.06, len(t))
    return np.exp(log_rate + _season(t, rng, 0.45))


def _december(t, rng):
    """A log random walk whose Decembers are two and a half ordinary months, more or less."""
    log_rate = 10 + np.cumsum(rng.normal(0, 0.03, len(t))) + rng.normal(0, 0.06, len(t))
    return np.exp(log_rate) * np.where(t % 12 == 11, 2.6 * np.exp(rng.normal(0, 0.1, len(t))), 1)


def _decline(t, rng):
    """A count that dwindles to next to nothing."""
    return 2e4 * np.exp(-4.5 * t / len(t)) * np.exp(rng.normal(0, 0.1, len(t)) + _season(t, rng, 0.07))


def _heavy_tails(t, rng):
    """A log random walk with steps of Student's t on two degrees of freedom."""
    steps = 0.04 * rng.standard_t(2, len(t))
    return np.exp(10 + np.clip(np.cumsum(steps), -3, 3) + rng.normal(0, 0.04, len(t)))


def _step(t, rng):
    """A level that rises to 2.2 times itself between two months, and stays there."""
    log_rate = np.log(2.2) * (t >= rng.integers(len(t) // 4, 3 * len(t) // 4)) + _season(t, rng, 0.07)
    return 2e4 * np.exp(log_rate + rng.normal(0, 0.06, len(t)))


#: Name -> function of (month numbers, generator) giving a monthly rate.
WORLDS = {
    "walk": _walk,
    "growth": _growth,
    "steps": _steps,
    "campaigns": _campaigns,
    "rare": _rare,
    "persistent": _persistent,
    "spikes": _spikes,
    "strong season": _strong_season,
    "december": _december,
    "decline": _decline,
    "heavy tails": _heavy_tails,
    "step": _step,
}


def bulletins(counts: pd.Series, seed: int = 0, digits: int = 3) -> pd.DataFrame:
    """What a ministry prints of a monthly series: rounded totals of full years, eleven months, half years, odd windows.

    Every year has its total; most have a January-November bulletin, some half years, quarters or other
    running totals, and now and then a window over several years. Each is printed to `digits` digits, rounded
    or cut off ("more than").

    Returns
    -------
    pandas.DataFrame
        Observations for `reconcile`: `period_start`, `period_end`, `value`, `qualifier`, `precision`,
        `lower`, `upper`.

    Examples
    --------
    >>> list(bulletins(simulate("walk", years=1), seed=2)["qualifier"].unique())
    ['rounded', 'more_than']
    """
    rng = np.random.default_rng(seed)
    windows = [window for start in range(0, len(counts), 12) for window in _year(start, rng)]
    if len(counts) > 36:
        first = 12 * rng.integers(0, len(counts) // 12 - 2)
        windows.append((first, first + 36))
    return pd.DataFrame([_print(counts.iloc[a:b], rng, digits) for a, b in windows])


def _year(start, rng):
    """The windows printed about the year that starts at a month: (first month, month after the last)."""
    yield start, start + 12
    if rng.random() < 0.8:
        yield start, start + 11
    if rng.random() < 0.5:
        yield start, start + 6
    if rng.random() < 0.5:
        yield start, start + rng.integers(2, 11)
    if rng.random() < 0.3:
        first = start + 3 * rng.integers(0, 4)
        yield first, first + 3


def _print(months, rng, digits):
    window = {
        "period_start": months.index[0].start_time.normalize(),
        "period_end": months.index[-1].end_time.normalize(),
    }
    return window | as_printed(months.sum(), rng, digits)


def as_printed(total: float, rng: np.random.Generator, digits: int = 3) -> dict:
    """A total as a ministry prints it: rounded or cut off to `digits` digits, exact if it has no more.

    Returns
    -------
    dict
        `value`, `qualifier`, `precision`, `lower`, `upper`.

    Examples
    --------
    >>> as_printed(374, np.random.default_rng(0), digits=3)["qualifier"]
    'exact'
    """
    unit = 10.0 ** max(np.floor(np.log10(max(total, 1))) - digits + 1, 0)
    cut = unit > 1 and rng.random() < 0.4
    value = (np.floor if cut else np.round)(total / unit) * unit
    below, above = (0, unit) if cut else (unit / 2, unit / 2) if unit > 1 else (0, 0)
    return {
        "value": value,
        "qualifier": "more_than" if cut else "rounded" if unit > 1 else "exact",
        "precision": unit,
        "lower": max(value - below, 0),
        "upper": value + above,
    }


def cover(truth: ArrayLike, draws: ArrayLike, alpha: float = 0.1) -> dict:
    """How well draws recover a hidden series.

    Parameters
    ----------
    truth : array_like
        Shape (K,).
    draws : array_like
        Shape (K, n).
    alpha : float
        Probability outside the central band.

    Returns
    -------
    dict
        `coverage` (share of truths inside the band), `width` (mean width over the mean truth) and `error`
        (root mean square error of the median over the mean truth).
    """
    truth, tail = np.asarray(truth, float), alpha / 2
    hair = 1e-9 * truth.mean()  # an exact total is met up to rounding
    low, middle, high = np.quantile(draws, [tail, 0.5, 1 - tail], axis=1)
    return {
        "coverage": np.mean((low <= truth + hair) & (truth - hair <= high)),
        "width": np.mean(high - low) / truth.mean(),
        "error": np.sqrt(np.mean((middle - truth) ** 2)) / truth.mean(),
    }
