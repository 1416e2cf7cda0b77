"""Counts decided by numbers of another kind: the whole that they are a part of, and stated changes."""

import pytest

import fraudstats as fs

CHANGE = (
    "changes:\n  - {{id: c, indicator: cases_solved, ref_area: CN, start: {0}, end: {0}, "
    "base_start: {1}, base_end: {1}, text: '+64.4%', percent: 64.4, qualifier: rounded, confidence: high}}\n"
)
IC3 = {"what": "ic3_investment_losses", "area": "US"}


@pytest.fixture(scope="module")
def without_the_part():
    """The release before the one that holds the part itself."""
    return fs.load(release="2026.11.6")


def test_a_part_is_no_more_than_its_whole(without_the_part):
    audit = fs.audit(without_the_part, [IC3 | {"window": "2023", "printed": "$45.7 billion"}], published="2024")
    (verdict,) = audit.verdicts
    assert verdict.verdict == "impossible"
    assert verdict.why.startswith("It is a part of ic3_losses, of which 12,500,000,000 is printed for 2023")
    assert verdict.rests_on


@pytest.mark.parametrize(
    ("window", "printed", "published"),
    [
        ("2023", "$4.57 billion", "2024"),
        ("2023", "$12.55 billion", "2024"),
        ("2023", "more than $3 billion", "2024"),
        ("2023", "$45.7 billion", "2023"),
        ("unknown/2023-12-31", "$45.7 billion", "2024"),
    ],
)
def test_what_fits_into_the_whole_or_came_before_it_stays_open(without_the_part, window, printed, published):
    audit = fs.audit(without_the_part, [IC3 | {"window": window, "printed": printed}], published=published)
    assert audit.verdicts[0].verdict == "untraceable"


def test_a_stated_change_bounds_the_total_that_it_is_of(raw, solved, decide):
    solved(("y", 2017, 2017, "549,000", 549000, "exact"))
    raw.source("d", CHANGE.format(2018, 2017), published="2022-01-01")
    wrong = decide("2018", "361,000")
    assert wrong.verdict == "impossible"
    assert "+64.4% between it and 549,000 for 2017" in wrong.why
    assert set(wrong.rests_on) == {"b/y", "d/c"}
    right = decide("2018", "902,000")
    assert (right.verdict, right.caveats) == ("supported_with_caveat", ("within_bounds",))
    assert decide("2018", "361,000", published="2021").verdict == "untraceable"


def test_and_its_base(raw, solved, decide):
    solved(("y", 2018, 2018, "902,000", 902000, "exact"))
    raw.source("d", CHANGE.format(2018, 2017), published="2022-01-01")
    assert decide("2017", "549,000").caveats == ("within_bounds",)
    assert decide("2017", "900,000").verdict == "impossible"
