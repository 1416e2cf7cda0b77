"""Joinpoint regression: connected trends whose bends are found in the data."""

from fraudstats.trends.joinpoint.compare import compare_joinpoints
from fraudstats.trends.joinpoint.model import joinpoint

__all__ = ["compare_joinpoints", "joinpoint"]
