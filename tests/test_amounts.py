"""Numbers and ranges in words."""

import pytest

from fraudstats.amounts import number, span


@pytest.mark.parametrize(
    ("value", "said"),
    [(float("inf"), "any number"), (-float("inf"), "any number"), (0, "0"), (1.5, "1.5"), (12_345_678.9, "12,345,679")],
)
def test_a_number_in_plain_digits(value, said):
    assert number(value) == said


def test_a_range_of_everything_is_one_number():
    assert span(float("inf"), float("inf")) == "any number"
    assert span(5, float("inf")) == "5 or more"
