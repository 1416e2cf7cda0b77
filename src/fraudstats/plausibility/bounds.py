"""Numbers of one count that cannot all be true, whatever the unknown months hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fraudstats.dataset import Dataset
from fraudstats.plausibility.result import SERIES, Finding, known_windows, number
from fraudstats.reconciliation import reconcile

__all__ = ["find"]

#: Sets listed per count; one wrong number can make many.
MOST = 5


def find(dataset: Dataset, progress: Callable = iter) -> Iterator[Finding]:
    """The minimal sets of preferred numbers that contradict each other, each under the id of the latest of them."""
    rows = known_windows(dataset.observations)
    groups = [group for _, group in rows.loc[rows["preferred"]].groupby(SERIES, dropna=False) if len(group) > 1]
    for group in progress(groups):
        yield from _contradictions(group)


def _contradictions(group):
    numbers = group.sort_values(["published_by", "observation_id"])
    total = reconcile(group[["observation_id", "period_start", "period_end", "lower", "upper"]], freq=_freq(group))
    for contradiction in list(total.contradictions)[:MOST]:
        rows = numbers.loc[numbers["observation_id"].isin(contradiction.statements)].to_dict("records")
        words = f"{rows[-1]['value_text']} cannot be true together with {'; '.join(map(number, rows[:-1]))}"
        yield Finding(rows[-1]["observation_id"], "bounds", words)


def _freq(group):
    """Months, unless a window begins or ends within one."""
    whole = (group["period_start"].dt.day == 1) & group["period_end"].dt.is_month_end
    return "M" if whole.all() else "D"
