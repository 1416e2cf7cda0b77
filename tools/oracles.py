"""Write docs/evidence/oracles.md: what each method is held against, by the tests that do it.

A module of tests that does so says it in its first sentence, with the word "against"; the page lists these sentences.

    python tools/oracles.py
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

__all__ = ["main", "oracles", "page"]

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/evidence/oracles.md"
#: Part of the package -> what it is called on the page.
PARTS = {
    "printed": "Printed numbers and labels",
    "dataset": "The record",
    "reconciliation": "Reconciliation",
    "trends": "Trend models",
    "exports": "Exports",
}
_HEAD = """# What each method is held against

Other implementations, published numbers, definitions written out and simulations, module by module of the tests. Each
runs whenever the tests run; the reference values, their origin and their versions stand in the module. Intervals and
sizes have [pages of their own](commands.md). Made by `python tools/oracles.py`."""


def oracles(part: str) -> Iterator[tuple[str, str, int]]:
    """Path, first paragraph and number of test functions of each such module of a part."""
    for path in sorted((ROOT / "tests" / part).rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        first, *_ = (ast.get_docstring(tree) or "").split("\n\n")
        said = " ".join(first.split())
        if re.search(r"\bagainst\b", said):
            names = (node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
            yield path.relative_to(ROOT).as_posix(), said, sum(name.startswith("test_") for name in names)


def page() -> str:
    """The page as text."""
    parts = [_HEAD]
    for part, title in PARTS.items():
        rows = [f"| {said} | {count} | `{path}` |" for path, said, count in oracles(part)]
        parts.append("\n".join([f"## {title}", "", "| what | tests | where |", "| --- | ---: | --- |", *rows]))
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
