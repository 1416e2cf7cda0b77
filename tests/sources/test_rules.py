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
