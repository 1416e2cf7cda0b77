"""Claims that a text makes, proposed from the numbers found in it, and decided."""

import pytest

import fraudstats as fs
from fraudstats.claims.given import proposed
from fraudstats.cli import main

TEXT = (
    "In 2021 Chinese police solved 370,000 telecom fraud cases. In the first eleven months of 2022 they solved 391,000 "
    "cases, up 5.7% year on year. They blocked 1.4 billion calls."
)


def test_counts_and_changes_of_known_indicators_are_proposed():
    rows = proposed(fs.read_bulletin(TEXT, published="2023-12-27"))
    assert [(row["kind"], row["printed"], row["start"], row["end"]) for row in rows] == [
        ("count", "370,000", "2021-01-01", "2021-12-31"),
        ("count", "391,000", "2022-01-01", "2022-11-30"),
        ("change", "up 5.7%", "2022-01-01", "2022-11-30"),
    ]


def test_an_end_that_is_not_printed_stays_unknown():
    (row,) = proposed(fs.read_bulletin("截至2022年11月底，全国共破获电信网络诈骗案件39.1万起。"))
    assert (row["start"], row["end"]) == ("unknown", "2022-11-30")


def test_what_was_found_in_a_text_is_audited_as_it_is():
    outcome = fs.audit(fs.read_bulletin(TEXT), published="2023-12-27")
    assert [verdict.verdict for verdict in outcome.verdicts] == ["supported_with_caveat", "supported", "supported"]
    assert not outcome.problems


def test_the_command_names_what_it_leaves_out(tmp_path, capsys):
    path = tmp_path / "paper.txt"
    path.write_text(TEXT, "utf-8")
    assert main(["audit", "--from-text", str(path), "--published", "2023-12-27"]) == 0
    out, error = capsys.readouterr()
    assert "Audit of 3 claims" in out
    assert error == "left out, of no known indicator: 1.4 billion\n"


@pytest.mark.parametrize(
    ("text", "more", "words"),
    [("Nothing was counted.", (), "no number of a known indicator"), (TEXT, ("claims.yaml",), "not both")],
)
def test_what_cannot_be_audited_is_said(tmp_path, capsys, text, more, words):
    path = tmp_path / "paper.txt"
    path.write_text(text, "utf-8")
    assert main(["audit", *more, "--from-text", str(path)]) == 1
    assert words in capsys.readouterr().err


def test_an_area_that_the_words_before_the_number_do_not_name_is_refused():
    """The text as a whole speaks of Hong Kong most."""
    text = (
        "In 2020, police across China solved 322,000 telecom fraud cases. Hong Kong police recorded 39,824 deception "
        "cases in 2023. Losses in Hong Kong were HK$9.1 billion in 2024."
    )
    outcome = fs.audit(fs.read_bulletin(text), published="2025")
    assert [verdict.verdict == "refused" for verdict in outcome.verdicts] == [True, False, False]
    assert "ref_area 'HK or CN': expected one of them" in str(outcome.problems[0])
    assert outcome.to_frame()["statement"].iloc[1] == "39,824: deception cases reported, HK, 2023"
