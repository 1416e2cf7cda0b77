"""Figure 6: the audit of a paper as one picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from fraudstats.amounts import listed
from fraudstats.claims import audit as audit_claims
from fraudstats.dataset import Dataset
from fraudstats.figures.base import PAPER, PaperFigure
from fraudstats.plotting import panels, plot_audit
from fraudstats.plotting.tiles import audit_height
from fraudstats.vocabulary import VERDICTS

if TYPE_CHECKING:
    from fraudstats.claims.result import Audit

__all__ = ["FIGURE", "data", "inputs"]


def inputs(dataset: Dataset) -> dict[str, Any]:
    """The audit of the paper."""
    return {"audit": audit_claims(dataset, PAPER)}


def data(dataset: Dataset, audit: Audit) -> pd.DataFrame:
    """One row per claim: ``claim, section, place`` (in its section), ``statement, verdict, caveats, finding, agrees``.

    Its ``ids`` are those of what the verdict rests on.
    """
    table = audit.to_frame()
    rows = table.loc[:, ["claim", "section", "statement", "verdict", "caveats", "finding", "agrees"]].copy()
    rows["ids"] = table["rests_on"]
    rows.insert(2, "place", rows.groupby("section").cumcount())
    return rows


#: Codes of the sections -> their names.
_SECTIONS = {"front_matter": "title page", "section_2_intro": "introduction of section 2"}


def _picture(data):
    picture, axes = panels(height=audit_height(data["section"].nunique()))
    plot_audit(data.assign(section=data["section"].replace(_SECTIONS)), axes)
    return picture


def _words(data):
    otherwise = (data["agrees"] == False).sum()  # noqa: E712  # missing is neither
    return (
        f"The {len(data)} quantitative or dated claims of the paper in its own order, by section (rows) and verdict "
        "(colour and sign). The number in a tile is that of the claim; its words are in the CSV file and in "
        "the report of the audit. Each verdict was reached by a rule from the data; a ring marks the "
        f"{otherwise} claims on which a reader found otherwise."
    )


def _alt(data):
    counts = data["verdict"].value_counts()
    verdicts = [f"{counts[one]} {one.replace('_', ' ')}" for one in VERDICTS if one in counts]
    otherwise = (data["agrees"] == False).sum()  # noqa: E712  # missing is neither
    return (
        f"{len(data)} tiles in {data['section'].nunique()} rows, one for each claim of the paper: {listed(verdicts)}. "
        f"On {otherwise} of them a reader found otherwise."
    )


FIGURE = PaperFigure(
    name="06-audit",
    title="The audit of the paper: every claim and its verdict",
    notebook="01_reproducing_the_paper",
    compute=data,
    picture=_picture,
    words=_words,
    alt=_alt,
    inputs=inputs,
)
