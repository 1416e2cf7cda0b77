"""Releases frozen under an earlier schema open, and nothing in them seems to have changed."""

import pytest

import fraudstats as fs
from fraudstats.dataset import from_raw
from fraudstats.dataset.loader import data_folder
from fraudstats.dataset.schema import SCHEMA_VERSION, TABLES
from fraudstats.dataset.schema_versions import READABLE, UNDERIVED, upgraded


def test_every_version_up_to_the_present_one_is_readable():
    assert tuple(range(1, SCHEMA_VERSION + 1)) == READABLE


@pytest.mark.parametrize("number", ["2026.11.0", "2026.11.1"])
def test_a_number_of_version_1_has_the_issuer_of_its_source(number):
    ds = fs.load(release=number)
    issuer_of = ds.sources.set_index("source_id")["issuer"]
    for name in ("observations", "changes"):
        table = ds.table(name)
        assert list(table.columns) == list(TABLES[name])
        assert table["issuer"].tolist() == table["source_id"].map(issuer_of).tolist()


def test_the_present_version_is_left_as_it_is(raw):
    ds = from_raw(raw.path)
    tables = {name: ds.table(name) for name in ds.names}
    assert upgraded(tables, SCHEMA_VERSION) is tables


def test_a_column_that_was_renamed_keeps_its_cells():
    corrections = fs.load(release="2026.11.1").corrections
    assert corrections["record_id"].notna().all()


def test_the_schema_alone_is_no_difference():
    difference = fs.diff("2026.11.0", "2026.11.1")
    assert "issuer" not in set(difference.table["column"].dropna())


def test_what_an_earlier_version_lacks_and_does_not_give_is_declared():
    folder, opened = data_folder() / "releases" / "2026.11.1", fs.load(release="2026.11.1")
    for name in (path.stem for path in folder.glob("*.csv")):
        printed = (folder / f"{name}.csv").read_text("utf-8").partition("\n")[0].split(",")
        table = opened.table(name)
        empty = {column for column in TABLES[name] if column not in printed and table[column].isna().all()}
        assert empty == set(UNDERIVED.get(name, ())), name
