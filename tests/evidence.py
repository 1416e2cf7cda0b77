"""Pages of docs/evidence, written by the slow tests whose simulations they show."""

from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "docs" / "evidence"


def table(head: Iterable[str], rows: Iterable[Iterable[object]], texts: int = 0) -> str:
    """A table whose first `texts` columns are words, and the others numbers."""
    head = list(head)
    lines = [head, ["---"] * texts + ["---:"] * (len(head) - texts), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def write_page(name: str, *parts: str) -> None:
    """Write docs/evidence/`name`.md of these paragraphs, headings and tables."""
    (FOLDER / f"{name}.md").write_text("\n\n".join(part.strip() for part in parts) + "\n", encoding="utf-8")
