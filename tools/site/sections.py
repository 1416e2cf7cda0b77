"""The sections of the site, made from the headings of ``docs/index.md``, which lists every page on a forge as well."""

from __future__ import annotations

import re

from tools.site.reference import MODULES

__all__ = ["SECTIONS", "section_pages"]

_LINK = re.compile(r"\]\((?!\w+:)([^)#\s]+)\.(?:md|ipynb)\)")
#: Section -> pages that are made at build time, before those that the index lists.
_MADE = {
    "Reference": [f"/reference/{module}" for module in MODULES],
    "Evidence": ["/audits/index"],
    "Taking part": ["/data/releases/index"],
}
#: Heading of ``docs/index.md`` -> the page made of it.
SECTIONS = {
    "Tutorials": "docs/tutorials",
    "How to": "docs/how-to",
    "Reference": "docs/reference",
    "Explanation": "docs/explanation",
    "Evidence": "docs/evidence",
    "Taking part": "docs/taking-part",
}


def section_pages(index: str) -> dict[str, str]:
    """One page per section: its part of the index, and the pages that it leads to as a table of contents.

    Raises
    ------
    ValueError
        If a heading is not one of `SECTIONS`.
    """
    _, *parts = re.split(r"^## ", index, flags=re.MULTILINE)
    pages = {}
    for part in parts:
        heading, _, body = part.partition("\n")
        if heading not in SECTIONS:
            raise ValueError(f"docs/index.md has a section {heading!r}; the site knows {', '.join(SECTIONS)}")
        made = _MADE.get(heading, [])
        entries = [*made, *dict.fromkeys(_LINK.findall(body))]
        links = "".join(f"- {{doc}}`{page}`\n" for page in made)
        pages[f"{SECTIONS[heading]}.md"] = f"# {heading}\n{body}\n{links}\n{_toctree(entries)}"
    return pages


def _toctree(entries):
    return "```{toctree}\n:hidden:\n:titlesonly:\n\n" + "\n".join(entries) + "\n```\n"
