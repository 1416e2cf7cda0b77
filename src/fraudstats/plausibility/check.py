"""All checks of plausibility, and what of their findings nobody has judged yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from fraudstats.dataset import Dataset
from fraudstats.plausibility import bounds, changes, issuers, neighbours, notes, parts, same_number
from fraudstats.plausibility.result import Finding

__all__ = ["implausible", "unreviewed"]

_CHECKS = (parts, neighbours, same_number, changes, notes, issuers)


def implausible(dataset: Dataset, progress: Callable = iter) -> list[Finding]:
    """Every number that is implausible beside the others, by `fraudstats.vocabulary.PLAUSIBILITY`.

    None of these checks proves an error: they find what a human should look at.

    Parameters
    ----------
    dataset : Dataset
    progress : callable, optional
        Wraps the counts whose numbers are reconciled, which takes longest.

    Returns
    -------
    list of Finding
        Sorted by id and check; one per number and check.
    """
    found = [finding for check in _CHECKS for finding in check.find(dataset)]
    found += bounds.find(dataset, progress)
    first = {(finding.id, finding.check): finding for finding in sorted(found, reverse=True)}
    return sorted(first.values())


def unreviewed(findings: Iterable[Finding], reviewed: Iterable[str]) -> tuple[list[Finding], list[str]]:
    """The findings that nobody has judged, and the judgements that are about nothing any more.

    Parameters
    ----------
    findings : iterable of Finding
    reviewed : iterable of str
        Ids of judgements, as in ``reviewed.yaml``: the id of the number, ``#``, the check.
    """
    listed, judged = list(findings), set(reviewed)
    seen = {finding.review for finding in listed}
    return [finding for finding in listed if finding.review not in judged], sorted(judged - seen)
