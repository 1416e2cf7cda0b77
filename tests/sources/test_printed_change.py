"""Percentages and words of change, with their qualifiers and last printed units."""

from decimal import Decimal

import pytest

from fraudstats.errors import PrintedError
from fraudstats.sources.printed_change import parse_change


@pytest.mark.parametrize(
    ("text", "value", "step", "qualifier"),
    [
        ("44.2%", Decimal("44.2"), Decimal("0.1"), None),
        ("30%", 30, 10, None),
        ("more than 30 percent", 30, 10, "more_than"),
        ("近52%", 52, 1, "nearly"),
        ("over 257%", 257, 1, "more_than"),
        ("doubled", 100, 100, None),
        ("nearly doubled", 100, 100, "nearly"),
        ("more than doubling", 100, 100, "more_than"),
        ("Tripled", 200, 100, None),
        ("quadruple", 300, 100, None),
        ("halved", 50, 50, None),
        ("翻了一番", 100, 100, None),
        ("近翻番", 100, 100, "nearly"),
        ("翻两番", 300, 100, None),
        ("减半", 50, 50, None),
    ],
)
def test_size_unit_and_qualifier(text, value, step, qualifier):
    printed = parse_change(text)
    assert (printed.value, printed.step, printed.qualifier) == (value, step, qualifier)


@pytest.mark.parametrize("text", ["doubled to 30%", "doubled or tripled", "翻番 3", "", "rose"])
def test_two_changes_or_none_are_refused(text):
    with pytest.raises(PrintedError):
        parse_change(text)


def test_what_is_no_text_is_refused():
    with pytest.raises(PrintedError, match="quotation marks"):
        parse_change(5)
