"""``fraudstats add``: one number from options or answers, tried before it is written."""

import pytest

from fraudstats.cli import main

SOURCE = {
    "--issuer": "mps",
    "--outlet": "Xinhua",
    "--title": "公安部：1-11月",
    "--url": "https://example.org/b",
    "--published": "2022-12-30",
    "--language": "zh",
    "--kind": "news_report",
    "--tier": "state_media",
}
NUMBER = {"--indicator": "cases_solved", "--ref-area": "CN", "--window": "2022年1-11月", "--text": "39.1万起"}


def call(raw, *more, without=(), **changed):
    options = {**SOURCE, **NUMBER, **{f"--{name.replace('_', '-')}": text for name, text in changed.items()}}
    words = [word for name, text in options.items() if name not in without for word in (name, text)]
    return main(["add", "--raw", str(raw.path), *words, *more])


def test_a_number_by_options_is_read_shown_and_written(raw, capsys):
    assert call(raw, "--yes", "--change", "5.7%", "--direction", "up") == 0
    said = capsys.readouterr().out
    assert "cases_solved CN, 2022-01-01 to 2022-11-30: 0 other witness(es) agree, 0 do not" in said
    assert "it is the preferred number (the only one)" in said
    assert not raw.problems()
    row = raw.dataset().observations.set_index("observation_id").loc["xinhua-2022-12-30/cases_solved"]
    assert (row["value"], row["qualifier"], row["unit"], str(row["period_end"].date())) == (
        391_000, "rounded", "cases", "2022-11-30",
    )  # fmt: skip
    change = raw.dataset().changes.set_index("change_id").loc["xinhua-2022-12-30/cases_solved-change"]
    assert change["percent"] == 5.7


def test_a_contradiction_is_shown_before_anything_is_written(raw, capsys):
    assert call(raw, text="30万", published="2022-02-01", window="2021年1-11月") == 1
    out, error = capsys.readouterr()
    assert "0 other witness(es) agree, 1 do not" in out
    assert error.endswith("Nothing was written.\n")
    assert not (raw.path / "sources/mps/xinhua-2022-02-01.yaml").exists()


def test_a_second_number_joins_its_source_and_comments_stay(raw):
    path = raw.path / "sources/mps/a.yaml"
    path.write_text(path.read_text("utf-8").replace("observations:", "# kept\nobservations:"), "utf-8")
    assert call(raw, "--source", "a", "--yes", without=SOURCE, window="2020年1-11月", text="25.6万余起") == 0
    assert "# kept" in path.read_text("utf-8")
    assert sorted(raw.dataset().observations["observation_id"]) == ["a/cases_solved", "a/solved"]


def test_the_windows_open_end_is_implied_with_its_reason(raw):
    assert call(raw, "--yes", window="since September 2022", language="en") == 0
    row = raw.dataset().observations.set_index("observation_id").loc["xinhua-2022-12-30/cases_solved"]
    assert (row["end_basis"], str(row["period_end"].date())) == ("implied", "2022-12-30")
    assert "no later than the publication" in row["end_reason"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"text": "3万5人"}, "35,000 in speech, and 30,005"),
        ({"window": "2021/22"}, "may mean"),
        ({"indicator": "cases_solvd"}, "cases_solvd"),
        ({"text": "3至4万"}, "at_least and up_to"),
        ({"source": "b"}, "no source 'b'"),
        ({"change": "5%"}, "--direction up or down"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_written(raw, capsys, changed, words):
    before = sorted(raw.path.rglob("*.yaml"))
    assert call(raw, "--yes", **changed) == 1
    out, error = capsys.readouterr()
    assert words in out + error
    assert sorted(raw.path.rglob("*.yaml")) == before


def test_missing_options_are_named_where_nobody_can_be_asked(raw, capsys):
    assert call(raw, without=("--title", "--ref-area")) == 1
    assert "missing: --title, --ref-area" in capsys.readouterr().err


def test_answers_are_asked_for_until_they_can_be_read(raw, capsys, monkeypatch):
    answers = iter(["", "XX", "CN", "3万5人", "37.5万", "y"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    assert call(raw, without=("--ref-area", "--text"), text="") == 0
    assert "'XX' is not known" in capsys.readouterr().out
    assert raw.dataset().observations["value"].max() == 375_000
