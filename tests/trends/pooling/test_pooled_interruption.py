"""An interruption fitted to the months that `reconcile` draws between bulletins, held against the truth simulated.

``pytest -m slow tests/trends/pooling/test_pooled_interruption.py`` writes docs/evidence/pooled-interruption.md.
"""

import warnings
from functools import cache

import numpy as np
import pandas as pd
import pytest
from evidence import table, write_page

import fraudstats as fs

SEED, RUNS, DRAWS = 20261130, 30, 20
MONTHS = pd.period_range("2018-01", periods=72, freq="M")
CHANGE, DATE, BEFORE = -0.2, "2021-07-01", 42
#: What is announced -> the months at which each year's running total is.
ANNOUNCED = {"running totals of every quarter": (3, 6, 9, 12), "full years": (12,)}
OPTIONS = {"interventions": {"law": DATE}, "slope_change": False}


def months(rng):
    """Monthly Poisson counts around 3,000 with a trend, independent noise and a level change of -0.2 in July 2021."""
    time = np.arange(len(MONTHS))
    mean = 3000 * np.exp(0.004 * time + CHANGE * (time >= BEFORE) + rng.normal(0, 0.06, len(MONTHS)))
    return pd.Series(rng.poisson(mean), MONTHS)


def bulletins(counts, ends):
    """Each year's running totals, rounded to five hundred."""
    rows = []
    for year in sorted(set(counts.index.year)):
        for end in ends:
            last = pd.Period(f"{year}-{end:02d}", "M")
            total = 500 * round(counts[f"{year}-01" : str(last)].sum() / 500)
            rows.append((f"{year}-01-01", last.end_time.normalize(), total - 250, total + 250))
    return pd.DataFrame(rows, columns=["period_start", "period_end", "lower", "upper"])


@cache
def run(number):
    """Change, lower and upper end of each fit: of the true months, and pooled over draws by what was announced."""
    rng = np.random.default_rng([SEED, number])
    counts = months(rng)
    given = [counts, *(fs.reconcile(bulletins(counts, ends)).draws(DRAWS, number) for ends in ANNOUNCED.values())]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fits = [fs.trends.interrupted(one, **OPTIONS) for one in given]
    return np.array([[fit.params["level law"], *fit.conf_int().loc["level law"]] for fit in fits])


def rows():
    """What is fitted -> coverage of the 95% interval, share of intervals below zero, mean change, median width."""
    found = np.array([run(number) for number in range(RUNS)])
    for place, name in enumerate(("the months themselves", *ANNOUNCED)):
        change, low, high = found[:, place].T
        held = np.mean((low <= CHANGE) & (high >= CHANGE))
        yield name, f"{held:.0%}", f"{np.mean(high < 0):.0%}", f"{change.mean():.2f}", f"{np.median(high - low):.2f}"


@pytest.mark.slow
def test_the_fewer_bulletins_the_less_of_a_change_is_seen():
    found = np.array([run(number) for number in range(RUNS)])
    seen = np.mean(found[:, :, 2] < 0, axis=0)
    width = np.median(found[:, :, 2] - found[:, :, 1], axis=0)
    assert seen[0] >= seen[1] >= seen[2] and width[0] < width[1] < width[2]
    write()


def write():
    write_page(
        "pooled-interruption",
        "# An interruption fitted to the months that `reconcile` draws, by simulation",
        f"""Made by `pytest -m slow tests/trends/pooling/test_pooled_interruption.py`: seed {SEED}, {RUNS} series of 72
months of Poisson counts around 3,000, with a trend of 0.004 a month, independent noise of 0.06 and a level change of
{CHANGE} after {BEFORE} months. Each is hidden behind bulletins rounded to five hundred, {DRAWS} draws of its months are
made from them (`fs.reconcile(...).draws()`), and `fs.trends.interrupted` with a level change is pooled over the draws.
All rows are of the same series. Monte Carlo error of a share: 4 points at 95%, 9 at 50%.""",
        table(["months of", "95% interval holds the change", "interval below zero", "mean change", "median width"],
              rows(), texts=1),
        "The months between two bulletins are drawn from the prior of `reconcile`, which knows of no change and lets a "
        "level walk: what bulletins do not place in time it spreads. The estimate is then too small, and the interval "
        "says so by its width. Series without a change, seasons, bends and correlated errors were not run.",
    )  # fmt: skip
