"""From the lines of a layout to a frame: names from one or several lines of header, cells under them."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from fraudstats.sheets.delimited import Line
from fraudstats.sheets.layout import Layout, trimmed
from fraudstats.sheets.report import Finding

__all__ = ["JOINT", "distinct", "named_columns"]

#: Between the lines of a stacked header.
JOINT = " | "
SECTION = "section"


def named_columns(layout: Layout) -> tuple[pd.DataFrame, dict[str, tuple[str, ...]], list[Finding]]:
    """The cells by row and column, the parts of each name, and what was decided."""
    width = _width(layout)
    parts = _parts([trimmed(line, width) for line in layout.header], width)
    names, findings = distinct([JOINT.join(part) for part in parts])
    rows, long = _fitting(layout.data, width)
    cells = pd.DataFrame(
        [trimmed(line, width).cells for line in rows],
        index=pd.Index([line.row for line in rows], name="row"),
        columns=pd.Index(names, dtype=object),
        dtype=object,
    )
    levels = dict(zip(names, parts, strict=True))
    _add_sections(cells, levels, layout.sections)
    empty = [name for name in cells.columns if not (cells[name].str.strip() != "").any() and len(cells)]
    findings += [Finding("column", "it is empty", "dropped", column=name) for name in empty]
    return cells.drop(columns=empty), levels, findings + long


def distinct(names: list[str]) -> tuple[list[str], list[Finding]]:
    """Names by which each column can be told: numbered where they repeat, and where there is none."""
    named = [name or f"column {place}" for place, name in enumerate(names, 1)]
    total, seen = Counter(named), Counter()
    found, findings = [], []
    for name in named:
        seen[name] += 1
        new = f"{name} ({seen[name]})" if total[name] > 1 else name
        while new in found:
            new += "'"
        found.append(new)
        if new != name:
            findings.append(Finding("column", f"{total[name]} columns are called {name!r}", "numbered", column=new))
    return found, findings


def _width(layout):
    named = max((line.filled[-1] + 1 for line in layout.header if line.filled), default=0)
    ends = Counter(line.filled[-1] + 1 for line in layout.data if line.filled)
    usual = ends.most_common(1)[0][0] if ends else 0
    return max(named, usual)


def _parts(header, width):
    """For each column the lines of its name; a cell of an upper line counts for the blank ones to its right."""
    rows = []
    for depth, line in enumerate(header):
        words, last = [], ""
        for cell in line.cells:
            text = " ".join(cell.split())
            last = text or (last if depth < len(header) - 1 else "")
            words.append(last)
        rows.append(words)
    names = [tuple(dict.fromkeys(row[place] for row in rows if row[place])) for place in range(width)]
    return names


def _fitting(lines: list[Line], width):
    """The rows that fit under the header, and findings on those that are longer."""
    kept, findings = [], []
    for line in lines:
        last = line.filled[-1] + 1
        if last > width:
            why = (
                f"it has {last} cells and the header {width}; is there a separator inside a number that is not quoted?"
            )
            findings.append(Finding("row", why, "dropped", line.row, text=" | ".join(line.cells)))
        else:
            kept.append(line)
    return kept, findings


def _add_sections(cells, levels, sections):
    """A column of the headings between the rows."""
    if not sections:
        return
    name = SECTION
    while name in cells:
        name += "'"
    at, found = "", []
    for row in cells.index:
        at = sections.get(row, at)
        found.append(at)
    cells[name] = found
    levels[name] = (name,)
