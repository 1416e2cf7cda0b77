"""One observation per window, duplicates removed, as input for `fraudstats.reconciliation.reconcile`."""

from __future__ import annotations

import pandas as pd

from fraudstats.vocabulary import QUALIFIERS

__all__ = ["bulletins_of"]

_WINDOW = ["period_start", "period_end"]
_BASE = ["base_start", "base_end"]
_RANGE = ["lower", "upper"]
_LOOSE = [code for code, qualifier in QUALIFIERS.items() if qualifier.loose]


def bulletins_of(
    observations: pd.DataFrame, changes: pd.DataFrame, leave_out: tuple[str, ...] = ()
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One observation per window and one of several equal changes, as input for `reconcile`.

    Retellings are no further evidence. Each known window keeps its preferred observation; equal changes between the
    same windows are kept once, with the qualifier that some retellings lose. Observations with an unknown start or
    end stay, one per range, with the day by which it was first published; changes of unknown windows are left out.
    """
    observations = observations.assign(published=observations["published_by"])
    open_ended = observations.loc[observations[_WINDOW].isna().any(axis=1)].sort_values("published", kind="stable")
    chosen = pd.concat([observations.loc[observations["preferred"]], open_ended.drop_duplicates([*_WINDOW, *_RANGE])])
    changes = changes.dropna(subset=[*_WINDOW, *_BASE]).sort_values("qualifier", key=_wordless, kind="stable")
    changes = changes.drop_duplicates([*_WINDOW, *_BASE, "percent", "precision"])
    without = chosen.loc[:, "observation_id"].isin(leave_out)
    also = pd.MultiIndex.from_frame(changes.loc[:, _WINDOW]).isin(
        pd.MultiIndex.from_frame(chosen.loc[without, _WINDOW])
    )
    changes = changes.loc[~also & ~changes["change_id"].isin(leave_out)]
    chosen = chosen.loc[~without].sort_values([*_WINDOW, "observation_id"], ignore_index=True)
    return chosen, changes.sort_values([*_WINDOW, *_BASE, "change_id"], ignore_index=True)


def _wordless(qualifiers):
    """Sorts numbers printed with a word such as "about" before those without."""
    return ~qualifiers.isin(_LOOSE)
