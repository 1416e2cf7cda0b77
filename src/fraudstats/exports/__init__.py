"""The data in the formats that other tools read, and how to cite it."""

from fraudstats.exports.citing import cite
from fraudstats.exports.exporting import FORMATS, export

__all__ = ["FORMATS", "cite", "export"]
