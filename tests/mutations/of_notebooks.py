"""Faults in the stored results of a notebook."""

import json
import re
from functools import partial

from mutations.mutation import Mutation
from stored import notebook, unlike_the_run

TEXTS = "nbval"
PICTURES = "notebooks/conftest.py, after nbval's run of the cell"


def _outputs(content, form):
    """Each output that has a form."""
    cells = [cell for cell in content["cells"] if cell["cell_type"] == "code"]
    return [one for cell in cells for one in cell["outputs"] if form in one.get("data", {}) or one.get("name") == form]


def _swapped(content):
    first, second, *_ = (one["data"] for one in _outputs(content, "image/png"))
    first["image/png"], second["image/png"] = second["image/png"], first["image/png"]


def _without_picture(content):
    del _outputs(content, "image/png")[0]["data"]["image/png"]


def _redescribed(content):
    told = _outputs(content, "image/png")[0]["metadata"]["image/png"]
    told["alt"] = _next_digit(told["alt"])


def _printed(content):
    lines = _outputs(content, "stdout")[0]["text"]
    lines[0] = _next_digit(lines[0]) if re.search(r"\d", lines[0]) else f"1 {lines[0]}"


def _tabled(content):
    html = next(
        one["data"]["text/html"] for one in _outputs(content, "text/html") if "<td" in "".join(one["data"]["text/html"])
    )
    row = next(place for place, line in enumerate(html) if re.search(r"<td[^>]*>[^<]*\d", line))
    html[row] = re.sub(r">([^<]*\d)", lambda found: f">{_next_digit(found[1])}", html[row], count=1)


def _captioned(content):
    caption = next(
        one["data"]
        for one in _outputs(content, "text/html")
        if "fraudstats-caption" in "".join(one["data"]["text/html"])
    )
    caption["text/html"] = [line.replace("</strong> ", "</strong> Not ") for line in caption["text/html"]]


def _reordered(content):
    first, second, *_ = (cell for cell in content["cells"] if cell["cell_type"] == "code")
    first["execution_count"], second["execution_count"] = 2, 1


def _next_digit(text):
    """The text with its first digit one higher; 9 becomes 0."""
    return re.sub(r"\d", lambda found: str((int(found[0]) + 1) % 10), text, count=1)


def _changed(change, text):
    content = json.loads(text)
    change(content)
    return json.dumps(content, ensure_ascii=False)


def _mutation(what, stem, caught_by, change):
    return Mutation(
        what,
        f"notebook {stem}",
        caught_by,
        partial(notebook, stem),
        partial(_changed, change),
        partial(unlike_the_run, stem),
    )


_TRENDS, _PAPER = "04_trends_of_the_mainland_series", "01_reproducing_the_paper"
MUTATIONS = [
    _mutation("two pictures swapped", _TRENDS, PICTURES, _swapped),
    _mutation("a picture left out", _PAPER, PICTURES, _without_picture),
    _mutation("a digit of the description of a picture", _PAPER, PICTURES, _redescribed),
    _mutation("a digit of a printed number", _PAPER, TEXTS, _printed),
    _mutation("a digit of a number in a table", _PAPER, TEXTS, _tabled),
    _mutation("a word of a caption", _PAPER, TEXTS, _captioned),
    _mutation("two cells run in another order", _PAPER, "tests/test_notebooks.py", _reordered),
]
