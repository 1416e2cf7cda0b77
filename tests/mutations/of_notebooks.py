"""Faults in the stored results of a notebook, each reported by a run of nbval with the conftest.py of the notebooks."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache, partial
from pathlib import Path

from mutations.mutation import Mutation
from stored import NOTEBOOKS, notebook
from test_notebooks import unlike_a_run

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


@cache
def _few_cells():
    """Cells of committed notebooks that need no others and run in a second: a table, two pictures, a printed line."""
    content, second = (json.loads(notebook(stem)) for stem in ("00_index", "02_what_a_number_covers"))
    code = [cell for cell in content["cells"] if cell["cell_type"] == "code"][:3]
    content["cells"] = [*code, next(cell for cell in second["cells"] if "cases-2021" in "".join(cell["source"]))]
    return json.dumps(content, ensure_ascii=False)


def _complaints(text):
    """What nbval and the conftest.py say of a run of this notebook."""
    return _all_runs()[text]


@cache
def _all_runs():
    """Each notebook, sound or with a fault -> what is said of it; all in one run of the test command's kind."""
    texts = [_few_cells(), *(_changed(change, _few_cells()) for _, _, change in _FAULTS)]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "notebooks"
        place.mkdir()
        shutil.copy(NOTEBOOKS / "conftest.py", place)
        for number, text in enumerate(texts):
            (place / f"cells_{number}.ipynb").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "--color=no", "--nbval", "--nbval-current-env", "notebooks"]
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    failures = re.split(r"^_+ (?=notebooks/cells_\d)", re.sub(r"\x1b\[[\d;]*m", "", run.stdout), flags=re.MULTILINE)[1:]
    assert run.returncode == bool(failures), run.stdout
    return {text: _told(failures, f"notebooks/cells_{number}.ipynb") for number, text in enumerate(texts)}


def _told(failures, name):
    """The differences that the failures of a notebook tell."""
    said = "\n".join(one for one in failures if one.startswith(name))
    return re.findall(r"output \d.*?, .*?: (?:different|missing)\..*|mismatch '[^']+'", said) or [said] * bool(said)


#: What is changed, the check that reports it, how it is changed.
_FAULTS = (
    ("two pictures swapped", PICTURES, _swapped),
    ("a picture left out", PICTURES, _without_picture),
    ("a digit of the description of a picture", PICTURES, _redescribed),
    ("a digit of a printed number", TEXTS, _printed),
    ("a digit of a number in a table", TEXTS, _tabled),
    ("a word of a caption", TEXTS, _captioned),
)
_CELLS, _PAPER = "four cells of notebooks 00 and 02", "01_reproducing_the_paper"
MUTATIONS = [
    *(
        Mutation(what, _CELLS, caught_by, _few_cells, partial(_changed, change), _complaints)
        for what, caught_by, change in _FAULTS
    ),
    Mutation(
        "two cells run in another order",
        f"notebook {_PAPER}",
        "tests/test_notebooks.py",
        partial(notebook, _PAPER),
        partial(_changed, _reordered),
        unlike_a_run,
    ),
]
