"""The one entry for all formats: complete, repeatable, clear when it cannot."""

import os

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.errors import DatasetError, ExportError
from fraudstats.exports import FORMATS


@pytest.fixture
def all_formats():
    pytest.importorskip("xlsxwriter")
    return tuple(FORMATS)


def test_all_formats_at_once(shipped, tmp_path, all_formats):
    written = fs.export(shipped, tmp_path / "new" / "folder", all_formats)
    assert sorted(written) == sorted(path for path in (tmp_path / "new" / "folder").iterdir())
    assert {path.suffix for path in written} == {
        ".csv", ".parquet", ".json", ".xml", ".xlsx", ".dta", ".bib", ".jsonld", ".md", ".txt",
    }  # fmt: skip
    assert all(path.stat().st_size > 0 for path in written)


def test_the_same_data_gives_the_same_bytes(small, tmp_path, all_formats):
    for name in ("one", "two"):
        fs.export(small, tmp_path / name, all_formats)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_the_crate_describes_the_other_formats_in_whatever_order_they_are_asked_for(small, tmp_path):
    fs.export(small, tmp_path / "out", ("rocrate", "bibtex"))
    assert "sources.bib" in (tmp_path / "out" / "ro-crate-metadata.json").read_text(encoding="utf-8")


def test_one_format_by_name(small, tmp_path):
    assert [path.name for path in fs.export(small, tmp_path, "csl")] == ["sources-csl.json"]


@pytest.mark.parametrize("formats", ["stta", ("csv", "stta"), ["STATA"]])
def test_an_unknown_format_names_those_there_are_and_nothing_is_written(small, tmp_path, formats):
    with pytest.raises(ExportError, match="no format 'S?T?A?T?A?s?t?t?a?'; choose among csv, parquet, datapackage"):
        fs.export(small, tmp_path / "out", formats)
    assert not (tmp_path / "out").exists()


def test_what_is_no_dataset_is_refused(small, tmp_path):
    with pytest.raises(ExportError, match="expected a dataset, such as fs.load.., and found 'DataFrame'"):
        fs.export(small.observations, tmp_path / "out")


def test_the_nearest_format_is_suggested(small, tmp_path):
    with pytest.raises(ExportError, match="Did you mean 'stata'"):
        fs.export(small, tmp_path, "stta")


@pytest.mark.parametrize("name", FORMATS)
def test_a_folder_that_is_a_file_is_said_to_be_one(small, tmp_path, name):
    if name == "excel":
        pytest.importorskip("xlsxwriter")
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(DatasetError, match="cannot write"):
        fs.export(small, tmp_path / "taken", name)
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_failure_leaves_what_was_there(small, tmp_path, monkeypatch):
    fs.export(small, tmp_path / "out", "bibtex")
    before = (tmp_path / "out" / "sources.bib").read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(DatasetError, match="No space left on device"):
        fs.export(small, tmp_path / "out", "bibtex")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["sources.bib"]
    assert (tmp_path / "out" / "sources.bib").read_bytes() == before


def test_one_format_that_cannot_be_written_does_not_keep_the_others_from_it(small, tmp_path, monkeypatch):
    (tmp_path / "sources.bib").mkdir()
    with pytest.raises(
        ExportError, match=r"(?s)not written:\n  bibtex: .*folder.*The others are written to .*: csv, csl"
    ):
        fs.export(small, tmp_path, ("csv", "bibtex", "csl"))
    assert (tmp_path / "sources-csl.json").exists()


@pytest.mark.parametrize("text", ["=1+1", "@SUM(1)", "+HYPERLINK(1)", "-2+3|cmd", "\t=1"])
def test_a_formula_is_not_written_into_a_csv(small, tmp_path, text):
    tables = {name: small.table(name) for name in small.names}
    tables["observations"]["note"] = pd.array([text] * len(tables["observations"]), "str")
    with pytest.raises(ExportError, match="observations, row 1, note: a spreadsheet would run"):
        fs.export(fs.Dataset(tables, "2026.1.0"), tmp_path / "out", "csv")


@pytest.mark.parametrize("name", ["vintage", "selection", "empty"])
def test_narrowed_data_in_every_format(narrowed, name, tmp_path, all_formats):
    assert len(fs.export(narrowed[name], tmp_path, all_formats)) > 40


def test_progress_sees_each_format_once(small, tmp_path):
    seen = []
    fs.export(small, tmp_path, ("csl", "csv", "csl"), progress=lambda names: seen.extend(names) or names)
    assert seen == ["csv", "csl"]
