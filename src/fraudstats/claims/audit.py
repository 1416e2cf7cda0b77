"""Run the rules over the claims, and keep the outcome beside a reader's own finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from fraudstats.claims import (
    change,
    consistency,
    count,
    difference,
    direction,
    event,
    fact,
    mean,
    none,
    ratio,
    record,
    reference,
    share,
    treaties,
)
from fraudstats.claims.claim import Claim
from fraudstats.claims.context import Context
from fraudstats.claims.evidence import Held
from fraudstats.claims.given import Given, proposed, read_claims
from fraudstats.claims.itself import against_itself
from fraudstats.claims.result import Audit
from fraudstats.claims.table import claims_of_paper
from fraudstats.claims.verdict import Verdict
from fraudstats.dataset import Dataset, load
from fraudstats.dataset.tables import frame
from fraudstats.errors import DatasetError
from fraudstats.printed.bulletin import Bulletin

__all__ = ["audit"]

#: Test -> the module of its name, which holds its rule.
_RULES = {
    module.__name__.rpartition(".")[2]: module
    for module in (
        count, change, difference, ratio, share, mean, direction, record, event, fact, treaties, reference,
        consistency, none,
    )
}  # fmt: skip
#: What claims may be given as: a file, a table, a list, or the id of a paper in the dataset.
Claims = pd.DataFrame | Bulletin | Iterable[Mapping[str, Any]] | Mapping[str, Any] | str | Path


def audit(dataset: Dataset | Claims, claims: Claims | None = None, *, published: Any = None, title: str = "") -> Audit:
    """Decide claims by rules from the data.

    Parameters
    ----------
    dataset : Dataset
        May be left out: ``fs.audit("claims.yaml")`` holds the claims against the data shipped with the package.
    claims : path, DataFrame, list of mappings, Bulletin, str or None
        A YAML or CSV file of claims, rows with its columns (see ``docs/audit.md``), what `fs.read_bulletin` found in a
        text, the id of a paper in the dataset, or None for all claims in the dataset.
    published : date, optional
        The day, month or year of a paper that does not give its own; nothing published later counts against it.
    title : str
        The title of a paper that does not give its own.

    Returns
    -------
    Audit
        The verdicts, in the order of the claims. A claim that cannot be read is refused, with its reason, and the
        others are decided.

    Raises
    ------
    DatasetError
        If there is no such file or paper, or no claims in it.

    Examples
    --------
    >>> import fraudstats as fs
    >>> audit = fs.audit(fs.load())
    >>> table = audit.to_frame()
    >>> table.loc[table["claim"] == "c08", "verdict"].item()
    'supported_with_caveat'

    Four columns are enough for a count:

    >>> mine = [{"what": "telecom_fraud_cases_solved", "area": "CN", "window": "2022", "printed": "464,000"}]
    >>> fs.audit(mine).to_frame()["why"].item()
    '464,000 is printed for 2022.'
    """
    if not isinstance(dataset, Dataset):
        if claims is not None:
            raise DatasetError("give the dataset first, then the claims: fs.audit(fs.load(), claims)")
        return audit(load(), dataset, published=published, title=title)
    given = _given(dataset, claims, published, title)
    read = [Claim.of(row) for row in given.rows]
    sound = [claim for claim, row in zip(read, given.rows, strict=True) if not row.get("refused")]
    held = Held(dataset)
    contexts = {paper: Context.of(held, sound, known) for paper, known in given.papers.items()}
    verdicts = [_decide(claim, row, contexts.get(claim.paper)) for claim, row in zip(read, given.rows, strict=True)]
    return Audit(
        _table(given.rows),
        tuple(against_itself(read, verdicts, contexts)),
        str(dataset.state),
        tuple(given.papers.values()),
        tuple(given.problems),
        tuple(given.notes),
        _addresses(dataset),
    )


def _given(dataset, claims, published, title) -> Given:
    if claims is None or (isinstance(claims, str) and not Path(claims).suffix):
        rows, papers = claims_of_paper(dataset, claims)
        return Given(rows, papers, [], [])
    if isinstance(claims, Bulletin):
        claims = proposed(claims)
    return read_claims(claims, dataset, {test: rule.NEEDS for test, rule in _RULES.items()}, published, title)


def _decide(claim, row, context):
    if row.get("refused"):
        return Verdict("refused", row["refused"])
    try:
        return _RULES[claim.test].decide(claim, context)
    except DatasetError as error:  # an aspect that its test does not know
        return Verdict("refused", f"{error}.")


def _table(rows):
    """The claims in their order, with the columns of ``dataset.claims``."""
    table = frame("claims", [{"claim_id": row["claim_id"], **row, "number": i} for i, row in enumerate(rows)])
    ordered = table.sort_values("number", ignore_index=True)
    return ordered.assign(number=pd.array([row["number"] for row in rows], dtype="Int64"))


def _addresses(dataset):
    """Id of an observation or a change -> the address of its source."""
    urls = dataset.sources.set_index("source_id").loc[:, "url"].to_dict()
    return {
        str(row[0]): urls.get(row[1])
        for table, key in (("observations", "observation_id"), ("changes", "change_id"), ("events", "event_id"))
        for row in dataset.table(table)[[key, "source_id"]].itertuples(index=False)
    }
