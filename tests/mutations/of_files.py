"""Faults in the committed files of the figures."""

import io
import re
from functools import partial

from mutations.mutation import Mutation
from stored import FIGURES, unlike_the_file

CAUGHT_BY = "tests/figures/test_redrawn.py, and nbval's run (notebooks/conftest.py)"


def _pixel(png):
    """A dot of five pixels painted into the picture."""
    from PIL import Image

    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.paste((0, 0, 0), (300, 200, 305, 205))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def _moved(pattern, content):
    """The first number of a match one higher in its first digit."""
    found = re.search(pattern, content)
    digit = str((int(found[1]) + 1) % 10).encode()
    return content[: found.start(1)] + digit + content[found.end(1) :]


def _word(old, new, content):
    assert old in content, old
    return content.replace(old, new, 1)


def _redrawn_pdf(content):
    """One coordinate of the instructions of a PDF page, written anew."""
    import zlib

    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        drawn = zlib.decompress(found[1])
        if b" l\n" in drawn:
            changed = zlib.compress(_moved(rb"(\d)\d*\.\d+ [\d.]+ l\n", drawn))
            return content[: found.start(1)] + changed + content[found.end(1) :]
    raise AssertionError("nothing is drawn")


def _mutation(what, name, kind, change):
    path = FIGURES / f"{name}.{kind}"
    return Mutation(
        what, f"figures/{path.name}", CAUGHT_BY, path.read_bytes, change, partial(unlike_the_file, name, kind)
    )


_TREND = "12-solved-cases-trend"
MUTATIONS = [
    _mutation("a dot of five pixels more", _TREND, "png", _pixel),
    _mutation("another picture in its place", _TREND, "png", lambda _: (FIGURES / "14-interventions.png").read_bytes()),
    _mutation("a coordinate", "15-jurisdictions", "svg", partial(_moved, rb'id="line2d_9">\s+<path d="M \d*?(\d)\.')),
    _mutation("a word of the description", _TREND, "svg", partial(_word, b"turns in", b"bends in")),
    _mutation("a colour", _TREND, "svg", partial(_word, b"stroke: #e6e9ec", b"stroke: #ff0000")),
    _mutation("a coordinate", _TREND, "pdf", _redrawn_pdf),
    _mutation("a word of the description", _TREND, "pdf", partial(_word, b"Dots for each", b"Bars for each")),
    _mutation("a digit of a number", "14-interventions", "csv", partial(_moved, rb"\n[\d-]+,\d*?(\d),")),
    _mutation("a label", "13-what-survives", "csv", partial(_word, b"log-linear", b"linear")),
    _mutation("a word of the caption", _TREND, "txt", partial(_word, b"Dots", b"Bars")),
    _mutation("a digit of the caption", _TREND, "txt", partial(_moved, rb"\b(\d)\d\d,000")),
]
