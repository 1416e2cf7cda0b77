"""Marks beside numbers."""

from fraudstats.paper_table.flags import flag, flags_explained
from fraudstats.vocabulary import OBS_STATUSES, STATUS_LETTERS


def test_every_status_but_the_normal_one_has_a_mark():
    assert set(STATUS_LETTERS) == set(OBS_STATUSES) - {"A"}
    assert len(set(STATUS_LETTERS.values())) == len(STATUS_LETTERS)


def test_only_marks_that_occur_are_explained():
    assert flag("P") == " [p]" and flag("A") == flag(None) == flag(float("nan")) == ""
    assert flags_explained(["A", "B", None]) == ["[b] break in the series (SDMX B)."]
    assert flags_explained(["A"]) == []
