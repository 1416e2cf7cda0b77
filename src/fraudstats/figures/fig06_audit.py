"""Figure 6: the audit of a paper as one picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from fraudstats.claims import audit as audit_claims
from fraudstats.dataset import Dataset
from fraudstats.figures.base import PAPER, PaperFigure
from fraudstats.plotting import panels, plot_audit

if TYPE_CHECKING:
    from fraudstats.claims.result import Audit

__all__ = ["FIGURE", "data", "inputs"]


def inputs(dataset: Dataset) -> dict[str, Any]:
    """The audit of the paper."""
    return {"audit": audit_claims(dataset, PAPER)}


def data(dataset: Dataset, audit: Audit) -> pd.DataFrame:
    """One row per claim: ``claim, section, place`` (in its section), ``verdict, caveats, finding, agrees``."""
    table = audit.to_frame()
    rows = table.loc[:, ["claim", "section", "verdict", "caveats", "finding", "agrees"]].copy()
    rows.insert(2, "place", rows.groupby("section").cumcount())
    return rows


def _picture(data):
    picture, axes = panels(figsize=(9.5, 1.7 + 0.42 * data["section"].nunique()))
    plot_audit(data, axes)
    axes.set_title(f"The paper's {len(data)} claims, held against the sources")
    return picture


def _words(data):
    return (
        f"The {len(data)} quantitative or dated claims of the paper in its own order, by section (rows) and verdict "
        "(colour). Each verdict was reached by a rule from the data; a dot marks a claim on which a reader found "
        "otherwise."
    )


FIGURE = PaperFigure(
    name="06-audit",
    title="The audit of the paper: every claim and its verdict",
    notebook="01_reproducing_the_paper",
    compute=data,
    picture=_picture,
    words=_words,
    inputs=inputs,
)
