"""The pictures of the project on one page, each with its caption and the numbers behind it."""

from __future__ import annotations

from pathlib import Path

import fraudstats as fs
from tools.site.markup import Markup, element, heading, link, raw, text

__all__ = ["pages"]


def pages(folder: Path) -> dict[str, str | bytes]:
    """``pictures.md``, with the pictures and their data."""
    files: dict[str, str | bytes] = {}
    parts = [heading("Pictures"), "\nEach with its caption, and the numbers that it draws as a table.\n"]
    for number, row in fs.figures.list().iterrows():
        name, title = str(row["name"]), str(row["title"])
        caption = (folder / f"{name}.txt").read_text("utf-8")
        parts += [heading(f"{number} {title}", 2), raw(_figure(name, title, caption, str(row["notebook"])))]
        for file in (folder / f"{name}.svg", folder / f"{name}.csv"):
            files[f"_static/figures/{file.name}"] = file.read_bytes()
    return files | {"pictures.md": "".join(parts)}


def _figure(name, title, caption, notebook):
    place = f"_static/figures/{name}"
    seen, _, described = caption.removeprefix(f"{title}\n").partition("\nIn words: ")
    picture = Markup(f'<img src="{place}.svg" alt="{text(described)}" loading="lazy">')
    words = element("details", Markup(element("summary", "In words") + text(described)))
    more = Markup(
        f'<a href="{place}.csv" download>The numbers as CSV</a> · '
        f"{link('The notebook that explains it', f'notebooks/{notebook}.html')}"
    )
    return f"<figure>{picture}{element('figcaption', Markup(element('p', seen) + words + element('p', more)))}</figure>"
