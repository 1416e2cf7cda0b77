"""Options of models, checked before any work."""

from __future__ import annotations

from typing import Any

import numpy as np

from fraudstats.errors import TrendError

__all__ = ["random_generator", "whole_number"]

#: No option that counts something is larger: what is made of it would not fit into a memory.
MOST = 10_000_000


def random_generator(seed: Any) -> np.random.Generator:
    """The generator of a seed.

    >>> random_generator(-1)
    Traceback (most recent call last):
    fraudstats.errors.TrendError: seed is -1; give a whole number that is 0 or more
    """
    try:
        return np.random.default_rng(seed)
    except (TypeError, ValueError):
        raise TrendError(f"seed is {seed!r}; give a whole number that is 0 or more") from None


def whole_number(name: str, value: Any, least: int) -> int:
    """An option that counts something.

    >>> whole_number("n_permutations", 19, 1)
    19
    """
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | np.integer) or not least <= value <= MOST:
        raise TrendError(f"{name} is {value!r}; give a whole number from {least} to {MOST:,}")
    return int(value)
