"""The dataset: tables, selection, vintages, sources."""

import copy
import pickle

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.dataset.table_set import TableSet
from fraudstats.dates import Window
from fraudstats.errors import CodeError, DatasetError

LATER = """
observations:
  - {id: full, indicator: cases_solved, ref_area: CN, start: 2021, end: 2021, text: "more than 441,000", value: 441000,
     qualifier: more_than, unit: cases, confidence: high}
  - {id: over, indicator: handed_over, ref_area: CN, counterpart_area: MM, start: unknown, end: 2023-11-21,
     end_implied: the day of the announcement, text: 31000, value: 31000, qualifier: rounded, unit: persons,
     confidence: high}
"""


@pytest.fixture
def ds(raw):
    raw.source("b", LATER, published="2022-12-29")
    raw.source("c", LATER.replace("id: full", "id: whole"), published="unknown")
    raw.source("d", LATER, published="2023-11")
    return raw.dataset()


def ids(dataset):
    return list(dataset.observations["observation_id"])


def test_a_row_holds_the_number_its_window_and_its_range(ds):
    row = ds.observations.set_index("observation_id").loc["a/solved"]
    assert (row["value"], row["lower"], row["upper"]) == (370_000, 370_000, 380_000)
    assert (row["period_start"], row["period_end"]) == (pd.Timestamp("2021-01-01"), pd.Timestamp("2021-11-30"))
    assert (row["precision"], row["interval_rule"], row["obs_status"]) == (10_000, "printed:more_than", "A")


def test_an_end_is_printed_implied_or_unknown(ds):
    row = ds.observations.set_index("observation_id").loc["b/over"]
    assert (row["start_basis"], row["end_basis"], row["end_reason"]) == (
        "unknown",
        "implied",
        "the day of the announcement",
    )
    assert pd.isna(row["period_start"])


def test_a_stated_change_has_windows_and_a_range(ds):
    (row,) = ds.changes.itertuples()
    assert (row.base_start, row.base_end) == (pd.Timestamp("2020-01-01"), pd.Timestamp("2020-11-30"))
    assert (row.lower, row.upper) == (pytest.approx(0.4415), pytest.approx(0.4425))
    assert row.observation_id == "a/solved"


def test_select_by_code_area_and_time(ds):
    assert ids(ds.select("cases_solved")) == ["a/solved", "b/full", "c/whole", "d/full"]
    assert ids(ds.select(counterpart_area="MM")) == ["b/over", "c/over", "d/over"]
    assert ids(ds.select(counterpart_area="none", end="2021-11-30")) == ["a/solved"]
    assert ids(ds.select(start="2021-01-01")) == ["a/solved", "b/full", "c/whole", "d/full"]
    assert ids(ds.select(["cases_solved", "handed_over"], end="2021-11-30")) == ["a/solved"]
    assert len(ds.select("handed_over").changes) == 0


def test_as_of_gives_exactly_what_was_published_by_then(ds):
    assert ids(ds.as_of("2022-12-28")) == ["a/solved"]
    assert ids(ds.as_of("2022-12-29")) == ["a/solved", "b/full", "b/over"]
    assert "d/full" not in ids(ds.as_of("2023-11-29")), "November 2023 may mean its last day"
    assert "d/full" in ids(ds.as_of("2023-11-30"))
    assert len(ds.as_of("2021-12-31").changes) == 0
    assert list(ds.sources_without_date["source_id"]) == ["c"]


def test_as_of_is_monotone_and_repeats(ds):
    once = ds.as_of("2022-12-29")
    assert ids(once.as_of("2023-12-31")) == ids(once)
    assert "as known on 2022-12-29" in repr(once)


def test_tables_given_out_are_copies(ds):
    table = ds.observations
    table["value"] = 0
    assert (ds.observations["value"] > 0).all()
    with pytest.raises(AttributeError, match="cannot be changed"):
        ds.release = "x"


def test_sources_of(ds):
    assert list(ds.sources_of("a/solved")["source_id"]) == ["a"]
    assert list(ds.sources_of(ds.select("handed_over"))["source_id"]) == ["b", "c", "d"]
    assert list(ds.sources_of(ds.changes)["source_id"]) == ["a"]
    assert list(ds.sources_of(pd.DataFrame({"observation_id": ["b/full", "a/solved"]}))["source_id"]) == ["a", "b"]


def test_conservative_reading(ds):
    rows = ds.with_convention("conservative").observations.set_index("observation_id")
    assert rows.loc["a/solved", "upper"] == float("inf")
    assert rows.loc["a/solved", "interval_rule"] == "conservative:more_than"
    assert rows.loc["b/over", "upper"] == 32_000


def test_interval_of_one_observation(ds):
    assert ds.interval("a/solved") == fs.Interval(370_000, 380_000)


def test_window_of_one_observation(ds):
    assert ds.window("a/solved") == Window("2021-01", "2021-11")
    start, end = ds.window("b/over")
    assert (start, str(end)) == (None, "2023-11-21")


def test_every_column_is_described(ds):
    every = ds.describe()
    assert list(zip(every["table"], every["column"], strict=True)) == [(t, c) for t in ds.names for c in ds.table(t)]
    own = ds.describe("treaties").set_index("column")
    assert own.loc["status", "codes"].startswith("in_force, signed, ratified")
    assert (own.loc["party", "refers_to"], own.loc["signed_from", "kind"]) == ("areas", "date")
    with pytest.raises(DatasetError, match="no table 'treaty'.*nearest: treaties"):
        ds.describe("treaty")


def test_a_dataset_can_be_copied_and_sent_to_another_process(ds):
    vintage = ds.as_of("2022-12-29")
    for again in (pickle.loads(pickle.dumps(vintage)), copy.deepcopy(vintage)):
        assert repr(again) == repr(vintage)
        pd.testing.assert_frame_equal(again.observations, vintage.observations)


def test_editors_see_every_table():
    annotated = TableSet.__annotations__
    assert [name for name in annotated if name != "state"] == list(fs.load().names)


def test_an_unknown_convention_names_those_there_are(ds):
    with pytest.raises(CodeError, match="choose one of printed, truncated, conservative"):
        ds.with_convention("x")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (lambda ds: ds.select("case_solved"), "nearest: cases_solved"),
        (lambda ds: ds.select(ref_area="XX"), "no ref_area 'XX'"),
        (lambda ds: ds.sources_of("z/solved"), "no such id"),
        (lambda ds: ds.sources_of(pd.DataFrame({"x": [1]})), "needs a column"),
        (lambda ds: ds.interval("a/solve"), "nearest: a/solved"),
        (lambda ds: ds.table("x"), "the tables are observations"),
    ],
)
def test_bad_questions_get_a_clear_answer(ds, question, words):
    with pytest.raises(DatasetError, match=words):
        question(ds)


def test_a_convention_reads_stated_changes_as_well(ds):
    shipped = fs.load()
    cautious = shipped.with_convention("conservative").changes.set_index("change_id")
    printed = shipped.changes.set_index("change_id")
    more = printed.index[printed["qualifier"].eq("more_than") & printed["percent"].gt(0)]
    assert len(more) and (cautious.loc[more, "upper"] == float("inf")).all()
    assert (cautious["lower"] <= printed["lower"] + 1e-12).all()
    assert set(cautious["interval_rule"].str.partition(":")[0]) == {"conservative"}


def test_a_number_may_have_further_statuses(raw):
    raw.spoil("confidence: high", "status: P\n    flags: [E, B]\n    confidence: high")
    (row,) = raw.dataset().observations.itertuples()
    assert (row.obs_status, row.flags) == ("P", "E B")
    raw.spoil("flags: [E, B]", "flags: [E, X]")
    with pytest.raises(fs.errors.RecordError, match="found 'X'; expected one of A, P, E"):
        raw.dataset()
