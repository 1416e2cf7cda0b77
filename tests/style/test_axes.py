"""Ticks and marks say what is there."""

import numpy as np
import pytest

from fraudstats.style import (
    SINGLE,
    count_axis,
    cut_above,
    date_axis,
    decimal_year_axis,
    drawing,
    house_axes,
    house_legend,
    house_title,
    legend_if_needed,
    panels,
    place_axis,
    ranges,
    values,
)


@pytest.fixture
def axes():
    import matplotlib.pyplot as plt

    axes = house_axes(height=2)
    yield axes
    plt.close(axes.figure)


def labels(axis):
    return [axis.get_major_formatter()(tick, None) for tick in axis.get_majorticklocs()]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (2019, 2023, ["2019", "2020", "2021", "2022", "2023"]),
        (2020, 2021, ["Jan 2020", "Mar 2020", "May 2020", "Jul 2020", "Sep 2020", "Nov 2020", "Jan 2021"]),
        (1990, 2024, ["1990", "1995", "2000", "2005", "2010", "2015", "2020"]),
    ],
)
def test_decimal_years_are_named_as_people_say_them(axes, low, high, expected):
    axes.set_xlim(low, high)
    decimal_year_axis(axes)
    assert labels(axes.xaxis) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("2019-01-01", "2023-02-01", ["2019", "2020", "2021", "2022", "2023"]),
        ("2023-01-15", "2023-12-31", ["Mar 2023", "May 2023", "Jul 2023", "Sep 2023", "Nov 2023"]),
    ],
)
def test_dates_are_named_by_months_or_years(axes, low, high, expected):
    import pandas as pd

    axes.set_xlim(pd.Timestamp(low), pd.Timestamp(high))
    date_axis(axes)
    assert [label.get_text() for label in axes.get_xticklabels()] == expected
    assert len(axes.get_xticks()) == len(expected)


def test_a_few_days_keep_their_ticks(axes):
    import pandas as pd

    axes.set_xlim(pd.Timestamp("2023-03-02"), pd.Timestamp("2023-03-20"))
    before = axes.get_xticks()
    date_axis(axes)
    assert (axes.get_xticks() == before).all() and len(before) > 2


def test_in_one_column_nothing_covers_the_picture():
    import matplotlib.pyplot as plt

    with drawing():
        picture, axes = panels(width=SINGLE, height=2.4)
        for name in ("observed", "fitted", "interval"):
            axes.plot([0, 1], [0, 1], label=name)
        house_title(axes, "Joinpoint regression, log-linear, constant errors: 1 joinpoint by permutation test")
        house_legend(axes, loc="upper right")
        picture.draw_without_rendering()
        frame = axes.get_window_extent()
        assert axes.get_legend().get_window_extent().y1 < min(t.get_window_extent().y0 for t in axes.get_xticklabels())
        assert axes.title.get_text() == "" and axes.get_title("left").count("\n") == 1
        assert axes.get_legend().get_window_extent().x1 < picture.bbox.x1 and frame.height > 60
    plt.close(picture)


def test_counts_have_separators(axes):
    count_axis(axes)
    assert axes.yaxis.get_major_formatter()(1_234_567, None) == "1,234,567"


def test_a_range_without_an_end_is_an_arrow(axes):
    ranges(axes, [0, 1, 2], [5, 6, 7], [8, np.inf, 7])
    (bars,) = axes.collections
    assert [segment[:, 1].tolist() for segment in bars.get_segments()] == [[5, 8]]
    (arrow,) = axes.texts
    assert arrow.xyann == (1, 6) and arrow.xy == (0, 16)  # from the end, 16 points upwards


def test_points_stand_on_their_ranges(axes):
    values(axes, [2020, 2021], [5, 6], [4, 6], [7, 6], label="count")
    assert axes.lines[0].get_ydata().tolist() == [5, 6]
    assert [segment[:, 1].tolist() for segment in axes.collections[0].get_segments()] == [[4, 7]]


def test_what_is_cut_off_has_an_arrow_with_its_value(axes):
    axes.set_ylim(0, 10)
    cut_above(axes, 0.5, "to 322,000")
    (note,) = axes.texts
    assert note.get_text() == "to 322,000" and note.arrow_patch is not None and note.xy == (0.5, 1.0)


def test_one_series_needs_no_legend(axes):
    axes.plot([1, 2], label="one")
    legend_if_needed(axes)
    assert axes.get_legend() is None
    axes.plot([2, 3], label="two")
    legend_if_needed(axes)
    assert axes.get_legend() is not None


def test_things_side_by_side_are_named(axes):
    place_axis(axes, ["a", "b"])
    assert [tick.get_text() for tick in axes.get_xticklabels()] == ["a", "b"]
    with drawing():
        place_axis(axes, ["first", "second"], "y")
    assert axes.get_ylim()[0] > axes.get_ylim()[1]


def test_large_counts_are_written_in_digits():
    from fraudstats.style import count_axis, house_axes

    axes = house_axes()
    count_axis(axes)
    write = axes.yaxis.get_major_formatter()
    assert [write(value, 0) for value in (120e9, 1_500, 0.25)] == ["120,000,000,000", "1,500", "0.25"]
