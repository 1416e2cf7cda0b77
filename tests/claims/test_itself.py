"""A paper against itself, where the data leave its numbers open."""

import fraudstats as fs

SOLVED = {"what": "cases_solved", "area": "CN"}


def verdicts(raw, *claims):
    audit = fs.audit(
        raw.dataset(), [SOLVED | dict(zip(("window", "printed", "paper"), claim, strict=False)) for claim in claims]
    )
    return [one.verdict for one in audit.verdicts]


def test_one_window_has_one_number(raw):
    assert verdicts(raw, ("2030", "500"), ("2030", "700")) == ["internal_error", "internal_error"]
    assert verdicts(raw, ("2030", "500"), ("2030", "about 500")) == ["untraceable", "untraceable"]
    assert verdicts(raw, ("2030", "500", "a"), ("2030", "700", "b")) == ["untraceable", "untraceable"]


def test_parts_may_not_exceed_their_whole(raw):
    claims = ("2030-01/2030-06", "512"), ("2030-07/2030-12", "703"), ("2030", "1,101")
    assert verdicts(raw, *claims) == ["internal_error"] * 3
    assert verdicts(raw, *claims[:2], ("2030", "1,215")) == ["untraceable"] * 3


def test_the_data_go_before_the_paper(raw):
    right, wrong, open_ = ("2021-01/2021-11", "37万余"), ("2021-01/2021-11", "500,000"), ("2021", "310,000")
    assert verdicts(raw, right, wrong) == ["supported", "contradicted"]
    assert verdicts(raw, wrong, ("2021-01/2021-12", "375,000")) == ["contradicted", "untraceable"]
    assert verdicts(raw, right, open_)[1] == "impossible"


def test_the_sentence_names_the_other_claims(raw):
    rows = [SOLVED | {"window": "2030", "printed": printed} for printed in ("500", "700")]
    verdict = fs.audit(raw.dataset(), rows).verdicts[0]
    assert verdict.why == "The paper's other numbers say 700 for 2030, not 500."
    assert verdict.rests_on == ("2",)


def of_kinds(raw, *claims):
    audit = fs.audit(raw.dataset(), [SOLVED | {"window": "2030"} | claim for claim in claims])
    assert not audit.problems
    return [one.verdict for one in audit.verdicts], audit.verdicts[-1]


def test_a_change_follows_from_the_counts(raw):
    counts = {"printed": "601,000"}, {"window": "2029", "printed": "507,000"}
    assert of_kinds(raw, *counts, {"kind": "change", "printed": "up 18.5%"})[0][-1] == "untraceable"
    found, verdict = of_kinds(raw, *counts, {"kind": "change", "printed": "an 18.5 percent decrease"})
    assert found == ["untraceable", "untraceable", "internal_error"]
    assert verdict.why == "The paper's own numbers: The totals printed for both windows allow 18.3% to 18.8%."
    assert verdict.rests_on == ("1", "2")
    assert of_kinds(raw, *counts, {"kind": "change", "printed": "18.5%"})[0][-1] == "untraceable"


def test_a_mean_a_difference_and_a_direction_follow_from_the_counts(raw):
    counts = {"printed": "365,001"}, {"window": "2029", "printed": "300,001"}
    for claim, sound in (
        ({"kind": "mean", "printed": "1,000"}, {"kind": "mean", "printed": "2,000"}),
        ({"kind": "difference", "printed": "65,000"}, {"kind": "difference", "printed": "93,000"}),
        ({"kind": "direction", "aspect": "up"}, {"kind": "direction", "aspect": "down"}),
    ):
        assert of_kinds(raw, *counts, claim)[0][-1] == "untraceable"
        assert of_kinds(raw, *counts, sound)[0][-1] == "internal_error"


def test_one_number_is_not_both_a_parts_and_a_wholes(raw, solved):
    """The paper came before any print of the year; that it is another number is known since."""
    solved(("y", 2019, 2019, "22,845", 22845, "exact"), published="2021-01-01")
    part, whole = {"window": "2019-01/2019-09", "printed": "11,333"}, {"window": "2019", "printed": "11,333"}
    audit = fs.audit(raw.dataset(), [SOLVED | one for one in (part, whole)], published="2019")
    assert [one.verdict for one in audit.verdicts] == ["supported_with_caveat", "internal_error"]
    assert audit.verdicts[1].why == "The paper gives the same number for January-September 2019; for 2019 it is 22,845."
    (alone,) = fs.audit(raw.dataset(), [SOLVED | whole], published="2019").verdicts
    assert alone.verdict == "untraceable"
