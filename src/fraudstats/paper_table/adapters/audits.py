"""Table of an audit: what a paper says, the verdict, and why."""

from __future__ import annotations

from typing import Any

from fraudstats.claims.reports.entries import entries
from fraudstats.dataset import Dataset
from fraudstats.paper_table.model import Column, PaperTable
from fraudstats.paper_table.numbers import sentence as full
from fraudstats.paper_table.words import Names, state_of
from fraudstats.vocabulary import VERDICTS

__all__ = ["audit"]


def audit(result: Any, *, dataset: Dataset | None = None) -> PaperTable:
    """A row per claim; what each verdict means stands below."""
    rows = tuple(
        (one.number, one.said, one.verdict, " ".join([full(one.why), *map(full, one.caveats)]))
        for one in entries(result)
    )
    columns = (Column("Claim"), *(Column(label, is_text=True) for label in ("It says", "Verdict", "Why")))
    given = {one.verdict for one in result.verdicts}
    meanings = [f"{code.replace('_', ' ')}: {full(meaning)}" for code, meaning in VERDICTS.items() if code in given]
    sources = Names(dataset).sources(_rests_on(result, dataset))
    notes = (full(result.tally), *meanings, *(full(str(one)) for one in (*result.problems, *result.notes)))
    return PaperTable(f"Audit of {result.title}", columns, rows, notes, sources, state_of(result.release, dataset))


def _rests_on(result, dataset):
    """The documents behind the verdicts, where the dataset tells them."""
    if dataset is None:
        return []
    known = {*dataset.observations["observation_id"], *dataset.changes["change_id"], *dataset.sources["source_id"]}
    ids = [one for verdict in result.verdicts for one in verdict.rests_on if one in known]
    return list(dict.fromkeys(dataset.sources_of(ids)["source_id"])) if ids else []
