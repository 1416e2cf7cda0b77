"""Claims that a user brings: read as the calendar reads, and refused by name where a test could not decide them."""

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.claims.audit import _RULES
from fraudstats.errors import DatasetError, DateError
from fraudstats.vocabulary import CLAIM_TESTS

MINE = {
    "claim_id": "mine/1", "paper": "mine", "number": 1, "section": "s", "test": "count", "statement": "37万",
    "indicator": "cases_solved", "ref_area": "CN", "value": 370000.0, "qualifier": "more_than", "unit": "cases",
    "period_start": "2021-01", "period_end": "2021-11",
}  # fmt: skip


def audited(raw, *rows, **fields):
    """The audit of the claim above with other fields; None takes a field out."""
    rows = rows or (fields,)
    given = [{name: value for name, value in (MINE | row).items() if value is not None} for row in rows]
    return fs.audit(raw.dataset(), pd.DataFrame(given))


def test_every_test_of_the_vocabulary_has_a_rule():
    assert set(_RULES) == set(CLAIM_TESTS)


def test_a_claim_of_the_users_own(raw):
    assert audited(raw).verdicts[0].verdict == "supported"


def test_a_month_as_an_end_means_its_last_day(raw):
    assert audited(raw, period_start="2021-01-01", period_end="2021-11-30").verdicts == audited(raw).verdicts
    (year,) = audited(raw, period_start="2021", period_end="2021").verdicts
    assert year.caveats == ("window_narrower",)
    assert "the claim says 2021" in year.why


def test_verdicts_keep_the_order_of_the_claims(raw):
    audit = audited(raw, {"claim_id": "mine/b"}, {"claim_id": "mine/a", "value": 1.0})
    assert list(audit.to_frame()["claim"]) == ["b", "a"]
    assert [one.verdict for one in audit.verdicts] == ["supported", "contradicted"]


def test_what_is_not_needed_may_be_missing(raw):
    audit = audited(raw, number=None, section=None, paper=None, statement=None)
    assert audit.verdicts[0].verdict == "supported"
    assert "1 SUPPORTED" in audit.summary()
    assert audit.counts().to_numpy().sum() == 1


def test_a_claim_in_another_unit_is_not_contradicted(raw):
    (verdict,) = audited(raw, value=5.0, unit="persons").verdicts
    assert verdict.verdict == "untraceable"


def test_no_counterpart_is_a_choice(raw):
    assert audited(raw, counterpart_area="none").verdicts[0].verdict == "supported"
    assert audited(raw, counterpart_area="MM").verdicts[0].verdict == "untraceable"


def test_a_claim_without_a_window_equals_nothing(raw):
    raw.source(
        "b",
        "observations:\n  - {id: x, indicator: cases_solved, ref_area: CN, start: unknown, end: unknown, "
        "text: 4万余起, value: 40000, qualifier: more_than, unit: cases, confidence: low}\n",
    )
    (verdict,) = audited(raw, value=7e5, period_start=None, period_end=None).verdicts
    assert verdict.verdict == "untraceable"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"test": "x"}, "unknown test 'x' of claim 'mine/1'; choose from count"),
        ({"value": None}, "claim 'mine/1' of test 'count' lacks value"),
        ({"value": None, "qualifier": None}, "lacks value and qualifier"),
        ({"indicator": "case_solved"}, "no indicator 'case_solved' in the dataset; nearest: cases_solved"),
        ({"ref_area": "XX"}, "no ref_area 'XX'"),
        ({"start": "2021"}, "no column 'start'; did you mean 'period_start'"),
        ({"claim_id": None}, "every claim needs a 'claim_id'"),
        ({"test": "event", "subject": None}, "claim 'mine/1' of test 'event' lacks subject"),
        ({"test": "reference", "aspect": "x"}, "unknown aspect 'x' of a reference; choose from numbering, exists"),
        ({"test": "consistency", "aspect": "x"}, "unknown aspect 'x' of consistency"),
        ({"test": "treaties", "aspect": "x", "instruments": "extradition"}, "unknown aspect 'x' of treaties"),
    ],
)
def test_what_no_test_could_decide_is_refused(raw, fields, words):
    with pytest.raises(DatasetError) as refused:
        audited(raw, **fields)
    assert words in str(refused.value)


def test_two_claims_of_one_id_are_refused(raw):
    with pytest.raises(DatasetError, match="two claims have the id 'mine/1'"):
        audited(raw, {}, {})


@pytest.mark.parametrize(
    ("start", "end", "words"), [("2021-12", "2021-01", "ends before it starts"), (2021, 2021, "is a bare number")]
)
def test_a_window_that_is_none_is_refused(raw, start, end, words):
    with pytest.raises(DateError, match=words):
        audited(raw, period_start=start, period_end=end)


def test_a_paper_that_is_not_in_the_dataset(raw):
    with pytest.raises(DatasetError, match="no claims of a paper 'x'"):
        fs.audit(raw.dataset(), "x")
