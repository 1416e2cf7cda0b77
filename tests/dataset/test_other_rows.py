"""Rows of the tables beside the numbers: which came, went and changed, by their keys."""

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.dataset.other_rows import counts_in_words, listed, other_rows
from fraudstats.dataset.schema import TABLES, key_of

RELEASE = "2026.11.1"


@pytest.fixture(scope="module")
def before():
    return fs.load(release=RELEASE)


@pytest.fixture
def edited(before):
    """A function: table, and what is made of it -> the release with that table."""

    def edit(name, change):
        return fs.Dataset({n: before.table(n) for n in before.names} | {name: change(before.table(name))}, RELEASE)

    return edit


def set_first(column, value):
    def change(table):
        table.loc[0, column] = value
        return table

    return change


@pytest.mark.parametrize(
    "name", [n for n in TABLES if n not in ("observations", "changes", "corrections", "gaps", "searches")]
)
def test_a_row_that_came_or_went_is_found_in_every_table(before, edited, name):
    gone = edited(name, lambda table: table.iloc[1:])
    key = before.table(name)[key_of(name)].iloc[0]
    for states, change in (((before, gone), "removed"), ((gone, before), "added")):
        (row,) = other_rows(*states).to_dict("records")
        assert (row["table"], row["id"], row["change"], row["column"]) == (name, key, change, None)


def test_a_changed_cell_has_both_texts(before, edited):
    after = edited("references", set_first("year", pd.NA))
    (row,) = other_rows(before, after).to_dict("records")
    assert (row["column"], row["before"], row["after"]) == ("year", str(before.references["year"].iloc[0]), "")


def test_the_same_data_do_not_differ(before):
    assert other_rows(before, before).empty


def test_a_publication_is_listed_under_its_source_alone(before, edited):
    assert other_rows(before, edited("events", set_first("published", "1999"))).empty
    assert other_rows(before, edited("sources", set_first("published", "1999")))["table"].tolist() == ["sources"]


def test_a_column_that_the_earlier_schema_lacked_is_no_change(before, edited):
    assert before.sources["copied"].isna().all()
    after = edited("sources", set_first("copied", "2024-01-01"))
    assert other_rows(before, after).empty
    assert other_rows(after, before).empty
    later = set_first("copied", "2024-01-02")(after.sources)
    both = fs.Dataset({name: after.table(name) for name in after.names} | {"sources": later}, RELEASE)
    assert other_rows(after, both)["column"].tolist() == ["copied"]


def test_an_empty_column_of_the_same_schema_is_compared(before, edited):
    empty = edited("facts", lambda table: table.assign(note=pd.Series(index=table.index, dtype="str")))
    noted = edited("facts", lambda table: table.assign(note="seen"))
    assert set(other_rows(empty, noted)["column"]) == {"note"}


def test_a_row_of_which_only_our_remark_changed_is_counted_apart(before, edited):
    others = other_rows(before, edited("events", set_first("note", "read again")))
    assert counts_in_words(others) == {"events": "1 remarked on"}


def test_rows_are_counted_once_and_remarks_only_named(before, edited):
    def change(table):
        table.loc[0, ["kind", "note"]] = ["report", "read again"]
        return table.iloc[:-1]

    others = other_rows(before, edited("events", change))
    assert counts_in_words(others) == {"events": "1 removed, 1 changed"}
    first, last = before.events.iloc[0], before.events.iloc[-1]
    assert listed(others) == [
        "  - events: 1 removed, 1 changed",
        f"    - removed {last['event_id']}",
        f"    - changed {first['event_id']}: kind {first['kind']} -> report; note",
    ]
