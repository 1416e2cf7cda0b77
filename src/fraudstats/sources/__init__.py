"""Raw records: the only place where a number is entered. Read them, check them, say what is wrong."""

from fraudstats.sources.problems import Problem
from fraudstats.sources.read import RawData, SourceFile, read_raw

__all__ = ["Problem", "RawData", "SourceFile", "read_raw"]
