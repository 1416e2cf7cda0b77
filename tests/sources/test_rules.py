"""Rules between fields and records: all problems in one run, folders, dates, defaults."""

import datetime as dt

import pytest

from fraudstats.sources import read_raw

TODAY = dt.date(2022, 6, 30)


def only(problems):
    assert len(problems) == 1, "\n".join(map(str, problems))
    return problems[0]


def test_a_record_with_a_bad_field_is_still_seen_by_the_rules(raw):
    raw.spoil("confidence: high", "confidence: hgh")
    raw.spoil("indicator: cases_solved", "indicator: cases_solvd")
    raw.spoil("qualifier: more_than", "qualifier: exact")
    raw.spoil("value: 370000", "value: 37000")
    raw.spoil("percent: 44.2", "percent: 4.42")
    found = {problem.found for problem in raw.problems()}
    assert found == {"hgh", "cases_solvd", "exact", "37,000", "4.42"}


def test_a_status_given_twice_is_a_problem(raw):
    problem = only(raw.spoil("confidence: high", "flags: [P, P]\n    confidence: high"))
    assert (problem.found, problem.expected) == ("P, P", "each status once")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("source:\n", "sorce:\n", {"sorce"}),
        ("changes:\n", "chnges:\n", {"chnges"}),
        ("observations:\n", "tables: {changes: nowhere.csv}\nobservations:\n", {"No such file or directory"}),
        ("observations:\n", "tables: {chnges: b.csv}\nobservations:\n", {"chnges"}),
    ],
)
def test_a_section_that_cannot_be_found_hides_no_other_problem(raw, old, new, found):
    raw.spoil("issuer: mps", "issuer: mpss")
    raw.spoil("value: 370000", "value: 37")
    raw.spoil("percent: 44.2", "percent: 4.42")
    assert {p.found for p in raw.spoil(old, new)} == found | {"mpss", "37", "4.42"}


def test_a_file_without_its_source_section_is_seen_by_the_rules(raw):
    path = raw.path / "sources/mps/a.yaml"
    text = path.read_text(encoding="utf-8").partition("observations:")
    raw.write("sources/mps/a.yaml", text[1] + text[2].replace("cases_solved", "cases_solvd"))
    assert [(p.field, p.found) for p in raw.problems()] == [
        ("source", ""),
        ("observation solved.indicator", "cases_solvd"),
    ]


def test_the_second_file_of_one_id_is_seen_by_the_rules(raw):
    text = (raw.path / "sources/mps/a.yaml").read_text(encoding="utf-8")
    raw.write("sources/authors/a.yaml", text.replace("issuer: mps", "issuer: authors"))
    problems = raw.spoil("value: 370000", "value: 37")
    assert {(p.file, p.found) for p in problems} == {("sources/mps/a.yaml", "a"), ("sources/mps/a.yaml", "37")}


def test_from_a_list_that_cannot_be_read_nothing_is_concluded(raw):
    raw.write("indicators.yaml", "indicators: [\n")
    assert only(raw.problems()).file == "indicators.yaml"
    assert [p.found for p in raw.spoil("ref_area: CN", "ref_area: CM")][-1] == "CM"


def test_from_a_source_that_cannot_be_read_nothing_is_concluded(raw):
    row = f"{{id: x, {OBSERVATION}, ref_area: CN, start: 2020, end: 2020, part_of: a/solved}}"
    raw.source("b", f"observations:\n  - {row}\n")
    raw.write(
        "errata.yaml",
        "errata: [{id: a/solved, printed: 37万余起, why: w, who: a, status: suspected, date: 2022-02-01}]\n",
    )
    assert raw.problems() == ()
    raw.write("sources/mps/a.yaml", "source: [\n")
    assert only(raw.problems()).file == "sources/mps/a.yaml"


def test_a_source_without_records_is_named_beside_its_bad_field(raw):
    raw.source("b", "", tier="state")
    assert [p.field for p in raw.problems()] == ["(file)", "source.tier"]


def test_a_code_in_other_letters_finds_the_nearest(raw):
    assert only(raw.spoil("issuer: mps", "issuer: MPS")).tip == "Did you mean 'mps'?"


def test_a_bad_field_is_reported_once(raw):
    assert only(raw.spoil("start: 2021-01\n", "start: soon\n")).found == "soon"
    raw.spoil("start: soon\n", "start: 2021-01\n")
    assert only(raw.spoil("text: 37万余起", "text: many")).found == "many"


def test_a_missing_field_reads_well(raw):
    problem = only(raw.spoil("    value: 370000\n", ""))
    assert str(problem).endswith("observations[1].value: found nothing; expected this field. Add it.")


def test_a_file_in_the_folder_of_another_issuer(raw):
    path = raw.path / "sources/mps/a.yaml"
    raw.write("sources/authors/a.yaml", path.read_bytes())
    path.unlink()
    problem = only(raw.problems())
    assert (problem.file, problem.line, problem.found) == ("sources/authors/a.yaml", 2, "mps")
    assert "Move the file to sources/mps/" in problem.tip


@pytest.mark.parametrize(("published", "sound"), [("2022-06-30", True), ("2022-07", False), ("2023", False)])
def test_nothing_is_published_in_the_future(raw, published, sound):
    raw.spoil("published: 2022-01-01", f"published: {published}")
    problems = read_raw(raw.path, today=TODAY).problems
    assert sound == (problems == ())
    if not sound:
        assert "a date up to today, 2022-06-30" in only(problems).expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("copied: 2022-07-01", "a date up to today, 2022-06-30"),
        ("accessed: 2023", "a date up to today, 2022-06-30"),
        ("copied: 2021-12-31", "a date on or after the published 2022-01-01"),
        ("accessed: 2021", "a date on or after the published 2022-01-01"),
        ("copied: 2022-01", None),
    ],
)
def test_nothing_is_read_in_the_future_or_before_it_was_published(raw, given, expected):
    raw.spoil("published: 2022-01-01", f"published: 2022-01-01\n  {given}")
    problems = read_raw(raw.path, today=TODAY).problems
    assert [problem.expected for problem in problems] == ([expected] if expected else [])


def test_a_claim_ends_after_it_begins(raw):
    claim = "{id: c, page: 1, quote: q, test: none, start: 2021-05, end: 2021-04}"
    raw.source("b", f"claims:\n  - {claim}\n")
    assert ("2021-04", "a date on or after the start 2021-05") in [(p.found, p.expected) for p in raw.problems()]


DEFAULTS = """\
defaults:
  ref_area: CN
  start: 2021-01
  end: 2021-11
  end_implied: the day of the briefing
  period_text: 今年1月至11月
"""
OBSERVATION = "indicator: cases_solved, text: 100, value: 100, qualifier: exact, unit: cases, confidence: high"


def test_a_window_and_an_area_are_given_once_and_overridden(raw):
    rows = f"  - {{id: x, {OBSERVATION}}}\n  - {{id: y, {OBSERVATION}, ref_area: MM, end: 2021-12}}\n"
    raw.source("b", DEFAULTS + "observations:\n" + rows)
    data = read_raw(raw.path).sound()
    x, y = data.files["b"].observations
    assert (x.ref_area, x.start, x.end, x.end_implied) == ("CN", "2021-01", "2021-11", "the day of the briefing")
    # An end of its own takes no reason from the defaults.
    assert (y.ref_area, y.start, y.end, y.end_implied, y.period_text) == (
        "MM",
        "2021-01",
        "2021-12",
        None,
        x.period_text,
    )


def test_a_mistake_in_a_default_is_reported_where_it_was_typed(raw):
    raw.source("b", DEFAULTS.replace("CN", "CM") + f"observations:\n  - {{id: x, {OBSERVATION}}}\n")
    problem = only(raw.problems())
    typed = (raw.path / problem.file).read_text(encoding="utf-8").splitlines()
    assert typed[problem.line - 1].strip() == "ref_area: CM"


def test_a_default_that_nothing_takes_is_named(raw):
    row = f"  - {{id: x, {OBSERVATION}, ref_area: CN, start: 2020, end: 2020, period_text: 2020}}\n"
    raw.source("b", "defaults: {ref_area: CN, strt: 2021}\nobservations:\n" + row)
    problems = raw.problems()
    assert [p.found for p in problems] == ["CN", "strt"]
    assert "remove the default" in problems[0].tip
    assert "Did you mean 'start'?" in problems[1].tip


def test_a_change_of_an_observation_takes_its_window_from_it(raw):
    text = f"observations:\n  - {{id: x, {OBSERVATION}}}\nchanges:\n  - {{id: y, of: x, text: 5%, percent: 5}}\n"
    raw.source("b", DEFAULTS + text)
    dataset = raw.dataset()
    change = dataset.changes.set_index("change_id").loc["b/y"]
    assert (str(change["period_end"].date()), str(change["base_end"].date())) == ("2021-11-30", "2020-11-30")


@pytest.mark.parametrize(("published", "sound"), [("2022-01-01", True), ("2022-01-03", False)])
def test_a_source_is_dated_by_its_text_and_not_by_the_copy(raw, published, sound):
    note = f"{published}\n  note: Text dated 1 January 2022; the copy prints 3 January."
    raw.source("b", DEFAULTS + f"observations:\n  - {{id: x, {OBSERVATION}}}\n", published=note)
    problems = [problem for problem in raw.problems() if problem.field.endswith("published")]
    assert sound != bool(problems)
    assert all("copied" in problem.tip and problem.expected.startswith("2022-01-01") for problem in problems)
