"""The list of figures: numbers, names, modules; and the committed files, byte for byte."""

import dataclasses

import pytest

import fraudstats as fs
from fraudstats.dataset.loader import processed_folder
from fraudstats.errors import DatasetError
from fraudstats.figures.registry import NAMES

ROOT = processed_folder().parents[1]
KINDS = {"svg", "png", "pdf", "csv", "txt"}


def differing(figure):
    """The kinds of file that are not, to the byte, what is committed."""
    committed = ROOT / "figures"
    return [
        kind
        for kind, content in figure.files().items()
        if (committed / f"{figure.name}.{kind}").read_bytes() != content
    ]


def test_each_figure_has_a_number_a_title_and_a_notebook_that_exists():
    table = fs.figures.list()
    assert list(table.index) == [f"{number:02}" for number in range(1, 16)]
    assert table["title"].is_unique
    assert all((ROOT / "notebooks" / f"{notebook}.ipynb").exists() for notebook in table["notebook"])


def test_each_figure_is_drawn_in_the_notebook_that_it_names():
    for name, notebook in fs.figures.list()[["name", "notebook"]].itertuples(index=False):
        assert f'\\"{name}\\"' in (ROOT / "notebooks" / f"{notebook}.ipynb").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["1", 1, "01", "01-solved-cases-windows"])
def test_a_figure_is_found_by_number_and_name(name):
    assert fs.figures.get(name).name == "01-solved-cases-windows"


@pytest.mark.parametrize("name", ["16", "solved", "0"])
def test_an_unknown_figure_is_refused_with_those_there_are(name):
    with pytest.raises(DatasetError, match="the figures are: 01-solved-cases-windows"):
        fs.figures.get(name)


def test_a_result_that_a_figure_does_not_use_is_named(ds):
    with pytest.raises(DatasetError, match="does not use fits; it takes series, fit, ahead"):
        fs.figures.draw("12", ds, fits={})


def test_the_folder_of_figures_holds_the_listed_ones_and_nothing_else():
    assert {path.name for path in (ROOT / "figures").iterdir()} == {
        f"{name}.{kind}" for name in NAMES for kind in KINDS
    }


@pytest.mark.reproduces
@pytest.mark.parametrize("name", NAMES)
def test_the_committed_files_are_what_is_drawn_now_to_the_byte(made, name):
    assert differing(made[name[:2]]) == [], "run 'python run.py', and look at what changed"


@pytest.mark.parametrize("name", NAMES)
def test_every_drawn_number_leads_to_its_sources(made, ds, name):
    ids = made[name[:2]].data["ids"].str.split().explode().replace("", None).dropna()
    assert len(ds.sources_of(ids.tolist())) == ids.str.partition("/")[0].nunique() > 0
    assert ds.release in made[name[:2]].source


def test_a_halved_series_is_seen_in_the_picture_although_its_table_is_right(made, ds, inputs):
    honest = fs.figures.get("15")

    def halved(data):
        return honest.picture(data.assign(fitted=data["fitted"] / 2))

    figure = dataclasses.replace(honest, picture=halved).draw(ds, **inputs["15"])
    assert differing(figure) == ["svg", "png", "pdf"]
    assert differing(made["15"]) == []


def test_a_notebook_saves_where_it_is_told(monkeypatch, tmp_path):
    monkeypatch.delenv("FRAUDSTATS_FIGURES", raising=False)
    assert fs.figures.folder().as_posix() == "../figures"
    monkeypatch.setenv("FRAUDSTATS_FIGURES", str(tmp_path))
    assert fs.figures.folder() == tmp_path
