"""The outcome of an audit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from fraudstats.claims.given import Problem
from fraudstats.claims.paper import Paper
from fraudstats.claims.reports import csv_table, markdown, page, text, word
from fraudstats.claims.reports.entries import entries
from fraudstats.claims.verdict import Verdict
from fraudstats.html_face import html_of_frame
from fraudstats.vocabulary import VERDICTS

__all__ = ["Audit"]

#: Rows that Jupyter shows.
_SHOWN = 20


@dataclass(frozen=True, repr=False, eq=False)
class Audit:
    """The outcome of an audit: ``to_frame()`` for a table, ``summary()`` for words, ``to_html()`` for a page.

    Attributes
    ----------
    claims : DataFrame
        The claims, one row each.
    verdicts : tuple of Verdict
        The verdict on each.
    release : str
        The release of the data.
    papers : tuple of Paper
        The papers whose claims they are.
    problems : tuple of Problem
        What is wrong with the claims that were refused.
    notes : tuple of str
        What is to be known about how the claims were read, such as columns that are not used.
    addresses : mapping
        Id of what a verdict rests on -> the address of its source.
    """

    claims: pd.DataFrame
    verdicts: tuple[Verdict, ...]
    release: str
    papers: tuple[Paper, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    addresses: Mapping[str, str | None] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<{self.heading}: {self.tally}>"

    def _repr_html_(self) -> str:
        said = [entry.said for entry in entries(self)]
        table = self.to_frame()  # without underscores, at which no browser breaks a line
        shown = table.assign(statement=said, verdict=table["verdict"].str.replace("_", " ")).loc[
            :, ["claim", "section", "statement", "verdict", "why"]
        ]
        return html_of_frame(f"{self.heading}: {self.tally}", shown, _SHOWN, "{} more in to_frame()")

    @property
    def heading(self) -> str:
        """One line: how many claims against which data."""
        return f"Audit of {len(self.verdicts)} claims against fraudstats data {self.release}"

    @property
    def title(self) -> str:
        """The paper, or how many there are."""
        return self.papers[0].name if len(self.papers) == 1 else f"{len(self.papers)} papers"

    @property
    def tally(self) -> str:
        """How often each verdict was given."""
        times = {verdict: sum(one.verdict == verdict for one in self.verdicts) for verdict in VERDICTS}
        return ", ".join(f"{number} {verdict.replace('_', ' ')}" for verdict, number in times.items() if number)

    def to_frame(self) -> pd.DataFrame:
        """The verdicts as a table, one row per claim.

        Returns
        -------
        DataFrame
            Columns ``claim`` (numbered by paper: with the paper's id before it where there are several), ``paper,
            section, statement, text, verdict, caveats, why, rests_on`` (ids joined by spaces), ``finding`` and
            ``finding_note`` (a human's reading) and ``agrees`` (whether that is the rules' verdict).
        """
        given = self.claims
        several = len(set(given["paper"].dropna())) > 1
        table = pd.DataFrame(
            {
                "claim": given["claim_id"] if several else given["claim_id"].str.replace(r"^.*/", "", regex=True),
                "paper": given["paper"],
                "section": given["section"],
                "statement": given["statement"],
                "text": given["text"],
                "verdict": [v.verdict for v in self.verdicts],
                "caveats": [" ".join(v.caveats) for v in self.verdicts],
                "why": [v.why for v in self.verdicts],
                "rests_on": [" ".join(v.rests_on) for v in self.verdicts],
                "finding": given["finding"],
                "finding_note": given["finding_note"],
            }
        )
        table["agrees"] = (table["finding"] == table["verdict"]).where(table["finding"].notna())
        return table

    def counts(self) -> pd.DataFrame:
        """Number of claims by section (rows, in the paper's order) and by the verdicts that were given."""
        table = self.to_frame()
        sections = table["section"].fillna("")
        crossed = pd.crosstab(sections, table["verdict"])
        given = [verdict for verdict in VERDICTS if verdict in crossed.columns]
        return crossed.reindex(index=sections.unique(), columns=given, fill_value=0)

    def summary(self) -> str:
        """The audit in words, one paragraph per claim."""
        return text.summary(self)

    def to_html(self) -> str:
        """A page of its own, with links to the sources."""
        return page.page(self)

    def to_markdown(self) -> str:
        """A Markdown text, with links to the sources."""
        return markdown.markdown(self)

    def to_csv(self) -> str:
        """The table of `to_frame`, with the addresses of the sources, as CSV."""
        return csv_table.csv_table(self)

    def to_docx(self) -> bytes:
        """A Word document, with links to the sources; the same audit gives the same bytes."""
        return word.document(self)
