"""Blocks of text to records: every field through its parser, every problem named with its file, line and field."""

from __future__ import annotations

import dataclasses
from collections import deque
from collections.abc import Collection
from functools import cache
from itertools import repeat
from typing import Any

from fraudstats.errors import FieldError, PrintedError
from fraudstats.printed import COMMA_DECIMALS, Printed, is_ordinal, parse_change, parse_ordinal, parse_printed
from fraudstats.sources.blocks import Block, Cell, Rows
from fraudstats.sources.problems import Problem, nearest
from fraudstats.sources.records import shown_fields
from fraudstats.sources.text_tables import TextTable, each_once

__all__ = ["read_record", "read_rows", "read_table", "refuse_unknown"]

#: Stands for a value that could not be read.
_REFUSED = object()


def read_rows(
    cls: type, rows: Any, file: str, path: str, problems: list[Problem], language: str | None = None
) -> list[Any]:
    """The records of a list, printed in a language; what is wrong is added to `problems`."""
    if rows is None:
        return []
    if not isinstance(rows, Rows):
        problems.append(Problem(file, rows.line, path, getattr(rows, "text", "a mapping"), "a list ('- id: ...')"))
        return []
    records = (read_record(cls, item, file, f"{path}[{i}]", problems, language) for i, item in enumerate(rows.items, 1))
    return [record for record in records if record is not None]


def read_table(
    cls: type, table: TextTable, file: str, path: str, problems: list[Problem], language: str | None = None
) -> list[Any]:
    """The records of a long table, each distinct text of a column read once.

    A row in which a text is refused is read again by itself, as any other record, so that its problems are named.
    """
    fields = shown_fields(cls)
    columns = {
        name: _column(field, table.column(name))
        for name, field in fields.items()
        if name in table.columns or field.metadata["required"]
    }
    if _prints(cls):
        printed = zip(columns.get("text", repeat(None)), columns.get("test", ["count"] * len(table)), strict=False)
        columns["reading"] = each_once(
            _or_refused(lambda pair: _reading(fields, pair[0], pair[1], language)), list(printed)
        )
    unknown = [[_REFUSED if text else None for text in table.column(name)] for name in set(table.columns) - set(fields)]
    refused = {row for cells in (*columns.values(), *unknown) for row, cell in enumerate(cells) if cell is _REFUSED}
    records = _filled(cls, len(table), columns | {"file": repeat(file), "line": table.lines, "lines": table.elsewhere})
    for row in refused:
        records[row] = read_record(cls, table.row(row), file, f"{path}[{row + 1}]", problems, language)
    return records


def _filled(cls, number, columns):
    """Many records at once: the slots of the class are filled by column, several times faster than it is called."""
    records = [object.__new__(cls) for _ in range(number)]
    for field in dataclasses.fields(cls):
        fill = getattr(cls, field.name).__set__
        deque(map(fill, records, columns.get(field.name, repeat(field.default))), maxlen=0)
    return records


def _column(field, texts):
    """The values of a column of texts, `_REFUSED` where a text cannot be read or is missing."""
    empty = _REFUSED if field.metadata["required"] else field.default
    parse = _refuse if field.metadata["many"] else field.metadata["parse"]
    return each_once(_or_refused(lambda text: empty if text is None else parse(text)), texts)


def _or_refused(read):
    """A function that returns `_REFUSED` where `read` raises what becomes a problem."""

    def attempt(value):
        try:
            return read(value)
        except (FieldError, PrintedError):
            return _REFUSED

    return attempt


def _refuse(text):
    raise FieldError("a list: [a, b]")


def read_record(
    cls: type,
    block: Any,
    file: str,
    path: str,
    problems: list[Problem],
    language: str | None = None,
    **known: object,
) -> Any:
    """A record, or None if it is no mapping; a field that cannot be read is None and named in `bad`.

    Rules see the sound fields of every record, so that one run reports all problems.
    """
    if not isinstance(block, Block):
        problems.append(Problem(file, block.line, path, getattr(block, "text", "a list"), "a mapping ('name: value')"))
        return None
    before = len(problems)
    fields = shown_fields(cls)
    refuse_unknown(block, fields, file, path, problems)
    values = dict(known)
    for name, field in fields.items():
        if name in block.fields:
            values[name] = _read_field(field, block.fields[name], file, f"{path}.{name}", problems)
        elif field.metadata["required"]:
            problems.append(Problem(file, block.line, f"{path}.{name}", "", "this field", "Add it."))
    printed = _printed(values, fields, block, file, path, problems, language)
    bad = frozenset(p.field.removeprefix(f"{path}.").partition("[")[0] for p in problems[before:])
    values = {name: None for name in fields if fields[name].default is dataclasses.MISSING} | values
    if _prints(cls):
        values["reading"] = printed
    return cls(file=file, line=block.line, lines=block.lines, bad=bad, **values)


def _printed(values, fields, block, file, path, problems, language) -> Printed | None:
    """The number that a record prints, read once for rules and tables."""
    try:
        return _reading(fields, values.get("text"), values.get("test", "count"), language)
    except PrintedError as error:
        problems.append(Problem(file, block.lines["text"], f"{path}.text", error.text, error.expected))
        return None


def _reading(fields, text, test, language):
    """The printed number of a text; a claim prints one only if it counts."""
    if "text" not in fields or text is None or test != "count":
        return None
    if is_ordinal(text):
        return parse_ordinal(text)
    printed = _in_language(parse_change if "percent" in fields else parse_printed, text, language)
    if printed.ends:
        raise PrintedError(text, "one number, not a range; its ends are two numbers, 'at_least' and 'up_to'")
    return printed


def _in_language(read, text, language):
    """A number by its language's separators: ``24.000`` is 24 thousand in Vietnamese print, and 24 in English."""
    if language not in COMMA_DECIMALS:
        return read(text, thousands=",", decimal=".")
    try:
        return read(text)  # as an English paper prints it, where that can be meant at all
    except PrintedError:
        return read(text, thousands=".", decimal=",")


@cache
def _prints(cls):
    """Whether records of a class keep the number that they print."""
    return "reading" in {f.name for f in dataclasses.fields(cls)}


def _read_field(field, typed, file, path, problems):
    parse = field.metadata["parse"]
    if field.metadata["many"]:
        if isinstance(typed, Rows):
            return tuple(_read_text(parse, item, file, path, problems) for item in typed.items)
        problems.append(Problem(file, typed.line, path, getattr(typed, "text", "a mapping"), "a list: [a, b]"))
        return ()
    return _read_text(parse, typed, file, path, problems)


def _read_text(parse, cell, file, path, problems):
    if not isinstance(cell, Cell):
        problems.append(Problem(file, cell.line, path, "a list or mapping", "one value"))
        return None
    try:
        return parse(cell.text)
    except FieldError as error:
        problems.append(Problem(file, cell.line, path, cell.text, error.expected, error.tip))
        return None


def refuse_unknown(block: Block, allowed: Collection[str], file: str, path: str, problems: list[Problem]) -> None:
    """A problem for each field that no record of the kind has; the nearest name is suggested."""
    for name in block.fields:
        if name not in allowed:
            tip = nearest(name, allowed)
            where = f"{path}.{name}".lstrip(".")
            problems.append(Problem(file, block.lines[name], where, name, f"one of {', '.join(allowed)}", tip))
