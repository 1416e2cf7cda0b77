"""The decorator that lets a model of one series take draws: it is fitted to each, and the fits are pooled."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar, cast

from fraudstats.draws import Draws
from fraudstats.trends.pooling.pool import pool

__all__ = ["pools_draws"]

P = ParamSpec("P")
R = TypeVar("R")


def pools_draws(model: Callable[P, R]) -> Callable[P, R]:
    """Let ``model(data, time=None, *, ...)`` take :class:`fraudstats.Draws` as data.

    The model is fitted to every draw with the same arguments, and the fits are pooled
    (:func:`fraudstats.trends.pool`). Anything else goes to the model as it is; a table is never taken for draws.
    """
    arguments_of = signature(model)

    @wraps(model)
    def fit(*args: Any, **options: Any) -> Any:
        bound = arguments_of.bind(*args, **options).arguments
        if not isinstance(bound["data"], Draws):
            return cast(Any, model)(*args, **options)
        draws, time = bound.pop("data"), bound.pop("time", None)
        return pool(partial(cast(Any, fit), **bound), draws, **({} if time is None else {"time": time}))

    return cast("Callable[P, R]", fit)
