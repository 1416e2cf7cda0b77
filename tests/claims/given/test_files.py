"""Files of claims: YAML and CSV are read as typed, and what cannot be read at all is refused with what to do."""

import pytest

import fraudstats as fs
from fraudstats.claims.given import template
from fraudstats.errors import DatasetError

YAML = """\
paper: mine
title: A paper
published: 2022-03
defaults: {area: CN, what: cases_solved}
claims:
  - {window: 2021-01/2021-11, printed: 37万余起}
  - {window: 2021, printed: "400,000"}
"""
CSV = (
    "what,area,window,printed,paper\ncases_solved,CN,2021-01/2021-11,37万余起,mine\n"
    'cases_solved,CN,2021,"400,000",mine\n'
)


@pytest.fixture
def file(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_yaml_and_csv_say_the_same(raw, file):
    of_yaml = fs.audit(raw.dataset(), file("c.yaml", YAML))
    of_csv = fs.audit(raw.dataset(), str(file("c.csv", CSV)), published="2022-03", title="A paper")
    assert of_yaml.verdicts == of_csv.verdicts
    assert [one.verdict for one in of_yaml.verdicts] == ["supported", "untraceable"]
    assert of_yaml.title == of_csv.title == "“A paper” (2022-03-31)"
    assert of_yaml.problems == of_yaml.notes == of_csv.notes == ()


def test_yaml_keeps_what_was_typed(raw, file):
    """A date stays a text, a number with leading zeros too, and NO is no truth value."""
    audit = fs.audit(raw.dataset(), file("c.yml", "- {what: cases_solved, area: NO, window: 2021, printed: 370000}"))
    assert "ref_area 'NO'" in str(audit.problems[0])


def test_a_csv_of_a_spreadsheet_begins_with_a_mark(raw, file):
    assert not fs.audit(raw.dataset(), file("c.csv", b"\xef\xbb\xbf" + CSV.encode())).notes


def test_a_comma_too_many_is_a_fault_of_its_row(raw, file):
    audit = fs.audit(raw.dataset(), file("c.csv", "what,area,window,printed\ncases_solved,CN,2021,400,000\n"))
    assert audit.verdicts[0].verdict == "refused"
    assert "no more cells than the header has columns. Put texts with commas in quotes." in str(audit.problems[0])


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("c.yaml", "claims: [", "c.yaml, line 1: no YAML"),
        ("c.yaml", "5", "holds no claims; see 'fraudstats audit --new FILE'"),
        ("c.yaml", "title: x", "has no key 'claims'"),
        ("c.yaml", "claims: x", "claims are a list of mappings"),
        ("c.yaml", "claims: [x]", "not 'x'"),
        ("c.yaml", "defaults: x\nclaims: [{what: x}]", "'defaults' is a mapping"),
        ("c.yaml", "claims: []", "no claims to audit"),
        ("c.csv", "", "is empty"),
        ("c.csv", "what,area\n", "no claims to audit"),
        ("c.csv", "what,what\na,b\n", "two columns 'what'"),
        ("c.csv", 'what,area\n"a,b\n', "no CSV"),
        ("c.csv", b"\xff\xfe", "is not UTF-8"),
        ("c.txt", "x", "a file that ends in .yaml, .yml, .csv"),
    ],
)
def test_what_is_no_table_of_claims_is_refused(raw, file, name, text, words):
    with pytest.raises(DatasetError) as refused:
        fs.audit(raw.dataset(), file(name, text))
    assert words in str(refused.value)


def test_a_file_that_does_not_exist(raw, tmp_path):
    with pytest.raises(DatasetError, match="No such file or directory; give the path of a file of claims"):
        fs.audit(raw.dataset(), tmp_path / "none.yaml")


def test_something_else(raw):
    with pytest.raises(DatasetError, match="a YAML or CSV file, a data frame or a list, not int"):
        fs.audit(raw.dataset(), 5)


def test_a_key_of_the_file_that_belongs_to_a_claim_is_named(raw, file):
    audit = fs.audit(raw.dataset(), file("c.yaml", f"area: CN\nvenue: x\n{YAML}"))
    assert audit.notes == ("column 'venue' is not used", "key 'area' of the file is not used; it belongs to a claim")


def test_the_template_is_audited_as_it_is(file):
    audit = fs.audit(file("new.yaml", template()))
    assert [one.verdict for one in audit.verdicts] == ["supported"]
    assert audit.problems == audit.notes == ()


def test_what_the_template_offers_is_audited_too(file):
    text = template().replace("  # - ", "  - ").replace("  #   ", "    ")
    audit = fs.audit(file("new.yaml", text))
    assert len(audit.verdicts) == 3
    assert audit.problems == audit.notes == ()
