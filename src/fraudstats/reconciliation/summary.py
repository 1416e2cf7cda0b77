"""The result of a reconciliation in words."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fraudstats.html_face import html_of_summary, html_table
from fraudstats.reconciliation.implications import Implications

__all__ = ["face", "headline", "summary"]

#: How many statements a ranking names.
RANKED = 3


def summary(
    facts: Implications, statements: pd.DataFrame, without_window: pd.DataFrame, counts_differently: str | None = None
) -> str:
    """A page of plain text: what was given, what contradicts, what is certain, which statements matter most.

    Parameters
    ----------
    facts : Implications
        It rests on them alone and so draws nothing.
    statements, without_window : pandas.DataFrame
        The statements as given, with and without a known window.
    counts_differently : str, optional
        The kind of bulletin that is left out of the facts.
    """
    settled = not facts.contradictions or facts.repair_rule == "least"
    certain = _certain(facts) if settled else _advice(facts)
    parts = [_given(facts.grid, statements, counts_differently), str(facts.contradictions).strip(), *certain]
    return "\n\n".join([*parts, *_kept_aside(without_window)])


def headline(facts: Implications, number: int) -> str:
    """What was reconciled, and whether it can all be true, in a line."""
    return f"{_span(facts, number)}: {facts.contradictions.headline()}"


def face(facts: Implications, number: int) -> str:
    """What a notebook shows: the bounds of each year, or the contradictions, where nothing is certain yet."""
    if facts.contradictions and facts.repair_rule != "least":
        return html_of_summary(f"{_span(facts, number)}\n{facts.contradictions}")
    years = facts.bounds_table("Y").iterrows()
    rows = [(str(year), _range(row["lower"], row["upper"])) for year, row in years]
    return html_table(headline(facts, number), ("year", "certain, without any model"), rows)


def _span(facts, number):
    reported = facts.grid.reported
    return f"Reconciliation of {number} statements, {reported[0]} to {reported[-1]}"


def _given(grid, statements, counts_differently):
    changes = int((statements["form"] == "change").sum())
    reported = grid.reported
    given = _count(len(statements) - changes, "total") + " and " + _count(changes, "stated change")
    lines = [
        f"Reconciliation of {given}",
        f"Periods: {len(reported)} of frequency {grid.freq}, {reported[0]} to {reported[-1]}",
    ]
    if "release" in statements.attrs:
        lines.append(f"Data release: {statements.attrs['release']}")
    if counts_differently:
        lines.append(f"Taken to count something else: bulletins of kind {counts_differently}")
    return "\n".join(lines)


def _certain(facts):
    table = facts.bounds_table("Y")
    years = "\n".join(f"  {year}: {_range(row['lower'], row['upper'])}" for year, row in table.iterrows())
    repair = ""
    if len(facts.repair):
        repair = "\nThese rest on the least repair, which widens: " + ", ".join(map(str, facts.repair.index))
    return [f"What is certain for each year, without any model:\n{years}{repair}", *_rankings(facts)]


def _rankings(facts):
    information = facts.information[np.isfinite(facts.information) & (facts.information > 0)]
    sole = facts.information.index[np.isposinf(facts.information)]
    idle = facts.information.index[facts.information == 0]
    tense = facts.tension[facts.tension > 0].nlargest(RANKED)
    lines = []
    if len(sole):
        lines.append(f"Without one of these, something has no upper bound at all: {_names(sole)}")
    if len(information):
        lines.append(f"Next in information: {_names(information.nlargest(RANKED).index)}")
    if len(idle):
        lines.append(f"Implied by the others, so adding nothing: {_names(idle)}")
    for name, share in tense.items():
        low, high = facts.implied(name)
        lines.append(f"In tension: the others rule out {share:.0%} of {name} and imply {_range(low, high)}")
    return ["\n".join(lines)] if lines else []


def _advice(facts):
    moves = "\n".join(
        f"  {name}: from {_range(row['lower'], row['upper'])} to {_range(row['repaired_lower'], row['repaired_upper'])}"
        for name, row in facts.repair.iterrows()
    )
    return [f"Nothing is certain until they are resolved. The least repair would widen\n{moves}"]


def _kept_aside(without_window):
    if without_window.empty:
        return []
    return [f"Without a known start or end, kept aside (see candidates): {_names(without_window.index)}"]


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
