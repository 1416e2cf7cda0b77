"""Was a control like the series before the intervention? Levels and trends, from the values before it alone."""

from __future__ import annotations

from typing import cast

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.interruptions.comparison import ControlledFit
from fraudstats.trends.interruptions.falsification import Check, cannot_tell, verdict
from fraudstats.trends.result import format_p

__all__ = ["balance"]


def balance(result: ControlledFit) -> dict[str, Check]:
    """Differences of level and trend before the first intervention (Linden, 2015), as checks."""
    names = ("control's level before", "control's trend before")
    try:
        before = result.refit(np.flatnonzero(~result.touched()), interventions={})
    except TrendError:
        return dict.fromkeys(names, cannot_tell("too few values before the intervention"))
    return dict(zip(names, (_level(before), _trend(before, result)), strict=True))


def _level(before):
    p, says = _said(before, "difference intercept")
    return Check(before.params["difference intercept"], p, verdict(p > 0.05), f"at the first value {says}")


def _trend(before, result):
    """How far lines that differ like this part until the end, beside the effect that is claimed."""
    p, says = _said(before, "difference trend")
    time = result.series.time
    apart = before.params["difference trend"] * (time[-1] - time[result.touched()][0])
    term = result.effect_columns[0]
    says += (
        f"; by the end it makes {apart:.3g}, where the {term.split()[0]} change is {result.params[term]:.3g}: the "
        "model lets trends differ, and rests on their going on"
    )
    return Check(before.params["difference trend"], p, verdict(p > 0.05), says)


def _said(before, name):
    """The p-value of a difference, and the difference in words."""
    p, ends = cast(float, before.p_values[name]), before.conf_int().loc[name]
    return p, f"the series differs by {before.params[name]:.3g} ({ends.lower:.3g} to {ends.upper:.3g}), p {format_p(p)}"
