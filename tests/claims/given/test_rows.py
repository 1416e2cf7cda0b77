"""Claims that a user brings: read as the calendar reads, every fault named with its row, and no row lost."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fraudstats as fs
from fraudstats.claims.audit import _RULES
from fraudstats.claims.given.columns import COLUMNS, PAPER_COLUMNS
from fraudstats.errors import DatasetError, DateError
from fraudstats.vocabulary import CLAIM_TESTS

SHIPPED = fs.load()
MINE = {
    "claim_id": "mine/1", "paper": "mine", "number": 1, "section": "s", "test": "count", "statement": "37万",
    "indicator": "cases_solved", "ref_area": "CN", "value": 370000.0, "qualifier": "more_than", "unit": "cases",
    "period_start": "2021-01", "period_end": "2021-11",
}  # fmt: skip
FOUR = {"what": "cases_solved", "area": "CN", "window": "2021-01/2021-11", "printed": "more than 370,000"}


def audited(raw, *rows, **fields):
    """The audit of the claim above with other fields; None takes a field out."""
    rows = rows or (fields,)
    given = [{name: value for name, value in (MINE | row).items() if value is not None} for row in rows]
    return fs.audit(raw.dataset(), pd.DataFrame(given))


def test_every_test_of_the_vocabulary_has_a_rule():
    assert set(_RULES) == set(CLAIM_TESTS)


def test_a_claim_of_the_users_own(raw):
    assert audited(raw).verdicts[0].verdict == "supported"


def test_four_columns_are_enough(raw):
    audit = fs.audit(raw.dataset(), [FOUR])
    assert (audit.verdicts[0].verdict, audit.verdicts[0].caveats, audit.problems, audit.notes) == (
        "supported",
        (),
        (),
        (),
    )


@pytest.mark.parametrize("make", [list, pd.DataFrame, lambda rows: {"claims": rows}, tuple])
def test_a_table_may_be_given_in_several_ways(raw, make):
    assert fs.audit(raw.dataset(), make([FOUR])).verdicts == fs.audit(raw.dataset(), [FOUR]).verdicts


def test_other_names_of_the_columns(raw):
    other = {
        "indicator": "cases_solved",
        "ref_area": "CN",
        "stated_start": "2021-01",
        "end": "2021-11",
        "text": "37万余",
    }
    assert fs.audit(raw.dataset(), [other]).verdicts == fs.audit(raw.dataset(), [FOUR]).verdicts


def test_a_month_as_an_end_means_its_last_day(raw):
    assert audited(raw, period_start="2021-01-01", period_end="2021-11-30").verdicts == audited(raw).verdicts
    (year,) = audited(raw, period_start="2021", period_end="2021").verdicts
    assert year.caveats == ("window_narrower",)
    assert "the claim says 2021" in year.why


def test_verdicts_keep_the_order_of_the_claims(raw):
    audit = audited(raw, {"claim_id": "mine/b"}, {"claim_id": "mine/a", "qualifier": "exact", "value": 1.0})
    assert list(audit.to_frame()["claim"]) == ["b", "a"]
    assert [one.verdict for one in audit.verdicts] == ["supported", "contradicted"]


def test_claims_are_numbered_by_paper_and_named_with_it_where_there_are_several(raw):
    audit = fs.audit(raw.dataset(), [FOUR | {"paper": paper} for paper in ("a", "b", "a")])
    assert list(audit.to_frame()["claim"]) == ["a/1", "b/1", "a/2"]
    assert audit.title == "2 papers"


def test_what_is_not_needed_may_be_missing(raw):
    audit = audited(
        raw, number=None, section=None, paper=None, statement=None, claim_id=None, test=None, qualifier=None
    )
    assert audit.verdicts[0].verdict == "supported_with_caveat"
    assert "1 SUPPORTED" in audit.summary()
    assert audit.counts().to_numpy().sum() == 1


def test_a_claim_in_another_unit_is_not_compared(raw):
    (verdict,) = audited(raw, value=5.0, unit="persons").verdicts
    assert verdict.verdict == "untraceable"
    assert verdict.why == "The sources count it in cases; the claim is in persons, so the two are not compared."


def test_no_counterpart_is_a_choice(raw):
    assert audited(raw, counterpart_area="none").verdicts[0].verdict == "supported"
    (other,) = audited(raw, counterpart_area="MM").verdicts
    assert (other.verdict, other.why) == (
        "untraceable",
        "No source in the dataset prints cases_solved for China with Myanmar.",
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"test": "cuont"}, "kind 'cuont': expected a kind of claim. Nearest: count"),
        ({"value": None}, "printed is empty: expected what a claim of the kind 'count' needs"),
        (
            {"indicator": "case_solved"},
            "indicator 'case_solved': expected an indicator of the dataset. Nearest: cases_solved",
        ),
        ({"ref_area": "Chinna"}, "ref_area 'Chinna': expected an area of the dataset. Nearest: CN"),
        (
            {"ref_area": "CN or MM"},
            "expected one of them, an area of the dataset. Write the claim into a file, with one.",
        ),
        ({"counterpart_area": "XX"}, "counterpart_area 'XX': expected an area"),
        (
            {"period_start": "2021-12", "period_end": "2021-01"},
            "'2021-12 to 2021-01': expected a window that ends after it",
        ),
        ({"period_start": 2021}, "period_start '2021': expected a date. 2021 is a bare number"),
        ({"period_start": "2021-13"}, "does not exist in the calendar"),
        (
            {"period_start": None, "period_end": None, "window": "2021-12/2021-01"},
            "window '2021-12/2021-01': expected a",
        ),
        ({"value": "37万"}, "value '37万': expected a plain number such as 370000"),
        ({"value": float("inf")}, "expected a plain number"),
        ({"text": "38万余起"}, "value '370000': expected the number of the text '38万余起', 380,000"),
        ({"text": "several", "value": None}, "printed 'several': expected a number, not 'several'"),
        ({"text": "US$5", "unit": "HKD", "value": None}, "unit 'HKD': expected the currency of the text 'US$5': USD"),
        ({"unit": "case"}, "unit 'case': expected a unit of the dataset. Nearest: cases"),
        ({"qualifier": "more than"}, "qualifier 'more than': expected a qualifier. Nearest: more_than"),
        ({"published": "soon"}, "published 'soon': expected a date"),
        ({"test": "event"}, "subject is empty: expected what a claim of the kind 'event' needs"),
        ({"test": "share"}, "whole is empty: expected what a claim of the kind 'share' needs"),
        ({"test": "share", "whole": "x"}, "expected the indicator of the whole of the dataset"),
        ({"precision": -5}, "precision '-5': expected a number above zero"),
        ({"lower": 5, "upper": 3}, "lower '5': expected no more than the upper end"),
        ({"other_values": "3 x"}, "other_values '3 x': expected numbers separated by spaces"),
        ({"reference": "9" * 30}, "expected a whole number"),
        ({"test": "reference", "aspect": "numbering", "reference": "x"}, "reference 'x': expected a whole number"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_and_the_others_are_decided(raw, fields, words):
    audit = audited(raw, {"claim_id": "mine/0"}, {"claim_id": "mine/bad"} | fields, {"claim_id": "mine/2"})
    assert [one.verdict for one in audit.verdicts] == ["supported", "refused", "supported"]
    assert words in audit.verdicts[1].why
    assert {problem.row for problem in audit.problems} == {2}
    assert any(words in str(problem) for problem in audit.problems)
    assert "row 2 (claim mine/bad)" in audit.summary().replace("\n    ", " ")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"test": "reference", "aspect": "x"}, "unknown aspect 'x' of a reference; choose from numbering, exists"),
        ({"test": "consistency", "aspect": "x"}, "unknown aspect 'x' of consistency"),
        ({"test": "treaties", "aspect": "x", "instruments": "extradition"}, "unknown aspect 'x' of treaties"),
        ({"test": "direction", "aspect": "x"}, "unknown aspect 'x' of a direction; choose up or down"),
        ({"test": "record", "aspect": "x"}, "unknown aspect 'x' of a record"),
        ({"test": "mean", "aspect": "x"}, "unknown aspect 'x' of a mean; choose from day"),
    ],
)
def test_an_aspect_that_its_kind_does_not_know(raw, fields, words):
    (verdict,) = audited(raw, **fields).verdicts
    assert verdict.verdict == "refused"
    assert words in verdict.why


def test_all_faults_of_a_row_are_named_at_once(raw):
    audit = fs.audit(raw.dataset(), [{"what": "x", "area": "y", "window": "2022/2021", "printed": "many"}])
    assert [problem.column for problem in audit.problems] == ["indicator", "ref_area", "printed", "window"]


def test_two_claims_of_one_id(raw):
    audit = audited(raw, {}, {})
    assert [one.verdict for one in audit.verdicts] == ["supported", "refused"]
    assert "an id that no other claim of the paper has" in audit.verdicts[1].why


def test_a_column_that_is_not_used_is_named_with_the_nearest(raw):
    audit = fs.audit(raw.dataset(), [FOUR | {"colour": "red", "printd": 5, "year": 2021}])
    assert audit.notes == (
        "column 'colour' is not used",
        "column 'printd' is not used; did you mean 'printed'?",
        "column 'year' is not used; a year of the paper is published, a year that it speaks of is a window",
    )


def test_a_label_without_dates_leaves_the_window_open_and_says_so(raw):
    audit = fs.audit(raw.dataset(), [FOUR | {"window": "recent months"}])
    assert "the claim is audited without a window: cannot read 'recent months' as one period" in audit.notes[0]
    assert audit.verdicts[0].caveats == ("window_missing",)


def test_a_label_as_it_is_printed(raw):
    for label in ("2021年1-11月", "Jan-Nov 2021", "January to November 2021"):
        assert fs.audit(raw.dataset(), [FOUR | {"window": label}]).verdicts[0].caveats == ()
    since = fs.audit(raw.dataset(), [FOUR | {"window": "since January 2021"}], published="2022-03")
    assert since.verdicts[0].caveats == ("as_of_missing",)


def test_a_count_below_zero_is_refused(raw):
    audit = fs.audit(raw.dataset(), [FOUR | {"printed": "-5"}, FOUR | {"printed": None, "value": -5}])
    assert [one.verdict for one in audit.verdicts] == ["refused", "refused"]
    assert "a number that is not below zero" in audit.verdicts[1].why


def test_the_text_goes_before_a_typed_qualifier_and_says_so(raw):
    audit = fs.audit(raw.dataset(), [FOUR | {"qualifier": "exact"}])
    assert audit.verdicts[0].caveats == ()
    assert "says 'more_than', which is taken instead of 'exact'" in audit.notes[0]


def test_a_text_that_is_no_single_number_gives_way_to_the_value(raw):
    audit = fs.audit(
        raw.dataset(), [FOUR | {"printed": "over 370,000 of 3 kinds", "value": 370000, "qualifier": "more_than"}]
    )
    assert audit.verdicts[0].verdict == "supported"
    assert "is not read as one number; the value 370000 is taken" in audit.notes[0]


def test_a_name_is_as_good_as_its_code_and_how_it_is_read_is_said(raw):
    audit = fs.audit(raw.dataset(), [FOUR | {"what": "cases solved", "area": "China"}])
    assert audit.verdicts == fs.audit(raw.dataset(), [FOUR]).verdicts
    assert audit.notes == (
        "row 1 (claim 1): indicator 'cases solved' is read as cases_solved",
        "row 1 (claim 1): ref_area 'China' is read as CN",
    )


def test_a_year_of_publication_may_be_a_number(raw):
    rows = [FOUR | {"paper": str(year), "published": year} for year in (2023, 2021.0)]
    audit = fs.audit(raw.dataset(), pd.DataFrame(rows))
    assert [str(paper.published) for paper in audit.papers] == ["2023-12-31", "2021-12-31"]
    (problem,) = fs.audit(raw.dataset(), [FOUR | {"published": 20230}]).problems
    assert "is a bare number" in str(problem)


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"printed": "over 370,000", "value": 375123}, 370000),
        ({"kind": "change", "printed": "同比增长34倍", "value": 34}, 3400),
    ],
)
def test_a_value_that_the_text_means_gives_way_to_the_text(raw, fields, value):
    audit = fs.audit(raw.dataset(), [FOUR | fields])
    assert not audit.problems
    assert audit.claims["value"].item() == value
    assert "is taken, not the value" in audit.notes[0]


def test_a_column_called_number_is_no_number(raw):
    (problem,) = fs.audit(raw.dataset(), [{**FOUR, "Number": "464,000", "printed": None}]).problems
    assert "The column 'number' (464,000) is the place of a claim; name the printed numbers 'printed'." in str(problem)


HOSTILE = [
    None, pd.NA, pd.NaT, "", "x", "2021-13", -5, 0, 1e308, float("inf"), True, ["a"], {"a": 1}, dt.date(2021, 1, 1),
    np.int64(4), "a" * 500, "\ud800", "\x00", "unknown", "5%", "between 3 and 4", "2021/2020", "share", b"x", object(),
]  # fmt: skip


@given(
    st.dictionaries(
        st.sampled_from([*COLUMNS, *PAPER_COLUMNS, "colour"]), st.sampled_from(HOSTILE), min_size=1, max_size=4
    )
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_a_cell_holds_the_other_rows_are_decided(cells):
    mine = {
        "indicator": "telecom_fraud_cases_solved",
        "ref_area": "CN",
        "label": "2022",
        "text": "464,000",
        "paper": "b",
    }
    audit = fs.audit(SHIPPED, [{**mine, "paper": "a"} | cells, mine])
    assert audit.verdicts[1].verdict == "supported"
    assert len(audit.to_frame()) == 2
    assert all(
        report for report in (audit.summary(), audit.to_html(), audit.to_markdown(), audit.to_csv(), audit.to_docx())
    )


def test_nothing_to_audit(raw):
    for nothing in ([], pd.DataFrame(), {"claims": []}):
        with pytest.raises(DatasetError, match="no claims to audit"):
            fs.audit(raw.dataset(), nothing)


def test_a_day_of_publication_that_is_none(raw):
    with pytest.raises(DateError, match="published: 2023 is a bare number"):
        fs.audit(raw.dataset(), [FOUR], published=2023)


def test_the_dataset_may_be_left_out_but_not_exchanged(raw):
    assert fs.audit([{"what": "telecom_fraud_cases_solved", "area": "CN", "window": "2022", "printed": "464,000"}])
    with pytest.raises(DatasetError, match="give the dataset first"):
        fs.audit([FOUR], raw.dataset())
