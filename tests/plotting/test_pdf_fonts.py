"""A PDF file does not depend on where its fonts lie."""

import io
import re
import shutil

import pytest

from fraudstats.plotting.pdf_fonts import fonts_by_name
from fraudstats.style import drawing


def written(fonts):
    """A file with a line in each of these fonts."""
    from matplotlib.figure import Figure

    picture, buffer = Figure(figsize=(2, 1)), io.BytesIO()
    with drawing():
        for place, font in enumerate(fonts):
            picture.text(0.1, 0.1 + 0.3 * place, f"Line {place}", font=font)
        picture.savefig(buffer, format="pdf", metadata={"CreationDate": None, "Creator": None, "Producer": None})
    return buffer.getvalue()


@pytest.fixture
def folders(tmp_path):
    """The same two fonts in one folder, and in two of which the second comes first."""
    from matplotlib import get_data_path

    fonts = []
    for number, name in enumerate(["DejaVuSans.ttf", "DejaVuSerif.ttf"]):
        for folder in ("c", "ba"[number]):
            (tmp_path / folder).mkdir(exist_ok=True)
            fonts.append(shutil.copy(f"{get_data_path()}/fonts/ttf/{name}", tmp_path / folder / name))
    return fonts[::2], fonts[1::2]


def test_the_same_picture_has_the_same_bytes_wherever_its_fonts_lie(folders):
    one, other = map(written, folders)
    assert one != other
    assert fonts_by_name(one) == one
    assert fonts_by_name(other) == one


def test_the_table_of_places_is_right(folders):
    pdf = fonts_by_name(written(folders[1]))
    start = int(re.search(rb"startxref\n(\d+)", pdf)[1])
    assert pdf[start:].startswith(b"xref")
    places = [int(place) for place in re.findall(rb"(?m)^(\d{10}) \d{5} n", pdf[start:])]
    assert [pdf[place:].startswith(b"%d 0 obj\n" % number) for number, place in enumerate(places, 1)] == [True] * len(
        places
    )
    assert pdf[pdf.rindex(b"trailer") :].count(b"%%EOF") == 1


def test_a_file_without_letters_stays_as_it_is():
    pdf = written([])
    assert fonts_by_name(pdf) == pdf
