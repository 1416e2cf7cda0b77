"""Blocks of text to records: every field through its parser, every problem named with its file, line and field."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from typing import Any

from fraudstats.errors import FieldError, PrintedError
from fraudstats.sources.blocks import Block, Cell, Rows
from fraudstats.sources.printed import Printed, parse_printed
from fraudstats.sources.printed_change import parse_change
from fraudstats.sources.problems import Problem, nearest

__all__ = ["read_record", "read_rows", "refuse_unknown"]


def read_rows(cls: type, rows: Any, file: str, path: str, problems: list[Problem]) -> list[Any]:
    """The records of a list; what is wrong is added to `problems`."""
    if rows is None:
        return []
    if not isinstance(rows, Rows):
        problems.append(Problem(file, rows.line, path, getattr(rows, "text", "a mapping"), "a list ('- id: ...')"))
        return []
    records = (read_record(cls, item, file, f"{path}[{i}]", problems) for i, item in enumerate(rows.items, 1))
    return [record for record in records if record is not None]


def read_record(cls: type, block: Any, file: str, path: str, problems: list[Problem], **known: object) -> Any:
    """A record, or None if it is no mapping; a field that cannot be read is None and named in `bad`.

    Rules see the sound fields of every record, so that one run reports all problems.
    """
    if not isinstance(block, Block):
        problems.append(Problem(file, block.line, path, getattr(block, "text", "a list"), "a mapping ('name: value')"))
        return None
    before = len(problems)
    fields = {f.name: f for f in dataclasses.fields(cls) if not f.metadata.get("hidden")}
    refuse_unknown(block, fields, file, path, problems)
    values = dict(known)
    for name, field in fields.items():
        if name in block.fields:
            values[name] = _read_field(field, block.fields[name], file, f"{path}.{name}", problems)
        elif field.metadata["required"]:
            problems.append(Problem(file, block.line, f"{path}.{name}", "", "this field", "Add it."))
    printed = _printed(values, fields, block, file, path, problems)
    bad = frozenset(p.field.removeprefix(f"{path}.").partition("[")[0] for p in problems[before:])
    values = {name: None for name in fields if fields[name].default is dataclasses.MISSING} | values
    if "reading" in {f.name for f in dataclasses.fields(cls)}:
        values["reading"] = printed
    return cls(file=file, line=block.line, lines=block.lines, bad=bad, **values)


def _printed(values, fields, block, file, path, problems) -> Printed | None:
    """The number that a record prints, read once for rules and tables; a claim prints one only if it counts."""
    if "text" not in fields or values.get("text") is None or values.get("test", "count") != "count":
        return None
    try:
        return parse_change(values["text"]) if "percent" in fields else parse_printed(values["text"])
    except PrintedError as error:
        problems.append(Problem(file, block.lines["text"], f"{path}.text", error.text, error.expected))
        return None


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
