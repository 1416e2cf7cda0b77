"""Bulletins: a selection as reconcile takes it, each thing said once."""

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.errors import DatasetError

YEARLY = """
observations:
  - {id: year, indicator: cases_solved, ref_area: CN, start: 2021, end: 2021, text: "44.1万", value: 441000,
     qualifier: rounded, unit: cases, confidence: high}
  - {id: since, indicator: cases_solved, ref_area: CN, start: 2020, end: unknown, text: "25.6万", value: 256000,
     qualifier: rounded, unit: cases, confidence: high}
changes:
  - {id: year-yoy, of: year, text: "61%", percent: 61}
"""


@pytest.fixture
def ds(raw):
    raw.source("b", YEARLY, published="2022-03-01", tier="issuer_site")
    raw.source("c", YEARLY, published="2022-02-01", tier="repost")
    return raw.dataset()


def ids(table, column="observation_id"):
    return list(table[column])


def test_a_window_is_said_once_by_its_preferred_number(ds):
    observations, changes = ds.bulletins()
    assert ids(observations) == ["c/since", "a/solved", "b/year"]
    assert changes.groupby(["period_end", "base_end"]).size().tolist() == [1, 1]


def test_an_undated_number_keeps_the_day_of_its_first_publication(ds):
    row = ds.bulletins()[0].set_index("observation_id").loc["c/since"]
    assert row["published"] == pd.Timestamp("2022-02-01")
    assert pd.isna(row["period_end"])


def test_with_a_number_go_the_changes_of_its_window(ds):
    observations, changes = ds.bulletins(leave_out="b/year")
    assert ids(observations) == ["c/since", "a/solved"]
    assert ids(changes, "change_id") == ["a/solved-yoy"]


def test_a_change_can_go_alone(ds):
    observations, changes = ds.bulletins(leave_out=("a/solved-yoy",))
    assert ids(observations) == ["c/since", "a/solved", "b/year"]
    assert "a/solved-yoy" not in ids(changes, "change_id")


def test_leaving_out_what_is_not_there_is_refused_with_the_nearest(ds):
    with pytest.raises(DatasetError, match="b/yaer.*nearest: b/year"):
        ds.bulletins(leave_out="b/yaer")


def test_every_selection_of_the_shipped_data_is_accepted_by_reconcile():
    ds = fs.load()
    for indicator in (
        "telecom_fraud_cases_solved",
        "telecom_fraud_suspects_caught",
        "telecom_fraud_persons_prosecuted",
    ):
        chosen = ds.select(indicator, ref_area="CN")
        observations, changes = chosen.bulletins()
        result = fs.reconcile(observations, changes)
        assert len(result.statements) + len(result.without_window) == len(observations) + len(changes)
        key = ["period_start", "period_end"]
        assert not observations.dropna(subset=key).duplicated(key).any()
        all_windows = chosen.observations.dropna(subset=key)[key].drop_duplicates()
        assert len(observations.dropna(subset=key)) == len(all_windows)


def test_the_tables_given_out_are_copies(ds):
    observations, _ = ds.bulletins()
    observations["lower"] = -1
    assert (ds.observations["lower"] >= 0).all()


def test_a_change_whose_word_a_retelling_lost_is_said_once_with_it(raw):
    raw.source("b", YEARLY, published="2022-02-01")
    raw.source("c", YEARLY.replace('text: "61%"', 'text: "about 61%"'), published="2022-03-01")
    _, changes = raw.dataset().bulletins()
    assert ids(changes, "change_id") == ["a/solved-yoy", "c/year-yoy"]
