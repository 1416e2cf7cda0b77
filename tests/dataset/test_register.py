"""The register: every frozen release is what it was when it was registered, file by file."""

import json
import shutil

import pytest

import fraudstats as fs
from fraudstats.dataset.loader import data_folder
from fraudstats.dataset.register import REGISTER, add_to_register, faults_of, read_register, release_numbers
from fraudstats.dataset.release import freeze, open_release
from fraudstats.errors import DatasetError

SHIPPED = data_folder() / "releases"


@pytest.fixture
def copy(tmp_path):
    """A copy of the shipped releases, to be damaged."""
    return shutil.copytree(SHIPPED, tmp_path / "releases")


@pytest.fixture
def frozen(raw, tmp_path):
    """A folder with one small release."""
    freeze(raw.dataset(), tmp_path / "releases", "2026-01-31")
    return tmp_path / "releases"


def faults(folder):
    """Release -> what is wrong with it, for those where something is."""
    register = read_register(folder)
    assert list(register) == release_numbers(folder)
    found = {number: faults_of(folder / number, register[number]) for number in register}
    return {number: wrong for number, wrong in found.items() if wrong}


def test_every_release_folder_is_what_was_registered():
    assert len(release_numbers(SHIPPED)) >= 2
    assert faults(SHIPPED) == {}


@pytest.mark.parametrize("number", release_numbers(SHIPPED))
def test_one_flipped_byte_is_found_in_any_file(copy, number):
    for path in sorted((copy / number).iterdir()):
        content = path.read_bytes()
        middle = len(content) // 2
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
        (wrong,) = faults(copy)[number]
        assert wrong.startswith(f"{path.name!r} is not what was released: its checksum is ")
        path.write_bytes(content)
    assert faults(copy) == {}


def test_a_missing_and_an_extra_file_are_found(copy):
    (copy / "2026.11.0" / "areas.csv").rename(copy / "2026.11.0" / "regions.csv")
    assert faults(copy) == {"2026.11.0": ["'areas.csv' is missing", "'regions.csv' does not belong to the release"]}


def test_a_release_and_its_manifest_rewritten_together_are_found(frozen):
    """What a folder's own checksums cannot tell."""
    register = (frozen / REGISTER).read_bytes()
    before = open_release(frozen, "2026.1.0")
    rows = before.observations.assign(value=1.0)
    changed = fs.Dataset({n: before.table(n) for n in before.names} | {"observations": rows}, "2026.1.0")
    shutil.rmtree(frozen)
    freeze(changed, frozen, "2026-01-31")
    assert open_release(frozen, "2026.1.0").observations["value"].tolist() == [1.0]
    (frozen / REGISTER).write_bytes(register)
    with pytest.raises(DatasetError, match=r"release 2026.1.0 .* is damaged: 'manifest.json' .*; 'observations.csv' "):
        open_release(frozen, "2026.1.0")


def test_an_extra_file_is_refused_when_a_release_is_opened(frozen):
    (frozen / "2026.1.0" / "more.csv").write_text("x")
    with pytest.raises(DatasetError, match="'more.csv' does not belong to the release"):
        open_release(frozen, "2026.1.0")


def test_a_file_that_a_system_hides_there_does_no_harm(frozen):
    (frozen / "2026.1.0" / ".DS_Store").write_text("x")
    assert len(open_release(frozen, "2026.1.0").observations) == 1


def test_a_release_that_is_not_registered_is_refused(frozen):
    (frozen / REGISTER).write_text("{}\n")
    with pytest.raises(DatasetError, match="release 2026.1.0 is not in the register"):
        open_release(frozen, "2026.1.0")


def test_a_missing_or_damaged_register_is_an_error(frozen):
    (frozen / REGISTER).write_text("{")
    with pytest.raises(DatasetError, match="register.json' cannot be read"):
        open_release(frozen, "2026.1.0")
    (frozen / REGISTER).unlink()
    with pytest.raises(DatasetError, match="register.json' is missing, so releases 2026.1.0 cannot be verified"):
        open_release(frozen, "2026.1.0")


def test_an_entry_is_never_overwritten_even_where_the_folder_is_gone(raw, frozen):
    shutil.rmtree(frozen / "2026.1.0")
    with pytest.raises(DatasetError, match="release 2026.1.0 exists and is never overwritten"):
        freeze(raw.dataset(), frozen, "2026-01-31")
    with pytest.raises(DatasetError, match="is never overwritten"):
        add_to_register(frozen, "2026.1.0", frozen)
    assert not (frozen / "2026.1.0").exists()


def test_a_further_release_leaves_the_entries_before_it(raw, frozen):
    before = json.loads((frozen / REGISTER).read_text())
    raw.spoil(
        "releases: [{id: 2026.1.0,", "releases: [{id: 2025.12.0, date: 2025-12-31}, {id: 2026.1.1,", "releases.yaml"
    )
    freeze(raw.dataset(), frozen, "2026-02-01")
    after = json.loads((frozen / REGISTER).read_text())
    assert list(after) == ["2026.1.0", "2026.1.1"]
    assert after["2026.1.0"] == before["2026.1.0"]
    assert faults(frozen) == {}


def test_a_release_that_cannot_be_registered_is_none(raw, tmp_path, monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("fraudstats.dataset.release.add_to_register", stopped)
    with pytest.raises(KeyboardInterrupt):
        freeze(raw.dataset(), tmp_path, "2026-01-31")
    assert release_numbers(tmp_path) == []
