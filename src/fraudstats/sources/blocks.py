"""Read YAML as text with line numbers, and nothing more.

Values stay the text that was typed; what a text means is decided by the field that it fills (so ``NO`` is Norway and
``2023-10`` a month, which a general YAML reader would turn into *false* and a subtraction). Only plain mappings, lists
and texts are accepted: tags, anchors and aliases, by which a small file can name a Python object or grow without bound,
are refused, and so is a file that is too large, too deep, empty, or not UTF-8.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from fraudstats.errors import UnreadableError
from fraudstats.sources.problems import Problem

__all__ = ["MAX_BYTES", "Block", "Cell", "Rows", "read_bytes", "read_text", "read_yaml", "unreadable"]

MAX_BYTES = 2_000_000
MAX_DEPTH = 8

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Cell:
    """One text as typed."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Rows:
    """A list."""

    items: tuple
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """A mapping: name -> Cell, Rows or Block; `lines` holds the line of each name."""

    fields: dict
    line: int
    lines: dict = field(default_factory=dict)


def read_yaml(path: Path, name: str) -> Block:
    """The mapping that a YAML file holds.

    Raises
    ------
    UnreadableError
        With the one problem that makes the file unreadable; `name` is how the file is called in it.
    """
    text = read_text(path, name)
    if not text.strip():
        raise unreadable(name, 1, "", "a YAML mapping", "The file is empty: delete it or fill it in.")
    try:
        tree = _Tree(name, yaml.parse(text, Loader=_Loader)).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        typed = text.splitlines()[line - 1].strip() if line <= len(text.splitlines()) else ""
        raise unreadable(name, line, typed, "valid YAML", f"The parser says: {error.problem}.") from None
    except yaml.reader.ReaderError as error:
        raise unreadable(
            name, 1, repr(error.character), "printable characters", "Remove the control character."
        ) from None
    if not isinstance(tree, Block):
        raise unreadable(name, tree.line, type(tree).__name__.lower(), "a mapping with named sections at the top")
    return tree


def read_text(path: Path, name: str, most: int = MAX_BYTES) -> str:
    """The text of a file; see `read_bytes`.

    Raises
    ------
    UnreadableError
        Also if it is not UTF-8.
    """
    content = read_bytes(path, name, most)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        byte = f"byte 0x{error.object[error.start]:02x}"
        raise unreadable(name, line, byte, "UTF-8 text", "Save the file as UTF-8.") from None


def read_bytes(path: Path, name: str, most: int) -> bytes:
    """The content of a file of at most so many bytes.

    Raises
    ------
    UnreadableError
        If it is too large or cannot be read.
    """
    try:
        size = path.stat().st_size
        if size > most:
            tip = "Split it: one file per source document."
            raise unreadable(name, 1, f"{size:,} bytes", f"at most {most:,} bytes", tip)
        return path.read_bytes()
    except OSError as error:
        raise unreadable(name, 1, str(error.strerror), "a readable file") from None


def unreadable(name: str, line: int, found: str, expected: str, tip: str = "") -> UnreadableError:
    """The error of a file that cannot be read as a whole."""
    return UnreadableError(Problem(name, line, "(file)", found, expected, tip))


class _Tree:
    """Builds blocks from a stream of YAML events."""

    def __init__(self, name, events):
        self.name, self.events = name, events

    def document(self):
        tree = None
        for event in self.events:
            if isinstance(event, yaml.StreamStartEvent | yaml.DocumentEndEvent | yaml.StreamEndEvent):
                continue
            if isinstance(event, yaml.DocumentStartEvent):
                if tree is not None:
                    raise self.refuse(event, "---", "one document in a file", "Put the second one in its own file.")
                continue
            tree = self.node(event, 0)
        if tree is None:
            raise unreadable(self.name, 1, "", "a YAML mapping", "The file holds nothing but comments.")
        return tree

    def node(self, event, depth):
        self.guard(event, depth)
        line = event.start_mark.line + 1
        if isinstance(event, yaml.ScalarEvent):
            return Cell(event.value, line)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(self.events), yaml.SequenceEndEvent):
                items.append(self.node(inner, depth + 1))
            return Rows(tuple(items), line)
        return self.mapping(line, depth)

    def mapping(self, line, depth):
        fields, lines = {}, {}
        while not isinstance(key := next(self.events), yaml.MappingEndEvent):
            self.guard(key, depth)
            if not isinstance(key, yaml.ScalarEvent):
                raise self.refuse(key, "", "a plain field name")
            if key.value in fields:
                tip = f"It stands in line {lines[key.value]} too; keep one."
                raise self.refuse(key, key.value, "each field once", tip)
            lines[key.value] = key.start_mark.line + 1
            fields[key.value] = self.node(next(self.events), depth + 1)
        return Block(fields, line, lines)

    def guard(self, event, depth):
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self.refuse(event, f"&{event.anchor}", "no anchors or aliases", "Write the value out.")
        if getattr(event, "tag", None) is not None:
            raise self.refuse(event, event.tag, "no YAML tags", "Write plain text.")
        if depth > MAX_DEPTH:
            raise self.refuse(event, "deeper nesting", f"at most {MAX_DEPTH} levels")

    def refuse(self, event, found, expected, tip=""):
        return unreadable(self.name, event.start_mark.line + 1, found, expected, tip)
