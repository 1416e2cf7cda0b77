"""Models of one series that are given many: the draws of a reconciliation are pooled."""

from __future__ import annotations

from functools import partial, wraps
from inspect import signature

from fraudstats.trends.series.read import is_matrix

__all__ = ["pools_draws"]


def pools_draws(model):
    """Let a model of one series take a table of draws as well, and return the pooled fits.

    The first argument is the series; a 2-D array or a frame of several columns goes to
    :func:`fraudstats.trends.pool` with the model's other arguments.
    """

    @wraps(model)
    def fit(data, *args, **options):
        if not is_matrix(data):
            return model(data, *args, **options)
        from fraudstats.trends.pooling.pool import pool

        _, *others = signature(model).bind(data, *args, **options).arguments.items()
        return pool(partial(fit, **dict(others)), data)

    return fit
