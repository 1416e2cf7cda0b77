"""Tidy tables with intervals, vintages and sources: what the raw records say, ready for analysis."""

from fraudstats.dataset.builder import build, from_raw
from fraudstats.dataset.core import Dataset
from fraudstats.dataset.intervals import CONVENTIONS, interval
from fraudstats.dataset.shipped import load

__all__ = ["CONVENTIONS", "Dataset", "build", "from_raw", "interval", "load"]
