"""The schema: every column described once, with codes, units and references that hold for the shipped data."""

from dataclasses import fields

import pytest

import fraudstats as fs
from fraudstats.dataset.columns import KINDS
from fraudstats.dataset.schema import SCHEMA, TABLES, key_of
from fraudstats.errors import FieldError
from fraudstats.exports.stata import label
from fraudstats.sources import lists, records
from fraudstats.vocabulary import CODE_LISTS

COLUMNS = [(table, name, column) for table, held in SCHEMA.items() for name, column in held.columns.items()]
PARSED = {
    "qualifier": (records.Observation, "qualifier"),
    "obs_status": (records.Observation, "status"),
    "confidence": (records.Observation, "confidence"),
    "tier": (records.Source, "tier"),
    "source_kind": (records.Source, "kind"),
    "terms": (records.Source, "terms"),
    "event_kind": (records.Event, "kind"),
    "instrument": (records.Treaty, "instrument"),
    "treaty_status": (records.Treaty, "status"),
    "read_as": (records.Source, "read_as"),
    "gap_reason": (lists.Gap, "reason"),
    "claim_test": (records.Claim, "test"),
    "verdict": (records.Claim, "finding"),
}
#: Lists whose codes the reader does not accept from a choice: they follow from other fields, or from a record's words.
NOT_CHOSEN = {"basis", "unit"}


@pytest.fixture(scope="module")
def shipped():
    return fs.load()


def test_every_column_is_described_and_fits_a_stata_label():
    for table, name, column in COLUMNS:
        assert 3 < len(label(name, column)) <= 80, f"{table}.{name}"
        assert column.meaning[0].isupper()
        assert not column.meaning.endswith(".")


def test_every_table_has_a_title_that_fits():
    assert max(len(table.title) for table in SCHEMA.values()) <= 80


def test_kinds_code_lists_and_tables_that_are_named_exist():
    for table, name, column in COLUMNS:
        assert column.kind in KINDS, f"{table}.{name}"
        assert not column.codes or column.codes in CODE_LISTS, f"{table}.{name}"
        assert not column.refers_to or column.refers_to in SCHEMA, f"{table}.{name}"
        assert bool(column.unit) == (column.kind == "number"), f"{table}.{name}: a number needs a unit, a text has none"


def test_what_sees_its_unit_has_a_column_of_units_beside_it():
    for table, name, column in COLUMNS:
        assert column.unit != "see unit" or "unit" in SCHEMA[table].columns, f"{table}.{name}"


def test_the_tables_have_the_columns_of_the_schema(shipped):
    for table in TABLES:
        assert list(shipped.table(table).columns) == list(SCHEMA[table].columns) == list(TABLES[table])
        assert shipped.table(table)[key_of(table)].is_unique


def test_every_coded_value_of_the_shipped_data_is_in_its_list(shipped):
    for table, name, column in COLUMNS:
        if column.codes:
            values = shipped.table(table)[name].dropna()
            found = set(values) if column.kind == "text" else {one for text in values for one in text.split()}
            assert found <= set(column.code_list), f"{table}.{name}"


def test_every_reference_of_the_shipped_data_is_found(shipped):
    withdrawn = shipped.corrections.loc[shipped.corrections["what"] == "withdrawn", "record_id"]
    for table, name, column in COLUMNS:
        if column.refers_to:
            values = shipped.table(table)[name].dropna()
            found = set(values) if column.kind == "text" else {one for text in values for one in text.split()}
            known = set(shipped.table(column.refers_to)[key_of(column.refers_to)]) | set(withdrawn)
            assert found <= known, f"{table}.{name}: {sorted(found - known)[:3]}"


@pytest.mark.parametrize("name", PARSED)
def test_a_list_has_the_codes_that_its_parser_accepts(name):
    record, field = PARSED[name]
    parse = {f.name: f for f in fields(record)}[field].metadata["parse"]
    with pytest.raises(FieldError) as refused:
        parse("no such code")
    assert set(refused.value.expected.removeprefix("one of ").split(", ")) == set(CODE_LISTS[name])


def test_every_list_of_a_column_is_compared_with_its_parser():
    assert {column.codes for _, _, column in COLUMNS} - {""} - set(PARSED) == NOT_CHOSEN
