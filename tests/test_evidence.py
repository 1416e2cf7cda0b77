"""Every page of evidence says how it is made, by a command that exists."""

import re
from pathlib import Path

import pytest

from tools import oracles
from tools.evidence import FOLDER, INDEX, ROOT, commands, index

PAGES = commands()


@pytest.mark.parametrize("name", PAGES)
def test_the_command_of_a_page_exists_and_writes_it(name):
    parts = PAGES[name].split()
    script = next(ROOT / part for part in map(_path, parts) if part.startswith(("tests/", "benchmarks/", "tools/")))
    assert script.exists()
    files = sorted(script.rglob("*.py")) if script.is_dir() else [script]
    said = "".join(file.read_text("utf-8") for file in files)
    redirected = ">" in parts
    assert not redirected or parts[-1] == f"docs/evidence/{name}.md"
    assert f"docs/evidence/{name}" in said or f'"{name}' in said


def _path(part):
    """What follows `python -m` as a path."""
    path = part.replace(".", "/")
    return path if (ROOT / path).is_dir() else f"{path}.py" if (ROOT / f"{path}.py").is_file() else part


def test_every_file_of_evidence_has_a_command():
    made = {name if Path(name).suffix else f"{name}.md" for name in PAGES}
    assert made | {INDEX} == {path.name for path in FOLDER.iterdir()}


def test_the_index_is_as_made():
    assert (FOLDER / INDEX).read_text("utf-8") == index()


def test_the_documentation_leads_to_every_page():
    linked = set(re.findall(r"evidence/([\w-]+\.(?:md|csv))", (ROOT / "docs" / "index.md").read_text("utf-8")))
    assert linked == {path.name for path in FOLDER.iterdir()}


def test_the_page_of_oracles_is_as_made():
    assert (FOLDER / "oracles.md").read_text("utf-8") == oracles.page(), "run 'python tools/oracles.py'"
