"""Work over many series, draws or permutations, on one core, one machine or a cluster.

Everything runs through joblib, so that the user's ``joblib.parallel_config(...)`` decides where. Each item
gets its own random generator, spawned from one seed by its position, so the numbers are the same whoever
computes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

__all__ = ["parallel_map"]


def parallel_map(
    function: Callable[..., Any],
    items: Iterable[Any],
    *,
    seed: int | np.random.SeedSequence | np.random.Generator | None = None,
    n_jobs: int | None = None,
    description: str | None = None,
) -> list[Any]:
    """Apply `function` to every item, in order.

    Parameters
    ----------
    function : callable
        Called as ``function(item)``, or as ``function(item, rng)`` if a seed is given. To run in other
        processes or on a cluster it must be importable there or picklable by cloudpickle.
    items : iterable
        What the function is applied to.
    seed : int, SeedSequence or Generator, optional
        Where given, item k gets a :class:`numpy.random.Generator` made from the k-th child of this seed:
        the same numbers under one worker or many, threads, processes or Dask.
    n_jobs : int, optional
        Workers; by default what ``joblib.parallel_config`` says, else one.
    description : str, optional
        Shown beside the progress bar, which appears on stderr after two seconds.

    Returns
    -------
    list

    Examples
    --------
    >>> parallel_map(lambda x: x + 1, [1, 2, 3])
    [2, 3, 4]
    >>> def noisy(x, rng):
    ...     return x + rng.normal()
    >>> parallel_map(noisy, [1, 2], seed=1) == parallel_map(noisy, [1, 2], seed=1, n_jobs=2)
    True

    On a Dask cluster, with the extra ``fraudstats[dask]``::

        from dask.distributed import Client
        client = Client("scheduler:8786")
        with joblib.parallel_config(backend="dask"):
            fs.trends.backtest(series, seed=1)
    """
    from joblib import Parallel, delayed
    from tqdm import tqdm

    items = list(items)
    if seed is None:
        calls = [delayed(function)(item) for item in items]
    else:
        calls = [
            delayed(_seeded)(function, item, child)
            for item, child in zip(items, _children(seed, len(items)), strict=True)
        ]
    results = Parallel(n_jobs=n_jobs, return_as="generator")(calls)
    return list(tqdm(results, total=len(items), desc=description, delay=2, leave=False, disable=None))


def _seeded(function, item, child):
    return function(item, np.random.default_rng(child))


def _children(seed, n):
    if isinstance(seed, np.random.Generator):
        return seed.bit_generator.seed_seq.spawn(n)  # pyright: ignore[reportAttributeAccessIssue] - numpy's interface class
    sequence = seed if isinstance(seed, np.random.SeedSequence) else np.random.SeedSequence(seed)
    # A SeedSequence counts its children, and would give others at the next call; a copy starts anew.
    return np.random.SeedSequence(sequence.entropy, spawn_key=sequence.spawn_key).spawn(n)
