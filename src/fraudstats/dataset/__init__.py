"""Tidy tables with intervals, vintages and sources: what the raw records say, ready for analysis."""

from fraudstats.dataset.builder import build, from_raw
from fraudstats.dataset.comparison import Difference
from fraudstats.dataset.core import Dataset
from fraudstats.dataset.covering import coverage, gaps
from fraudstats.dataset.freezing import freeze
from fraudstats.dataset.intervals import CONVENTIONS, interval
from fraudstats.dataset.looking import describe_indicator, describe_source
from fraudstats.dataset.shipped import diff, load, releases

__all__ = [
    "CONVENTIONS",
    "Dataset",
    "Difference",
    "build",
    "coverage",
    "describe_indicator",
    "describe_source",
    "diff",
    "freeze",
    "from_raw",
    "gaps",
    "interval",
    "load",
    "releases",
]
