"""An audit shows itself in one line, in a bounded table, and in words."""

import pytest

import fraudstats as fs
from fraudstats.claims.verdict import Verdict
from fraudstats.errors import CodeError
from fraudstats.vocabulary import CAVEATS, VERDICTS


@pytest.fixture(scope="module")
def audit():
    """The audit of the paper in the dataset."""
    return fs.audit(fs.load())


def test_the_paper_s_fifty_five_claims(audit):
    totals = audit.counts().sum()
    assert dict(totals) == {
        "supported": 19, "supported_with_caveat": 18, "contradicted": 3, "untraceable": 5, "internal_error": 10,
    }  # fmt: skip
    table = audit.to_frame().set_index("claim")
    assert table.loc["c08", "caveats"].split()[:2] == ["window_narrower", "qualifier_lost"]
    assert table["why"].str.endswith(".").all()
    assert set(" ".join(table["caveats"]).split()) <= set(CAVEATS)


def test_the_representation_is_one_short_line(audit):
    release = fs.load().state
    assert repr(audit) == (
        f"<Audit of 55 claims against fraudstats data {release}: 19 supported, 18 supported with caveat, "
        "3 contradicted, 5 untraceable, 10 internal error>"
    )


def test_jupyter_shows_twenty_claims_and_how_many_are_left(audit):
    html = audit._repr_html_()
    assert html.count("<tr") == 21
    assert "<p>35 more in to_frame()</p>" in html
    assert "19 supported, 18 supported with caveat" in html
    assert len(html) < 20_000


def test_the_summary_names_every_verdict_with_its_meaning(audit):
    lines = audit.summary().splitlines()
    assert lines[0] == f"Audit of 55 claims against fraudstats data {audit.release}"
    assert lines[1].startswith("  “") and "2023" in lines[1], "the paper is in the title"
    assert lines[3] == "   19  supported: a source prints it for what the paper says it is"
    assert [line.split()[0] for line in lines[3:8]] == ["19", "18", "3", "5", "10"]
    assert set(audit.to_frame()["verdict"]) < set(VERDICTS), "only the verdicts that were given are listed"


@pytest.mark.parametrize("codes", [("proven", ()), ("supported", ("window_odd",))])
def test_a_verdict_has_no_code_of_its_own(codes):
    verdict, caveats = codes
    with pytest.raises(CodeError, match="see fraudstats.vocabulary"):
        Verdict(verdict, "So it is.", (), caveats)


def test_support_with_a_caveat_is_another_verdict():
    assert Verdict.supported("So.", ["a"]).verdict == "supported"
    assert Verdict.supported("So.", ["a"], ["window_wider"]).verdict == "supported_with_caveat"


def test_before_its_publication_a_paper_is_held_against_what_was_known(audit):
    then = fs.audit(fs.load().as_of("2023-12-27"))
    assert len(then.verdicts) == 55
    assert then.to_frame()["verdict"].value_counts()["supported"] > 0


def test_what_was_published_later_was_not_found_by_then():
    for day in ("2016", "2020", "2022"):
        assert len(fs.audit(fs.load().as_of(day)).verdicts) == len(fs.audit(fs.load()).verdicts)
