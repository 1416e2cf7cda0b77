"""Tidy tables with intervals, vintages and sources: what the raw records say, ready for analysis."""

from fraudstats.dataset.builder import build, from_raw
from fraudstats.dataset.comparison import Difference
from fraudstats.dataset.core import Dataset
from fraudstats.dataset.freezing import freeze
from fraudstats.dataset.intervals import CONVENTIONS, interval
from fraudstats.dataset.shipped import diff, load, releases

__all__ = [
    "CONVENTIONS",
    "Dataset",
    "Difference",
    "build",
    "diff",
    "freeze",
    "from_raw",
    "interval",
    "load",
    "releases",
]
