"""The Python on the README and on the pages of docs/ runs (docs/trends and the recipes have tests of their own)."""

import re

import pytest

from fraudstats.dataset.loader import processed_folder

ROOT = processed_folder().parents[1]
ELSEWHERE = ("recipes.md",)
PAGES = [
    path
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    if "```python" in path.read_text("utf-8") and path.name not in ELSEWHERE
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_code_of_the_page_runs(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = {}
    for block in re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), flags=re.DOTALL):
        exec(compile(block, page.name, "exec"), names)


def test_the_readme_names_both_commands_and_existing_files():
    text = (ROOT / "README.md").read_text("utf-8")
    assert "python run.py " in text
    assert "python run.py test" in text
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (ROOT / target).exists(), target
