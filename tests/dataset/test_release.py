"""Releases: frozen, verified, compared; a change without a reason is refused."""

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.dataset.register import release_numbers
from fraudstats.dataset.release import freeze, open_release
from fraudstats.errors import DatasetError

NEXT = ("releases: [{id: 2026.1.0,", "releases: [{id: 2025.12.0, date: 2025-12-31}, {id: 2026.1.1,")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "releases"


def second(raw):
    raw.spoil(*NEXT, "releases.yaml")
    return raw.dataset()


def test_a_release_is_read_back_as_it_was(raw, folder):
    dataset = raw.dataset()
    freeze(dataset, folder, "2026-01-31")
    again = open_release(folder, "2026.1.0")
    for name in dataset.names:
        pd.testing.assert_frame_equal(dataset.table(name), again.table(name))
    assert "The first release." in (folder / "2026.1.0" / "NOTES.md").read_text()


def test_two_freezes_give_the_same_bytes(raw, tmp_path):
    one, two = (freeze(raw.dataset(), tmp_path / name, "2026-01-31") for name in ("one", "two"))
    for path in one.iterdir():
        assert path.read_bytes() == (two / path.name).read_bytes()


def test_numbers_are_in_order(folder):
    for number in ("2026.10.0", "2026.2.0", "2026.2.10", "2026.2.9", "draft", ".release-x"):
        (folder / number).mkdir(parents=True)
    assert release_numbers(folder) == ["2026.2.0", "2026.2.9", "2026.2.10", "2026.10.0"]


def test_a_release_is_never_overwritten(raw, folder):
    freeze(raw.dataset(), folder, "2026-01-31")
    with pytest.raises(DatasetError, match="exists and is never overwritten"):
        freeze(raw.dataset(), folder, "2026-01-31")


def test_a_changed_byte_is_an_error_that_says_what_differs(raw, folder):
    path = freeze(raw.dataset(), folder, "2026-01-31") / "observations.csv"
    path.write_bytes(path.read_bytes().replace(b"370000", b"370001", 1))
    with pytest.raises(
        DatasetError, match=r"'observations.csv' is not what was released: its checksum is .* Restore the folder"
    ):
        open_release(folder, "2026.1.0")
    path.unlink()
    with pytest.raises(DatasetError, match="'observations.csv' is missing"):
        open_release(folder, "2026.1.0")


def test_an_unknown_release_names_those_there_are(raw, folder):
    freeze(raw.dataset(), folder, "2026-01-31")
    with pytest.raises(DatasetError, match=r"no release '2027.1.0'; there are 2026.1.0"):
        open_release(folder, "2027.1.0")


def test_a_half_written_release_is_not_one(raw, folder, monkeypatch):
    monkeypatch.setattr("pathlib.Path.rename", _killed)
    with pytest.raises(KeyboardInterrupt):
        freeze(raw.dataset(), folder, "2026-01-31")
    assert release_numbers(folder) == []
    assert [(path.name, path.read_text()) for path in folder.iterdir()] == [("register.json", "{}\n")]


def _killed(*_):
    raise KeyboardInterrupt


def test_a_full_disk_is_a_clear_error(raw, folder, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(DatasetError, match="cannot write release 2026.1.0 .*No space left"):
        freeze(raw.dataset(), folder, "2026-01-31")


def test_a_change_without_a_reason_is_refused(raw, folder):
    freeze(raw.dataset(), folder, "2026-01-31")
    raw.spoil("end: 2021-11", "end: 2021-10")
    with pytest.raises(DatasetError, match=r"without a reason:\n  a/solved: changed"):
        freeze(second(raw), folder, "2026-02-01")


@pytest.mark.parametrize("which", ["id: solved, ", ""])
def test_a_change_with_a_reason_is_listed_with_it(raw, folder, which):
    freeze(raw.dataset(), folder, "2026-01-31")
    raw.spoil("end: 2021-11", "end: 2021-10")
    raw.spoil(
        "observations:", f"corrections: [{{{which}date: 2026-02-01, what: the end, why: misread}}]\nobservations:"
    )
    raw.source("b", "observations:\n" + _row("solved") + _row("more"))
    freeze(second(raw), folder, "2026-02-01")
    difference = fs.diff(open_release(folder, "2026.1.0"), open_release(folder, "2026.1.1"))
    assert difference.counts() == {"added": 2, "removed": 0, "changed": 1}
    changed = difference.table[difference.table["change"] == "changed"].iloc[0]
    assert (changed["column"], changed["before"], changed["after"]) == ("period_end", "2021-11-30", "2021-10-31")
    assert changed["reason"] == "the end: misread (2026-02-01)"
    assert "the end: misread (2026-02-01): a/solved" in (folder / "2026.1.1" / "NOTES.md").read_text()
    assert "2026.1.0 -> 2026.1.1: 2 added, 0 removed, 1 changed" in difference.summary()
    assert repr(difference) == "<difference 2026.1.0 -> 2026.1.1: 2 added, 0 removed, 1 changed>"
    assert difference._repr_html_().count("<tr") == 1 + len(difference.table)


def _row(name):
    return (
        f"  - {{id: {name}, indicator: cases_solved, ref_area: CN, start: 2019, end: 2019, text: 20万, value: 200000, "
        "qualifier: rounded, unit: cases, confidence: high}\n"
    )


def test_what_is_gone_needs_a_reason_too(raw, folder):
    raw.source("b", "observations:\n" + _row("solved"))
    freeze(raw.dataset(), folder, "2026-01-31")
    (raw.path / "sources/mps/b.yaml").unlink()
    with pytest.raises(DatasetError, match="b/solved: removed"):
        freeze(second(raw), folder, "2026-02-01")
    raw.write("withdrawn.yaml", "withdrawn: [{id: b/solved, date: 2026-02-01, why: a copy of another file}]")
    freeze(raw.dataset(), folder, "2026-02-01")
    assert "withdrawn: a copy of another file" in (folder / "2026.1.1" / "NOTES.md").read_text()


def test_a_number_of_another_form_is_refused(raw, folder):
    raw.spoil("2026.1.0", "2026.13.0", "releases.yaml")
    with pytest.raises(DatasetError, match=r"YYYY.M.N, such as 2026.11.0, not '2026.13.0'"):
        freeze(raw.dataset(), folder, "2026-01-31")


def test_another_schema_is_refused(raw, folder, monkeypatch):
    monkeypatch.setattr("fraudstats.dataset.release.SCHEMA_VERSION", 0)
    freeze(raw.dataset(), folder, "2026-01-31")
    with pytest.raises(DatasetError, match="schema version 0, .*open a release with the fraudstats that made it"):
        open_release(folder, "2026.1.0")


def test_the_shipped_releases_load_and_are_listed():
    listed = fs.releases()
    for number, count in zip(listed["release"], listed["observations"], strict=True):
        assert len(fs.load(release=number).observations) == count


@pytest.mark.parametrize(
    "part",
    [lambda ds: ds.as_of("2025"), lambda ds: ds.select(ref_area="CN"), lambda ds: ds.with_convention("conservative")],
)
def test_only_whole_data_are_released(raw, folder, part):
    with pytest.raises(DatasetError, match=r"only whole data are released, and these are 2026\.1\.0, "):
        freeze(part(raw.dataset()), folder, "2026-01-31")


def test_a_release_follows_the_last_one(raw, folder):
    freeze(second(raw), folder, "2026-01-31")
    raw.spoil(", {id: 2026.1.1,", ", {id: 2025.12.9,", "releases.yaml")
    with pytest.raises(DatasetError, match=r"release 2025\.12\.9 would come before 2026\.1\.1, the last one"):
        freeze(raw.dataset(), folder, "2026-02-01")
