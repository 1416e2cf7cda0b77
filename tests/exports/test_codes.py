"""Code lists: the very codes that the raw records allow, no more and no less."""

from dataclasses import fields

import pytest

from fraudstats.dataset.schema import TABLES
from fraudstats.exports.codes import LISTS, code_list
from fraudstats.sources import records
from fraudstats.sources.problems import Expected

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
    "claim_test": (records.Claim, "test"),
    "finding": (records.Claim, "finding"),
}


@pytest.mark.parametrize("name", PARSED)
def test_a_list_has_the_codes_that_its_parser_accepts(name):
    record, field = PARSED[name]
    parse = {f.name: f for f in fields(record)}[field].metadata["parse"]
    with pytest.raises(Expected) as refused:
        parse("no such code")
    assert set(refused.value.expected.removeprefix("one of ").split(", ")) == set(LISTS[name])


def test_every_list_but_the_basis_of_a_window_is_compared():
    assert set(LISTS) - set(PARSED) == {"basis"}


def test_every_coded_value_of_the_shipped_data_is_in_its_list(shipped):
    for table in TABLES:
        for column, values in shipped.table(table).items():
            codes = code_list(table, column)
            if codes:
                assert set(values.dropna()) <= set(codes), f"{table}.{column}"
