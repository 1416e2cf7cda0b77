"""Tidy tables with intervals, vintages and sources: what the raw records say, ready for analysis."""

from fraudstats.dataset.builder import build, from_raw, from_raw_data
from fraudstats.dataset.core import Dataset
from fraudstats.dataset.describe import describe_indicator, describe_source
from fraudstats.dataset.difference import Difference
from fraudstats.dataset.loader import diff, load, releases
from fraudstats.dataset.release import freeze
from fraudstats.dataset.witnesses import coverage, gaps, reach

__all__ = [
    "Dataset",
    "Difference",
    "build",
    "coverage",
    "describe_indicator",
    "describe_source",
    "diff",
    "freeze",
    "from_raw",
    "from_raw_data",
    "gaps",
    "load",
    "reach",
    "releases",
]
