"""The result of a reconciliation in words."""

from __future__ import annotations

import numpy as np

__all__ = ["summary"]

#: How many statements a ranking names.
RANKED = 3


def summary(result) -> str:
    """A page of plain text: what was given, what contradicts, what is certain, what carries the weight.

    Parameters
    ----------
    result : fraudstats.reconciliation.Reconciliation

    Returns
    -------
    str
        It rests on the facts alone and so draws nothing; `estimate` adds what is probable.
    """
    parts = [_given(result), str(result.contradictions).strip()]
    parts += _facts(result) if result.answers else _advice(result)
    parts += _undated(result)
    return "\n\n".join(parts)


def _given(result):
    grid, changes = result.grid, int(result.stated.is_change.sum())
    reported = grid.reported
    given = _count(len(result.stated) - changes, "total") + " and " + _count(changes, "stated change")
    lines = [
        f"Reconciliation of {given}",
        f"Periods: {len(reported)} of frequency {grid.freq}, {reported[0]} to {reported[-1]}",
    ]
    if result.other_kind:
        lines.append(f"Taken to count something else: bulletins of kind {result.other_kind}")
    return "\n".join(lines)


def _facts(result):
    table = result.bounds_table("Y")
    years = "\n".join(f"  {year}: {_range(row['lower'], row['upper'])}" for year, row in table.iterrows())
    repair = ""
    if len(result.repair):
        repair = "\nThese rest on the least repair, which widens: " + ", ".join(map(str, result.repair.index))
    return [f"What is certain for each year, without any model:\n{years}{repair}", *_rankings(result)]


def _rankings(result):
    information = result.information[np.isfinite(result.information) & (result.information > 0)]
    sole = result.information.index[np.isposinf(result.information)]
    idle = result.information.index[result.information == 0]
    tense = result.tension[result.tension > 0].nlargest(RANKED)
    lines = []
    if len(sole):
        lines.append(f"Without one of these, something has no upper bound at all: {_names(sole)}")
    if len(information):
        lines.append(f"Next in information: {_names(information.nlargest(RANKED).index)}")
    if len(idle):
        lines.append(f"Implied by the others, so adding nothing: {_names(idle)}")
    for name, share in tense.items():
        low, high = result.implied(name)
        lines.append(f"In tension: the others rule out {share:.0%} of {name} and imply {_range(low, high)}")
    return ["\n".join(lines)] if lines else []


def _advice(result):
    moves = "\n".join(
        f"  {name}: from {_range(row['lower'], row['upper'])} to {_range(row['repaired_lower'], row['repaired_upper'])}"
        for name, row in result.repair.iterrows()
    )
    return [f"Nothing is certain until they are resolved. The least repair would widen\n{moves}"]


def _undated(result):
    if result.undated.empty:
        return []
    return [f"Without a printed start or end, kept aside (see candidates): {_names(result.undated.index)}"]


def _count(number, noun):
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _names(ids):
    named = ", ".join(str(name) for name in ids[:10])
    return named if len(ids) <= 10 else f"{named} and {len(ids) - 10} more"


def _range(lower, upper):
    if lower == 0 and np.isposinf(upper):
        return "nothing is known"
    digits = 0 if max(abs(lower), abs(upper) if np.isfinite(upper) else 0) >= 100 else 3
    if np.isposinf(upper):
        return f"at least {lower:,.{digits}f}"
    return f"{lower:,.{digits}f} to {upper:,.{digits}f}"
