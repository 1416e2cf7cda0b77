"""The page of the dataset: what it is, its tables to download, and its description for search engines of data."""

from __future__ import annotations

import json

import fraudstats as fs
from fraudstats.dataset import Dataset
from fraudstats.dataset.loader import processed_folder
from fraudstats.dataset.schema import SCHEMA
from fraudstats.exports.about import DESCRIPTION, LICENCE
from fraudstats.exports.jsonld import describe_dataset
from tools.site.markup import Markup, element, heading, link, raw, table, text

__all__ = ["embedded", "pages"]


def pages(dataset: Dataset) -> dict[str, str | bytes]:
    """``dataset.md``, and the tables as CSV."""
    files: dict[str, str | bytes] = {
        f"_static/tables/{name}.csv": (processed_folder() / f"{name}.csv").read_bytes() for name in SCHEMA
    }
    return files | {"dataset.md": _page(dataset, files)}


def embedded(described: object) -> Markup:
    """JSON within a page: no text of it can end the script.

    >>> embedded("</script>")
    '<script type="application/ld+json">"\\\\u003c/script>"</script>'
    """
    held = json.dumps(described, ensure_ascii=False, indent=1).replace("<", "\\u003c")
    return Markup(f'<script type="application/ld+json">{held}</script>')


def _page(dataset, files):
    cells = [
        (
            Markup(f'<a href="_static/tables/{name}.csv" download>{name}.csv</a>'),
            held.title,
            f"{len(dataset.table(name)):,}",
            f"{len(files[f'_static/tables/{name}.csv']) / 1000:,.0f} kB",
        )
        for name, held in SCHEMA.items()
    ]
    licence = Markup(
        f"The compilation is under {link(LICENCE['title'], LICENCE['path'])}; each source has its own terms."
    )
    return "".join(
        [
            heading("The dataset"),
            raw(embedded(describe_dataset(dataset))),
            raw(element("p", DESCRIPTION) + element("p", f"Release {dataset.state}.") + element("p", licence)),
            "\n[The data dictionary](docs/dictionary.md) explains every column, [exports](docs/exports.md) the other"
            " formats, and [up to when the data reach](docs/reach.md) is listed by area.\n",
            raw(table(("Table", "Holds", "Rows", "Size"), cells, "The tables, to download")),
            heading("Cite it", 2),
            raw(Markup(f"<pre>{text_lines(fs.cite(dataset=dataset))}</pre>")),
        ]
    )


def text_lines(said: str) -> str:
    """Text of several lines, escaped line by line."""
    return "\n".join(text(line) for line in said.splitlines())
