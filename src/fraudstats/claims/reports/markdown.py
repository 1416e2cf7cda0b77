"""An audit as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fraudstats.claims.reports.entries import entries

if TYPE_CHECKING:
    from fraudstats.claims.result import Audit

__all__ = ["markdown"]


def markdown(audit: Audit) -> str:
    """A heading, the tally, a table of the claims, and what could not be read."""
    lines = [f"# Audit: {_escaped(audit.title)}", "", f"{audit.heading}: {audit.tally}.", ""]
    lines += ["| claim | it says | verdict | why | sources |", "|---|---|---|---|---|"]
    lines += [_row(entry) for entry in entries(audit)]
    for name, said in (("Problems", audit.problems), ("Notes", audit.notes)):
        if said:
            lines += ["", f"## {name}", "", *(f"- {_escaped(str(one))}" for one in said)]
    return "\n".join(lines) + "\n"


def _row(entry):
    caveats = "".join(f" *{_escaped(caveat)}.*" for caveat in entry.caveats)
    sources = ", ".join(f"[{_escaped(name)}](<{url}>)" if url else _escaped(name) for name, url in entry.sources)
    cells = [entry.number, entry.said, f"**{entry.verdict}**", _escaped(entry.why) + caveats, sources]
    return f"| {' | '.join([_escaped(cells[0]), _escaped(cells[1]), *cells[2:]])} |"


def _escaped(text):
    return re.sub(r"([\\|*_<>\[\]`])", r"\\\1", " ".join(text.split()))
