"""What new records change: which series they join, which bounds they tighten, what they contradict."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from fraudstats.dataset import Dataset, Difference, diff
from fraudstats.dataset.preferred import witnesses_of_windows
from fraudstats.effects.effects import Effects, effects
from fraudstats.errors import FraudstatsError
from fraudstats.reconciliation import reconcile

__all__ = ["Addition", "addition"]

_COUNT = ["indicator", "ref_area", "counterpart_area", "sub_area"]


@dataclass(frozen=True)
class Addition:
    """New records and what follows from them.

    Attributes
    ----------
    difference : Difference
    effects : Effects
        Verdicts and bounds that change; no pictures.
    joined : data frame
        One row per new observation: its id, the count it is of, ``agree`` and ``disagree`` (independent witnesses of
        its window), ``preferred`` and ``preferred_reason``.
    contradictions : tuple of str
        Minimal sets of statements that cannot all hold and have a new one among them, in words.
    """

    difference: Difference
    effects: Effects
    joined: pd.DataFrame
    contradictions: tuple[str, ...]

    def summary(self) -> str:
        """All of it in words."""
        clashes = list(self.contradictions) or ["none"]
        parts = [
            ("Series", [_joined_in_words(row) for row in self.joined.to_dict("records")]),
            ("Contradictions that appear", clashes),
        ]
        lines = [line for title, rows in parts for line in (f"{title}:", *(f"  {row}" for row in rows))]
        return "\n".join([*lines, *self.effects.summary().splitlines()[:-1]])


def addition(before: Dataset, after: Dataset) -> Addition:
    """What the records change that `after` has beyond `before`."""
    difference = diff(before, after)
    new = set(difference.table.loc[difference.table["change"] == "added", "id"])
    return Addition(difference, effects(difference, figures=()), _joined(after, new), _clashes(after, new))


def _joined(after, new):
    rows = after.observations.loc[after.observations["observation_id"].isin(new)]
    joined = rows[["observation_id", *_COUNT, "period_start", "period_end", "preferred", "preferred_reason"]]
    counts = _witnesses(after).reindex(joined["observation_id"]).to_numpy()
    return joined.assign(agree=counts[:, 0], disagree=counts[:, 1])


def _witnesses(dataset):
    """Independent witnesses that agree and disagree, by observation; none where the window is not known."""
    counts = witnesses_of_windows(dataset.observations)
    return counts.set_axis(dataset.observations["observation_id"].loc[counts.index])


def _clashes(after, new):
    """The contradictions among the statements of the new records' counts that hold a new statement."""
    found = {}
    tables = ((after.observations, "observation_id"), (after.changes, "change_id"))
    counts = pd.concat([rows.loc[rows[key].isin(new), _COUNT] for rows, key in tables]).drop_duplicates()
    for count in counts.to_dict("records"):
        codes = {name: "none" if pd.isna(count[name]) else count[name] for name in _COUNT}
        try:
            contradictions = reconcile(*after.select(codes.pop("indicator"), **codes).bulletins()).contradictions
        except FraudstatsError:
            continue  # no known window, or nothing to reconcile
        found |= {str(one): None for one in contradictions if new & set(map(str, one.statements))}
    return tuple(found)


def _joined_in_words(row):
    count = " ".join(str(row[name]) for name in _COUNT if isinstance(row[name], str))
    days = [f"{row[end]:%Y-%m-%d}" if pd.notna(row[end]) else "unknown" for end in ("period_start", "period_end")]
    said = f"{count}, {days[0]} to {days[1]}"
    if pd.isna(row["agree"]):
        return f"{said}: an end is not known, so it joins no window"
    others = f"{int(row['agree']) - 1} other witness(es) agree, {int(row['disagree'])} do not"
    chosen = (
        f"it is the preferred number ({row['preferred_reason']})" if row["preferred"] else "another one is preferred"
    )
    return f"{said}: {others}; {chosen}"
