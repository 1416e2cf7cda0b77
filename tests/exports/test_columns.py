"""Descriptions: every column has one that Stata can keep whole, and none is left over."""

from fraudstats.dataset.schema import TABLES
from fraudstats.exports.columns import COLUMNS, TABLE_TITLES, describe
from fraudstats.exports.stata import _label


def test_every_column_is_described_and_fits_a_stata_label():
    for table, columns in TABLES.items():
        for column in columns:
            assert 3 < len(_label(table, column)) <= 80, f"{table}.{column}"
            assert describe(table, column)[0].isupper()


def test_every_table_has_a_title_that_fits():
    assert set(TABLE_TITLES) == set(TABLES)
    assert max(map(len, TABLE_TITLES.values())) <= 80


def test_no_description_is_left_over():
    used = {name for table, columns in TABLES.items() for column in columns for name in (column, f"{table}.{column}")}
    assert set(COLUMNS) <= used
