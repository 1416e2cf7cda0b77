"""The notes of every data release on one page, newest first; they themselves are mirrored in their places."""

from __future__ import annotations

from pathlib import Path

from tools.site.markup import heading

__all__ = ["pages"]


def pages(folder: Path) -> dict[str, str]:
    """``data/releases/index.md``, of the releases that the folder holds."""
    notes = sorted(folder.glob("*/NOTES.md"), key=lambda path: [int(part) for part in path.parent.name.split(".")])
    names = "\n".join(f"{path.parent.name}/NOTES" for path in reversed(notes))
    intro = "\nWhat each release added, corrected and removed. The package has a [changelog](/CHANGELOG.md).\n"
    toctree = f"\n```{{toctree}}\n:titlesonly:\n\n{names}\n```\n"
    return {"data/releases/index.md": heading("Release notes of the data") + intro + toctree}
