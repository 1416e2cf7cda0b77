"""Every column has one name, and its page lists them all."""

from pathlib import Path

import fraudstats as fs
from fraudstats.claims.given.columns import COLUMNS, PAPER_COLUMNS, canonical
from fraudstats.dataset.schema import TABLES

PAGE = Path(fs.__file__).parents[2] / "docs/audit.md"


def test_no_name_means_two_columns():
    names = [
        name
        for columns in (COLUMNS, PAPER_COLUMNS)
        for column, held in columns.items()
        for name in (column, *held.others)
    ]
    assert len(set(names)) == len(names)


def test_the_columns_of_the_datasets_own_claims_are_known():
    assert [name for name in TABLES["claims"] if canonical(name) != name] == []


def test_the_page_explains_every_column_with_its_other_names():
    text = PAGE.read_text("utf-8")
    for columns in (COLUMNS, PAPER_COLUMNS):
        for name, column in columns.items():
            for known in (name, *column.others):
                assert f"`{known}`" in text, known
