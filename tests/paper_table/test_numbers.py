"""Digits of a paper."""

import numpy as np
import pandas as pd
import pytest

from fraudstats.paper_table.numbers import bands, column, number, p_value, percent, printed, sentence, span, stars


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (370_000.0, "370,000"),
        (-0.25, "−0.25"),
        (100 * 0.736, "73.6"),
        (float("nan"), "–"),
        (None, "–"),
        (float("inf"), "∞"),
        (8.4e-301, "8.40 × 10⁻³⁰¹"),
        (-0.0, "0"),
    ],
)
def test_a_number(value, text):
    assert number(value) == text


@pytest.mark.parametrize(
    ("p", "text", "marks"),
    [(8.4e-301, "< 0.001", "***"), (0.0099, "0.010", "**"), (0.05, "0.050", ""), (1.0, "1.000", ""), (np.nan, "–", "")],
)
def test_a_p_value(p, text, marks):
    assert (p_value(p), stars(p)) == (text, marks)


@pytest.mark.parametrize(
    ("ends", "text"),
    [
        ((370_000, 380_000), "370,000 to 380,000"),
        ((5.0, 5.0), "5"),
        ((-np.inf, 3), "up to 3"),
        ((3, np.inf), "3 or more"),
        ((-np.inf, np.inf), "unbounded"),
        ((np.nan, 3), "–"),
    ],
)
def test_a_range(ends, text):
    assert span(*ends) == text


def test_estimate_and_interval_have_the_same_decimals():
    table = pd.DataFrame({"estimate": [441_483.7, 2.0], "lower": [400_000.2, 1.5], "upper": [480_000.9, 2.5]})
    assert bands(table) == (["441,500", "2.0"], ["400,000 to 480,000", "1.5 to 2.5"])


def test_without_an_interval_four_digits_are_left():
    table = pd.DataFrame({"estimate": [37.662926], "lower": [np.nan], "upper": [np.nan]})
    assert bands(table) == (["37.66"], ["–"])


def test_counts_stay_whole_and_fractions_get_so_many_digits():
    assert column(pd.Series([1_234_567.0, np.nan])) == ["1,234,567", "–"]
    assert column(pd.Series([0.5, 12.0]), digits=3) == ["0.500", "12.0"]


def test_words_before_a_number_and_shares():
    assert printed(370_000, "more_than") == "more than 370,000"
    assert (percent(0.0574), percent(None)) == ("5.7", "–")


def test_a_sentence_keeps_dates_and_names():
    assert sentence("supF after 2012-01-01: -3 to -1") == "supF after 2012-01-01: −3 to −1."
