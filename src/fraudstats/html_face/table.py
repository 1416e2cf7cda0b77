"""A table as HTML: caption, headings with their scope, notes below."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from html import escape

__all__ = ["html_table"]

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


def _row(cells, sides):
    name, *values = cells
    shown = "".join(f"<td{side}>{_lines(cell)}</td>" for cell, side in zip(values, sides[1:], strict=True))
    return f'<tr><th scope="row"{sides[0]}>{_lines(name)}</th>{shown}</tr>'


def _lines(text):
    return "<br>".join(escape(line) for line in text.split("\n"))
