"""Tables of a reconciliation and its answers."""

import warnings

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.errors import PaperTableError


def stated(*rows):
    columns = ["period_start", "period_end", "lower", "upper"]
    return pd.DataFrame(list(rows), columns=columns, index=list("abcd")[: len(rows)])


@pytest.fixture
def result():
    return fs.reconcile(stated(("2021-01", "2021-11", 370_000, 380_000), ("2021-01", "2021-12", 441_000, 442_000)))


def test_bounds_hold_without_a_model(result):
    table = fs.table(result, freq="Q")
    assert table.headings == ("Period", "Certain bounds")
    assert table.rows[0] == ("2021Q1", "0 to 380,000")
    assert "Reconciliation of 2 statements, 2021-01 to 2021-12; no contradictions." in table.notes
    assert fs.table(result.bounds_table("Q")).rows == table.rows


def test_an_estimate_has_its_bounds_beside_it(result):
    table = fs.table(result.estimate("Y", n_draws=100), title="Cases")
    assert table.headings == ("Period", "Estimate", "90% band", "Certain bounds")
    assert table.rows[0][0] == "2021" and table.rows[0][-1] == "441,000 to 442,000"


def test_where_nothing_is_certain_the_contradictions_are_to_be_printed():
    result = fs.reconcile(stated(("2021", "2021", 5, 6), ("2021", "2021", 9, 12), ("2021", "2021", 5, 10)))
    with pytest.raises(PaperTableError, match=r"contradict each other .* give fs.table\(result.contradictions\)"):
        fs.table(result)
    table = fs.table(result.contradictions)
    assert table.rows == (("1", "a", "5 to 6", "9 to 12", "3"), ("1", "b", "9 to 12", "5 to 6", "3"))


def test_no_contradictions_are_no_table(result):
    with pytest.raises(PaperTableError, match="no contradictions"):
        fs.table(result.contradictions)


def test_leave_one_out_and_breaks():
    totals = [("2021-01", "2021-06", 180, 190), ("2021-01", "2021-12", 440, 450), ("2022-01", "2022-11", 390, 400)]
    result = fs.reconcile(stated(*totals))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # so few draws hardly agree
        left_out, broken = result.leave_one_out(n_draws=50), result.definition_break(n_draws=50)
    table = fs.table(left_out)
    assert len(table.rows) == len(result.statements) and {row[-1] for row in table.rows} <= {"yes", "no"}
    found = fs.table(broken)
    assert found.rows[-1][0] == "Mean of the years" and found.headings[1] == "Excess (%)"
