"""Reading the raw folder: sound records pass, and each kind of mistake is named with its place."""

import pytest

from fraudstats.errors import RecordError
from fraudstats.sources import read_raw


def test_a_sound_folder_has_no_problems(raw):
    data = read_raw(raw.path)
    assert data.problems == ()
    (observation,) = data.files["a"].observations
    assert (observation.value, observation.qualifier, observation.start) == (370_000, "more_than", "2021-01")
    assert data.sound() is data


def only(problems):
    assert len(problems) == 1, "\n".join(map(str, problems))
    return problems[0]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("qualifier: more_than", "qualifier: moer_than", "Did you mean 'more_than'?"),
        ("tier: state_media", "tier: state", "one of issuer_site, state_media, other_media, repost"),
        ("confidence: high", "confidense: high", "Did you mean 'confidence'?"),
        ("start: 2021-01\n", "start: 2021-13\n", "exists in the calendar"),
        ("start: 2021-01\n", "start: 20210101\n", "needs hyphens"),
        ("start: 2021-01\n", "start: 2021年1-11月\n", "a period from 2021-01-01 to 2021-11-30"),
        ("start: 2021-01\n", "start: 01/2021\n", "YYYY-MM-DD"),
        ("end: 2021-11", "end: 2020-11", "on or after the start 2021-01"),
        ("value: 370000", "value: 37000", "370,000 as in '37万余起'"),
        ("value: 370000", "value: 370,000", "without separators"),
        ("value: 370000", "value: nan", "a finite number"),
        ("qualifier: more_than", "qualifier: exact", "more_than as in '37万余起'"),
        ("unit: cases", "unit: persons", "cases"),
        ("ref_area: CN", "ref_area: CM", "a code of the list of areas (CN, LA, MM, VN)"),
        ("issuer: mps", "issuer: mp", "Did you mean 'mps'?"),
        ("url: https://example.org/a", "url: example.org", "http://"),
        ("published: 2022-01-01", "published: 2022-02-30", "exists in the calendar"),
        ("published: 2022-01-01", "published: 3022", "a year from 1900 to 2100"),
        ("of: solved\n", "of: solvd\n", "Did you mean 'solved'?"),
        ("percent: 44.2", "percent: 4.42", "±44.2"),
        ("text: 37万余起", "text: TODO", "Settle the point"),
        ("- id: solved\n", "- id: sol ved\n", "without spaces"),
    ],
)
def test_a_mistake_is_named_with_line_text_and_what_was_expected(raw, old, new, words):
    problems = raw.spoil(old, new)
    typed = (raw.path / "sources/mps/a.yaml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(typed, 1) if new.strip() in text)
    assert any(p.line == line and words in str(p) and p.file == "sources/mps/a.yaml" for p in problems), "\n".join(
        map(str, problems)
    )


def test_a_missing_field_is_named(raw):
    problem = only(raw.spoil("  outlet: Outlet\n", ""))
    assert (problem.field, problem.expected) == ("source.outlet", "this field")


def test_all_problems_are_reported_at_once(raw):
    raw.spoil("tier: state_media", "tier: x")
    raw.spoil("kind: news_report", "kind: y")
    raw.spoil("start: 2021-01\n", "start: z\n")
    assert [p.line for p in raw.problems()] == [8, 9, 16]


def test_an_unknown_end_needs_no_reason(raw):
    problem = only(raw.spoil("end: 2021-11", "end: unknown\n    end_implied: guessed"))
    assert "no reason for an unknown end" in problem.expected


def test_a_count_in_ten_thousands_is_not_exact(raw):
    raw.spoil("text: 37万余起", "text: 37万起")
    assert "rounded" in only(raw.spoil("qualifier: more_than", "qualifier: exact")).expected


def test_duplicate_ids(raw):
    raw.source("b", "observations:\n" + "".join(_event_free_observation(i) for i in ("x", "x")))
    assert "each id once" in only(raw.problems()).expected


def _event_free_observation(name):
    return (
        f"  - {{id: {name}, indicator: cases_solved, ref_area: CN, start: 2020, end: 2020, text: 32.2万, "
        "value: 322000, qualifier: rounded, unit: cases, confidence: high}\n"
    )


def test_one_source_id_in_two_folders(raw):
    text = (raw.path / "sources/mps/a.yaml").read_text(encoding="utf-8")
    raw.write("sources/authors/a.yaml", text.replace("issuer: mps", "issuer: authors"))
    problem = only(raw.problems())
    assert "used once" in problem.expected
    assert problem.tip == "sources/authors/a.yaml has it already; rename one."


def test_a_source_that_nothing_uses(raw):
    raw.source("b", "")
    assert "Nothing uses this source" in only(raw.problems()).tip


def test_a_claim_that_names_a_missing_source(raw):
    raw.source("b", "references:\n  - {id: 1, title: T, source: nowhere}\n")
    assert "code of the list of sources" in only(raw.problems()).expected


def test_an_indicator_without_a_code_says_why(raw):
    problem = only(raw.spoil("  iccs_reason: A handover is not an offence.\n", "", "indicators.yaml"))
    assert problem.expected == "the reason why no ICCS code fits"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"# only a comment\n", "nothing but comments"),
        (b"source: \xff\xfe\n", "UTF-8"),
        (b"source: !!python/object/apply:os.system [ls]\n", "no YAML tags"),
        (b"a: &x [1, 2]\nsource: *x\n", "no anchors or aliases"),
        (b"source: {a: [1, 2}\n", "valid YAML"),
        (b"source:\n\tissuer: mps\n", "valid YAML"),
        (b"- a\n- b\n", "a mapping with named sections"),
        (b"source: {}\nsource: {}\n", "each field once"),
        (b"source: {}\n---\nsource: {}\n", "one document"),
        (b"source: " + b"[" * 30 + b"]" * 30, "at most 8 levels"),
        (b"source: a\x00b\n", "printable characters"),
        (b"observations: []\n", "the bibliographic record"),
        (b"source: text\nobservations: text\n", "a mapping"),
    ],
)
def test_an_unreadable_file_is_one_clear_problem(raw, content, words):
    raw.write("sources/mps/a.yaml", content)
    problems = raw.problems()
    assert any(words in str(p) for p in problems), "\n".join(map(str, problems))


def test_a_very_large_file_is_refused_without_reading_it(raw):
    path = raw.path / "sources/mps/a.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    problem = only(raw.problems())
    assert (problem.found, "at most 2,000,000 bytes") == ("50,000,000 bytes", problem.expected)


def test_exploding_anchors_are_refused(raw):
    lines = ["a: &a0 [x, x, x, x]"] + [f"b{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]" for i in range(1, 40)]
    raw.write("sources/mps/a.yaml", "\n".join(lines))
    assert "no anchors" in only(raw.problems()).expected


def test_a_word_that_yaml_takes_for_a_truth_value_stays_text(raw):
    raw.spoil("- {id: LA,", "- {id: NO,", "areas.yaml")
    assert "NO" in read_raw(raw.path).areas


def test_a_table_beside_the_file(raw):
    raw.source("b", "tables:\n  observations: b.csv\n")
    header = "id,indicator,ref_area,start,end,text,value,qualifier,unit,confidence,note\n"
    rows = "".join(f"m{m},cases_solved,CN,2020-{m:02},2020-{m:02},{m},{m},exact,cases,high,\n" for m in range(1, 13))
    raw.write("sources/mps/b.csv", header + rows)
    assert [o.value for o in read_raw(raw.path).files["b"].observations] == list(range(1, 13))
    raw.write("sources/mps/b.csv", header + rows.replace("2020-03,2020-03", "2020-03,2020-33"))
    problem = only(raw.problems())
    assert (problem.file, problem.line, problem.found) == ("sources/mps/b.csv", 4, "2020-33")


def test_an_unsound_folder_cannot_be_used(raw):
    raw.spoil("tier: state_media", "tier: x")
    with pytest.raises(RecordError, match="1 problem"):
        read_raw(raw.path).sound()


def test_no_folder_at_all(tmp_path):
    with pytest.raises(RecordError, match="no folder of raw records"):
        read_raw(tmp_path / "nowhere")


ERRATUM = "errata: [{id: a/solved, printed: 37万余起, why: too many, who: a, status: suspected, date: 2022-02-01}]\n"


def test_an_erratum_guards_itself(raw):
    raw.write("errata.yaml", ERRATUM)
    assert raw.problems() == ()
    raw.spoil("text: 37万余起", "text: 37万余件")
    assert "The record was mended: remove the erratum." in only(raw.problems()).tip


def test_an_erratum_names_a_record_and_a_source(raw):
    raw.write("errata.yaml", ERRATUM.replace("a/solved", "a/slved").replace("who: a", "who: nobody"))
    assert [p.found for p in raw.problems()] == ["a/slved", "nobody"]


@pytest.mark.parametrize(
    ("name", "tip"),
    [
        ("b.yml", "Rename it to b.yaml."),
        ("b.YAML", "Rename it to b.yaml."),
        ("b.csv", "Name it, or delete it."),
        ("notes.txt", "Name it, or delete it."),
    ],
)
def test_a_file_that_nothing_reads_is_a_problem(raw, name, tip):
    raw.write(f"sources/mps/{name}", "source: {}\n")
    assert [(p.file, p.field, p.tip) for p in read_raw(raw.path).problems] == [(f"sources/mps/{name}", "(file)", tip)]


def test_hidden_files_of_systems_and_editors_are_no_problem(raw):
    raw.write("sources/mps/.DS_Store", "")
    assert not read_raw(raw.path).problems
