"""Reading printed numbers of a whole table: the same rules as for one number, row by row."""

import numpy as np
import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.conventions import interval_of
from fraudstats.errors import CodeError, ReconcileError
from fraudstats.reconciliation.statements.printed_bounds import with_printed_bounds, with_printed_change_bounds
from fraudstats.vocabulary import CONVENTIONS, QUALIFIERS

BOTH = ["lower", "upper"]


def printed(qualifier, precision=1_000, value=391_000, **more):
    return pd.DataFrame({"value": [value], "qualifier": [qualifier], "precision": [precision], **more})


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_each_qualifier_is_read_as_for_one_number(convention):
    table = pd.concat([printed(qualifier) for qualifier in QUALIFIERS], ignore_index=True)
    read = with_printed_bounds(table, convention)
    for qualifier, lower, upper in zip(QUALIFIERS, read["lower"], read["upper"], strict=True):
        assert fs.Interval(lower, upper) == interval_of(391_000, qualifier, 1_000, convention)[0], qualifier


@pytest.fixture(scope="module")
def ds():
    return fs.load()


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_every_observation_of_the_data_has_the_bounds_that_the_dataset_gives(ds, convention):
    expected = ds.with_convention(convention).observations
    read = with_printed_bounds(ds.observations.drop(columns=BOTH), convention)
    assert len(read) > 1_000 and {"exact", "rounded", "truncated", "more_than", "about"} <= set(read["qualifier"])
    pd.testing.assert_frame_equal(read[BOTH], expected[BOTH])


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_reconcile_and_the_dataset_state_the_same_bounds_for_the_india_portal(ds, convention):
    """Printed as cut off: a qualifier that shares its name with a convention."""
    chosen = ds.select("ncrp_financial_fraud_complaints", ref_area="IN")
    result = fs.reconcile(*chosen.bulletins(), convention=convention)
    by_id = chosen.with_convention(convention).observations.set_index("observation_id")
    totals = result.statements.query("form == 'total'")
    assert "truncated" in set(totals["qualifier"])
    assert totals[BOTH].to_numpy().tolist() == by_id.loc[totals.index, BOTH].to_numpy().tolist()


def test_the_unit_is_not_needed_where_it_says_nothing():
    for qualifier in ("exact", "at_least", "up_to"):
        row = with_printed_bounds(printed(qualifier, precision=np.nan), "printed").iloc[0]
        assert np.isfinite(row["lower"]), qualifier
        without = with_printed_bounds(printed(qualifier).drop(columns="precision"), "printed").iloc[0]
        assert (without["lower"], without["upper"]) == (row["lower"], row["upper"])


def test_small_numbers_never_read_as_negative():
    assert with_printed_bounds(printed("about", value=3, precision=10), "printed")["lower"][0] == 0


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (printed(None, lower=5, upper=7), "qualifier"),
        (printed("", lower=5, upper=7), "qualifier"),
        (printed("rounded", np.nan, lower=8, upper=9), "precision"),
        (printed("rounded", value="n/a", lower=8, upper=9), "value"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_by_name_and_column_though_it_has_bounds(row, column):
    table = pd.concat([printed("exact"), row]).set_axis(["whole", "lacking"])
    with pytest.raises(ReconcileError, match=rf"'conservative'.*\n  - lacking: {column} is missing[^\n]*$"):
        with_printed_bounds(table, "conservative")


def test_a_long_list_of_refused_rows_is_cut():
    with pytest.raises(ReconcileError, match="9: qualifier is missing or cannot be read\n  and 2 more$"):
        with_printed_bounds(pd.concat([printed(None)] * 12, ignore_index=True), "printed")


def stated(**columns):
    return pd.DataFrame({"lower": [0.3], "upper": [0.4], **columns}, index=["c1"])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (stated(), "lacks percent, qualifier;"),
        (stated(percent=35), "lacks qualifier;"),
        (stated(percent=35, qualifier="rounded"), "lacks precision;"),
        (stated(percent=35, qualifier=None, precision=1), "- c1: qualifier is missing"),
        (stated(percent=35, qualifier="rounded", precision=None), "- c1: precision is missing"),
        (stated(percent=None, qualifier="rounded", precision=1), "- c1: percent is missing"),
    ],
)
def test_changes_are_refused_like_observations(changes, words):
    with pytest.raises(ReconcileError, match=words):
        with_printed_change_bounds(changes, "conservative")
    assert with_printed_change_bounds(changes) is changes


def test_reconcile_names_the_change_that_lacks_its_precision():
    totals = printed("exact", observation_id="a", period_start="2020-01-01", period_end="2020-12-31")
    change = {"percent": [30], "qualifier": ["rounded"], "precision": [np.nan], "change_id": ["b"]}
    dates = {"period_start": "2021", "period_end": "2021", "base_start": "2020", "base_end": "2020"}
    with pytest.raises(ReconcileError, match="- b: precision is missing"):
        fs.reconcile(totals, pd.DataFrame(change | dates), convention="conservative")


def test_no_changes_are_read_under_any_convention():
    assert with_printed_change_bounds(pd.DataFrame(), "printed").empty


def test_given_bounds_are_left_alone():
    table = printed("more_than", lower=1, upper=2)
    assert with_printed_bounds(table, "given") is table


def test_unknown_words_are_named():
    with pytest.raises(CodeError, match="unknown convention 'floor'; choose one of given, printed"):
        with_printed_bounds(printed("exact"), "floor")
    with pytest.raises(CodeError, match="unknown convention 'print'; did you mean 'printed'"):
        with_printed_bounds(printed("exact"), "print")
    with pytest.raises(CodeError, match="unknown qualifier 'mor_than'; did you mean 'more_than'"):
        with_printed_bounds(printed("mor_than"), "printed")
    with pytest.raises(ReconcileError, match="lacks qualifier"):
        with_printed_bounds(printed("exact")[["value"]], "printed")
    with pytest.raises(ReconcileError, match="lacks precision"):
        with_printed_bounds(printed("rounded")[["value", "qualifier"]], "printed")
