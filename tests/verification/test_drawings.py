"""Pictures by their pixels, drawings by their coordinates."""

import io

import matplotlib
import numpy as np
import pytest
from PIL import Image

from fraudstats.verification.drawings import compare_pdf, compare_svg
from fraudstats.verification.pictures import LEVELS, compare_pictures
from fraudstats.verification.verdict import DIFFERENT, EQUAL, IDENTICAL


def png(pixels, **told):
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    for key, words in told.items():
        info.add_itxt(key, words)
    buffer = io.BytesIO()
    Image.fromarray(np.asarray(pixels, np.uint8)).save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


WHITE = np.full((20, 30, 3), 255)


def with_dot(level):
    pixels = WHITE.copy()
    pixels[4, 7] = level
    return png(pixels)


@pytest.mark.parametrize(
    ("new", "verdict", "detail"),
    [
        (png(WHITE), IDENTICAL, ""),
        (with_dot(255 - LEVELS), EQUAL, "pixels differ by at most 8 of 255"),
        (with_dot(0), DIFFERENT, "1 of 600 pixels differ, first at (7, 4): #ffffff, now #000000"),
        (png(WHITE[:, :20]), DIFFERENT, "30 x 20 pixels, now 20 x 20"),
        (png(WHITE, Title="other"), DIFFERENT, "other words"),
        (png(np.where(WHITE, 254, 0), Title="other"), DIFFERENT, "other words"),
        (b"no picture", DIFFERENT, "the new one is no picture"),
    ],
)
def test_verdicts_on_pictures(new, verdict, detail):
    found = compare_pictures(png(WHITE), new)
    assert (found.verdict, found.detail) == (verdict, detail)


def drawing(kind, values=(1.0, 3.0, 2.0), title="Cases", **line):
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    settings = {"svg.hashsalt": "x", "pdf.fonttype": 42}
    with matplotlib.rc_context(settings):
        picture = Figure(figsize=(3, 2))
        FigureCanvasAgg(picture)
        axes = picture.add_subplot()
        axes.set(xlim=(0, 2), ylim=(0, 5), title=title)
        axes.plot(range(3), values, **line)
        buffer = io.BytesIO()
        nothing = {"svg": {"Date": None}, "pdf": {"CreationDate": None, "Title": "A title"}}[kind]
        picture.savefig(buffer, format=kind, metadata=nothing)
    return buffer.getvalue()


each = pytest.mark.parametrize(("kind", "compare"), [("svg", compare_svg), ("pdf", compare_pdf)])


@each
def test_a_drawing_made_twice_is_identical(kind, compare):
    assert compare(drawing(kind), drawing(kind), 1e-6).verdict == IDENTICAL


@each
def test_a_line_moved_by_less_than_a_hair_is_equal(kind, compare):
    found = compare(drawing(kind), drawing(kind, values=(1.0, 3.0, 2.000008)), 1e-6)
    assert found.verdict == EQUAL and ", now " in found.detail


@each
@pytest.mark.parametrize(
    "change",
    [{"values": (1.0, 3.0, 1.0)}, {"values": (1.0, 3.0, 2.01)}, {"title": "Causes"}, {"color": "red"}, {"marker": "o"}],
)
def test_what_is_drawn_otherwise_is_different(kind, compare, change):
    assert compare(drawing(kind), drawing(kind, **change), 1e-6).verdict == DIFFERENT


def test_the_part_of_a_drawing_is_named():
    found = compare_svg(drawing("svg"), drawing("svg", values=(1.0, 3.0, 1.0)), 1e-6)
    assert found.detail.startswith("line2d_")


def test_fonts_and_their_order_count():
    """`plotting.pdf_fonts` writes them in the order of their names, wherever they are installed."""
    one = b"stream\n1 j\n0 0 m\n5.5 5 l\nendstream stream\n\x00\x01font a\nendstream stream\nOTTO font b\nendstream"
    other = b"stream\nOTTO font b\nendstream stream\n\x00\x01font a\nendstream stream\n1 j\n0 0 m\n5.5 5 l\nendstream"
    assert compare_pdf(one, other, 1e-6).verdict == DIFFERENT
    assert compare_pdf(one, one.replace(b"font b", b"font c"), 1e-6).verdict == DIFFERENT
    assert compare_pdf(one, one.replace(b"5.5", b"6.5"), 1e-6).verdict == DIFFERENT


@pytest.mark.parametrize(
    ("old", "new"), [("<desc>p = 0.0001</desc>", "<desc>p = 0.0003</desc>"), ("#0e1234", "#0e5678")]
)
def test_words_and_colours_of_a_drawing_are_compared_exactly(old, new):
    """Colours read as numbers would all be near each other, and so would small ones beside the width."""
    svg = f'<svg viewBox="0 0 504 288">{old}<g id="line2d_1"/></svg>'
    assert compare_svg(svg.encode(), svg.replace(old, new).encode(), 1e-6).verdict == DIFFERENT


def test_another_title_of_a_file_is_different():
    pdf = drawing("pdf")
    assert compare_pdf(pdf, pdf.replace(b"A title", b"A tattle"), 1e-6).verdict == DIFFERENT
