"""A table as HTML for notebooks: caption, headings with their scope, notes below; every text escaped.

One look for all that is shown in a notebook. It needs no library, so that the same result shows the same bytes on every
machine; a table for a paper is rendered by `fraudstats.paper_table`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape

__all__ = ["html_of_summary", "html_table"]

_LEFT, _RIGHT = ' style="text-align:left"', ' style="text-align:right"'
_CAPTION = ' style="caption-side:top;text-align:left;font-weight:bold"'


def html_table(
    caption: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    notes: Iterable[str] = (),
    words: Collection[int] = (),
) -> str:
    """A table whose first column names the rows.

    Parameters
    ----------
    caption : str
        Empty for none.
    headings : sequence of str
        One per column.
    rows : iterable of sequences of str
        The cells, as they are to be read.
    notes : iterable of str
        Paragraphs below the table.
    words : collection of int
        Places of the columns after the first that hold words; the others hold numbers and stand to the right.

    Examples
    --------
    >>> html_table("", ["year", "cases"], [["2021", "370,000"]])[:60]
    '<table><thead><tr><th scope="col" style="text-align:left">ye'
    """
    sides = [_LEFT if place == 0 or place in words else _RIGHT for place in range(len(headings))]
    heads = "".join(f'<th scope="col"{side}>{escape(head)}</th>' for head, side in zip(headings, sides, strict=True))
    body = "\n".join(_row(row, sides) for row in rows)
    title = f"<caption{_CAPTION}>{escape(caption)}</caption>" if caption else ""
    below = "".join(f"\n<p>{_lines(note)}</p>" for note in notes)
    return f"<table>{title}<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody></table>{below}"


def html_of_summary(summary: str, tables: Mapping[str, str]) -> str:
    """A summary in words as HTML: its first line is the heading, its notes are a list, its known tables are tables.

    Parameters
    ----------
    summary : str
    tables : mapping
        Text of a table as it stands in the summary -> the same as HTML.

    Examples
    --------
    >>> html_of_summary("Test\\nn = 3\\n\\nNote: few < many", {})
    '<p><strong>Test</strong><br>n = 3</p>\\n<ul><li>Note: few &lt; many</li></ul>'
    """
    parts = [summary]
    for text in filter(None, tables):
        parts = [
            piece
            for part in parts
            for piece in (re.split(f"({re.escape(text)})", part) if part not in tables else [part])
        ]
    shown = [tables[part] if part in tables else _paragraphs(part, place == 0) for place, part in enumerate(parts)]
    return "\n".join(filter(None, shown))


def _paragraphs(text, first):
    """Blocks between empty lines, notes as a list; lines that are aligned keep their places."""
    blocks = [block.strip("\n") for block in re.split(r"\n\s*\n", text)]
    html = []
    for place, block in enumerate(filter(str.strip, blocks)):
        lines = block.split("\n")
        if all(re.match(r"(Note|Power): ", line) for line in lines):
            html.append("<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>")
        elif any(re.search(r"\S {2,}\S", line) for line in lines):
            html.append(f"<pre>{escape(block)}</pre>")
        else:
            head = f"<strong>{escape(lines[0])}</strong>" if first and place == 0 else escape(lines[0])
            html.append("<p>" + "<br>".join([head, *map(escape, lines[1:])]) + "</p>")
    return "\n".join(html)


def _row(cells, sides):
    name, *values = cells
    shown = "".join(f"<td{side}>{_lines(cell)}</td>" for cell, side in zip(values, sides[1:], strict=True))
    return f'<tr><th scope="row"{sides[0]}>{_lines(name)}</th>{shown}</tr>'


def _lines(text):
    return "<br>".join(escape(line) for line in text.split("\n"))
