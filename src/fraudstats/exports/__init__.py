"""The data in the formats that other tools read, and how to cite it."""

from fraudstats.exports.citation import cite
from fraudstats.exports.formats import FORMATS, export, without_package

__all__ = ["FORMATS", "cite", "export", "without_package"]
