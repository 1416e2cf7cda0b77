"""The claims of the papers in the dataset, which `fraudstats check` has read."""

from __future__ import annotations

from typing import Any

from fraudstats.claims.paper import Paper
from fraudstats.dataset import Dataset
from fraudstats.dates import is_missing, last_day
from fraudstats.errors import DatasetError

__all__ = ["claims_of_paper"]


def claims_of_paper(dataset: Dataset, paper: str | None) -> tuple[list[dict[str, Any]], dict[str, Paper]]:
    """The claims of a paper in the dataset, or of all of them, in their order; and the papers by id.

    Raises
    ------
    DatasetError
        If there is no such paper.
    """
    table = dataset.claims
    if paper is not None:
        table = table.loc[table["paper"] == paper]
        if table.empty:
            papers = ", ".join(dataset.claims["paper"].unique())
            tip = "the name of a file of claims ends in .yaml or .csv"
            raise DatasetError(f"no claims of a paper {paper!r} in the dataset; papers: {papers}; {tip}")
    rows = table.sort_values(by=["paper", "number"]).to_dict("records")
    return [{str(k): v for k, v in row.items()} for row in rows], _papers(dataset, {row["paper"] for row in rows})


def _papers(dataset, ids):
    sources = dataset.sources.set_index("source_id")
    return {one: _paper(one, sources.loc[one] if one in sources.index else None) for one in sorted(ids)}


def _paper(paper, source):
    if source is None:
        return Paper(paper)
    title, url = ("" if is_missing(source[name]) else source[name] for name in ("title", "url"))
    return Paper(paper, title, last_day(source["published_by"]), url)
