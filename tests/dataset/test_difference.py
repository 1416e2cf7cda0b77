"""What differs between two states: numbers with sizes and reasons, choices among them, and ranges."""

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.dataset import freeze
from fraudstats.dataset.release import RANGES, open_release
from fraudstats.errors import DatasetError

YEAR = ("2021", "2021")
EVENT = """\
events:
  - id: talks
    date: 2021-12-01
    kind: meeting
    title: Talks
    actors: [CN, MM]
"""


@pytest.fixture
def states(world, row, raw):
    """Two states of a small world: one number added, another range, another choice."""
    before = world(
        b=("2022-01-01", "issuer_site", row("x", *YEAR, "more than 1 million", 1_000_000, "more_than")),
        c=("2022-01-01", "repost", row("y", "2020", "2020", "20万", 200_000)),
    )
    raw.source("d", "observations:\n" + row("z", *YEAR, "1,008,597", 1_008_597, "exact"), published="2022-02-01")
    raw.spoil("text: '20万', value: 200000", "text: '20万', step: 10000, value: 200000", "sources/mps/c.yaml")
    return before, raw.dataset()


def test_an_added_number_and_the_choice_it_changes(states):
    difference = fs.diff(*states)
    assert difference.counts() == {"added": 1, "removed": 0, "changed": 0}
    (choice,) = difference.preferred.to_dict("records")
    assert (choice["before"], choice["after"], choice["reason"]) == ("b/x", "d/z", "more informative")
    assert choice["relative"] == pytest.approx(0.008597)
    assert "preferred b/x -> d/z: 1,000,000 -> 1,008,597 (+0.9%)  (more informative)" in difference.summary()


def test_another_range_of_a_number_that_stayed(states):
    (row,) = fs.diff(*states).ranges.to_dict("records")
    assert (row["id"], row["value_text"]) == ("c/y", "20万")
    assert (row["lower_before"], row["lower_after"], row["upper_after"]) == (150_000, 195_000, 205_000)
    assert (row["precision_before"], row["precision_after"]) == (100_000, 10_000)


def test_a_release_lists_the_ranges_that_changed(states, raw, tmp_path):
    before, _ = states
    freeze(before, tmp_path / "releases", "2026-01-31")
    raw.write("releases.yaml", "releases: [{id: 2026.1.0, date: 2026-01-31}, {id: 2026.1.1, date: 2026-02-01}]\n")
    folder = freeze(raw.dataset(), tmp_path / "releases", "2026-02-01")
    assert pd.read_csv(folder / RANGES)["id"].tolist() == ["c/y"]
    assert "**Another range** of 1 numbers that stayed" in (folder / "NOTES.md").read_text("utf-8")
    assert open_release(tmp_path / "releases", "2026.1.1").state.standing == "released"


def test_a_stated_change_is_a_number_too(raw):
    before = raw.dataset()
    raw.spoil("text: 44.2%", "text: nearly 44.2%")
    difference = fs.diff(before, raw.dataset())
    rows = difference.table.set_index("column")
    assert rows.loc["qualifier", "id"] == "a/solved-yoy"
    assert (rows.loc["qualifier", "before"], rows.loc["qualifier", "after"]) == ("rounded", "nearly")
    assert len(difference.unexplained) == 2, "the text and the qualifier, without a correction"


def test_a_change_of_the_observation_is_not_listed_again_under_its_stated_change(raw):
    before = raw.dataset()
    raw.spoil("end: 2021-11", "end: 2021-10")
    assert fs.diff(before, raw.dataset()).table["id"].tolist() == ["a/solved"]


def test_a_remark_needs_no_reason(raw):
    before = raw.dataset()
    raw.spoil("confidence: high", "confidence: high\n    note: seen again")
    difference = fs.diff(before, raw.dataset())
    assert difference.table["reason"].tolist() == ["a remark of ours"]
    assert "**Remarks** of ours on 1 numbers" in difference.notes()
    assert "**Corrections**: none" in difference.notes()


def test_the_working_tables_by_name():
    assert fs.diff("2026.11.1", "working").after.state == fs.load().state
    assert fs.diff("2026.11.1").after.state == fs.load().state


@pytest.mark.parametrize("state", [5, None, ("2026.11.1",)])
def test_what_is_no_state_of_the_data_is_refused(state):
    with pytest.raises(DatasetError, match=r"the number of a release, 'working' or a dataset, not "):
        fs.diff("2026.11.1", state)


def test_a_difference_names_the_other_tables_and_lists_their_events(raw):
    before = raw.dataset()
    raw.source("e", EVENT)
    difference = fs.diff(before, raw.dataset())
    assert "  other tables, see Difference.others:\n    sources: 1 added\n    events: 1 added" in difference.summary()
    assert "- **Other tables**:\n  - sources: 1 added\n  - events: 1 added\n    - added e/talks" in difference.notes()
    assert "**Other tables**: none" in fs.diff(before, before).notes()
    assert "other tables" not in fs.diff(before, before).summary()


def test_another_event_needs_no_reason_to_be_frozen(raw, tmp_path):
    raw.source("e", EVENT)
    freeze(raw.dataset(), tmp_path / "releases", "2026-01-31")
    raw.write("releases.yaml", "releases: [{id: 2026.1.0, date: 2026-01-31}, {id: 2026.1.1, date: 2026-02-01}]\n")
    raw.spoil("kind: meeting", "kind: report", "sources/mps/e.yaml")
    folder = freeze(raw.dataset(), tmp_path / "releases", "2026-02-01")
    assert "    - changed e/talks: kind meeting -> report\n" in (folder / "NOTES.md").read_text("utf-8")


def test_between_releases_every_changed_event_is_told():
    difference = fs.diff("2026.11.1", "2026.11.2")
    assert "events: 1 added, 35 changed, 2 remarked on" in difference.summary()
    assert "changed chinaorg-2011-10-31/operation-2011-10-05: kind operation -> incident" in difference.notes()


def test_between_releases_every_corrected_source_is_told_with_its_reason():
    notes = fs.diff("2026.11.3", "2026.11.4").notes()
    (line,) = [line for line in notes.splitlines() if "changed hk-people-2025-02-12" in line]
    assert "published 2025-02-12 -> 2025-02-11" in line and "the text is of 2025-02-11" in line
    assert "(nan)" not in notes and "(nan)" not in fs.diff("2026.11.1", "2026.11.2").notes()
