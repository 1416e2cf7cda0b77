"""What is printed, read: a number, a stated change."""

from fraudstats.printed.change import parse_change
from fraudstats.printed.number import Printed, parse_printed

__all__ = ["Printed", "parse_change", "parse_printed"]
