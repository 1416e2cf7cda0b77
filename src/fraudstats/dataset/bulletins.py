"""A selection as `fraudstats.reconciliation.reconcile` takes it: each thing said once."""

from __future__ import annotations

import pandas as pd

__all__ = ["bulletins_of"]

_WINDOW = ["period_start", "period_end"]
_BASE = ["base_start", "base_end"]
_RANGE = ["lower", "upper"]


def bulletins_of(dataset, leave_out=()) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The observations and the stated changes of a selection, each thing said once.

    Retellings are no further evidence: of each known window the preferred observation stands for all, and of equal
    changes between the same windows the first. Observations of an unknown start or end stay, one for each range, under
    the day by which it was first published; changes of unknown windows say nothing yet.
    """
    observations, changes = dataset.observations, dataset.changes
    observations["published"] = observations["published_by"]
    undated = observations[observations[_WINDOW].isna().any(axis=1)].sort_values("published", kind="stable")
    chosen = pd.concat([observations[observations["preferred"]], undated.drop_duplicates([*_WINDOW, *_RANGE])])
    changes = changes.dropna(subset=[*_WINDOW, *_BASE]).drop_duplicates([*_WINDOW, *_BASE, *_RANGE])
    without = chosen["observation_id"].isin(leave_out)
    also = pd.MultiIndex.from_frame(changes[_WINDOW]).isin(pd.MultiIndex.from_frame(chosen.loc[without, _WINDOW]))
    changes = changes[~also & ~changes["change_id"].isin(leave_out)]
    chosen = chosen[~without].sort_values([*_WINDOW, "observation_id"], ignore_index=True)
    return chosen, changes.sort_values([*_WINDOW, *_BASE, "change_id"], ignore_index=True)
