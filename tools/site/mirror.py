"""The pages that the repository holds, in their places, with the files that they link to."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

__all__ = ["mirrored"]

_PAGES = (
    "README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs/**/*.md", "benchmarks/*.md",
    "notebooks/*.ipynb", "data/releases/*/NOTES.md",
)  # fmt: skip
#: A link or picture of Markdown within the repository: what comes before its target, the target, its anchor.
_LINK = re.compile(r"(\]\()(?!\w+:)([^)#\s]+)(#[^)\s]*)?(?=\))")
#: A page of its own on a forge; the site has its sections instead.
_ORPHANS = {"docs/index.md"}
_ORPHAN = "---\norphan: true\n---\n\n"


def mirrored(root: Path) -> dict[str, str | bytes]:
    """The repository's pages and notebooks, and every file of it that they link to."""
    files: dict[str, str | bytes] = {}
    for path in sorted({path for pattern in _PAGES for path in root.glob(pattern)}):
        name = path.relative_to(root).as_posix()
        text = path.read_text("utf-8")
        files[name] = (_ORPHAN if name in _ORPHANS else "") + _to_sections(_described(text, path), path, root)
        for linked in _linked_files(text, path):
            files.setdefault(linked.relative_to(root).as_posix(), linked.read_bytes())
    return files


def _described(text, path):
    """A notebook whose pictures keep their descriptions: myst-nb reads one from each cell, and none from an output."""
    if path.suffix != ".ipynb":
        return text
    notebook = json.loads(text)
    notebook["cells"] = [part for cell in notebook["cells"] for part in _with_one_picture_each(cell)]
    return json.dumps(notebook, ensure_ascii=False)


def _with_one_picture_each(cell):
    """The cell with its description; of several pictures, each but the first in a further cell that shows no code."""
    outputs = cell.get("outputs", [])
    starts = [place for place, output in enumerate(outputs) if "alt" in _about(output)]
    if not starts:
        return [cell]
    parts = []
    for number, (first, last) in enumerate(pairwise([*starts, len(outputs)])):
        part = {**cell, "outputs": outputs[first if number else 0 : last], "metadata": {**cell["metadata"]}}
        part["metadata"]["mystnb"] = {"image": {"alt": _about(outputs[first])["alt"]}}
        if number:
            part |= {"source": [], "id": f"{cell['id']}-{number}"}
            part["metadata"]["tags"] = ["remove-input"]
        parts.append(part)
    return parts


def _about(output):
    """What is said of the picture of an output."""
    return output.get("metadata", {}).get("image/png", {})


def _to_sections(text, path, root):
    """A link to a folder is one to the page of the section that is named like it: ``evidence`` to ``evidence.md``."""

    def renamed(link):
        before, target, anchor = link.groups("")
        folder = (path.parent / target).resolve()
        return (
            f"{before}{target.rstrip('/')}.md{anchor}"
            if folder.is_dir() and folder.parent == root / "docs"
            else link[0]
        )

    return _LINK.sub(renamed, text)


def _linked_files(text, path):
    """The files that are no pages themselves."""
    for link in _LINK.finditer(_prose(text) if path.suffix == ".ipynb" else text):
        file = (path.parent / link[2]).resolve()
        if file.is_file() and file.suffix not in (".md", ".ipynb"):
            yield file


def _prose(notebook):
    cells = json.loads(notebook)["cells"]
    return "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
