"""Interrupted time series: did a series change at a dated intervention?

`design` makes the columns, `model` fits them, `counterfactual` says what would have come without the
intervention, `falsification` tries to break the result.
"""

from fraudstats.trends.interruptions.model import Interrupted, interrupted

__all__ = ["Interrupted", "interrupted"]
