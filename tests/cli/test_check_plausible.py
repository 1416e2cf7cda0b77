"""``fraudstats check --plausible``, ``releases`` and ``diff``: what is printed, and the exit status."""

import pytest

from fraudstats.cli import main

HALF = (
    "  - {{id: {0}, indicator: cases_solved, ref_area: CN, start: {1}-01, end: {1}-06, text: '{2}', value: {2}, "
    "qualifier: exact, unit: cases, confidence: high}}\n"
)


@pytest.fixture
def odd(raw):
    """A folder in which the number of one half-year is far from those of both neighbours."""
    halves = [HALF.format("x", 2015, 610), HALF.format("y", 2016, 57_000), HALF.format("z", 2017, 700)]
    raw.source("b", "observations:\n" + "".join(halves), published="2022-02-01", witness="w")
    return raw


def judged(raw, *ids):
    reviews = "".join(f"  - {{id: '{one}', date: 2026-01-01, reason: sound, why: seen twice}}\n" for one in ids)
    raw.write("reviewed.yaml", f"reviewed:\n{reviews}")


def test_an_implausible_number_is_listed_with_what_to_do(odd, capsys):
    assert main(["check", "--plausible", str(odd.path)]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("b/y#neighbours: 57000 for 2016-01-01 to 2016-06-30")
    assert "0 of 1 implausible numbers are judged in reviewed.yaml, 1 are not" in said.err
    assert "add its reason to reviewed.yaml" in said.err


def test_a_judged_number_is_not(odd, capsys):
    judged(odd, "b/y#neighbours")
    assert main(["check", "--plausible", str(odd.path)]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert (
        "1 of 1 implausible numbers are judged in reviewed.yaml, 0 are not, 0 review(s) are about nothing" in said.err
    )


def test_a_review_of_nothing_is_named_with_its_place(odd, capsys):
    judged(odd, "b/y#neighbours", "b/x#neighbours")
    assert main(["check", "--plausible", str(odd.path)]) == 1
    said = capsys.readouterr().out
    assert said.startswith("reviewed.yaml:3: b/x#neighbours: the check does not list it any more")


def test_problems_come_before_what_is_implausible(odd, capsys):
    odd.spoil("tier: state_media", "tier: x")
    assert main(["check", "--plausible", str(odd.path)]) == 1
    assert "b/y" not in capsys.readouterr().out


def test_releases_are_listed(capsys):
    assert main(["releases"]) == 0
    assert capsys.readouterr().out.splitlines()[1].split()[0] == "2026.11.0"


def test_the_numbers_of_a_difference_alone(capsys):
    assert main(["diff", "2026.11.4", "2026.11.5", "--numbers-only"]) == 0
    said = capsys.readouterr().out
    assert "2026.11.4" in said and "verdict" not in said
