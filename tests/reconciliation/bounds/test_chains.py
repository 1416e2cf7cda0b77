"""The statements behind a bound add up to it."""

import numpy as np
import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.errors import ReconcileError


def reconciled(rows, **options):
    table = pd.DataFrame(
        rows, columns=["period_start", "period_end", "lower", "upper"], index=[f"s{i}" for i in range(len(rows))]
    )
    return fs.reconcile(table, **options), table


def test_a_bound_that_nothing_gives_has_no_chain():
    result, _ = reconciled([("2021-01", "2021-03", 10, 20)])
    assert result.chains("2021-02") == ({}, {"s0": 1})
    assert result.chains("2023") == ({}, {})
    assert result.chains("2021-03/2022-05") == ({}, {})


@pytest.mark.parametrize("seed", range(8))
def test_the_chains_of_random_bulletins_add_up_to_their_bounds(seed):
    rng = np.random.default_rng(seed)
    months = pd.period_range("2021-01", periods=12, freq="M")
    truth = rng.integers(1, 50, 12)
    rows = []
    for _ in range(12):
        first, last = sorted(rng.integers(0, 12, 2))
        total = int(truth[first : last + 1].sum())
        rows.append(
            (str(months[first]), str(months[last]), total - int(rng.integers(0, 3)), total + int(rng.integers(0, 3)))
        )
    result, table = reconciled(rows)
    for first in range(12):
        for last in range(first, 12):
            window = f"{months[first]}/{months[last]}"
            bounds, (below, above) = result.bounds(fs.Window.of(window)), result.chains(window)
            least = sum(table.loc[name, "lower" if sign > 0 else "upper"] * sign for name, sign in below.items())
            most = sum(table.loc[name, "upper" if sign > 0 else "lower"] * sign for name, sign in above.items())
            assert bounds.lower == max(least, 0)
            assert bounds.upper == (most if above else np.inf)


def test_chains_are_for_totals_of_whole_periods():
    result, _ = reconciled([("2021-01-10", "2021-03-31", 10, 20)])
    with pytest.raises(ReconcileError, match="try freq='D'"):
        result.chains("2021-02")
    result, _ = reconciled([("2021-01-10", "2021-03-31", 10, 20)], freq="D")
    assert result.chains("2021-01-10/2021-03-31") == ({"s0": 1}, {"s0": 1})
