"""Positions in a count."""

import pytest

from fraudstats.errors import PrintedError
from fraudstats.printed.ordinal import parse_ordinal


@pytest.mark.parametrize(("text", "place"), [("第136次", 136), ("136th", 136), ("第３批", 3), ("1st", 1)])
def test_a_position_is_exact(text, place):
    found = parse_ordinal(text)
    assert (found.value, found.lower, found.upper, found.step) == (place, place, place, 1)


@pytest.mark.parametrize("text", ["136", "一百次", "th136", ""])
def test_what_is_none_is_refused(text):
    with pytest.raises(PrintedError, match="a position in a count"):
        parse_ordinal(text)
