"""One announcement read: the numbers that it counts, each with its window, unit, qualifier, indicator and change."""

from fraudstats.printed.bulletin.area import areas_named_last
from fraudstats.printed.bulletin.reader import read_bulletin
from fraudstats.printed.bulletin.result import Bulletin, BulletinNumber

__all__ = ["Bulletin", "BulletinNumber", "areas_named_last", "read_bulletin"]
