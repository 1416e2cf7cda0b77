"""Indicators in one file per topic: what is read, and what is reported."""

from pathlib import Path

import pytest

from fraudstats.sources import read_raw

RAW = Path(__file__).parents[2] / "data/raw"


@pytest.fixture
def by_topic(raw):
    """The sound folder with its two indicators in the folder ``indicators/``, in a file per topic."""
    text = (raw.path / "indicators.yaml").read_text(encoding="utf-8")
    head, first, second = text.partition("- id: cases_solved")[0], *text.split("- id: ")[1:]
    (raw.path / "indicators.yaml").unlink()
    raw.write("indicators/police.yaml", head + "- id: " + first.replace("topic: test", "topic: police"))
    raw.write("indicators/handovers.yaml", head + "- id: " + second.replace("topic: test", "topic: handovers"))
    return raw


def test_a_folder_of_topics_is_read_like_one_file(by_topic):
    data = read_raw(by_topic.path)
    assert data.problems == ()
    assert {i.id: i.topic for i in data.indicators.values()} == {"cases_solved": "police", "handed_over": "handovers"}


def test_file_and_folder_at_once_are_reported(by_topic):
    by_topic.write("indicators.yaml", "indicators: []\n")
    (problem,) = by_topic.problems()
    assert (problem.file, problem.expected) == ("indicators.yaml", "either this file or the folder indicators/")


def test_an_indicator_in_the_file_of_another_topic_is_reported(by_topic):
    (problem,) = by_topic.spoil("topic: police", "topic: handovers", "indicators/police.yaml")
    assert (problem.file, problem.line, problem.found) == ("indicators/police.yaml", 9, "handovers")
    assert problem.tip == "Move cases_solved to indicators/handovers.yaml."


def test_an_id_used_in_two_files_is_reported_with_both_places(by_topic):
    (problem,) = by_topic.spoil("id: cases_solved", "id: handed_over", "indicators/police.yaml")[:1]
    assert (problem.file, problem.found, problem.expected) == ("indicators/police.yaml", "handed_over", "each id once")
    assert problem.tip == "indicators/handovers.yaml:2 has it already."


def test_a_topic_file_without_indicators_is_reported(by_topic):
    (problem,) = [p for p in by_topic.spoil("indicators:", "indicator:", "indicators/handovers.yaml") if not p.found]
    assert (problem.file, problem.expected) == ("indicators/handovers.yaml", "the list 'indicators'")


def test_the_committed_indicators_are_sound_and_in_one_file_per_topic():
    data = read_raw(RAW)
    assert not [str(p) for p in data.problems if p.file.startswith("indicators")]
    assert {Path(i.file).as_posix() for i in data.indicators.values()} == {
        f"indicators/{i.topic}.yaml" for i in data.indicators.values()
    }
