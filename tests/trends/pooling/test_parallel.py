import os

import joblib
import numpy as np
import pandas as pd
import pytest

from fraudstats import trends
from fraudstats.draws import Draws
from fraudstats.trends.pooling.parallel import parallel_map


def noisy(x, rng):
    return x + rng.normal()


def test_order_and_values():
    assert parallel_map(lambda x: x**2, range(5), n_jobs=2) == [0, 1, 4, 9, 16]
    assert parallel_map(len, []) == []


@pytest.mark.parametrize("backend", ["sequential", "threading", "loky"])
def test_the_same_numbers_under_every_backend(backend):
    with joblib.parallel_config(backend=backend, n_jobs=2):
        assert parallel_map(noisy, range(12), seed=3) == parallel_map(noisy, range(12), seed=3, n_jobs=1)


def test_every_item_has_its_own_stream():
    draws = parallel_map(noisy, [0] * 50, seed=1)
    assert len(set(draws)) == 50
    assert draws[:10] == parallel_map(noisy, [0] * 10, seed=1)
    assert draws != parallel_map(noisy, [0] * 50, seed=2)


def test_seed_sequences_are_not_used_up_and_generators_are():
    sequence = np.random.SeedSequence(5)
    assert parallel_map(noisy, [0, 0], seed=sequence) == parallel_map(noisy, [0, 0], seed=sequence)
    generator = np.random.default_rng(5)
    assert parallel_map(noisy, [0, 0], seed=generator) != parallel_map(noisy, [0, 0], seed=generator)


def test_errors_come_through():
    with pytest.raises(ZeroDivisionError):
        parallel_map(lambda x: 1 / x, [1, 0], n_jobs=2)


def test_a_dask_cluster_gives_the_same_numbers():
    distributed = pytest.importorskip("distributed")
    series = np.cumsum(np.random.default_rng(0).normal(size=30))
    draws = Draws(500 + np.random.default_rng(1).normal(0, 5, (12, 4)))
    here = trends.backtest(series, methods=["linear_trend"], min_train=26, seed=4)
    pooled = trends.pool(trends.count_trend, draws)
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with (
        distributed.LocalCluster(**options) as cluster,
        distributed.Client(cluster),
        joblib.parallel_config(backend="dask"),
    ):
        assert os.getpid() not in parallel_map(lambda _: os.getpid(), range(4))
        there = trends.backtest(series, methods=["linear_trend"], min_train=26, seed=4)
        pooled_there = trends.pool(trends.count_trend, draws)
    pd.testing.assert_frame_equal(here.errors, there.errors)
    pd.testing.assert_frame_equal(pooled.table, pooled_there.table)
