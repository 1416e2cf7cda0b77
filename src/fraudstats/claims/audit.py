"""Run the rules over the claims, and hold the outcome beside what a human found."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from types import SimpleNamespace

import pandas as pd

from fraudstats.claims import change, consistency, count, event, fact, reference, treaties
from fraudstats.claims.verdict import CAVEATS, VERDICTS, Verdict
from fraudstats.dataset import Dataset
from fraudstats.dataset.schema import TABLES
from fraudstats.dataset.tables import frame
from fraudstats.errors import DatasetError

__all__ = ["Audit", "audit"]

_RULES = {
    "count": count.decide,
    "change": change.decide,
    "event": event.decide,
    "fact": fact.decide,
    "treaties": treaties.decide,
    "reference": reference.decide,
    "consistency": consistency.decide,
    "none": lambda claim, context: Verdict("untraceable", "It names no source and nothing in the dataset bears on it."),
}


def audit(dataset: Dataset, claims=None) -> Audit:
    """Decide claims by rules from the data.

    Parameters
    ----------
    dataset : Dataset
    claims : data frame, str or None
        Rows with the columns of ``dataset.claims`` (those that their test needs; others may be missing), the id of a
        paper in the dataset, or None for all claims in the dataset.

    Returns
    -------
    Audit

    Raises
    ------
    DatasetError
        If there is no such paper, or a claim lacks what its test needs.

    Examples
    --------
    >>> import fraudstats as fs
    >>> table = fs.audit(fs.load()).to_frame()
    >>> table.loc[table["claim"] == "c08", "verdict"].item()
    'supported_with_caveat'
    """
    table = _claims(dataset, claims)
    contexts = {paper: _context(dataset, table, paper) for paper in table["paper"].unique()}
    rows = [SimpleNamespace(**{n: _given(n, v) for n, v in row.items()}) for row in table.to_dict("records")]
    verdicts = [_RULES[row.test](row, contexts[row.paper]) for row in rows]
    return Audit(table, tuple(verdicts), dataset.release)


def _given(column, value):
    """The value, or None where a text is missing."""
    return None if TABLES["claims"][column] in ("text", "codes") and pd.isna(value) else value


@dataclass(frozen=True)
class Context:
    """What the rules may look at: the dataset, and the paper's own claims, references and date."""

    dataset: Dataset
    claims: pd.DataFrame
    references: pd.DataFrame
    published: pd.Timestamp

    @property
    def sources(self):
        return self.dataset.sources.set_index("source_id")

    @property
    def tiers(self):
        return self.sources["tier"]

    def area(self, code):
        """The English name of an area."""
        return self.dataset.areas.set_index("ref_area")["name_en"].get(code, code)


def _claims(dataset, claims):
    if claims is None:
        return dataset.claims.sort_values(["paper", "number"], ignore_index=True)
    if isinstance(claims, str):
        table = dataset.claims[dataset.claims["paper"] == claims]
        if table.empty:
            papers = ", ".join(dataset.claims["paper"].unique())
            raise DatasetError(f"no claims of a paper {claims!r} in the dataset; papers: {papers}")
        return table.sort_values("number", ignore_index=True)
    table = frame("claims", claims.to_dict("records"))
    unknown = sorted(set(table["test"].fillna("(none)")) - set(_RULES))
    if unknown:
        raise DatasetError(f"unknown test {', '.join(map(repr, unknown))} of a claim; choose from {', '.join(_RULES)}")
    return table


def _context(dataset, claims, paper):
    published = dataset.sources.set_index("source_id")["published_by"].get(paper, pd.NaT)
    references = dataset.references
    return Context(
        dataset=dataset,
        claims=claims[claims["paper"] == paper] if pd.notna(paper) else claims,
        references=references[references["paper"] == paper].sort_values("number"),
        published=published if pd.notna(published) else pd.Timestamp.max,
    )


@dataclass(frozen=True)
class Audit:
    """The outcome of an audit: ``to_frame()`` for a table, ``summary()`` for words."""

    claims: pd.DataFrame
    verdicts: tuple[Verdict, ...]
    release: str

    def to_frame(self) -> pd.DataFrame:
        """One row a claim.

        Returns
        -------
        data frame
            Columns ``claim, section, statement, text, verdict, caveats, why, rests_on`` (ids joined by spaces),
            ``finding`` and ``finding_note`` (a human's reading) and ``agrees`` (whether that is the rules' verdict).
        """
        given = self.claims
        table = pd.DataFrame(
            {
                "claim": given["claim_id"].str.rpartition("/")[2],
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
        """Number of claims by section (rows, in the paper's order) and verdict."""
        table = self.to_frame()
        crossed = pd.crosstab(table["section"], table["verdict"])
        return crossed.reindex(index=table["section"].unique(), columns=list(VERDICTS), fill_value=0)

    def summary(self) -> str:
        """The audit in words, a paragraph a claim."""
        table = self.to_frame()
        lines = [f"Audit of {len(table)} claims against fraudstats data {self.release}", ""]
        for verdict, meaning in VERDICTS.items():
            lines.append(f"  {(table['verdict'] == verdict).sum():3d}  {verdict.replace('_', ' ')}: {meaning}")
        for row in table.itertuples():
            lines += ["", f"{row.claim} ({row.section}) {row.verdict.replace('_', ' ').upper()}"]
            lines += _wrapped(row.statement) + _wrapped(row.why)
            lines += _wrapped("; ".join(f"{code}: {CAVEATS[code]}" for code in row.caveats.split()))
            if row.agrees is False:
                note = f": {row.finding_note}" if isinstance(row.finding_note, str) else ""
                lines += _wrapped(f"A reader found otherwise: {row.finding.replace('_', ' ')}{note}")
        return "\n".join(lines)


def _wrapped(text):
    return textwrap.wrap(text, 96, initial_indent="    ", subsequent_indent="    ")
