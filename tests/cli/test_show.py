"""Looking things up on the command line."""

import io
import os
import subprocess
import sys

import pytest

from fraudstats.cli import main

CASES = "telecom_fraud_cases_solved"


def test_the_output_of_the_command_survives_a_code_page(tmp_path):
    target = tmp_path / "out.txt"
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    with target.open("wb") as file:
        call = [sys.executable, "-m", "fraudstats", "show", CASES]
        run = subprocess.run(call, stdout=file, stderr=subprocess.PIPE, env=environment)
    assert (run.returncode, run.stderr) == (0, b"")
    assert "\\u" in target.read_bytes().decode("cp1252"), "what the code page lacks is written as an escape"


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
@pytest.mark.parametrize("command", [["show"], ["show", CASES], ["source", "xinhua-northnews-2022-01-01"]])
def test_every_answer_survives_every_code_page(encoding, command, monkeypatch):
    screen = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(screen, encoding=encoding))
    assert main(command) == 0
    sys.stdout.flush()
    assert ("\\u" in screen.getvalue().decode(encoding)) == (encoding != "utf-8")


def test_an_empty_result_says_what_there_is(capsys):
    assert main(["show", CASES, "--area", "CN", "--start", "2199"]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"fraudstats: no number of {CASES} with --area CN --start 2199; there is CN: ")
    assert "CN-YN: 3 in windows from 2021-01-01 to 2023-12-31" in said


def test_nothing_known_by_a_date_is_said(capsys):
    assert main(["show", CASES, "--as-of", "1999"]) == 1
    assert "with --as-of 1999; the indicator has no number at all by then" in capsys.readouterr().err


def test_a_month_as_an_end_means_its_last_day(capsys):
    main(["show", CASES, "--area", "CN", "--start", "2021", "--end", "2021-11"])
    month = capsys.readouterr().out
    main(["show", CASES, "--area", "CN", "--start", "2021-01-01", "--end", "2021-11-30"])
    assert month == capsys.readouterr().out
    assert "37万余起" in month


def test_coverage_writes_unknown_days_in_words(capsys):
    assert main(["coverage"]) == 0
    out = capsys.readouterr().out
    assert "NaT" not in out
    assert "1,342,000 for an unknown start to an unknown end: one weak witness" in out


def test_all_indicators_are_listed_with_their_numbers(capsys):
    assert main(["show"]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith(f"{CASES} ")]
    assert int(line.split()[1]) >= 76
