"""What the numbers of a series are multiplied by, and who says so: the user, the header, a label, or the title."""

from __future__ import annotations

from collections.abc import Iterator

from fraudstats.sheets.options import Options
from fraudstats.sheets.report import Finding
from fraudstats.sheets.rows import Rows
from fraudstats.sheets.scale import Scale, scale_in, scale_of_notes
from fraudstats.sheets.sheet import Table

__all__ = ["unit_of"]


def unit_of(table: Table, rows: Rows, options: Options) -> tuple[Scale, list[Finding]]:
    """The scale of the values; the first who says one is believed, and reported if it multiplies."""
    said = list(_said(table, rows, options))
    scale, who = next(((scale, who) for scale, who in said if scale.factor > 1), said[0])
    unit = next((one.unit for one, _ in said if one.unit), "")
    found = Scale(scale.factor, unit, scale.words)
    if found.factor == 1:
        return found, []
    why = f"{who} says {found.words!r}, so numbers are multiplied by {found.factor:,}"
    return found, [Finding("unit", why, "multiplied", column=rows.value)]


def _said(table, rows, options) -> Iterator[tuple[Scale, str]]:
    if options.unit is not None:
        yield scale_in(options.unit), "unit="
        return
    names = {column: table.levels.get(column, (column,)) for column in rows.cells["column"].unique()[:1]}
    yield scale_in(" ".join([rows.value, *(part for parts in names.values() for part in parts)])), "its header"
    for column in rows.labels.columns:
        words = rows.labels[column].unique()
        if len(words) == 1:
            yield scale_in(words[0]), f"the label {words[0]!r}"
    yield scale_of_notes((*table.title, *table.notes)), "a line outside the table"
