"""What every notebook of the course has, and how thin its cells are."""

import ast
import json
import re
from html import escape
from itertools import pairwise
from types import ModuleType

import pytest

import fraudstats as fs
from fraudstats.dataset.loader import processed_folder

ROOT = processed_folder().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ARCHAIC = "the prints?|print of|stands? against|retellings of|in print|full-year print"
each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path, kind):
    """The sources of all cells of a kind."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in content["cells"] if cell["cell_type"] == kind]


@each
def test_the_first_cell_says_question_goals_time_and_where_to_go(path):
    first = cells(path, "markdown")[0]
    assert re.match(rf"# {path.stem.partition('_')[0]} · .+\n", first)
    for part in ("**Question.**", "**You learn**", "**Time.**", "**Before:**", "**Next:**", "**Reference:**"):
        assert first.count(part) == 1, part
    assert re.search(r"\*\*Next:\*\*[^\n]*\]\(\w+\.ipynb\)", first)


@each
def test_it_answers_its_question_before_the_exercises(path):
    """Under one heading, in a few sentences; the index asks which notebook answers which question."""
    text = "\n".join(cells(path, "markdown"))
    assert "## What may be said" not in text
    if not path.stem.startswith("00"):
        answer = text.partition("\n## Answer\n")[2].partition("\n## Exercises\n")[0]
        assert 100 < len(answer.strip()) < 1800 and "\n## " not in answer


@each
def test_it_ends_with_what_cannot_be_said_and_with_the_state_of_the_data(path):
    assert cells(path, "markdown")[-1].count("## What these data cannot say\n") == 1
    assert re.fullmatch(r"print\(fs\.course\.state_line\((ds|fs\.load\(\))\)\)", cells(path, "code")[-1])
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["cells"][-1]["cell_type"] == "code"


@each
def test_its_numbered_sections_leave_none_out(path):
    found = [int(number) for number in re.findall(r"^## (\d+) ", "\n".join(cells(path, "markdown")), re.MULTILINE)]
    assert found == list(range(1, len(found) + 1))


@each
def test_it_has_a_picture_and_exercises(path):
    content = json.loads(path.read_text(encoding="utf-8"))
    outputs = [output for cell in content["cells"] for output in cell.get("outputs", [])]
    assert [one for one in outputs if "image/png" in one.get("data", {})]
    asked = re.findall(r"^\*\*\d\d[a-z]?\.\d\*\*", "\n".join(cells(path, "markdown")), flags=re.MULTILINE)
    assert len(asked) >= (1 if path.stem.startswith("00") else 2)


@each
def test_every_picture_is_described_and_bears_its_title_and_sources(path):
    """A picture has a description; title, caption, sources and the description again stand below it."""
    content = json.loads(path.read_text(encoding="utf-8"))
    for outputs in (cell.get("outputs", []) for cell in content["cells"]):
        for picture, below in pairwise([*outputs, {}]):
            if "image/png" in picture.get("data", {}):
                alt = picture["metadata"]["image/png"]["alt"]
                said = "".join(below["data"]["text/html"])
                assert re.search(r"<strong>[^<]+</strong> [^<]+<br><small>[^<]*ource[^<]+</small>", said)
                assert len(alt) > 30 and f"<summary>In words</summary>{escape(alt)}</details>" in said


@each
def test_a_number_above_twelve_is_written_in_digits(path):
    """So that the tests of `test_prose` see it."""
    words = "|".join(("thir", "four", "fif", "six", "seven", "eigh", "nine"))
    tens = "|".join(("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine"))
    found = re.findall(rf"\b(?:{words})teen\b|\b(?:{tens})ty\b", "\n".join(cells(path, "markdown")), re.IGNORECASE)
    assert not found


@each
def test_it_is_short_and_its_cells_are_thin(path):
    code = cells(path, "code")
    assert len(code) + len(cells(path, "markdown")) <= 26
    long = [line for source in code for line in source.splitlines() if len(line) > 100]
    assert not long
    assert max(source.count("\n") + 1 for source in code) <= 25
    functions = [node for source in code for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    assert all((node.end_lineno or 0) - node.lineno < 8 for node in functions)


@each
def test_every_link_to_a_file_resolves(path):
    text = re.sub(r"`[^`\n]*`", "", "\n".join(cells(path, "markdown")))
    links = [link.partition("#")[0] for link in re.findall(r"\]\((?!\w+:)([^)\s]+)\)", text)]
    assert links
    assert not [link for link in links if not (path.parent / link).exists()]


@each
def test_it_says_what_it_means_in_words_of_today(path):
    text = "\n".join(cells(path, "markdown"))
    assert not re.findall(rf"\b({ARCHAIC})\b", text)


def chain(node):
    """The names of an attribute of an attribute of a name: ``fs.trends.growth``."""
    names = []
    while isinstance(node, ast.Attribute):
        names.insert(0, node.attr)
        node = node.value
    return [node.id, *names] if isinstance(node, ast.Name) else []


@each
def test_it_uses_public_names_alone(path):
    """What a notebook calls of the package is what a reader may call, and is there."""
    modules = {"fs": fs, "trends": fs.trends}
    for node in (node for source in cells(path, "code") for node in ast.walk(ast.parse(source))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("fraudstats"):
            assert (node.module, [name.name for name in node.names]) == ("fraudstats", ["trends"])
        held, names = None, chain(node)
        for name, following in pairwise([*names, None]):
            held = modules.get(name) if held is None else getattr(held, name)
            if not isinstance(held, ModuleType):
                break
            assert following is None or following in held.__all__, ".".join(names)


def test_the_index_links_every_notebook_with_its_number():
    index = "\n".join(cells(ROOT / "notebooks/00_index.ipynb", "markdown"))
    rows = dict(re.findall(r"^\| (\d\d[a-z]?) \| \[[^\]]+\]\((\w+\.ipynb)\)", index, flags=re.MULTILINE))
    others = [path.name for path in NOTEBOOKS if not path.name.startswith("00")]
    assert rows == {name.partition("_")[0]: name for name in others}
