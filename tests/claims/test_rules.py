"""Each rule of the audit on a small world made for it, and one that must fall the other way."""

import pytest

import fraudstats as fs

#: 37万余 for eleven months, "more than 441,000" for the year, and the same 370,000 for another year.
WORLD = """
observations:
  - {id: year, indicator: cases_solved, ref_area: CN, start: 2021, end: 2021, text: "more than 441,000", value: 441000,
     qualifier: more_than, unit: cases, confidence: high}
  - {id: year22, indicator: cases_solved, ref_area: CN, start: 2022, end: 2022, text: 46.4万, value: 464000,
     qualifier: rounded, unit: cases, confidence: high}
  - {id: twin, indicator: cases_solved, ref_area: CN, start: 2024-01, end: 2024-11, text: 37万, value: 370000,
     qualifier: rounded, unit: cases, confidence: high}
  - {id: one, indicator: handed_over, ref_area: CN, counterpart_area: MM, start: 2023-10-01, end: 2023-10-01, text: 209,
     value: 209, qualifier: exact, unit: persons, confidence: high, part_of: three}
  - {id: three, indicator: handed_over, ref_area: CN, counterpart_area: MM, start: unknown, end: 2023-10-09, text: 706,
     value: 706, qualifier: exact, unit: persons, confidence: high}
  - {id: later, indicator: handed_over, ref_area: CN, counterpart_area: MM, start: unknown, end: 2023-10-16, text: 2349,
     value: 2349, qualifier: exact, unit: persons, confidence: high}
events:
  - {id: start, subject: mechanism, date: 2016-03-23, kind: mechanism, title: Launch, actors: [CN, MM, LA], value: 1}
  - {id: before, subject: mechanism, date: 2015-11-12, kind: meeting, title: Announcement, actors: [CN, MM, LA]}
facts:
  - {id: who, subject: who, answer: local-bodies}
  - {id: form-a, subject: forms, answer: a}
  - {id: form-b, subject: forms, answer: b}
treaties:
  - {id: la, party: LA, instrument: extradition, signed: 2002, in_force: unknown, status: signed, confidence: high}
  - {id: vn, party: VN, instrument: extradition, signed: 2015-04-07, in_force: 2019, status: in_force, confidence: high}
  - {id: mm, party: MM, instrument: extradition, signed: unknown, in_force: unknown, status: none_found,
     confidence: low}
"""
PAPER = """
references:
  - {id: 1, title: A title, year: 2022, source: a}
  - {id: 2, title: Another, year: 2021}
  - {id: 3, title: "a  TITLE", year: 2020, source: a}
claims:
"""
SOLVED = "test: count, indicator: cases_solved, ref_area: CN, unit: cases"
ORDER = "aspect: order_of_magnitude, value: 1000, against: [c2]"
HANDED = "test: count, indicator: handed_over, ref_area: CN, counterpart_area: MM, unit: persons"


@pytest.fixture
def verdicts(raw):
    def decide(*claims):
        """The verdicts on claims c1, c2, ... of a paper of 27 December 2023 received on 3 November."""
        raw.source("world", WORLD, published="2023-10-20")
        rows = [f"  - {{id: c{i}, section: s, statement: a claim, {claim}}}\n" for i, claim in enumerate(claims, 1)]
        raw.source("paper", PAPER + "".join(rows), published="2023-12-27", terms="not_seen\n  received: 2023-11-03")
        return fs.audit(raw.dataset()).verdicts

    return decide


def caveats(verdict):
    return set(verdict.caveats)


def test_a_count_for_another_window_without_its_qualifier(verdicts):
    (verdict,) = verdicts(f'{SOLVED}, start: 2021, end: 2021, text: "370,000", value: 370000, qualifier: exact')
    assert verdict.verdict == "supported_with_caveat"
    assert caveats(verdict) == {"window_narrower", "qualifier_lost", "full_window_differs", "same_number_elsewhere"}
    assert verdict.rests_on == ("a/solved", "world/year", "world/twin")
    assert "January-November 2021" in verdict.why
    assert "more than 441,000" in verdict.why


def test_a_count_as_printed_for_its_window(verdicts):
    (verdict,) = verdicts(
        f'{SOLVED}, start: 2021-01, end: 2021-11, text: "more than 370,000", value: 370000, qualifier: more_than'
    )
    assert (verdict.verdict, verdict.caveats) == ("supported", ()), "another year may well have the same number"
    (verdict,) = verdicts(f"{SOLVED}, start: 2022, end: 2022, text: '464,000', value: 464000, qualifier: rounded")
    assert (verdict.verdict, verdict.caveats) == ("supported", ())


def test_a_count_that_the_sources_exclude(verdicts):
    (verdict,) = verdicts(f'{SOLVED}, start: 2022, end: 2022, text: "400,000", value: 400000, qualifier: exact')
    assert (verdict.verdict, verdict.rests_on) == ("contradicted", ("world/year22",))


def test_a_count_that_nobody_prints_names_its_neighbours(verdicts):
    (verdict,) = verdicts(f'{SOLVED}, start: 2021-03, end: 2023-04, text: "500,000", value: 500000, qualifier: exact')
    assert (verdict.verdict, verdict.rests_on) == ("untraceable", ("world/year22",))
    assert "its neighbours are 464,000 for 2022" in verdict.why


def test_a_batch_inside_another_claimed_number(verdicts):
    part, whole = verdicts(
        f"{HANDED}, start: 2023-10-01, end: 2023-10-01, text: 209, value: 209, qualifier: exact",
        f"{HANDED}, start: 2023-10-09, end: 2023-10-09, text: 706, value: 706, qualifier: exact",
    )
    assert caveats(part) == {"part_of_another"}
    assert "706 of claim c2" in part.why
    assert caveats(whole) == {"window_unknown"}


def test_a_batch_whose_whole_is_not_claimed_is_no_double_count(verdicts):
    (verdict,) = verdicts(f"{HANDED}, start: 2023-10-01, end: 2023-10-01, text: 209, value: 209, qualifier: exact")
    assert verdict.verdict == "supported"


def test_a_running_total_without_its_date(verdicts):
    (verdict,) = verdicts(f"{HANDED}, start: 2023, end: unknown, text: 706, value: 706, qualifier: exact")
    assert "as_of_missing" in verdict.caveats


def test_the_day_of_the_announcement_is_not_the_window(verdicts):
    (verdict,) = verdicts(f"{HANDED}, start: 2023-10-20, end: 2023-10-20, text: 2349, value: 2349, qualifier: exact")
    assert (verdict.verdict, caveats(verdict)) == ("supported_with_caveat", {"announcement_day"})


def test_an_open_claim_is_held_against_the_whole_year(verdicts):
    (verdict,) = verdicts(f'{SOLVED}, start: 2021, end: unknown, text: "370,000", value: 370000, qualifier: rounded')
    assert {"as_of_missing", "full_window_differs"} <= caveats(verdict)


def test_growth(verdicts):
    change = "test: change, indicator: cases_solved, ref_area: CN"
    years = "start: 2022, end: 2022, base_start: 2021, base_end: 2021"
    inside, outside, stated, nothing = verdicts(
        f"{change}, {years}, value: 5",
        f"{change}, {years}, value: 15",
        f"{change}, start: 2021, end: 2021, base_start: 2020, base_end: 2020, value: 44.2",
        f"{change}, start: 2019, end: 2019, base_start: 2018, base_end: 2018, value: 3",
    )
    assert inside.verdict == "supported", "464,000 over 441,000-442,000 is 4.9 to 5.3 per cent"
    assert outside.verdict == "contradicted"
    assert (stated.verdict, stated.caveats, stated.rests_on) == (
        "supported_with_caveat", ("window_narrower",), ("a/solved-yoy",),
    )  # fmt: skip
    assert nothing.verdict == "untraceable"


@pytest.mark.parametrize(
    ("claim", "verdict", "expected"),
    [
        ("subject: mechanism, date: 2016", "supported_with_caveat", {"sources_disagree"}),
        ("subject: mechanism, date: 2014", "contradicted", set()),
        ("subject: mechanism, value: 1", "supported", set()),
        ("subject: mechanism, value: 2", "contradicted", set()),
        ("subject: mechanism, parties: [MM, LA]", "supported", set()),
        ("subject: mechanism, parties: [CN, MM, LA]", "supported", set()),
        ("subject: mechanism, parties: [MM]", "contradicted", set()),
        ("subject: nothing, date: 2016", "untraceable", set()),
    ],
)
def test_events(verdicts, claim, verdict, expected):
    (found,) = verdicts(f"test: event, {claim}")
    assert (found.verdict, caveats(found)) == (verdict, expected)


@pytest.mark.parametrize(
    ("claim", "verdict", "expected"),
    [
        ("subject: who, answers: [government]", "contradicted", set()),
        ("subject: who, answers: [local-bodies]", "supported", set()),
        ("subject: forms, answers: [a]", "supported_with_caveat", {"sources_disagree"}),
        ("subject: forms, answers: [a, b, c]", "supported_with_caveat", {"detail_not_seen"}),
        ("subject: other, answers: [a]", "untraceable", set()),
    ],
)
def test_facts(verdicts, claim, verdict, expected):
    (found,) = verdicts(f"test: fact, {claim}")
    assert (found.verdict, caveats(found)) == (verdict, expected)


@pytest.mark.parametrize(
    ("claim", "verdict", "words"),
    [
        ("aspect: only, parties: [LA]", "contradicted", "Viet Nam (signed 2015-04-07) must be added"),
        ("aspect: only, parties: [LA, VN]", "supported", "Laos and Viet Nam"),
        ("aspect: only, parties: [LA, VN, MM]", "contradicted", "no treaty with Myanmar was found"),
        ("aspect: none, parties: [MM]", "supported_with_caveat", "does not prove"),
        ("aspect: none, parties: [VN]", "contradicted", "A treaty was found"),
        ("aspect: none, parties: [CN]", "untraceable", "no search"),
    ],
)
def test_treaties(verdicts, claim, verdict, words):
    (found,) = verdicts(f"test: treaties, instruments: [extradition], {claim}")
    assert found.verdict == verdict
    assert words in found.why


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("aspect: exists, reference: 2", "supported"),
        ("aspect: exists, reference: 4", "internal_error"),
        ("aspect: cited, reference: 2", "internal_error"),
        ("aspect: cited, reference: 1, cites: [1]", "supported"),
        ("aspect: distinct, reference: 1", "internal_error"),
        ("aspect: distinct, reference: 2", "supported"),
        ("aspect: can_report, reference: 1, date: 2022-06", "internal_error"),
        ("aspect: can_report, reference: 1, date: 2021-06", "supported"),
        ("aspect: can_report, reference: 2, date: 2021-06", "untraceable"),
        ("aspect: found, reference: 2", "untraceable"),
        ("aspect: found, reference: 1", "supported_with_caveat"),
        ("aspect: year, reference: 1", "supported_with_caveat"),
        ("aspect: year, reference: 3", "contradicted"),
        ("aspect: numbering, value: 3", "supported"),
        ("aspect: numbering, value: 3, cites: [5]", "internal_error"),
        ("aspect: numbering, value: 4", "contradicted"),
    ],
)
def test_references(verdicts, claim, verdict):
    found, _ = verdicts(f"test: reference, {claim}", "test: none, cites: [1]")
    assert found.verdict == verdict


@pytest.mark.parametrize(
    ("claims", "verdict"),
    [
        (("aspect: same_value, value: 3, other_values: [2]",), "internal_error"),
        (("aspect: same_value, value: 3, other_values: [3]",), "supported"),
        (("aspect: number_of_items, value: 2, counted: [a, b]",), "supported"),
        (("aspect: number_of_items, value: 3, counted: [a, b]",), "internal_error"),
        (("aspect: same_date, date: 2011, against: [c2]", "aspect: same_date, date: 2005"), "internal_error"),
        (("aspect: same_date, date: 2011, against: [c2]", "aspect: same_date, date: 2011-03"), "supported"),
        ((ORDER, "aspect: same_value, value: 31000"), "internal_error"),
        ((ORDER, "aspect: same_value, value: 4666"), "supported"),
    ],
)  # fmt: skip
def test_consistency(verdicts, claims, verdict):
    tails = ["", ", other_values: [0]"]
    texts = [f"test: consistency, {c}{tails[i] if 'same_value' in c and i else ''}" for i, c in enumerate(claims)]
    assert verdicts(*texts)[0].verdict == verdict


def test_chronology(verdicts):
    late, _ = verdicts("test: consistency, aspect: chronology", "test: event, subject: mechanism, date: 2023-12-07")
    assert late.verdict == "internal_error"
    assert "up to 2023-12-07" in late.why
    early, _ = verdicts("test: consistency, aspect: chronology", "test: event, subject: mechanism, date: 2023-10-07")
    assert early.verdict == "supported"


def test_a_human_finding_stands_beside_the_verdict(raw, verdicts):
    verdicts("test: none, finding: supported, finding_note: I saw it", "test: none, finding: untraceable", "test: none")
    outcome = fs.audit(raw.dataset(), "paper")
    assert list(outcome.to_frame()["agrees"].fillna("none given")) == [False, True, "none given"]
    assert "A reader found otherwise: supported: I saw it" in outcome.summary()
    assert outcome.counts().loc["s", "untraceable"] == 3
