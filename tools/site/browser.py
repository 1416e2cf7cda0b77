"""The data browser: its page, its scripts and its data."""

from __future__ import annotations

from pathlib import Path

from fraudstats.dataset import Dataset
from tools.site import browser_data
from tools.site.markup import heading, raw

__all__ = ["SCRIPTS", "pages"]

_HERE = Path(__file__).parent
#: In the order in which they load; the data come after the script that receives them.
SCRIPTS = (
    "datatables/jquery.js", "datatables/datatables.js", "data.js", "data/observations.js", "filters.js", "csv.js",
    "chart.js", "record.js", "browser.js",
)  # fmt: skip
_FRONT = "---\nhtml_theme.sidebar_secondary.remove: true\n---\n"
_INTRO = (
    "\nEvery observation of the dataset. Search and filter; a number opens its record, with the citation to copy. It"
    " is shown in digits, as the range that the print allows, and as it is printed. The address of the page restores"
    " what you see.\n"
)


def pages(dataset: Dataset) -> dict[str, str | bytes]:
    """``browser.md`` with everything that it loads; no part of it is fetched, so that it works from a file."""
    own = {f"_static/{file.name}": file.read_text("utf-8") for file in sorted((_HERE / "static").iterdir())}
    style = '<link rel="stylesheet" href="_static/datatables/datatables.css">'
    loaded = "\n".join(f'<script src="_static/{name}"></script>' for name in SCRIPTS)
    body = raw(f"{style}\n{(_HERE / 'texts/browser.html').read_text('utf-8')}\n{loaded}")
    return {**own, **browser_data.files(dataset), "browser.md": _FRONT + heading("Data browser") + _INTRO + body}
