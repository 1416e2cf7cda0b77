"""Tables on disk: the same bytes for the same content, whole files only, damage reported."""

import hashlib
import json
import threading

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stored import ROOT, unlike_the_tables

import fraudstats as fs
from fraudstats.dataset.store import canonical_csv, manifest_in
from fraudstats.errors import DatasetError, RecordError


def test_build_writes_what_load_reads(raw, tmp_path):
    built = fs.build(raw.path, tmp_path / "out")
    loaded = fs.load(tmp_path / "out")
    for name in built.names:
        pd.testing.assert_frame_equal(built.table(name), loaded.table(name))


def test_csv_and_parquet_hold_the_same(raw, tmp_path):
    fs.build(raw.path, tmp_path)
    loaded = fs.load(tmp_path)
    for name in loaded.names:
        assert (tmp_path / f"{name}.csv").read_text(encoding="utf-8") == canonical_csv(loaded.table(name))


def test_two_builds_give_the_same_bytes(raw, tmp_path):
    for folder in ("one", "two"):
        fs.build(raw.path, tmp_path / folder)
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_numbers_and_dates_in_the_canonical_csv():
    table = pd.DataFrame(
        {"n": [1.0, 0.25, None], "d": pd.to_datetime(["2021-01-01", None, None]), "t": ["a,b", None, "c"]}
    )
    assert canonical_csv(table) == 'n,d,t\n1,2021-01-01,"a,b"\n0.25,,\n,,c\n'


@given(
    st.lists(
        st.tuples(
            st.floats(allow_nan=True) | st.integers(-(10**20), 10**20).map(float),
            st.text(alphabet='ab,"\n 万', max_size=4) | st.none(),
            st.booleans(),
            st.integers(-5, 5) | st.none(),
        ),
        min_size=1,
    )
)
def test_the_canonical_csv_is_what_pandas_writes(rows):
    table = pd.DataFrame(rows, columns=["number", 'a "text"', "flag", "whole"]).astype({"whole": "Int64"})
    table = table.astype({"number": "float64", 'a "text"': "str"}).assign(day=pd.Timestamp("2021-02-03"))
    written = table["number"].map(lambda v: f"{v:.0f}" if v.is_integer() else repr(v), na_action="ignore")
    by_pandas = table.assign(number=written.astype("object"), day="2021-02-03").to_csv(index=False, lineterminator="\n")
    assert canonical_csv(table) == by_pandas


@pytest.mark.parametrize("number", ["2026.11.0", "2099.1.0"])
def test_the_number_of_a_release_is_not_taken_for_a_folder(number):
    with pytest.raises(DatasetError, match=rf"write load\(release='{number}'\)"):
        fs.load(number)


def test_a_folder_may_be_named_like_a_release(raw, tmp_path, monkeypatch):
    fs.build(raw.path, tmp_path / "2026.11.0")
    monkeypatch.chdir(tmp_path)
    assert len(fs.load("2026.11.0").observations) == 1


def test_unsound_records_write_nothing(raw, tmp_path):
    raw.spoil("tier: state_media", "tier: x")
    with pytest.raises(RecordError):
        fs.build(raw.path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_builds_at_the_same_time_do_not_mix(raw, tmp_path):
    threads = [threading.Thread(target=fs.build, args=(raw.path, tmp_path / "out")) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(fs.load(tmp_path / "out").observations) == 1
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda folder: (folder / "SHA256SUMS").unlink(), "run 'fraudstats build' first"),
        (lambda folder: (folder / "SHA256SUMS").write_text(""), "is damaged"),
        (lambda folder: (folder / "manifest.json").unlink(), "is missing"),
        (lambda folder: (folder / "manifest.json").write_text("{"), "is damaged"),
        (lambda folder: (folder / "events.parquet").unlink(), "is missing"),
        (lambda folder: (folder / "events.parquet").write_bytes(b"PAR1"), "is damaged"),
        (lambda folder: (folder / "events.csv").write_bytes(b""), "is damaged"),
    ],
)
def test_damage_is_reported(raw, tmp_path, spoil, words):
    fs.build(raw.path, tmp_path)
    spoil(tmp_path)
    with pytest.raises(DatasetError, match=words):
        fs.load(tmp_path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"schema_version": 0, "tables": {}}, "schema version 0"),
        ([], "is damaged"),
        ({"schema_version": 2}, "is damaged"),
        ({"schema_version": 2, "tables": {"areas": 1}}, "is damaged"),
    ],
)
def test_a_manifest_that_says_something_else_is_refused(tmp_path, content, words):
    with pytest.raises(DatasetError, match=words):
        manifest_in(f"{json.dumps(content, indent=2)}\n".encode(), tmp_path / "manifest.json")


def test_a_changed_file_is_found_although_the_tables_were_read_before(raw, tmp_path):
    fs.build(raw.path, tmp_path)
    fs.load(tmp_path)
    with (tmp_path / "areas.parquet").open("r+b") as file:
        file.seek(10)
        file.write(b"?")
    with pytest.raises(DatasetError, match="areas.parquet' is damaged"):
        fs.load(tmp_path)


def test_anyone_can_check_the_sums(raw, tmp_path):
    folder = tmp_path / "out"
    fs.build(raw.path, folder)
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    for line in lines:
        checksum, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == checksum
    assert {line.split()[1] for line in lines} | {"SHA256SUMS"} == {path.name for path in folder.iterdir()}


def test_the_committed_tables_are_those_of_the_raw_records():
    assert unlike_the_tables(ROOT / "data/raw") == []
