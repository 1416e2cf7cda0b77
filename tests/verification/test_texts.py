"""Texts: words exactly, whole numbers exactly, other numbers within the tolerance."""

import pytest

from fraudstats.verification.cells import compare_csv
from fraudstats.verification.texts import compare_texts
from fraudstats.verification.verdict import DIFFERENT, EQUAL, IDENTICAL


@pytest.mark.parametrize(
    ("stored", "new", "verdict"),
    [
        ("a 1.5", "a 1.5", IDENTICAL),
        ("a 1.50000000", "a 1.50000001", EQUAL),
        ("1.5e-7", "1.50000001e-7", EQUAL),
        ("1,234.5678", "1,234.5679", EQUAL),
        ("a 1.5", "a 1.6", DIFFERENT),
        ("a 1.5", "b 1.5", DIFFERENT),
        ("10,000,000", "10,000,001", DIFFERENT),  # whole numbers are counts
        ("a 1.5", "a -1.5", DIFFERENT),
        ("1.5 2.5", "1.5", DIFFERENT),
        ("1.5", "1.5 more", DIFFERENT),
        ("a  b", "a b", DIFFERENT),
        ("2021-11-30", "2021-12-30", DIFFERENT),
        ("", "a", DIFFERENT),
    ],
)
def test_verdicts_on_texts(stored, new, verdict):
    assert compare_texts(stored, new, 1e-6).verdict == verdict
    assert compare_texts(new, stored, 1e-6).verdict == verdict


def test_without_a_tolerance_only_the_same_is_equal():
    assert compare_texts("1.50000000", "1.50000001", 0).verdict == DIFFERENT
    assert compare_texts("1.50", "1.5", 0).verdict == EQUAL


def test_small_numbers_are_compared_with_the_size_that_is_given():
    assert compare_texts("0.0001", "0.0003", 1e-6).verdict == DIFFERENT
    assert compare_texts("0.0001", "0.0003", 1e-6, size=500).verdict == EQUAL


def test_the_first_difference_is_told_with_both_values_and_what_is_before_it():
    assert compare_texts("slope 1.5\np = 0.04", "slope 1.5\np = 0.05", 1e-6).detail == (
        "'0.04', now '0.05', after 'slope 1.5 p ='"
    )
    assert compare_texts("cases rose", "cases fell", 1e-6).detail == "'rose', now 'fell', after 'cases'"


@pytest.mark.parametrize(
    ("new", "detail"),
    [
        (b"year,value\n2020,1.5\n2021,2.75\n", "row 2, value: '2.5', now '2.75', after ''"),
        (b"year,value\n2020,1.5\n", "2 rows, now 1"),
        (b"year,number\n2020,1.5\n2021,2.5\n", "columns year, value, now year, number"),
        (b"year,value\n2020,1.5\n2021\n", "row 2: 2 cells, now 1"),
    ],
)
def test_a_table_names_row_and_column(new, detail):
    found = compare_csv(b"year,value\n2020,1.5\n2021,2.5\n", new, 1e-6)
    assert (found.verdict, found.detail) == (DIFFERENT, detail)


def test_tables_may_differ_in_a_last_digit():
    assert compare_csv(b"a\n0.3333333333\n", b"a\n0.3333333334\n", 1e-6).verdict == EQUAL
    assert compare_csv(b"a\nx\n", b"a\nx\n", 1e-6).verdict == IDENTICAL
    assert compare_csv(b'a\n"x"\n', b"a\nx\n", 1e-6).verdict == EQUAL
