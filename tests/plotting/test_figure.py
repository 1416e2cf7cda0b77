"""A figure carries its words in every file and under the picture in a notebook; the same input gives the same bytes."""

import io
import xml.etree.ElementTree as ET

import pandas as pd
import pytest
from PIL import Image

from fraudstats.plotting import Figure, drawing, framed, panels


def made(**words):
    with drawing():
        picture, axes = panels(height=2)
        axes.plot([2020, 2021], [3, 4])
        framed(picture, "Cases <solved>", "Source: a ministry (2 documents).")
    told = {"caption": "What is seen.", "title": "Cases <solved>", "source": "Source: a ministry (2 documents)."}
    data = pd.DataFrame({"year": [2020, 2021], "cases": [3, 4]})
    return Figure("cases", picture, data, **told | {"alt": "A line from 3 to 4 & on."} | words)


@pytest.fixture(scope="module")
def files():
    return made().files()


def test_every_kind_of_file_is_written(tmp_path):
    paths = made().save(tmp_path / "new")
    assert [path.name for path in paths] == [f"cases.{kind}" for kind in ("svg", "png", "pdf", "csv", "txt")]


def test_the_same_input_gives_the_same_bytes_in_any_order(files):
    figure = made()
    assert figure._rendered("png") == files["png"]
    assert figure.files() == files


def test_an_svg_file_says_what_it_is(files):
    root = ET.fromstring(files["svg"])
    space = "{http://www.w3.org/2000/svg}"
    assert root.attrib["role"] == "img"
    assert root.find(f"{space}title").text == "Cases <solved>"
    assert root.find(f"{space}desc").text == "A line from 3 to 4 & on."


def test_a_png_file_says_what_it_is_and_is_small(files):
    picture = Image.open(io.BytesIO(files["png"]))
    assert picture.text == {
        "Title": "Cases <solved>",
        "Description": "A line from 3 to 4 & on.",
        "Source": "Source: a ministry (2 documents).",
    }
    assert picture.size[0] == 1440  # 183 mm at 200 dots per inch: nothing is cut off or added
    assert len(files["png"]) < 60_000


def test_a_pdf_file_holds_no_date(files):
    assert b"CreationDate" not in files["pdf"] and files["pdf"].startswith(b"%PDF")


def test_the_text_has_title_caption_source_and_description(files):
    assert files["txt"].decode().splitlines() == [
        "Cases <solved>",
        "What is seen.",
        "Source: a ministry (2 documents).",
        "In words: A line from 3 to 4 & on.",
    ]


def test_a_notebook_shows_the_picture_and_its_words_below(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **options: shown.append((data, options)))
    made()._ipython_display_()
    (picture, about), (words, _) = shown
    assert set(picture) == {"image/png", "text/plain"}
    assert about["metadata"]["image/png"] == {"width": 793, "alt": "A line from 3 to 4 & on."}
    for part in ("Cases &lt;solved&gt;", "What is seen.", "2 documents", "A line from 3 to 4 &amp; on."):
        assert part in words["text/html"]
    assert words["text/plain"] == made().words()


def test_a_caption_is_enough():
    figure = made(title="", source="", alt="")
    assert repr(figure) == "Figure 'cases'\nWhat is seen."
    assert "details" not in figure._html() and "strong" not in figure._html()


def test_a_picture_without_a_layout_of_the_house_loses_nothing():
    import matplotlib.pyplot as plt

    picture, axes = plt.subplots(figsize=(3, 2))
    axes.text(1.2, 0.5, "far outside", transform=axes.transAxes)
    figure = Figure("plain", picture, pd.DataFrame({"a": [1]}), "A text beside the axes.")
    assert Image.open(io.BytesIO(figure.files()["png"])).size[0] > 600
    plt.close(picture)


def test_a_framed_figure_bears_its_words_on_the_picture_as_well():
    with drawing():
        picture, axes = panels(height=2)
        axes.plot([2020, 2021], [3, 4])
    data = pd.DataFrame({"cases": [3, 4]})
    figure = Figure.framed("cases", picture, data, "Seen.", title="Cases", source="Source: a ministry.", alt="A line.")
    assert (picture._suptitle.get_text(), picture._supxlabel.get_text()) == ("Cases", "Source: a ministry.")
    assert figure.words() == "Cases\nSeen.\nSource: a ministry.\nIn words: A line."
