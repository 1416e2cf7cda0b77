"""Percentages and words of change, with their qualifiers and last printed units."""

from decimal import Decimal

import pytest

from fraudstats.errors import PrintedError
from fraudstats.printed.change import parse_change


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
        ("12 pct", 12, 1, None),
        ("百分之三十五", 35, 1, None),
        ("近三成", 30, 10, "nearly"),
        ("三成五", 35, 1, None),
        ("逾3成5", 35, 1, "more_than"),
        ("三成半", 35, 5, None),
        ("3.5成", 35, 1, None),
        ("增长三成多的", 30, 10, "more_than"),
        ("約3割", 30, 10, "about"),
        ("2割5分", 25, 1, None),
        ("3割弱", 30, 10, "nearly"),
        ("翻了一倍", 100, 100, None),
        ("翻了近一倍", 100, 100, "nearly"),
        ("+30%", 30, 10, None),
        ("增长一倍", 100, 100, None),
        ("增长了近1.5倍", 150, 10, "nearly"),
        ("增长3倍多", 300, 100, "more_than"),
        ("增至3倍", 200, 100, None),
        ("three times as many", 200, 100, None),
        ("by half", 50, 50, None),
        ("a quarter", 25, 25, None),
        ("减少四分之三", 75, 25, None),
        ("下降一半", 50, 50, None),
    ],
)
def test_size_unit_and_qualifier(text, value, step, qualifier):
    printed = parse_change(text)
    assert (printed.value, printed.step, printed.qualifier) == (value, step, qualifier)


@pytest.mark.parametrize("text", ["doubled to 30%", "doubled or tripled", "翻番 3", "", "rose"])
def test_two_changes_or_none_are_refused(text):
    with pytest.raises(PrintedError):
        parse_change(text)


def test_thirds_are_read_to_the_third():
    printed = parse_change("two-thirds")
    assert (float(printed.value), float(printed.step)) == pytest.approx((200 / 3, 100 / 3))


@pytest.mark.parametrize(
    "text", ["3倍", "翻了两倍", "2.3-fold", "3-fold increase", "three times more", "2x", "up to 3 times"]
)
def test_times_that_can_be_read_two_ways_are_refused_with_both(text):
    with pytest.raises(PrintedError, match=r"is \+\d+\.?\d*%, .* times as many \+\d+"):
        parse_change(text)


@pytest.mark.parametrize("text", ["12 percentage points", "3个百分点", "2.1 pct pts", "5ポイント", "12%p"])
def test_percentage_points_are_refused(text):
    with pytest.raises(PrintedError, match="difference of two shares"):
        parse_change(text)


@pytest.mark.parametrize(
    "text",
    [
        "44.2",
        "12 cases",
        "三",
        "翻三番",
        "两三成",
        "三成五六",
        "三四倍",
        "百倍",
        "tăng 3 lần",
        "double-digit",
        "30% 三成",
        "5‰",
    ],
)
def test_what_names_no_single_unit_is_refused(text):
    with pytest.raises(PrintedError, match="with its unit"):
        parse_change(text)


@pytest.mark.parametrize(
    "text", ["to 30%", "降至三成", "下降到30%", "to a third", "a third time", "doubled twice", "one and a half times"]
)
def test_a_level_or_another_thing_is_no_change(text):
    with pytest.raises(PrintedError):
        parse_change(text)


def test_what_is_no_text_is_refused():
    with pytest.raises(PrintedError, match="quotation marks"):
        parse_change(5)
