"""One number as a record, and as the YAML of its file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fraudstats.errors import RecordError
from fraudstats.sources.blocks import read_yaml
from fraudstats.sources.entry import as_yaml, change_of, observation_of, section_of, with_record


def test_value_qualifier_unit_and_window_come_from_the_words():
    typed = {"indicator": "x", "ref_area": "CN", "text": "逾37万名", "window": "2021年1-11月"}
    fields = observation_of(typed, "2021-12-31")
    assert list(fields) == [
        "id", "indicator", "ref_area", "start", "end", "period_text", "text", "value", "qualifier", "unit",
        "confidence",
    ]  # fmt: skip
    assert [fields[n] for n in ("value", "qualifier", "unit", "start", "end")] == [
        "370000", "more_than", "persons", "2021-01-01", "2021-11-30",
    ]  # fmt: skip


def test_what_is_given_beats_what_is_read():
    typed = {"indicator": "x", "text": "12,000", "qualifier": "exact", "unit": "persons", "id": "y"}
    fields = observation_of(typed, "2021-12-31", "cases")
    assert (fields["id"], fields["qualifier"], fields["unit"]) == ("y", "exact", "persons")


def test_a_range_is_two_numbers():
    with pytest.raises(RecordError, match="at_least and up_to"):
        observation_of({"indicator": "x", "text": "3至4万"}, "2021")


def test_a_change_has_the_sign_of_its_direction():
    assert change_of({"text": "近三成", "direction": "down"}, "a")["percent"] == "-30"


def test_a_record_goes_to_the_end_of_its_section():
    text = "# top\nobservations: # of the page\n  - id: a\n    note: x\n\n# about changes\nchanges:\n  - id: b\n"
    assert with_record(text, "observations", {"id": "c"}) == text.replace("    note: x\n", "    note: x\n  - id: c\n")
    assert with_record("source:\n  id: a\n", "changes", {"id": "c"}).endswith("a\n\nchanges:\n  - id: c\n")


@given(st.dictionaries(st.sampled_from(["note", "text", "title"]), st.text(min_size=1, max_size=40), min_size=1))
def test_any_text_comes_back_from_the_file(tmp_path_factory, record):
    path = tmp_path_factory.mktemp("entry") / "a.yaml"
    record = {name: " ".join("".join(c for c in text if c.isprintable()).split()) for name, text in record.items()}
    record = {name: text or "x" for name, text in record.items()}
    path.write_text(section_of("observations", [record]) + "\n", "utf-8")
    (item,) = read_yaml(path, "a.yaml").fields["observations"].items
    assert {name: cell.text for name, cell in item.fields.items()} == record


def test_a_section_of_fields_has_no_dash():
    assert as_yaml({"issuer": "a", "title": "b c"}, section=False) == '  issuer: a\n  title: "b c"'
