"""An audit as CSV; what a spreadsheet would run of a stranger's claims is kept as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fraudstats.claims.reports.entries import entries
from fraudstats.formulas import kept_as_text

if TYPE_CHECKING:
    from fraudstats.claims.result import Audit

__all__ = ["csv_table"]


def csv_table(audit: Audit) -> str:
    """The table of verdicts, with the papers' titles and the addresses of the sources."""
    titles = {paper.paper_id: paper.title for paper in audit.papers}
    table = audit.to_frame()
    table.insert(2, "title", [titles.get(paper, "") for paper in table["paper"].fillna("")])
    links = [" ".join(dict.fromkeys(url for _, url in entry.sources if url)) for entry in entries(audit)]
    table.insert(list(table.columns).index("rests_on") + 1, "links", links)
    return table.map(kept_as_text).to_csv(index=False, lineterminator="\n")
