"""Joinpoint regression: connected trends whose bends are found in the data."""

from fraudstats.trends.joinpoints.compare import compare_joinpoints
from fraudstats.trends.joinpoints.model import joinpoint

__all__ = ["compare_joinpoints", "joinpoint"]
