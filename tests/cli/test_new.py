"""``fraudstats new``: what it writes is reported mark by mark, and accepted once it is filled in."""

import re

import pytest

from fraudstats.cli import main

FILLED = {
    "title": "标题",
    "url": "https://example.org/b",
    "language": "zh",
    "kind": "news_report",
    "tier": "state_media",
    "witness": "xinhua-2024-01-05",
    "terms": "not_seen",
    "id": "solved",
    "indicator": "cases_solved",
    "ref_area": "CN",
    "start": "2023-01",
    "end": "2023-11",
    "text": "39.1万起",
    "value": "391000",
    "qualifier": "rounded",
    "unit": "cases",
    "confidence": "high",
}


@pytest.fixture
def begun(raw, capsys):
    """A raw folder with the skeleton of a source."""
    assert main(["new", "mps", "xinhua", "2024-01-05", "--raw", str(raw.path)]) == 0
    assert "xinhua-2024-01-05.yaml" in capsys.readouterr().out
    return raw.path / "sources/mps/xinhua-2024-01-05.yaml"


def test_check_reports_every_mark_and_nothing_else(raw, begun, capsys):
    lines = begun.read_text(encoding="utf-8").splitlines()
    marked = [number for number, line in enumerate(lines, 1) if "TODO" in line]
    assert main(["check", str(raw.path)]) == 1
    reported = [int(line.split(":")[1]) for line in capsys.readouterr().out.splitlines()]
    assert reported == marked
    assert len(marked) == len(FILLED)


def test_check_reports_one_mark_less_after_each_is_filled_in_and_accepts_the_file_at_last(raw, begun, capsys):
    for left, (name, value) in zip(reversed(range(len(FILLED))), FILLED.items(), strict=True):
        text = begun.read_text(encoding="utf-8")
        text, found = re.subn(rf'(?m)^([ -]+{name}: )"TODO .*"$', lambda m, v=value: m[1] + v, text)
        assert found == 1, name
        begun.write_text(text, encoding="utf-8")
        assert main(["check", str(raw.path)]) == (1 if left else 0)
        assert len(capsys.readouterr().out.splitlines()) == left
    assert sorted(raw.dataset().observations["value"]) == [370000, 391000]


def test_an_unknown_issuer_is_one_line_on_stderr(raw, capsys):
    assert main(["new", "mp", "xinhua", "2024-01-05", "--raw", str(raw.path)]) == 1
    assert capsys.readouterr().err == "fraudstats: no issuer 'mp' in issuers.yaml. Did you mean 'mps'?\n"
