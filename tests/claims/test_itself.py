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
