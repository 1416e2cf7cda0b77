"""``fraudstats export`` and ``cite``."""

import json
import sys

import pytest

from fraudstats.cli import main


def test_export_prints_what_it_wrote(tmp_path, capsys):
    assert main(["export", "csl", "jsonld", "--to", str(tmp_path)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed == [str(tmp_path / "sources-csl.json"), str(tmp_path / "dataset.jsonld")]


def test_export_of_a_vintage(tmp_path, capsys):
    assert main(["export", "csl", "--to", str(tmp_path / "all")]) == 0
    assert main(["export", "csl", "--to", str(tmp_path / "then"), "--as-of", "2022-06-30"]) == 0
    all_sources, then = (json.loads((tmp_path / n / "sources-csl.json").read_text("utf-8")) for n in ("all", "then"))
    assert 0 < len(then) < len(all_sources)
    assert "as known on 2022-06-30" in then[0]["version"]
    assert max(item["issued"]["date-parts"][0][0] for item in then[1:]) == 2022


def test_export_in_all_formats(tmp_path, capsys):
    pytest.importorskip("xlsxwriter")
    assert main(["export", "all", "--to", str(tmp_path)]) == 0
    assert "ro-crate-metadata.json" in capsys.readouterr().out


def test_a_citation_of_a_past_state_names_its_date(capsys):
    assert main(["cite", "--as-of", "2023-12-27"]) == 0
    assert "2023-12-27" in capsys.readouterr().out


def test_cite(capsys):
    assert main(["cite"]) == 0
    assert capsys.readouterr().out.startswith("The fraudstats developers (")
    assert main(["cite", "xinhua-northnews-2022-01-01/telecom_fraud_cases_solved", "--style", "bibtex"]) == 0
    assert capsys.readouterr().out.startswith("@article{xinhua-northnews-2022-01-01,")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export", "stta", "--to", "x"], "Did you mean 'stata'"),
        (["export", "csv", "--to", "x", "--release", "2000.1.0"], "no release '2000.1.0'"),
        (["cite", "nowhere/nothing"], "no observation 'nowhere/nothing'"),
        (["cite", "--style", "apa"], "no citation style 'apa'"),
    ],
)
def test_what_cannot_be_done_is_said(arguments, words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 1
    assert words in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_all_formats_without_the_package_of_one(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert main(["export", "all", "--to", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert "not written: excel; excel needs one more package; install it with: pip install" in said.err
    assert all(name in said.out for name in ("sources.bib", "dataset.jsonld", "reach.md", "ro-crate-metadata.json"))
