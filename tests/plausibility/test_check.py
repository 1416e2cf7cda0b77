"""What makes a number implausible is found, and what does not is left alone."""

from pathlib import Path

import pytest

import fraudstats as fs
from fraudstats.dataset.loader import data_folder
from fraudstats.errors import RecordError
from fraudstats.plausibility import Finding, implausible, unreviewed
from fraudstats.plausibility.parts import most_disjoint
from fraudstats.sources import read_raw
from fraudstats.vocabulary import PLAUSIBILITY

YEAR, NEXT = ("2021", "2021"), ("2022", "2022")


@pytest.fixture
def listed(world):
    """A function that makes a world and lists (id, check) of what is implausible in it."""

    def list_(**files):
        return [(finding.id, finding.check) for finding in implausible(world(**files))]

    return list_


def test_a_sound_world_has_no_findings(listed, row):
    assert (
        listed(
            b=("2022-01-01", "state_media", row("x", *YEAR, "44.1万", 441000)),
            c=("2023-01-01", "state_media", row("x", *NEXT, "46.4万", 464000)),
        )
        == []
    )


def test_batches_that_exceed_their_whole(listed, row):
    batches = [
        row("p", "2021-01", "2021-06", "30万余", 300000, "more_than", ", part_of: x"),
        row("q", "2021-07", "2021-12", "20万余", 200000, "more_than", ", part_of: x"),
        row("r", "2021-06", "2021-08", "44万余", 440000, "more_than", ", part_of: x"),
    ]
    found = listed(b=("2022-01-01", "state_media", row("x", *YEAR, "44.1万", 441000), *batches))
    assert ("b/x", "parts") in found
    found = listed(b=("2022-01-01", "state_media", row("x", *YEAR, "50.1万", 501000), *batches))
    assert ("b/x", "parts") not in found, "the batches that overlap do not add up"


def test_a_place_that_exceeds_the_area(listed, row):
    part = row("p", "2021-01", "2021-06", "45万余", 450000, "more_than", ", sub_area: Somewhere")
    assert listed(b=("2022-01-01", "state_media", row("x", *YEAR, "44.1万", 441000), part)) == [("b/x", "parts")]


def test_a_number_far_from_both_neighbours(listed, row):
    rows = [row("a", "2020", "2020", "610", 610, "exact"), row("b", *YEAR, "57,000", 57000)]
    found = listed(b=("2023-01-01", "state_media", *rows, row("c", *NEXT, "700", 700)))
    assert found == [("b/b", "neighbours")], "the two others are near to each other"
    assert listed(b=("2022-01-01", "state_media", *rows)) == [("b/a", "neighbours"), ("b/b", "neighbours")]


def test_short_windows_and_small_numbers_have_no_neighbours(listed, row):
    rows = [row("a", "2021-01", "2021-01", "610", 610), row("b", "2021-02", "2021-02", "57,000", 57000)]
    rows += [row("c", "2019", "2019", "9", 9), row("d", "2020", "2020", "99", 99)]
    assert listed(b=("2022-01-01", "state_media", *rows)) == []


def test_the_running_total_of_another_indicator(raw, listed, row):
    total = (
        row("t", "2019-07", "unknown", "57,000人", 57000).replace("cases_solved", "other").replace("cases,", "persons,")
    )
    year = row("y", *YEAR, "57,000人", 57000).replace("cases_solved", "handed_over").replace("cases,", "persons,")
    raw.spoil("indicators:\n", "indicators:\n" + OTHER, "indicators.yaml")
    raw.source("g", "observations:\n" + total, published="2021-10-16", witness="w")
    found = listed(b=("2022-02-10", "state_media", year))
    assert ("b/y", "same_number") in found
    raw.source("g", "observations:\n" + total, published="2019-10-16", witness="w")
    assert listed(b=("2022-02-10", "state_media", year)) == [], "more than a year and a half apart"


OTHER = """\
- {id: other, name_en: Other, name_zh: 其他, definition: Other., counted: persons, unit: persons, iccs: none,
   iccs_reason: None fits., topic: test}
"""


def test_numbers_that_cannot_all_be_true(listed, row):
    found = listed(
        b=("2022-01-01", "state_media", row("x", "2021-01", "2021-11", "50.1万", 501000)),
        c=("2022-03-01", "state_media", row("x", *YEAR, "44.1万", 441000)),
    )
    assert found == [("c/x", "bounds")], "listed under the later of the two"


CHANGE = "changes:\n- {id: up, of: x, text: '%s', percent: %s}\n"


@pytest.mark.parametrize(
    ("text", "percent", "fits"), [("5.2%", 5.2, True), ("20.3%", 20.3, False), ("about 5%", 5, True)]
)
def test_a_change_that_fits_no_levels(listed, row, text, percent, fits):
    found = listed(
        b=("2022-01-01", "state_media", row("x", *YEAR, "44.1万", 441000)),
        c=("2023-01-01", "state_media", row("x", *NEXT, "46.4万", 464000) + CHANGE % (text, percent)),
    )
    assert found == ([] if fits else [("c/up", "change")])


def test_a_change_beside_a_level_that_was_restated_later_fits(listed, row):
    found = listed(
        b=("2022-01-01", "state_media", row("x", *YEAR, "40.1万", 401000)),
        c=("2023-01-01", "state_media", row("x", *NEXT, "46.4万", 464000) + CHANGE % ("15.7%", 15.7)),
        d=("2024-01-01", "state_media", row("x", *YEAR, "44.1万", 441000)),
    )
    assert found == []


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("probably a slip", [("b/x", "note")]),
        ("equals two others taken together", [("b/x", "note")]),
        ("'Contradiction: 44.4万 in c, so probably a slip'", []),
        ("all cities", []),
    ],
)
def test_a_note_that_doubts_its_number(listed, row, note, found):
    one = row("x", *YEAR, "44.1万", 441000, more=f", note: {note}")
    assert listed(b=("2022-01-01", "state_media", one)) == found


def test_an_erratum_answers_the_doubt_of_a_note(raw, listed, row):
    raw.write(
        "errata.yaml",
        "errata: [{id: b/x, printed: 44.1万, why: a slip, who: b, status: suspected, date: 2023-01-01}]\n",
    )
    assert listed(b=("2022-01-01", "state_media", row("x", *YEAR, "44.1万", 441000, more=", note: a slip"))) == []


def test_a_number_that_the_issuer_s_own_site_excludes(listed, row):
    files = dict(
        b=("2022-01-01", "issuer_site", row("x", *YEAR, "44.1万", 441000)),
        c=("2021-12-01", "other_media", row("x", *YEAR, "41.4万", 414000)),
    )
    assert listed(**files) == [("c/x", "issuer")]


def test_every_check_has_a_test_here():
    written = Path(__file__).read_text(encoding="utf-8")
    assert [check for check in PLAUSIBILITY if f'"{check}")' not in written] == []


def test_the_largest_sum_of_windows_that_do_not_overlap():
    import pandas as pd

    rows = pd.DataFrame(
        {
            "period_start": pd.to_datetime(["2021-01-01", "2021-02-01", "2021-03-01", "2021-01-01"]),
            "period_end": pd.to_datetime(["2021-02-15", "2021-02-28", "2021-03-31", "2021-01-31"]),
            "lower": [5.0, 4.0, 3.0, 2.0],
        }
    )
    assert most_disjoint(rows) == 9, "2 + 4 + 3 beats 5 + 3"
    assert most_disjoint(rows.iloc[:0]) == 0


def test_what_was_judged_is_not_listed_and_a_judgement_of_nothing_is():
    findings = [Finding("b/x", "note", "w"), Finding("b/x", "change", "w")]
    assert unreviewed(findings, ["b/x#note", "c/y#note"]) == ([findings[1]], ["c/y#note"])


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("a/solved", "found 'a/solved'; expected 'source-id/observation-id#check'"),
        ("a/solvd#note", "'source-id/observation-id#check' of a record"),
        ("a/solved#nots", "expected one of parts, neighbours, .* behind the '#'"),
    ],
)
def test_a_review_names_a_number_and_a_check(raw, id_, words):
    raw.write("reviewed.yaml", f"reviewed: [{{id: '{id_}', date: 2026-01-01, reason: sound, why: seen}}]")
    with pytest.raises(RecordError, match=words):
        raw.dataset()


def test_every_implausible_number_of_our_data_is_judged():
    raw = read_raw(data_folder() / "raw")
    open_, stale = unreviewed(implausible(fs.load()), raw.reviewed)
    assert [str(finding) for finding in open_] == [], "mend them, or judge them in data/raw/reviewed.yaml"
    assert stale == [], "remove these from data/raw/reviewed.yaml"
