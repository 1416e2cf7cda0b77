"""The columns of a table of claims, their other names, and what each means.

Four are enough for a count: what, area, window and printed. The names of the dataset's own table of claims are known
as well, so that a claim is written in one way everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

__all__ = ["COLUMNS", "PAPER_COLUMNS", "Column", "canonical", "unused"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it means, and under which other names it is known."""

    meaning: str
    others: tuple[str, ...] = ()


#: Column of the dataset's table of claims, or of its own -> its meaning, and its other names.
COLUMNS: Mapping[str, Column] = MappingProxyType(
    {
        "indicator": Column("What is counted: a code of `fraudstats show`", ("what", "indicator_guess")),
        "ref_area": Column("Where: ISO 3166 code such as CN", ("area",)),
        "counterpart_area": Column("The other country of a count between two; none for no country", ("counterpart",)),
        "label": Column(
            "The time, as one date or two joined by a slash: 2021, 2021-01/2021-11", ("window", "period", "period_text")
        ),
        "text": Column("The number as the paper prints it", ("printed", "value_text")),
        "test": Column("The kind of claim: count if nothing is said", ("kind", "claim_kind")),
        "value": Column("The number, where its text cannot be read"),
        "qualifier": Column("How it is printed, where its text does not say", ("qualifier_as_printed",)),
        "unit": Column("What it is measured in: that of the indicator if nothing is said"),
        "precision": Column("The last printed unit, where closing zeros are digits", ("step",)),
        "lower": Column("The lower end of its range, where it is no usual one"),
        "upper": Column("The upper end of its range"),
        "period_start": Column("First day of the time that it counts, instead of a window", ("start", "stated_start")),
        "period_end": Column("Last day of it", ("end", "stated_end")),
        "base": Column("The time with which it is compared: the year before if nothing is said", ("base_window",)),
        "base_start": Column("First day of the time with which it is compared"),
        "base_end": Column("Last day of it"),
        "subject": Column("Of a share: the indicator of the whole; of an event or a fact: its name", ("whole",)),
        "aspect": Column("What is asserted: up, down, highest, lowest, or a day, week, month or year of a mean"),
        "date_from": Column("First day of an event"),
        "date_to": Column("Last day of an event"),
        "answers": Column("Answers that would support a fact"),
        "instruments": Column("Kinds of treaty"),
        "parties": Column("Countries"),
        "reference": Column("Number of a reference"),
        "cites": Column("Numbers of the references that the claim cites"),
        "against": Column("Claims of the paper that it is compared with"),
        "other_values": Column("Other numbers that the paper gives for it"),
        "counted": Column("Items that are counted"),
        "claim_id": Column("Its name within the paper: its number if nothing is said", ("id", "claim_no", "claim")),
        "number": Column("Its position in the paper"),
        "section": Column("Where in the paper it is", ("locator",)),
        "statement": Column("The claim in words of one's own"),
        "finding": Column("What a reader found"),
        "finding_note": Column("Why", ("note",)),
    }
)
#: Columns, or keys of a YAML file, about the paper.
PAPER_COLUMNS: Mapping[str, Column] = MappingProxyType(
    {
        "paper": Column("A short name of the paper", ("paper_id",)),
        "title": Column("Its title"),
        "published": Column("The day, month or year of its publication: nothing later counts against it"),
        "url": Column("Its address"),
    }
)
_NAMES = {
    name: column
    for columns in (COLUMNS, PAPER_COLUMNS)
    for column, known in columns.items()
    for name in (column, *known.others)
}


def canonical(name: str) -> str | None:
    """The column that a name means; None if it is not known.

    >>> canonical("what"), canonical("Area"), canonical("colour")
    ('indicator', 'ref_area', None)
    """
    return _NAMES.get(str(name).strip().lower().replace(" ", "_"))


def unused(names: Iterable[str]) -> list[str]:
    """For each name that is no column, a sentence that says so, with the nearest one."""
    return [_unused(name) for name in names if canonical(name) is None]


def _unused(name):
    parts = [known for known in _NAMES if str(name).lower() in known.split("_")]
    near = parts or get_close_matches(str(name).lower(), _NAMES, n=2, cutoff=0.75)
    meant = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
    if str(name).lower() == "year":
        meant = "; a year of the paper is published, a year that it speaks of is a window"
    return f"column {str(name)!r} is not used{meant}"
