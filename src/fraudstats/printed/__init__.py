"""What is printed, read: a number, a stated change."""

from fraudstats.printed.change import parse_change
from fraudstats.printed.number import parse_printed
from fraudstats.printed.ordinal import is_ordinal, parse_ordinal
from fraudstats.printed.result import Printed
from fraudstats.printed.separators import COMMA_DECIMALS

__all__ = ["COMMA_DECIMALS", "Printed", "is_ordinal", "parse_change", "parse_ordinal", "parse_printed"]
