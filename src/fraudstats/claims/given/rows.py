"""From the rows that a user gives to claims that the rules can decide, with every problem named and no row lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fraudstats.claims.given import fields
from fraudstats.claims.given.columns import PAPER_COLUMNS, canonical, unused
from fraudstats.claims.given.files import rows_of
from fraudstats.claims.given.problem import Problem
from fraudstats.claims.paper import Paper
from fraudstats.dataset import Dataset
from fraudstats.dates import is_missing, last_day
from fraudstats.errors import CellError, DatasetError, DateError
from fraudstats.vocabulary import VERDICTS

__all__ = ["Given", "Problem", "read_claims"]

#: Columns that are kept as they are.
_AS_GIVEN = (
    "section", "statement", "subject", "answers", "instruments", "parties", "cites", "against", "counted",
    "finding_note",
)  # fmt: skip
#: Years in which a paper may have appeared.
_YEARS = range(1900, 2101)


@dataclass(frozen=True)
class Given:
    """Claims as read.

    Attributes
    ----------
    rows : list of dict
        One record per row that was given, in their order, with the columns of ``dataset.claims``.
    papers : dict
        Id of a paper -> the paper.
    problems : list of Problem
        What is wrong with rows, which are therefore not audited.
    notes : list of str
        What is to be known about how the table was read, such as columns that are not used.
    """

    rows: list[dict[str, Any]]
    papers: dict[str, Paper]
    problems: list[Problem]
    notes: list[str]


def read_claims(
    claims: Any, dataset: Dataset, needs: Mapping[str, Iterable[str]], published: Any = None, title: str = ""
) -> Given:
    """Read a file, a table or a list of claims.

    Parameters
    ----------
    claims : path, DataFrame, list of mappings or mapping
    dataset : Dataset
    needs : mapping
        Test -> the columns that it needs.
    published : date, optional
        The day of all papers that do not give theirs.
    title : str
        The title of the paper, if it does not give one.

    Raises
    ------
    DatasetError
        If it cannot be read at all.
    DateError
        If `published` is no date.
    """
    rows, about, places = rows_of(claims)
    if not rows:
        raise DatasetError("there are no claims to audit; see 'fraudstats audit --new FILE' for a file to begin with")
    whole = {canonical(name) or name: value for name, value in about.items()}
    reader = _Reader(dataset, needs, _Papers(dataset, whole, last_day(published, "published"), title))
    records = [reader.read(number, place, row) for number, (place, row) in enumerate(zip(places, rows, strict=True), 1)]
    names = dict.fromkeys([*about, *(name for row in rows for name in row)])
    ignored = [name for name in about if canonical(name) not in (*PAPER_COLUMNS, None)]
    notes = [*unused(names), *(f"key {name!r} of the file is not used; it belongs to a claim" for name in ignored)]
    return Given(records, reader.papers.found, reader.problems, [*notes, *reader.notes])


class _Papers:
    """The papers of a table: of each what its first row, the file, the dataset or the caller says."""

    def __init__(self, dataset, whole, published, title):
        self._sources = dataset.sources.set_index("source_id")
        self._whole, self._published, self._title = whole, published, title
        self.found: dict[str, Paper] = {}

    def of(self, row):
        paper = row.text("paper") or str(self._whole.get("paper", ""))
        read = self._read(paper, {**self._known(paper), **self._whole}, row)
        known = self.found.setdefault(paper, read)
        if row.text("published") and known.published not in (None, read.published):
            raise CellError(
                "published",
                row.text("published"),
                f"the day that its other claims give, {known.published}",
                "Mend one.",
            )
        if known.published is None:
            self.found[paper] = read
        return self.found[paper]

    def _known(self, paper):
        if paper not in self._sources.index:
            return {}
        source = self._sources.loc[paper]
        known = {"title": source["title_en"], "url": source["url"], "published": source["published_by"]}
        return {name: value for name, value in known.items() if not is_missing(value)}

    def _read(self, paper, known, row):
        said = {name: row.cells.get(name, known.get(name)) for name in ("title", "url", "published")}
        try:
            published = last_day(_year_as_text(said["published"]), "published") or self._published
        except DateError as error:
            raise CellError("published", said["published"], "a date", f"{error}.") from None
        return Paper(paper, str(said["title"] or self._title), published, str(said["url"] or ""))


class _Reader:
    """Reads the rows of one table one after the other."""

    def __init__(self, dataset, needs, papers):
        self.needs, self.papers = needs, papers
        units = dataset.indicators.set_index("indicator").loc[:, "unit"]
        self._unit_of = {str(indicator): str(unit) for indicator, unit in units.items()}
        self._names_of = dict(dataset.indicators[["indicator", "name_en"]].itertuples(index=False, name=None))
        self._areas = dict(dataset.areas[["ref_area", "name_en"]].itertuples(index=False, name=None))
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self._ids: set[str] = set()
        self._counts: dict[str, int] = {}

    def read(self, number: int, place: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """The record of one row; what is wrong with it goes to the problems."""
        row = fields.Row(_cells(given))
        record: dict[str, Any] = {column: row.text(column) for column in _AS_GIVEN if row.text(column)}
        record |= {"label": row.text("label"), "text": row.text("text") or None}
        found: list[CellError] = []
        paper = _tried(found, lambda: self.papers.of(row)) or Paper(row.text("paper"))
        record |= self._names(found, row, paper)
        kind = _tried(found, lambda: fields.test(row))
        if kind is not None:
            self._read_fields(found, row, record, kind, paper.published)
        if "" in given:
            found.append(
                CellError(
                    "row", given[""], "no more cells than the header has columns", "Put texts with commas in quotes."
                )
            )
        if kind is not None and not found:
            lacking = [column for column in self.needs[kind] if is_missing(record.get(column)) or record[column] == ""]
            found += {_shown(kind, column): _lack(kind, column, row) for column in lacking}.values()
        problems = [
            Problem(number, record["claim_id"], one.column, one.text, one.expected, one.tip, place) for one in found
        ]
        self.problems += problems
        self.notes += [f"{place} (claim {record['claim_id']}): {note}" for note in row.notes]
        return record | {"refused": " ".join(one.reason for one in problems)}

    def _names(self, found, row, paper):
        """Its paper, its position and its id, which no other claim has."""
        count = self._counts[paper.paper_id] = self._counts.get(paper.paper_id, 0) + 1
        prefix = f"{paper.paper_id}/" if paper.paper_id else ""
        name = row.text("claim_id").removeprefix(prefix) or str(count)
        claim_id = prefix + name
        if claim_id in self._ids:
            found.append(CellError("id", name, "an id that no other claim of the paper has", "Number them one by one."))
        self._ids.add(claim_id)
        return {"claim_id": claim_id, "paper": paper.paper_id or None, "number": count}

    def _read_fields(self, found, row, record, kind, published):
        record["test"] = kind
        places = {**self._areas, "none": "no country"}
        lists = {"indicator": self._names_of, "ref_area": self._areas, "counterpart_area": places}
        lists |= {"subject": self._names_of} if kind == "share" else {}
        for column, codes in lists.items():
            record[column] = _tried(found, lambda column=column, codes=codes: fields.code(row, column, codes))
        unit = self._unit_of.get(record["indicator"] or "", "")
        record |= _tried(found, lambda: fields.number(row, kind, unit)) or {}
        record |= _tried(found, lambda: fields.windows(row, kind, published)) or {}
        record |= _tried(found, lambda: fields.date_range(row)) or {}
        record["aspect"] = fields.aspect(row, kind)
        record["reference"] = _tried(found, lambda: _whole_number(row, "reference"))
        record["other_values"] = _tried(found, lambda: _numbers(row, "other_values"))
        record["finding"] = row.text("finding") if row.text("finding") in VERDICTS else None
        if row.text("finding") and not record["finding"]:
            row.notes.append(f"finding {row.text('finding')!r} is no verdict and is left out")


def _year_as_text(date):
    """A year that a table holds as a number, as text; other bare numbers are refused as dates."""
    number = isinstance(date, int | float) and not isinstance(date, bool)
    return str(int(date)) if number and date in _YEARS else date


def _cells(given):
    """The cells by column; of two names of one column the first that is filled."""
    cells: dict[str, Any] = {}
    for name, value in given.items():
        column = canonical(name)
        if column is not None:
            cells.setdefault(column, value)
    return cells


def _tried(found, read):
    """What a reader gives; None if it finds a problem, which is kept."""
    try:
        return read()
    except CellError as error:
        found.append(error)
        return None


def _lack(kind, column, row):
    shown = _shown(kind, column)
    tip = "Add it."
    if shown == "printed" and row.text("number"):
        tip = f"The column 'number' ({row.text('number')}) is the place of a claim; name the printed numbers 'printed'."
    return CellError(shown, "", f"what a claim of the kind {kind!r} needs", tip)


def _shown(kind: str, column: str) -> str:
    """The name by which a user knows a column that is derived from others."""
    shown = {"value": "printed", "qualifier": "printed", "subject": "whole" if kind == "share" else "subject"}
    shown |= {"indicator": "what", "ref_area": "area"}
    shown |= dict.fromkeys(("period_start", "period_end"), "window")
    shown |= dict.fromkeys(("base_start", "base_end"), "base")
    return shown.get(column, column)


def _whole_number(row, column):
    text = row.text(column)
    if text and not (text.isdecimal() and len(text) < 10):
        raise CellError(column, text, "a whole number", "Write 3 for the third.")
    return int(text) if text else None


def _numbers(row, column):
    """Numbers separated by spaces, as text."""
    text = row.text(column)
    for one in text.split():
        try:
            float(one)
        except ValueError:
            raise CellError(column, text, "numbers separated by spaces", "Write 370000 391000.") from None
    return text or None
