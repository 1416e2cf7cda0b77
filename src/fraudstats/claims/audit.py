"""Run the rules over the claims, and keep the outcome beside a reader's own finding."""

from __future__ import annotations

import html
import textwrap
from dataclasses import dataclass

import pandas as pd

from fraudstats.claims import change, consistency, count, event, fact, none, reference, treaties
from fraudstats.claims.claim import Claim
from fraudstats.claims.context import Context
from fraudstats.claims.table import claims_of
from fraudstats.claims.verdict import Verdict
from fraudstats.dataset import Dataset
from fraudstats.vocabulary import CAVEATS, VERDICTS

__all__ = ["Audit", "audit"]

#: Test -> the module of its name, which holds its rule.
_RULES = {
    module.__name__.rpartition(".")[2]: module
    for module in (count, change, event, fact, treaties, reference, consistency, none)
}
#: Rows that Jupyter shows.
_SHOWN = 20


def audit(dataset: Dataset, claims: pd.DataFrame | str | None = None) -> Audit:
    """Decide claims by rules from the data.

    Parameters
    ----------
    dataset : Dataset
    claims : DataFrame, str or None
        Rows with columns of ``dataset.claims`` (those that their test needs; others may be missing), the id of a paper
        in the dataset, or None for all claims in the dataset. A date may be a year, a month or a day.

    Returns
    -------
    Audit
        The verdicts, in the order of the claims.

    Raises
    ------
    DatasetError
        If there is no such paper, or a claim has an unknown column, test or code, or lacks what its test needs.

    Examples
    --------
    >>> import fraudstats as fs
    >>> audit = fs.audit(fs.load())
    >>> table = audit.to_frame()
    >>> table.loc[table["claim"] == "c08", "verdict"].item()
    'supported_with_caveat'
    """
    table = claims_of(dataset, claims, {test: rule.NEEDS for test, rule in _RULES.items()})
    read = [Claim.of(row) for row in table.to_dict("records")]
    contexts = {paper: Context.of(dataset, read, paper) for paper in {claim.paper for claim in read}}
    verdicts = [_RULES[claim.test].decide(claim, contexts[claim.paper]) for claim in read]
    return Audit(table, tuple(verdicts), str(dataset.state))


@dataclass(frozen=True, repr=False, eq=False)
class Audit:
    """The outcome of an audit: ``to_frame()`` for a table, ``summary()`` for words.

    Attributes
    ----------
    claims : DataFrame
        The claims, one row each.
    verdicts : tuple of Verdict
        The verdict on each.
    release : str
        The release of the data.
    """

    claims: pd.DataFrame
    verdicts: tuple[Verdict, ...]
    release: str

    def __repr__(self) -> str:
        return f"<{self._heading}: {self._tally}>"

    def _repr_html_(self) -> str:
        table = self.to_frame()
        shown = table[["claim", "section", "statement", "verdict", "why"]].head(_SHOWN)
        more = f"<p>{len(table) - _SHOWN} more in <code>to_frame()</code></p>" if len(table) > _SHOWN else ""
        caption = html.escape(f"{self._heading}: {self._tally}")
        return f"<p>{caption}</p>{shown.to_html(index=False, border=0, na_rep='')}{more}"

    @property
    def _heading(self):
        return f"Audit of {len(self.verdicts)} claims against fraudstats data {self.release}"

    @property
    def _tally(self):
        times = {verdict: sum(one.verdict == verdict for one in self.verdicts) for verdict in VERDICTS}
        return ", ".join(f"{number} {verdict.replace('_', ' ')}" for verdict, number in times.items() if number)

    def to_frame(self) -> pd.DataFrame:
        """The verdicts as a table, one row per claim.

        Returns
        -------
        DataFrame
            Columns ``claim, paper, section, statement, text, verdict, caveats, why, rests_on`` (ids joined by spaces),
            ``finding`` and ``finding_note`` (a human's reading) and ``agrees`` (whether that is the rules' verdict).
        """
        given = self.claims
        table = pd.DataFrame(
            {
                "claim": given["claim_id"].str.replace(r"^.*/", "", regex=True),
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
        sections = table["section"].fillna("")
        crossed = pd.crosstab(sections, table["verdict"])
        return crossed.reindex(index=sections.unique(), columns=list(VERDICTS), fill_value=0)

    def summary(self) -> str:
        """The audit in words, one paragraph per claim."""
        lines = [self._heading, ""]
        for verdict, meaning in VERDICTS.items():
            number = sum(one.verdict == verdict for one in self.verdicts)
            lines.append(f"  {number:3d}  {verdict.replace('_', ' ')}: {meaning[0].lower()}{meaning[1:]}")
        for row in self.to_frame().to_dict("records"):
            lines += _paragraph(row)
        return "\n".join(lines)


def _paragraph(row):
    """What an audit says about one claim, in lines."""
    section = f" ({row['section']})" if isinstance(row["section"], str) else ""
    lines = ["", f"{row['claim']}{section} {row['verdict'].replace('_', ' ').upper()}"]
    lines += _wrapped(row["statement"]) + _wrapped(row["why"])
    lines += _wrapped("; ".join(f"{code}: {CAVEATS[code]}" for code in row["caveats"].split()))
    if row["agrees"] is False:
        note = f": {row['finding_note']}" if isinstance(row["finding_note"], str) else ""
        lines += _wrapped(f"A reader found otherwise: {row['finding'].replace('_', ' ')}{note}")
    return lines


def _wrapped(text):
    if not isinstance(text, str):
        return []
    return textwrap.wrap(text, 96, initial_indent="    ", subsequent_indent="    ")
