"""An audit as a page of HTML that needs nothing else."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from fraudstats.claims.reports.entries import entries

if TYPE_CHECKING:
    from fraudstats.claims.result import Audit

__all__ = ["page"]

_STYLE = """\
body { font: 16px/1.5 system-ui, sans-serif; color: #22272e; max-width: 68rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-top: 1px solid #d0d5db; padding: 0.5rem; text-align: left; vertical-align: top; }
td.verdict { font-weight: 600; white-space: nowrap; }
.caveat, .sources { color: #5a626c; font-size: 0.875rem; }
.sources { overflow-wrap: anywhere; }"""

_HEADS = "".join(f'<th scope="col">{head}</th>' for head in ("Claim", "It says", "Verdict", "Why"))


def page(audit: Audit) -> str:
    """A page with the paper in its title, a table of the claims, and what could not be read."""
    title = escape(f"Audit: {audit.title}")
    rows = "\n".join(_row(entry) for entry in entries(audit))
    lists = "".join(_list(name, said) for name, said in (("Problems", audit.problems), ("Notes", audit.notes)) if said)
    return f"""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{_STYLE}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{escape(audit.heading)}: {escape(audit.tally)}.</p>
<table>
<thead><tr>{_HEADS}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
{lists}</body>
</html>
"""


def _row(entry):
    caveats = "".join(f'<br><span class="caveat">{escape(caveat)}</span>' for caveat in entry.caveats)
    links = ", ".join(
        f'<a href="{escape(url)}">{escape(name)}</a>' if url else escape(name) for name, url in entry.sources
    )
    sources = f'<br><span class="sources">{links}</span>' if links else ""
    return (
        f'<tr><td>{escape(entry.number)}</td><td>{escape(entry.said)}</td><td class="verdict">{escape(entry.verdict)}'
        f"</td><td>{escape(entry.why)}{caveats}{sources}</td></tr>"
    )


def _list(name, said):
    return f"<h2>{name}</h2>\n<ul>\n" + "".join(f"<li>{escape(str(one))}</li>\n" for one in said) + "</ul>\n"
