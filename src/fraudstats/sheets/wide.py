"""Tables with periods across their header: years side by side, perhaps under several headings."""

from __future__ import annotations

import re

from fraudstats.printed import find_periods
from fraudstats.sheets.cell import kind_of
from fraudstats.sheets.columns import JOINT
from fraudstats.sheets.label import is_label
from fraudstats.sheets.roles import PARTS, part_of
from fraudstats.sheets.sheet import Table

__all__ = ["Spread", "find_parts", "find_spreads", "period_in"]

#: Heading -> column -> the label of its period.
Spread = dict[str, dict[str, str]]
_MOST_WORDS = 12
_CHANGE = re.compile(
    r"change|growth|diff|差|增|减|減|変化|変動|比較|比较|同比|環比|环比|%|percent|share|vs\b|versus|compared", re.I
)


def find_spreads(table: Table, taken: tuple[str, ...] = ()) -> Spread:
    """The columns of one heading whose names hold periods: two or more, or one whose whole name is a period."""
    found: Spread = {}
    for column in table.cells.columns:
        if column in taken or not _holds_numbers(table.cells[column]):
            continue
        stem, label = period_in(column, table.levels.get(column, (column,)))
        if label and not _CHANGE.search(column.replace(label, "")):
            found.setdefault(stem, {})[column] = label
    return {stem: columns for stem, columns in found.items() if len(columns) > 1 or not stem}


def find_parts(table: Table, taken: tuple[str, ...]) -> tuple[Spread, str]:
    """The columns that are called by parts of a year, and which parts, where years stand in the rows."""
    parts = {column: part_of(column) for column in table.cells.columns if column not in taken}
    kinds = [kind for kind in PARTS if sum(part == kind for part in parts.values()) > 1]
    if not kinds:
        return {}, ""
    columns = {
        column: column for column, part in parts.items() if part == kinds[0] and _holds_numbers(table.cells[column])
    }
    return ({"": columns}, kinds[0]) if len(columns) > 1 else ({}, "")


def period_in(name: str, levels: tuple[str, ...]) -> tuple[str, str]:
    """The heading of a column and the period that its name holds; a name without one is all heading.

    >>> period_in("Cases 2019", ("Cases 2019",)), period_in("Losses | 2019", ("Losses", "2019"))
    (('Cases', '2019'), ('Losses', '2019'))
    """
    if is_label(name):
        return "", name
    for place, level in enumerate(levels):
        if len(levels) > 1 and is_label(level):
            return JOINT.join(levels[:place] + levels[place + 1 :]), level
    words = re.split(r"[\s_]+", name.strip())
    if len(words) <= _MOST_WORDS:
        for cut in range(1, len(words)):
            for label, rest in ((words[cut:], words[:cut]), (words[:-cut], words[-cut:])):
                text = " ".join(label).strip("():,-")
                if is_label(text):
                    return _stem(" ".join(rest)), text
    places = find_periods(name) if len(name) < 200 else []
    found = list(places)
    if len(found) != 1:
        return name, ""
    start, end, _ = found[0]
    return _stem(name[:start] + " " + name[end:]), name[start:end]


def _stem(text):
    return re.sub(r"\(\s*\)|（\s*）|\[\s*\]", " ", text).strip(" -_,:;|/").strip()


def _holds_numbers(column):
    kinds = [kind for text in column.head(300) if (kind := kind_of(text)) != "blank"]
    return bool(kinds) and 2 * sum(kind != "text" for kind in kinds) > len(kinds)
