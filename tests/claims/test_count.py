"""Counts: true claims pass, false ones are found, and every guard of the comparison holds in both directions."""

import pytest

YEAR, HALF = "2022", "2022-01/2022-06"


@pytest.mark.parametrize(
    ("source", "claim", "expected"),
    [
        # the same number, with and without words
        ("464,000", "464,000", ("supported", ())),
        ("464,000", "46.4万", ("supported", ())),
        ("464,000", "more than 464,000", ("supported", ())),
        ("more than 464,000", "464,000", ("supported_with_caveat", ("qualifier_lost",))),
        ("about 464,000", "at least 464,000", ("supported_with_caveat", ("qualifier_changed",))),
        ("464,123", "more than 464,123", ("supported_with_caveat", ("qualifier_changed",))),
        ("about 464,000", "about 464,000", ("supported", ())),
        # another number: inside, overlapping, cut off, outside
        ("464,123", "464,000", ("supported", ())),
        ("464,123", "about 464,000", ("supported", ())),
        ("464,123", "nearly 465,000", ("supported", ())),
        ("464,000", "464,321", ("supported_with_caveat", ("ranges_overlap",))),
        ("nearly 470,000", "464,321", ("supported_with_caveat", ("ranges_overlap",))),
        ("464,912", "464,000", ("supported_with_caveat", ("cut_off",))),
        ("464,912", "463,000", ("contradicted", ())),
        ("464,912", "464,921", ("contradicted", ())),
        # one-sided claims
        ("464,912", "more than 460,000", ("supported", ())),
        ("464,912", "more than 400,000", ("supported_with_caveat", ("looser",))),
        ("464,912", "at least 200,000", ("supported_with_caveat", ("looser",))),
        ("464,912", "more than 465,000", ("contradicted", ())),
        ("464,912", "up to 470,000", ("supported", ())),
        ("464,912", "up to 450,000", ("contradicted", ())),
        ("464,912", "nearly 464,000", ("contradicted", ())),
        # ranges
        ("464,912", "between 460,000 and 470,000", ("supported", ())),
        ("nearly 480,000", "between 460,000 and 470,000", ("contradicted", ())),
        # a rounding so coarse that it is hardly the same number
        ("464,912", "50万", ("supported_with_caveat", ("ranges_overlap",))),
    ],
)  # fmt: skip
def test_a_claim_beside_a_print_of_its_window(raw, said, source, claim, expected):
    from fraudstats.printed import parse_printed

    printed = parse_printed(source)
    qualifier = printed.qualifier or ("exact" if printed.step == 1 else "rounded")
    raw.source(
        "b",
        f"observations:\n  - {{id: x, indicator: cases_solved, ref_area: CN, start: 2022, end: 2022, text: '{source}', "
        f"value: {printed.value}, qualifier: {qualifier}, unit: cases, confidence: high}}\n",
    )
    assert said(YEAR, claim) == expected


def test_a_unit_or_a_currency_is_compared(solved, decide):
    solved(("x", 2022, 2022, "464,000", 464000))
    verdict = decide(YEAR, "464,000", unit="persons")
    assert (verdict.verdict, verdict.rests_on) == ("untraceable", ())
    verdict = decide(YEAR, "US$464,000")
    assert verdict.why == "The sources count it in cases; the claim is in USD, so the two are not compared."


def test_an_overlapping_print_is_looked_for_before_a_contrary_one(solved, said):
    solved(("x", 2022, 2022, "464,000", 464000), name="b")
    solved(("x", 2022, 2022, "471,000", 471000), name="c")
    assert said(YEAR, "464,000") == ("supported_with_caveat", ("sources_disagree",))
    assert said(YEAR, "471,000") == ("supported_with_caveat", ("sources_disagree",))


def test_sources_that_disagree_do_not_contradict_what_lies_between(solved, decide):
    solved(("x", 2022, 2022, "464,000", 464000), name="b")
    solved(("x", 2022, 2022, "471,000", 471000), name="c")
    verdict = decide(YEAR, "467,123")
    assert (verdict.verdict, set(verdict.rests_on)) == ("sources_disagree", {"b/x", "c/x"})
    assert "the claim lies between" in verdict.why
    assert decide(YEAR, "480,123").verdict == decide(YEAR, "450,123").verdict == "contradicted"


def test_later_and_earlier_are_decided_by_dates(solved, decide):
    solved(("x", 2022, 2022, "8,403", 8403, "exact"), name="b", published="2022-02-01")
    solved(("x", 2022, 2022, "7,746", 7746, "exact"), name="c", published="2022-08-01")
    earlier, later = decide(YEAR, "8,403"), decide(YEAR, "7,746")
    assert (earlier.verdict, earlier.caveats) == ("supported_with_caveat", ("restated_later",))
    assert "on 2022-08-01 7,746 was printed for the same time" in earlier.why
    assert (later.verdict, later.caveats) == ("supported", ()), "the earlier number was replaced by it"


def test_nothing_later_counts_against_a_paper_but_it_may_confirm_it(solved, decide):
    solved(("x", 2022, 2022, "8,403", 8403, "exact"), name="b", published="2022-02-01")
    solved(("x", 2022, 2022, "7,746", 7746, "exact"), name="c", published="2022-08-01")
    assert decide(YEAR, "8,403", published="2022-05").caveats == ()
    assert decide(YEAR, "7,746", published="2022-05").verdict == "supported"
    assert decide(YEAR, "5,000", published="2022-05").verdict == "contradicted"
    silent = decide(YEAR, "5,000", published="2022-01")
    assert silent.verdict == "untraceable"
    assert "was printed later for 2022, which is not held against it" in silent.why


def test_a_running_total_that_grew_after_the_paper_is_not_stale(solved, said):
    solved(("x", 2022, "2022-03", "44,000", 44000), name="b", published="2022-04-01")
    solved(("x", 2022, "2022-05", "62,000", 62000), name="c", published="2022-06-01")
    assert said("2022-01/unknown", "44,000", published="2022-05") == ("supported_with_caveat", ("as_of_missing",))
    assert said("2022-01/unknown", "44,000") == ("supported_with_caveat", ("as_of_missing", "grown_since"))


def test_no_window_never_equals_no_window(solved, said):
    solved(("x", "unknown", "unknown", "194.5万", 1945000))
    assert said(None, "194.5万") == ("supported_with_caveat", ("window_missing",))
    assert said(None, "700,000") == ("untraceable", ())
    assert said("unknown/2022-05", "194.5万") == ("supported_with_caveat", ("window_unknown",))


def test_undated_windows_of_the_same_words_are_the_same(solved, said):
    solved(("x", "unknown", "unknown", "194.5万", 1945000, "rounded", ", period_text: five years"))
    assert said("five years", "194.5万") == ("supported", ())
    assert said("five years", "180.5万") == ("contradicted", ())
    assert said("six years", "180.5万") == ("untraceable", ())


def test_a_half_known_window_equals_another_for_the_same_number_only(solved, said):
    solved(("x", "unknown", "2022-05", "1,945", 1945, "exact"))
    assert said("unknown/2022-05", "1,945") == ("supported", ())
    assert said("unknown/2022-05", "2,100") == ("untraceable", ())


def test_a_number_of_an_unnamed_year_that_no_year_comes_near(solved, decide):
    solved(*[(f"y{year}", year, year, f"{value:,}", value) for year, value in ((2019, 258000), (2020, 294000))])
    verdict = decide("a year", "700,000", published="2022")
    assert verdict.verdict == "contradicted"
    assert verdict.why.startswith(
        "No year from 2019 to 2020 comes near it: 257,500 to 294,500, nearest 294,000 in 2020"
    )
    assert decide("annual", "700,000", published="2024").verdict == "untraceable", "the years known are not recent"
    assert decide("annual", "294,000", published="2022").caveats == ("window_missing",)
    assert decide("last year", "700,000", published="2022").verdict == "untraceable"


def test_numbers_of_parts_of_the_area_are_not_numbers_of_the_area(solved, said):
    solved(("x", 2022, 2022, "5,000", 5000, "rounded", ", sub_area: Kokang"))
    assert said(YEAR, "9,000") == ("untraceable", ())


def test_a_count_without_a_counterpart_is_taken_where_the_claim_names_none(raw, decide):
    handed = (
        "  - {{id: {}, indicator: handed_over, ref_area: CN, start: 2022, end: 2022, text: '{}', value: {}, "
        "qualifier: exact, unit: persons, confidence: high{}}}\n"
    )
    rows = handed.format("all", "55", 55, "") + handed.format("mm", "53", 53, ", counterpart_area: MM")
    raw.source("b", f"observations:\n{rows}")
    counts = {
        who: decide(YEAR, "53", what="handed_over", counterpart=who).verdict for who in (None, "none", "MM", "LA")
    }
    assert counts == {None: "contradicted", "none": "contradicted", "MM": "supported", "LA": "untraceable"}


def test_what_the_paper_itself_prints_does_not_confirm_it(raw, solved, said):
    solved(("x", 2022, 2022, "44.1万", 441000), name="b")
    raw.write(
        "sources/mps/b.yaml", (raw.path / "sources/mps/b.yaml").read_text("utf-8").replace("example.org/a", "x.org/b")
    )
    assert said(YEAR, "441,000") == ("supported", ())
    assert said(YEAR, "441,000", url="https://x.org/b/") == ("supported_with_caveat", ("own_source",))
    solved(("x", 2022, 2022, "46.4万", 464000), name="c")
    assert said(YEAR, "441,000", url="https://x.org/b") == ("contradicted", ())
