"""One call for the table of anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib import import_module
from inspect import signature
from typing import Any

from fraudstats.errors import PaperTableError
from fraudstats.paper_table.model import PaperTable

__all__ = ["ADAPTERS", "table"]

#: Class of a result -> module and function that make its table. A subclass without an own entry takes its parent's.
ADAPTERS = {
    "fraudstats.claims.result.Audit": "audits.audit",
    "fraudstats.dataset.core.Dataset": "observations.selection",
    "fraudstats.dataset.difference.Difference": "differences.difference",
    "fraudstats.dataset.news_or_noise.NewsOrNoise": "revisions.news_or_noise",
    "fraudstats.dataset.revisions.Revisions": "revisions.revisions",
    "fraudstats.reconciliation.conflicts.contradictions.Contradictions": "reconciliations.contradictions",
    "fraudstats.reconciliation.estimate.definition_break.DefinitionBreak": "reconciliations.definition_break",
    "fraudstats.reconciliation.estimate.leave_one_out.LeaveOneOut": "reconciliations.leave_one_out",
    "fraudstats.reconciliation.implications.Implications": "reconciliations.bounds",
    "fraudstats.trends.interruptions.falsification.FalsificationResult": "trends.falsification",
    "fraudstats.trends.interruptions.fitted.FittedInterruption": "trends.interruption",
    "fraudstats.trends.joinpoints.compare.ComparisonResult": "trends.trend",
    "fraudstats.trends.joinpoints.group_result.JoinpointByResult": "joinpoints.joinpoints_by",
    "fraudstats.trends.joinpoints.result.JoinpointResult": "joinpoints.joinpoints",
    "fraudstats.trends.rates.crude_rate.CrudeRateResult": "rates.rates",
    "fraudstats.trends.rates.growth.GrowthResult": "growth.growth",
    "fraudstats.trends.rates.rate.RateResult": "rates.rates",
    "fraudstats.trends.rates.rate_ratio.RateRatioResult": "rates.rates",
    "fraudstats.trends.result.TrendResult": "trends.trend",
    "fraudstats.trends.standardisation.direct.StandardisedRateResult": "rates.rates",
    "fraudstats.trends.standardisation.indirect.StandardisedRatioResult": "rates.rates",
    "pandas.DataFrame": "frames.frame",
}
_HELD = (
    "a result of fs.trends, of fs.reconcile or of fs.audit, a dataset or ds.select(...), ds.series(...), "
    "ds.rate_table(...), ds.revisions(...), fs.diff(...) or a data frame"
)


def table(anything: Any, *, title: str | None = None, notes: Iterable[str] = (), **options: Any) -> PaperTable:
    """The table of a result, ready for a paper.

    Numbers have the digits that mean something, estimate and interval the same; thousands are separated; p-values below
    0.001 are written so. The notes say what was done, what marks mean, and on which data the numbers rest.

    Parameters
    ----------
    anything
        A result of `fraudstats.trends`; of `reconcile`, with its ``estimate()`` or ``bounds_table()``; of `audit`; a
        dataset, best a selection of it; its ``series``, ``rate_table`` or ``revisions``; the difference of two
        datasets; or any data frame.
    title : str, optional
        In place of the one that the result gives.
    notes : iterable of str
        Further notes, after those of the result.
    **options
        What this kind of table takes: ``alpha`` (level of intervals), ``stars`` (marks of significance, explained
        below the table), ``freq`` (periods of a reconciliation), ``dataset`` (where the names and sources of codes are
        looked up, and the fingerprint of the data).

    Returns
    -------
    PaperTable
        ``save("table.docx")`` writes it (.docx, .html, .md, .tex); ``to_html()``, ``to_latex()``, ``to_markdown()``,
        ``to_docx(path)`` and ``to_frame()`` give it.

    Raises
    ------
    PaperTableError
        If there is no table of such a thing, or it takes no such option; the message names what there is.

    Examples
    --------
    >>> import fraudstats as fs
    >>> result = fs.trends.count_trend([255, 270, 262, 301, 310, 342], [2014, 2015, 2016, 2017, 2018, 2019])
    >>> fs.table(result, title="Cases").to_frame().loc["Change per unit of time (%)"].tolist()
    ['6.04', '3.32 to 8.83', '–', '0.003']
    """
    make = _adapter(type(anything))
    allowed = [name for name, one in signature(make).parameters.items() if one.kind is one.KEYWORD_ONLY]
    for name in options:
        if name not in allowed:
            raise PaperTableError(
                f"a table of {type(anything).__name__} takes no {name!r}; it takes title, notes"
                f"{''.join(f', {one}' for one in allowed)}"
            )
    made: PaperTable = make(anything, **options)
    if isinstance(notes, str):
        notes = (notes,)
    return replace(made, title=made.title if title is None else title, notes=(*made.notes, *notes))


def _adapter(kind: type) -> Callable[..., PaperTable]:
    for one in kind.__mro__:
        if where := ADAPTERS.get(f"{one.__module__}.{one.__qualname__}"):
            module, _, name = where.partition(".")
            return getattr(import_module(f"fraudstats.paper_table.adapters.{module}"), name)
    raise PaperTableError(f"there is no table of {kind.__module__}.{kind.__qualname__}; give {_HELD}")
