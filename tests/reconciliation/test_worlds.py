"""Simulated worlds and their bulletins; and, slowly, whether the bands hold their truth."""

import numpy as np
import pandas as pd
import pytest
from reconciliation.worlds import WORLDS, as_printed, bulletins, cover, simulate

import fraudstats as fs


@pytest.mark.parametrize("world", WORLDS)
def test_bulletins_tell_the_truth(world):
    truth = simulate(world, years=5, seed=3)
    assert (truth >= 0).all()
    table = bulletins(truth, seed=4)
    assert len(fs.reconcile(table).contradictions) == 0
    for row in table.itertuples():
        total = truth[row.period_start.to_period("M") : row.period_end.to_period("M")].sum()
        assert row.lower <= total <= row.upper


@pytest.mark.parametrize(("total", "digits"), [(374_512, 2), (999, 3), (7, 2), (0, 2), (1_000_000, 1)])
def test_printing_keeps_the_total_in_its_interval(total, digits):
    for seed in range(10):
        printed = as_printed(total, np.random.default_rng(seed), digits)
        assert printed["lower"] <= total <= printed["upper"]
        assert printed["precision"] == max(1, 10 ** (len(str(total)) - digits))


def test_cover_counts_what_lies_inside():
    draws = np.tile(np.arange(101.0), (2, 1))
    found = cover([50, 99], draws, alpha=0.1)
    assert found["coverage"] == 0.5
    assert found["width"] == pytest.approx(90 / 74.5)


@pytest.mark.slow
@pytest.mark.parametrize("world", WORLDS)
def test_bands_cover_under_a_prior_that_is_not_the_world(world):
    # The table for forty worlds of each kind is docs/evidence/band-coverage.md.
    rows = []
    for seed in range(8):
        truth = simulate(world, years=8, seed=seed)
        draws = fs.reconcile(bulletins(truth, seed + 1000, digits=2 + seed % 2)).draws(1000, seed)
        for freq in "MQY":
            known = truth.groupby(truth.index.asfreq(freq)).sum()
            rows.append({"freq": freq, **cover(known, draws.sum_to(freq).values)})
    coverage = pd.DataFrame(rows).groupby("freq")["coverage"].mean()
    assert coverage.between(0.8, 1.0).all(), coverage
