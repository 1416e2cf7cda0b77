"""Which lines of a sheet are its title, its header, its rows of data, headings between them, and notes.

The first line that holds a number below a line of words is data; the lines of words right above it are the header.
What stands above is the title, what stands below the data are notes, a lone cell between data rows is the heading of
a section. A second header further down begins another table, and two tables are never read as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from fraudstats.errors import TableError
from fraudstats.sheets.cell import is_note, kind_of, plain_words
from fraudstats.sheets.delimited import Line
from fraudstats.sheets.label import is_label
from fraudstats.sheets.report import Finding, quoted

__all__ = ["Layout", "lay_out"]

#: Lines that are searched for the first row of data.
_SEARCHED = 200


@dataclass
class Layout:
    """The parts of a sheet.

    Attributes
    ----------
    title, header, data, notes : list of Line
    sections : dict
        Row of data -> the heading that it stands under.
    findings : list of Finding
    """

    title: list[Line]
    header: list[Line]
    data: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def lay_out(lines: Sequence[Line], header: int | Sequence[int] | str | None, name: str) -> Layout:
    """The parts of some lines.

    Parameters
    ----------
    lines : sequence of Line
    header : int, list of int, None or "infer"
        The rows of the header as the file numbers them; None if there is no header.
    name : str
        The file, for messages.

    Raises
    ------
    TableError
        If there is no header, or there are several tables.
    """
    lines = list(lines)
    if header is None:
        return _body(Layout([], []), lines, name, one_table=True)
    if header == "infer":
        start, first = _found(lines, name)
    else:
        start, first = _told(lines, [header] if isinstance(header, int) else list(header), name)
    layout = Layout([line for line in lines[:start] if line.filled], lines[start:first])
    layout.findings += [
        Finding("title", "it stands above the header", "kept in title", line.row, text=_words(line))
        for line in layout.title
    ]
    return _body(layout, lines[first:], name, one_table=header != "infer")


def _told(lines, rows, name):
    places = {line.row: place for place, line in enumerate(lines) if line.filled}
    missing = [row for row in rows if row not in places]
    if missing or not rows:
        raise TableError(
            f"{name}: row {missing[0] if missing else rows} is empty or does not exist; header= takes rows of the "
            f"file, from 1"
        )
    return places[min(rows)], places[max(rows)] + 1


def _found(lines, name):
    """Where the header begins, and where it ends."""
    width = max((len(line.filled) for line in lines[:_SEARCHED]), default=0)
    if not width:
        raise TableError(f"{name} is empty; give a table with a header and rows")
    for place, line in enumerate(lines[:_SEARCHED]):
        start, end = _header_above(lines, place, width)
        if start < end and _is_data(line, width):
            return start, end
        if len(line.filled) == width and kind_of(line.cells[line.filled[-1]]) == "number":
            raise TableError(
                f"{name}: no header was found above row {line.row} ({quoted(_words(line))}); give the row of the "
                f"header, "
                "header=1, or header=None if there is none"
            )
    place = next(place for place, line in enumerate(lines) if 2 * len(line.filled) > width)
    return place, place + 1


def _header_above(lines, place, width):
    """Where the header above a line begins and ends; empty lines and headings may stand between it and the line."""
    end = place
    while end and (not lines[end - 1].filled or (width > 1 and lines[end - 1].filled == [0])):
        end -= 1
    start = end
    while start and _heads(lines[start - 1], lines[start:end], width):
        start -= 1
    return start, end


def _heads(line, below, width):
    """Whether a line of words, seen from the lines of the header below it, belongs to the header."""
    filled = line.filled
    if any(_looks_read(line.cells[at]) for at in filled) or len(filled) < min(2, width):
        return len(filled) == 1 and filled[0] > 0 and (bool(below) or width == 2)
    if not below:
        return 2 * len(filled) >= width or len(filled) > 2
    gaps = any(not cell.strip() for cell in below[0].cells[:width]) or len(filled) < len(below[0].filled)
    full = len(line.cells) >= len(below[0].cells)
    return full and gaps and not is_note(line.cells[filled[0]])


def _is_data(line, width):
    """Whether a line holds what only data have: a number or a mark for none, or a time and something beside it."""
    filled = line.filled
    if not filled or len(filled) < min(2, width):
        return False
    if any(_looks_read(line.cells[at]) for at in filled):
        return True
    return filled[0] == 0 and is_label(line.cells[0])


def _looks_read(cell):
    """Whether a cell is a number, or a mark for none that is no letter, which may be a name as well."""
    kind = kind_of(cell)
    return kind == "number" or (kind == "missing" and not cell.strip().isalpha())


def _body(layout, lines, name, one_table):
    """The lines below the header, sorted."""
    width = _width(layout.header, lines)
    waiting, gap, another = [], False, False
    heads = [_key(line) for line in layout.header]
    end = max((place for place, line in enumerate(lines, 1) if _is_data(line, width)), default=len(lines))
    for place, line in enumerate(lines[:end]):
        if not line.filled:
            gap = True
        elif heads and _key(line) == heads[-1]:
            layout.findings.append(Finding("header", "it is printed again", "dropped", line.row, text=_words(line)))
        elif _is_lone(line, width):
            waiting.append(line)
        elif (gap or waiting) and layout.data and _is_header(line, lines[place + 1 :], width):
            if not one_table:
                raise _several(name, layout, line)
            another = True
            layout.findings.append(
                Finding("another table", f"it begins in row {line.row}", "left out", line.row, text=_words(line))
            )
            break
        else:
            _take(layout, line, waiting)
            waiting, gap = [], False
    layout.notes += [*waiting, *(line for line in lines[end:] if line.filled and not another)]
    _check_width(layout, name)
    layout.findings += [
        Finding("note", "it stands below or between the data", "kept in notes", line.row, text=_words(line))
        for line in layout.notes
    ]
    return layout


def _check_width(layout, name):
    """Refuse a header of more cells than any row has: its names would stand over the wrong columns."""
    cells = max((len(line.cells) for line in layout.data), default=0)
    for line in layout.header[-1:]:
        if cells and line.filled[-1] + 1 > cells:
            raise TableError(
                f"{name}: the header in row {line.row} has {line.filled[-1] + 1} cells and the rows have {cells}; is "
                f"there "
                f"a separator inside a name that is not quoted ({quoted(_words(line))})?"
            )


def _take(layout, line, waiting):
    """A row of data, and what stood right above it."""
    headings = [one for one in waiting if not is_note(_words(one))]
    layout.notes += [one for one in waiting if one not in headings]
    if headings:
        heading = _words(headings[-1])
        if not layout.sections and layout.data and layout.title:
            layout.sections[layout.data[0].row] = _words(layout.title[-1])
        layout.sections[line.row] = heading
        layout.findings.append(
            Finding("heading", "the rows below it belong to it", "kept as column", headings[-1].row, text=heading)
        )
        layout.notes += headings[:-1]
    layout.data.append(line)


def _is_lone(line, width):
    """Whether a line is a heading or a note: one cell alone, or a sentence that commas cut."""
    filled = line.filled
    first = line.cells[filled[0]]
    if width > 1 and len(filled) == 1:
        return not is_label(first) and not _looks_read(first)
    return is_note(first) and not any(kind_of(line.cells[at]) == "number" for at in filled[1:]) and not is_label(first)


def _is_header(line, below, width):
    if len(line.filled) < 2 or _is_data(line, width) or any(kind_of(line.cells[at]) == "missing" for at in line.filled):
        return False
    return any(_is_data(one, width) for one in below[:3])


def _several(name, layout, line):
    first = layout.header[-1].row if layout.header else 1
    return TableError(
        f"{name} holds several tables under one another: a header in row {first}, another in row {line.row} "
        f"({quoted(_words(line))}); say which to read, header={first} or header={line.row}"
    )


def _width(header, lines):
    """How many columns the header has, or most rows of data where those are more."""
    named = max((line.filled[-1] + 1 for line in header if line.filled), default=0)
    ends = sorted(line.filled[-1] + 1 for line in lines if line.filled)
    return max(named, ends[len(ends) // 2] if ends else 0)


def _key(line):
    return tuple(plain_words(cell) for cell in line.cells if cell.strip())


def _words(line):
    return " ".join(cell.strip() for cell in line.cells if cell.strip())


def trimmed(line: Line, width: int) -> Line:
    """A line with so many cells, the missing ones blank."""
    return replace(line, cells=(*line.cells[:width], *[""] * (width - len(line.cells))))
