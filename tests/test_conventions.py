"""Ranges that printed numbers allow, under each convention."""

from math import inf

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fraudstats.conventions import change_interval_of, interval_of, ranges_of, reach
from fraudstats.errors import CodeError, IntervalError
from fraudstats.interval import Interval
from fraudstats.reconciliation.statements.printed_bounds import with_printed_change_bounds
from fraudstats.vocabulary import CONVENTIONS, QUALIFIERS


@pytest.mark.parametrize(
    ("qualifier", "printed", "conservative"),
    [
        ("exact", (370_000, 370_000), (370_000, 370_000)),
        ("rounded", (365_000, 375_000), (365_000, 380_000)),
        ("truncated", (370_000, 380_000), (370_000, 380_000)),
        ("rounded_up", (360_000, 370_000), (360_000, 370_000)),
        ("more_than", (370_000, 380_000), (370_000, inf)),
        ("at_least", (370_000, inf), (370_000, inf)),
        ("nearly", (360_000, 370_000), (360_000, 370_000)),
        ("about", (360_000, 380_000), (360_000, 380_000)),
        ("up_to", (0, 370_000), (0, 370_000)),
    ],
)
def test_each_qualifier(qualifier, printed, conservative):
    assert interval_of(370_000, qualifier, 10_000) == (Interval(*printed), f"printed:{qualifier}")
    assert interval_of(370_000, qualifier, 10_000, "conservative") == (
        Interval(*conservative),
        f"conservative:{qualifier}",
    )


def test_every_qualifier_of_the_records_has_a_rule():
    for qualifier in QUALIFIERS.values():
        assert set(qualifier.reach) == set(CONVENTIONS)


@pytest.mark.parametrize(
    ("qualifier", "expected"), [("exact", (5, 5)), ("at_least", (5, inf)), ("up_to", (0, 5)), ("rounded", None)]
)
def test_a_step_is_needed_only_where_the_range_is_made_of_steps(qualifier, expected):
    if expected is None:
        with pytest.raises(IntervalError, match="needs two numbers"):
            interval_of(5, qualifier, float("nan"))
    else:
        assert interval_of(5, qualifier, float("nan"))[0] == Interval(*expected)


def test_a_count_is_never_negative():
    assert interval_of(0, "nearly", 10)[0] == Interval(0, 0)


@pytest.mark.parametrize(
    ("arguments", "words"), [((1, "exact", 1, "x"), "unknown convention"), ((1, "x", 1), "unknown qualifier")]
)
def test_unknown_names_are_refused_with_the_known_ones(arguments, words):
    with pytest.raises(CodeError, match=f"{words}.*choose one of"):
        interval_of(*arguments)


@pytest.mark.parametrize(
    ("qualifier", "truncated"),
    [("rounded", (370_000, 380_000)), ("truncated", (370_000, 380_000)), ("more_than", (370_000, 380_000))],
)
def test_what_is_called_rounded_may_have_been_cut_off(qualifier, truncated):
    assert interval_of(370_000, qualifier, 10_000, "truncated") == (Interval(*truncated), f"truncated:{qualifier}")


@given(
    st.integers(0, 10**9),
    st.sampled_from(sorted(QUALIFIERS)),
    st.sampled_from([1, 10, 1_000, 10_000]),
    st.sampled_from(sorted(CONVENTIONS)),
)
def test_every_range_holds_its_printed_number_and_lies_in_the_conservative_one(value, qualifier, step, convention):
    interval, rule = interval_of(value, qualifier, step, convention)
    assert value in interval
    assert interval.lower >= 0
    assert interval in interval_of(value, qualifier, step, "conservative")[0]
    assert rule == f"{convention}:{qualifier}"


def test_reach_is_in_printed_units():
    assert reach("more_than") == (0, 1)
    assert reach("at_least") == (0, inf)
    assert reach("rounded", "conservative") == (0.5, 1)


def test_a_near_miss_is_named():
    with pytest.raises(CodeError, match="unknown qualifier 'more_then'; did you mean 'more_than'"):
        reach("more_then")


@pytest.mark.parametrize(
    ("percent", "qualifier", "step", "convention", "expected"),
    [
        (44.2, "rounded", 0.1, "printed", (0.4415, 0.4425)),
        (30, "more_than", 10, "printed", (0.3, 0.4)),
        (30, "more_than", 10, "conservative", (0.3, inf)),
        (-30, "more_than", 10, "printed", (-0.4, -0.3)),
        (-30, "more_than", 10, "conservative", (-1, -0.3)),
        (52, "nearly", 1, "printed", (0.51, 0.52)),
        (-26, "about", 1, "printed", (-0.27, -0.25)),
        (20, "up_to", 10, "printed", (0, 0.2)),
        (-20, "up_to", 10, "printed", (-0.2, 0)),
        (50, "at_least", 10, "printed", (0.5, inf)),
        (-50, "at_least", 10, "printed", (-1, -0.5)),
        (0, "rounded", 1, "printed", (-0.005, 0.005)),
        (0, "more_than", 1, "printed", (0, 0.01)),
        (0.5, "more_than", 0.1, "printed", (0.005, 0.006)),
        (-0.5, "more_than", 0.1, "printed", (-0.006, -0.005)),
        (100, "rounded", 100, "printed", (0.5, 1.5)),
        (100, "nearly", 100, "printed", (0, 1)),
        (-50, "rounded", 50, "printed", (-0.75, -0.25)),
        (-98, "more_than", 10, "printed", (-1, -0.98)),
    ],
)
def test_a_change_is_read_by_the_same_table(percent, qualifier, step, convention, expected):
    bounds, rule = change_interval_of(percent, qualifier, step, convention)
    assert tuple(bounds) == pytest.approx(expected, abs=1e-12)
    assert rule == f"{convention}:{qualifier}"


@given(
    st.integers(-99, 300),
    st.sampled_from(list(QUALIFIERS)),
    st.sampled_from([0.1, 1, 10]),
    st.sampled_from(list(CONVENTIONS)),
)
def test_a_change_holds_its_printed_value_and_mirrors_its_fall(percent, qualifier, step, convention):
    bounds, _ = change_interval_of(percent, qualifier, step, convention)
    assert bounds.lower - 1e-12 <= percent / 100 <= bounds.upper + 1e-12
    mirrored, _ = change_interval_of(-abs(percent), qualifier, step, convention)
    if percent > 0 and bounds.upper <= 1:
        assert (mirrored.lower, mirrored.upper) == (-bounds.upper, -bounds.lower)


@given(
    st.lists(
        st.tuples(st.floats(-99, 500), st.sampled_from(list(QUALIFIERS)), st.sampled_from([0.1, 1.0, 10.0])), min_size=1
    ),
    st.sampled_from(list(CONVENTIONS)),
)
def test_tables_of_changes_and_single_ones_are_read_alike(rows, convention):
    table = pd.DataFrame(rows, columns=["percent", "qualifier", "precision"])
    read = with_printed_change_bounds(table, convention)[["lower", "upper"]].to_numpy().tolist()
    for got, row in zip(read, rows, strict=True):
        assert got == pytest.approx(tuple(change_interval_of(*row, convention)[0]), abs=1e-12)


@given(
    st.lists(st.tuples(st.floats(0, 1e12), st.sampled_from(list(QUALIFIERS)), st.sampled_from([0.1, 1.0, 1e4]))),
    st.sampled_from(list(CONVENTIONS)),
)
def test_many_counts_and_single_ones_are_read_alike(rows, convention):
    values, qualifiers, steps = (list(column) for column in zip(*rows, strict=True)) if rows else ([], [], [])
    ranges = ranges_of(np.array(values), qualifiers, np.array(steps), convention)
    read = [(Interval(lower, upper), rule) for lower, upper, rule in zip(*ranges, strict=True)]
    assert read == [interval_of(*row, convention) for row in rows]


def test_a_negative_count_among_many_is_refused_like_a_single_one():
    with pytest.raises(IntervalError) as single:
        interval_of(-5.0, "exact", 1.0)
    with pytest.raises(IntervalError) as among_many:
        ranges_of(np.array([1.0, -5.0]), ["exact", "exact"], np.array([1.0, 1.0]))
    assert str(single.value) == str(among_many.value)
