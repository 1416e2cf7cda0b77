"""Numbers that a paper computed: differences, ratios, shares and means; directions and records."""

import pytest


@pytest.fixture
def years(solved):
    """15,553 in 2017, 19,249 in 2019, 27,923 in 2020, nothing of 2018."""
    solved(
        ("y17", 2017, 2017, "15,553", 15553, "exact"),
        ("y19", 2019, 2019, "19,249", 19249, "exact"),
        ("y20", 2020, 2020, "27,923", 27923, "exact"),
    )


@pytest.mark.parametrize(
    ("kind", "window", "printed", "more", "expected"),
    [
        ("difference", "2020", "about 8,674 cases", {}, "supported"),
        ("difference", "2020", "8,674", {}, "supported"),
        ("difference", "2020", "8,764", {}, "contradicted"),
        ("difference", "2020", "8,674 fewer", {"aspect": "down"}, "contradicted"),
        ("difference", "2020", "12,370", {"base": "2017"}, "supported"),
        ("difference", "2021", "12,370", {}, "untraceable"),
        ("ratio", "2020", "1.5 times", {}, "supported"),
        ("ratio", "2020", "2 times", {"base": "2017"}, "supported"),
        ("ratio", "2020", "more than 2 times", {"base": "2017"}, "contradicted"),
        ("mean", "2020", "76", {}, "supported"),
        ("mean", "2020", "76.3", {"aspect": "day"}, "supported"),
        ("mean", "2020", "2,320", {"aspect": "month"}, "supported"),
        ("mean", "2020", "90", {}, "contradicted"),
        ("mean", "2018", "90", {}, "untraceable"),
        ("direction", "2020", "rose", {}, "supported"),
        ("direction", "2020", "slightly down", {}, "contradicted"),
        ("direction", "2017/2020", "increased", {}, "supported"),
        ("direction", "2019/2020", "", {"aspect": "down"}, "contradicted"),
        ("direction", "2018", "up", {}, "untraceable"),
        ("record", "2019/2020", "a record high", {}, "supported"),
        ("record", "2020", "the most", {"base": "2019"}, "supported"),
        ("record", "2020", "highest", {}, "supported"),
        ("record", "2020", "lowest", {}, "contradicted"),
        ("record", "2019", "", {"aspect": "highest"}, "supported"),
        ("record", "2030", "highest", {}, "untraceable"),
    ],
)  # fmt: skip
def test_a_computed_number(years, decide, kind, window, printed, more, expected):
    assert decide(window, printed or None, kind=kind, **more).verdict == expected


def test_a_record_of_years_that_are_not_all_known(years, decide):
    verdict = decide("2017/2020", "近四年的新高", kind="record")
    assert (verdict.verdict, verdict.caveats) == ("supported_with_caveat", ("detail_not_seen",))
    assert verdict.why == "2020 had 27,923, and next to it 2019 19,249; nothing is known of 2018."


def test_a_computed_number_may_be_cut_off(years, decide):
    verdict = decide("2020", "1.4 times", kind="ratio")
    assert (verdict.verdict, verdict.caveats) == ("supported_with_caveat", ("cut_off",))
    assert verdict.why == "27,923 (2020) is 1.450621 times 19,249 (2019)."


def test_a_share_of_another_count(raw, decide):
    whole = (
        "  - {id: all, indicator: handed_over, ref_area: CN, start: 2021-01, end: 2021-11, text: '800,000', "
        "value: 800000, qualifier: exact, unit: persons, confidence: high}\n"
    )
    raw.source("b", f"observations:\n{whole}")
    share = {"kind": "share", "whole": "handed_over"}
    right, wrong = (decide("2021-01/2021-11", printed, **share) for printed in ("more than 46%", "nearly 40%"))
    assert (right.verdict, set(right.rests_on)) == ("supported", {"a/solved", "b/all"})
    assert right.why == "more than 370,000 of 800,000 for January-November 2021 is 46.2% to 47.5%."
    assert wrong.verdict == "contradicted"
    assert decide("2021", "46%", **share).verdict == "untraceable"


def test_numbers_that_came_after_the_paper_do_not_refute_what_it_computed(years, decide):
    for kind, printed in (
        ("difference", "5,000"),
        ("ratio", "3 times"),
        ("mean", "5"),
        ("direction", "fell"),
        ("record", "lowest"),
    ):
        verdict = decide("2020", printed, kind=kind, published="2021-06")
        assert verdict.verdict == "untraceable", kind
        assert "after the paper" in verdict.why


def test_bounds_carry_over(years, solved, decide):
    solved(("half", "2020-01", "2020-06", "13,000", 13000, "exact"), name="c")
    for kind, window, right, wrong in (
        ("mean", "2020-07/2020-12", "81", "95"),
        ("mean", "2020-07/2020-11", "90", "150"),
        ("difference", "2020-07/2020-12", "1,923", "3,000"),
    ):
        more = {"base": "2020-01/2020-06"} if kind == "difference" else {}
        verdicts = [decide(window, printed, kind=kind, **more) for printed in (right, wrong)]
        assert [one.verdict for one in verdicts] == ["supported_with_caveat", "impossible"], (kind, window)
        assert verdicts[0].caveats == ("within_bounds",)
