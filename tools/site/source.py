"""The source of the site as a whole: the repository's own pages, and those made from the data and the package."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fraudstats.dataset import Dataset
from tools.site import (
    areas,
    audits,
    browser,
    dataset_page,
    datatables,
    indicators,
    pictures,
    reference,
    releases,
    series,
    start,
)
from tools.site.mirror import mirrored
from tools.site.sections import section_pages
from tools.site.windows import Shown

__all__ = ["Pages", "site_source", "write_source"]

#: Path in the site's source -> its text, or its bytes.
Pages = Mapping[str, str | bytes]


def site_source(root: Path, dataset: Dataset) -> dict[str, str | bytes]:
    """Every file of the site's source by its path.

    Raises
    ------
    ValueError
        If two generators write the same file.
    """
    shown = Shown(dataset)
    parts: list[Pages] = [
        mirrored(root),
        section_pages((root / "docs/index.md").read_text("utf-8")),
        start.pages(dataset),
        dataset_page.pages(dataset),
        browser.pages(dataset),
        indicators.pages(shown),
        areas.pages(shown),
        audits.pages(dataset, root / "data/examples/audits"),
        pictures.pages(root / "figures"),
        releases.pages(root / "data/releases"),
        series.files(shown.pictures),
        reference.pages(),
        datatables.files(),
    ]
    files: dict[str, str | bytes] = {}
    for part in parts:
        if twice := files.keys() & part.keys():
            raise ValueError(f"two parts of the site write {', '.join(sorted(twice))}; rename one of the pages")
        files.update(part)
    return files


def write_source(files: Pages, folder: Path) -> None:
    """Make a folder hold just these files; equal ones stay untouched, so that Sphinx reads only what is new."""
    for old in folder.rglob("*") if folder.exists() else ():
        if old.is_file() and old.relative_to(folder).as_posix() not in files:
            old.unlink()
    for name, content in files.items():
        path, held = folder / name, content.encode() if isinstance(content, str) else content
        if not path.exists() or path.read_bytes() != held:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(held)
