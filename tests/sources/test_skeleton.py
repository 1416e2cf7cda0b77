"""The skeleton of a source file: its id, its marks, and what it never does."""

import datetime as dt

import pytest

from fraudstats.errors import DateError, RecordError
from fraudstats.sources.json_schema import shown_fields
from fraudstats.sources.records import Observation, Source
from fraudstats.sources.skeleton import new_source, outlet_in_id, skeleton, source_id


@pytest.mark.parametrize(
    ("outlet", "name"),
    [("xinhua", "xinhua"), ("chinadaily-xinhua", "chinadaily-xinhua"), ("Beijing News (app)", "beijing-news-app")],
)
def test_the_id_names_the_outlet_in_lower_case(outlet, name):
    assert outlet_in_id(outlet) == name


def test_an_outlet_without_latin_letters_is_refused():
    with pytest.raises(RecordError, match="Latin letter"):
        outlet_in_id("人民网 2024")


def test_a_taken_id_gets_the_next_number():
    assert source_id("cns", "2024-01", set()) == "cns-2024-01"
    assert source_id("cns", "2024-01", {"cns-2024-01", "cns-2024-01-2"}) == "cns-2024-01-3"


def test_the_file_lies_in_the_folder_of_its_issuer_and_points_at_the_schema(raw):
    path = new_source(raw.path, "mps", "xinhua", "2024-01-05")
    assert path == raw.path / "sources/mps/xinhua-2024-01-05.yaml"
    line = path.read_text(encoding="utf-8").splitlines()[0]
    relative = line.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / relative).resolve() == raw.path.resolve() / "schema/source.schema.json"


def test_an_id_is_used_once_over_all_issuers_and_no_file_is_overwritten(raw):
    first = new_source(raw.path, "mps", "xinhua", "2024-01-05")
    first.write_text("mine", encoding="utf-8")
    assert new_source(raw.path, "authors", "xinhua", "2024-01-05").name == "xinhua-2024-01-05-2.yaml"
    assert new_source(raw.path, "mps", "xinhua", "2024-01-05").name == "xinhua-2024-01-05-3.yaml"
    assert first.read_text(encoding="utf-8") == "mine"


def test_an_unknown_issuer_names_the_nearest_and_writes_nothing(raw):
    with pytest.raises(RecordError, match=r"no issuer 'mpss'.*Did you mean 'mps'\?"):
        new_source(raw.path, "mpss", "xinhua", "2024-01-05")
    assert [path.name for path in (raw.path / "sources").rglob("*.yaml")] == ["a.yaml"]


@pytest.mark.parametrize("date", ["20240105", "5.1.2024", "2024-02-30", "unknown", ""])
def test_a_date_that_cannot_be_read_is_refused(raw, date):
    with pytest.raises(DateError):
        new_source(raw.path, "mps", "xinhua", date)


def test_every_required_field_is_there():
    text = skeleton("mps", "xinhua", dt.date(2024, 1, 5).isoformat())
    for cls in (Source, Observation):
        for name, field in shown_fields(cls).items():
            if field.metadata["required"]:
                assert f" {name}: " in text


def test_an_outlet_with_quotation_marks_stays_valid_yaml(raw):
    new_source(raw.path, "mps", 'The "Daily" \\ Xinhua: news', "2024-01-05")
    assert not [p for p in raw.problems() if p.field in ("(file)", "source.outlet")]


def test_a_folder_that_cannot_be_made_is_one_clear_message(raw):
    raw.write("sources/authors", "a file where the folder should be\n")
    with pytest.raises(RecordError, match=r"cannot write '.*xinhua-2024-01-05.yaml': .*; choose a raw folder"):
        new_source(raw.path, "authors", "xinhua", "2024-01-05")


def test_issuers_that_cannot_be_read_are_named_and_no_issuer_is_refused(raw):
    raw.write("issuers.yaml", "issuers: [\n")
    with pytest.raises(RecordError, match=r"issuers\.yaml:.*valid YAML"):
        new_source(raw.path, "mps", "xinhua", "2024-01-05")
