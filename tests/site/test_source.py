"""The source of the site: every page is there, in its place, and says what the data and the docstrings say."""

import doctest
import json
import re
from importlib import import_module
from pathlib import Path

import pytest

import fraudstats as fs
from tools.site import datatables
from tools.site import source as source_module
from tools.site.mirror import mirrored
from tools.site.paths import ROOT
from tools.site.sections import SECTIONS, section_pages
from tools.site.source import site_source, write_source

MODULES = sorted(path.stem for path in (ROOT / "tools/site").glob("*.py") if not path.stem.startswith("__"))


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_the_generators_hold(name):
    failed, _ = doctest.testmod(import_module(f"tools.site.{name}"), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert not failed


@pytest.mark.parametrize("path", sorted((ROOT / "tools/site").rglob("*.*")), ids=lambda path: path.name)
def test_no_file_of_the_site_is_longer_than_350_lines(path):
    if path.suffix in (".py", ".js", ".css", ".html", ".md"):
        assert len(path.read_text("utf-8").splitlines()) <= 350


def test_every_page_of_the_repository_is_in_its_place(source):
    patterns = ("docs/**/*.md", "notebooks/*.ipynb", "benchmarks/*.md", "data/releases/*/NOTES.md")
    wanted = [path for pattern in patterns for path in ROOT.glob(pattern)]
    assert not [path for path in wanted if path.relative_to(ROOT).as_posix() not in source]


def test_the_notes_of_the_releases_are_listed_newest_first(source):
    listed = re.findall(r"^([\d.]+)/NOTES$", source["data/releases/index.md"], re.M)
    assert listed == fs.releases()["release"].tolist()[::-1]


def test_every_indicator_and_area_with_a_number_has_a_page(source, dataset):
    rows = dataset.observations
    wanted = {f"indicators/{one}.md" for one in rows["indicator"]} | {f"areas/{one}.md" for one in rows["ref_area"]}
    made = {name for name in source if name.startswith(("indicators/", "areas/")) and not name.endswith("/index.md")}
    assert made == wanted


def test_a_page_lists_every_observation_of_its_indicator_and_of_its_area(source, dataset):
    for kind, column in (("indicators", "indicator"), ("areas", "ref_area")):
        for code, rows in dataset.observations.groupby(column):
            linked = re.findall(r"browser\.html#open=([^\"]+)\"", source[f"{kind}/{code}.md"])
            assert sorted(linked) == sorted(one.replace("/", "%2F") for one in rows["observation_id"]), code


def test_every_audited_paper_has_a_page(source, dataset):
    examples = {path.stem for path in (ROOT / "data/examples/audits").glob("*.yaml")}
    wanted = {f"audits/{one}.md" for one in {*dataset.claims["paper"], *examples}}
    assert wanted == {name for name in source if name.startswith("audits/")} - {"audits/index.md"}


def test_every_public_name_is_in_the_reference(source):
    modules = ("trends", "plotting", "figures", "course")
    wanted = {f"fraudstats.{name}" for name in fs.__all__ if name not in modules} | {
        f"fraudstats.{module}.{name}" for module in modules for name in getattr(fs, module).__all__
    }
    made = {
        match[1]
        for text in source.values()
        if isinstance(text, str) and (match := re.search(r"^\.\. auto(?:class|data|function):: (.+)$", text, re.M))
    }
    assert made == wanted


def test_every_picture_is_shown_with_its_numbers(source):
    for name in fs.figures.list()["name"]:
        assert f'src="_static/figures/{name}.svg"' in source["pictures.md"]
        assert source[f"_static/figures/{name}.csv"] == (ROOT / f"figures/{name}.csv").read_bytes()


def test_every_picture_of_a_page_is_described(source):
    for name, text in source.items():
        if name.endswith(".md"):
            for picture in re.findall(r"<img [^>]*>", text):
                assert re.search(r'alt="[^"]{25,}"', picture), f"{name}: {picture}"


def test_a_notebook_keeps_the_descriptions_of_its_pictures(source):
    cells = json.loads(source["notebooks/05_law_and_operations.ipynb"])["cells"]
    shown = [cell for cell in cells for out in cell.get("outputs", []) if "image/png" in out.get("data", {})]
    assert len(shown) == 1
    assert "sharp bounds of" in shown[0]["metadata"]["mystnb"]["image"]["alt"]


def test_each_of_several_pictures_of_a_cell_keeps_its_own_description(tmp_path):
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": ["before"]},
        *({"output_type": "display_data", "data": {}, "metadata": {"image/png": {"alt": said}}} for said in ("A", "B")),
        {"output_type": "stream", "name": "stdout", "text": ["after"]},
    ]
    cell = {"cell_type": "code", "id": "one", "metadata": {}, "source": ["draw()"], "outputs": outputs}
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks/00_a.ipynb").write_text(json.dumps({"cells": [cell]}))
    first, second = json.loads(mirrored(tmp_path)["notebooks/00_a.ipynb"])["cells"]
    assert [one["metadata"]["mystnb"]["image"]["alt"] for one in (first, second)] == ["A", "B"]
    assert (first["outputs"], second["outputs"]) == (outputs[:2], outputs[2:])
    assert (second["source"], second["metadata"]["tags"], second["id"]) == ([], ["remove-input"], "one-1")


def test_a_series_has_a_small_picture_on_the_pages_of_its_indicator_and_its_area(source):
    place = "_static/series/telecom_fraud_cases_solved-CN.svg"
    assert source[place].startswith(b"<?xml")
    for page in ("indicators/telecom_fraud_cases_solved.md", "areas/CN.md"):
        assert f'src="../{place}"' in source[page]
    drawn = {name for name in source if name.startswith("_static/series/")}
    shown = {
        one
        for name, text in source.items()
        if name.endswith(".md")
        for one in re.findall(r'src="\.\./(_static/series/[^"]+)"', text)
    }
    assert drawn == shown


def test_the_start_page_gives_the_sizes_of_the_data(source, dataset):
    assert f"{len(dataset.observations):,} printed numbers" in source["index.md"]
    assert "%" not in source["index.md"].replace("%2F", "")


def test_the_sections_are_those_of_the_index(source):
    index = (ROOT / "docs/index.md").read_text("utf-8")
    assert re.findall(r"^## (.+)$", index, re.M) == list(SECTIONS)
    with pytest.raises(ValueError, match="has a section 'Somewhere'"):
        section_pages("# Documentation\n\n## Somewhere\n")


def test_a_link_to_a_folder_leads_to_the_section_of_its_name(tmp_path):
    (tmp_path / "docs/evidence").mkdir(parents=True)
    (tmp_path / "docs/a.md").write_text("[why](evidence), [a](a.md#b), [table](t.csv), [out](https://example.org)")
    (tmp_path / "docs/t.csv").write_text("x")
    made = mirrored(tmp_path)
    assert made["docs/a.md"] == "[why](evidence.md), [a](a.md#b), [table](t.csv), [out](https://example.org)"
    assert made["docs/t.csv"] == b"x"


def test_two_parts_that_write_one_page_are_refused(monkeypatch, dataset):
    monkeypatch.setattr(source_module, "mirrored", lambda root: {"index.md": "other"})
    for part in (source_module.audits, source_module.browser, source_module.areas, source_module.indicators):
        monkeypatch.setattr(part, "pages", lambda *_: {})
    with pytest.raises(ValueError, match=r"write index\.md"):
        site_source(ROOT, dataset)


def test_writing_again_changes_nothing_and_what_is_no_longer_made_goes(tmp_path):
    write_source({"a.md": "a", "b/c.md": b"c"}, tmp_path)
    before = (tmp_path / "a.md").stat().st_mtime_ns
    write_source({"a.md": "a"}, tmp_path)
    assert (tmp_path / "a.md").stat().st_mtime_ns == before
    assert not (tmp_path / "b/c.md").exists()


def test_datatables_comes_from_an_installed_package_with_its_makers_and_its_licence():
    made = datatables.files()
    assert made["_static/datatables/jquery.js"].startswith("/*! jQuery v")
    assert "SpryMedia Ltd - datatables.net/license" in made["_static/datatables/datatables.js"][:100]
    assert "MIT License" in made["_static/datatables/LICENSE-great-tables.txt"]


def test_the_page_of_the_dataset_describes_it_for_search_engines(source, dataset):
    [held] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', source["dataset.md"], re.S)
    described = json.loads(held)
    assert described["@type"] == "Dataset"
    assert {one["propertyID"] for one in described["variableMeasured"]} == set(dataset.observations["indicator"])


def test_no_page_names_this_machine(source):
    here = str(Path.home()), str(ROOT)
    assert not [
        name for name, text in source.items() if isinstance(text, str) and any(f"{one}/" in text for one in here)
    ]
