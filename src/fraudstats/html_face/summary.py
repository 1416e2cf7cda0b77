"""A summary in words as HTML: the same text, its aligned tables as tables, its notes as a list.

A table in a summary is one that pandas printed: a line that begins with a space and holds names of columns, below it
rows whose cells end where these names end. Where a row does not, the lines stay as they are printed, so that nothing is
misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby, pairwise

from fraudstats.html_face.table import html_table

__all__ = ["html_of_summary"]

#: Names of columns, and nothing else.
_HEADINGS = re.compile(r" +[A-Za-z]\w*( +[A-Za-z]\w*)* *")
_NOTE = re.compile(r"(Note|Power): ")


def html_of_summary(summary: str) -> str:
    """The summary as HTML; its first line is the heading.

    Parameters
    ----------
    summary : str

    Examples
    --------
    >>> print(html_of_summary("Test\\nn = 3\\n\\nNote: few < many"))
    <p><strong>Test</strong></p>
    <p>n = 3</p>
    <ul><li>Note: few &lt; many</li></ul>
    """
    head, _, rest = summary.partition("\n")
    return "\n".join([f"<p><strong>{escape(head)}</strong></p>", *_parts(rest.split("\n"))])


def _parts(lines: list[str]) -> Iterator[str]:
    """Tables, lists and paragraphs in their order."""
    place, waiting = 0, []
    while place < len(lines):
        size = _size_of_table(lines[place:])
        if size:
            yield from _texts(waiting)
            yield _table(lines[place : place + size])
            waiting = []
        else:
            waiting.append(lines[place])
        place += size or 1
    yield from _texts(waiting)


def _texts(lines: Sequence[str]) -> Iterator[str]:
    """Paragraphs between empty lines; notes as lists; lines that are indented keep their places."""
    for kind, group in groupby(lines, _kind):
        texts = [escape(line) for line in group]
        if kind == "note":
            yield "<ul>" + "".join(f"<li>{text}</li>" for text in texts) + "</ul>"
        elif kind == "aligned":
            yield "<pre>" + "\n".join(texts) + "</pre>"
        elif kind == "words":
            yield f"<p>{'<br>'.join(texts)}</p>"


def _kind(line):
    if not line.strip():
        return "empty"
    if _NOTE.match(line):
        return "note"
    return "aligned" if line.startswith(" ") else "words"


def _size_of_table(lines: list[str]) -> int:
    """How many lines from the first on are a table; 0 if they are none."""
    if not _HEADINGS.fullmatch(lines[0]):
        return 0
    ends = _ends(lines[0])
    size = 1 + _names_rows(lines)
    rows = 0
    while size + rows < len(lines) and _fits(lines[size + rows], ends):
        rows += 1
    return size + rows if rows else 0


def _table(lines: list[str]) -> str:
    ends, named = _ends(lines[0]), _names_rows(lines)
    stub = lines[1].strip() if named else ""
    rows = [_cells(line, ends) for line in lines[1 + named :]]
    heads = [stub, *lines[0].split()]
    if not any(row[0] for row in rows):  # printed without names of rows
        heads, rows = heads[1:], [row[1:] for row in rows]
    return html_table("", heads, rows)


def _ends(header):
    """Where the words of the header end."""
    return [found.end() for found in re.finditer(r"\S+", header)]


def _names_rows(lines):
    """Whether the second line holds the name of the rows alone, which pandas pads to the width of the table."""
    return len(lines) > 1 and bool(re.fullmatch(r"\S+\s+", lines[1])) and len(lines[1]) >= len(lines[0].rstrip())


def _fits(line, ends):
    """Whether a cell ends at every end of a heading, and nothing runs over one."""
    return len(line.rstrip()) == ends[-1] and all(
        line[end - 1] != " " and (end == len(line) or line[end] == " ") for end in ends
    )


def _cells(line, ends):
    name, _, first = line[: ends[0]].rpartition(" ")
    return [name.strip(), first, *(line[a:b].strip() for a, b in pairwise(ends))]
