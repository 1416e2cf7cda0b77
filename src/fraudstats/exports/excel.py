"""An Excel workbook for human readers: cover, notes, flags and columns explained, then a sheet per table.

Every text is written as a text, whatever it starts with, and one that a spreadsheet could take for a formula once
somebody edits the cell carries Excel's own text mark (the quote prefix) as well.
"""

from __future__ import annotations

import io
from pathlib import Path
from unicodedata import east_asian_width

import numpy as np
import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.dataset.schema import SCHEMA, columns_described
from fraudstats.disk import write_atomically
from fraudstats.errors import ExportError
from fraudstats.exports.about import DESCRIPTION, LICENCE, TITLE, issued, issued_at
from fraudstats.exports.citation import cite
from fraudstats.vocabulary import CODE_LISTS

__all__ = ["write_excel"]

_LONGEST = 32_767  # characters that one cell can hold
_WIDTHS = (8, 60)
NOTES = (
    "A row of 'observations' is one number in one source. Sources that disagree are all there; 'preferred' marks one "
    "number of each window, with the rule that chose it.",
    "A window runs from period_start to period_end, both days included. Each end is printed in the source, implied "
    "(the reason is given), or unknown (the cell is empty).",
    "'value' is the number, 'value_text' the text as printed. 'lower' and 'upper' bound the true values that the "
    "printed number allows; ∞ means that it implies no upper end.",
    "Copies of one agency's text share a 'witness'. Count witnesses, not rows.",
    "A number counts what its indicator's definition says, over its own window. Compare only what the indicator's "
    "'comparability' allows, and do not add overlapping windows.",
    "A number that contains another as a batch is named in 'part_of'; adding both counts the batch twice.",
    "'published' is as precise as known. 'published_by' is the last day that it may mean.",
    "Each source is under its own terms (column 'terms' of 'sources'); the licence on the cover is that of the "
    "compilation.",
)


def write_excel(dataset: Dataset, folder: Path) -> list[Path]:
    """``fraudstats-VERSION.xlsx``, the same bytes for the same data.

    Raises
    ------
    ExportError
        If a text is longer than a cell can hold.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": TITLE, "subject": str(dataset.state), "created": issued_at(dataset.release)})
        formats = _formats(workbook)
        _write_cover(workbook.add_worksheet("Cover"), dataset, formats)
        for name, table in (_explanations() | {name: dataset.table(name) for name in dataset.names}).items():
            _write_table(workbook.add_worksheet(name), table, formats)
    return [write_atomically(folder / f"fraudstats-{dataset.state.version}.xlsx", buffer.getvalue())]


def _formats(workbook):
    looks = {
        "title": {"bold": True, "font_size": 16},
        "head": {"bold": True, "bottom": 1, "valign": "top"},
        "text": {"valign": "top"},
        "wrapped": {"valign": "top", "text_wrap": True},
        "doubtful": {"valign": "top", "quote_prefix": True},
        "date": {"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"},
        "whole": {"valign": "top", "num_format": "#,##0"},
        "right": {"valign": "top", "align": "right"},
    }
    return {name: workbook.add_format(look) for name, look in looks.items()}


def _write_cover(sheet, dataset, formats):
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 110)
    sheet.write_string(0, 0, TITLE, formats["title"])
    lines = {
        "State": f"{dataset.state} ({issued(dataset.release)})",
        "Opened by": dataset.state.call,
        "What it is": DESCRIPTION,
        "Licence": f"{LICENCE['title']} ({LICENCE['name']}), {LICENCE['path']}; sources are under their own terms",
        "How to cite": f"{cite(dataset=dataset)} Cite the source of each number as well.",
    }
    for row, (label, text) in enumerate(lines.items(), 2):
        sheet.write_string(row, 0, label, formats["head"])
        sheet.write_string(row, 1, text, formats["wrapped"])
    sheets = {"Notes": "How to read the numbers", "Flags": "What the codes mean", "Columns": "What the columns hold"}
    sheets |= {n: f"{SCHEMA[n].title} ({len(dataset.table(n)):,} rows)" for n in dataset.names}
    for row, (name, text) in enumerate(sheets.items(), 3 + len(lines)):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", string=name)
        sheet.write_string(row, 1, text, formats["text"])


def _explanations():
    """The sheets that explain the others."""
    flags = [(name, code, meaning) for name, codes in CODE_LISTS.items() for code, meaning in codes.items()]
    return {
        "Notes": pd.DataFrame({"note": NOTES}, dtype="str"),
        "Flags": pd.DataFrame(flags, columns=["list", "code", "meaning"], dtype="str"),
        "Columns": columns_described(),
    }


def _write_table(sheet, table, formats):
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(table)), len(table.columns) - 1)
    for number, (name, column) in enumerate(table.items()):
        sheet.write_string(0, number, name, formats["head"])
        for row, value in enumerate(column, 1):
            if not pd.isna(value):
                _write_cell(sheet, row, number, value, formats)
        sheet.set_column(number, number, _width(name, column))


def _write_cell(sheet, row, column, value, formats):
    if isinstance(value, str):
        if len(value) > _LONGEST:
            raise ExportError(
                f"{sheet.name}, row {row}: a text of {len(value):,} characters; a cell holds {_LONGEST:,}"
            )
        sheet.write_string(row, column, value, formats["doubtful" if value[:1] in "=+-@\t\r" else "text"])
    elif isinstance(value, bool | np.bool_):
        sheet.write_boolean(row, column, bool(value), formats["text"])
    elif isinstance(value, pd.Timestamp):
        sheet.write_datetime(row, column, value.to_pydatetime(), formats["date"])
    elif np.isinf(value):
        sheet.write_string(row, column, "∞" if value > 0 else "-∞", formats["right"])
    else:
        whole = isinstance(value, float) and value.is_integer()
        sheet.write_number(row, column, value, formats["whole" if whole else "text"])


def _width(name, column):
    """Wide enough for the heading and nearly all cells; a Chinese character is as wide as two others."""
    texts = [name, *column.dropna().astype("str")[:1000]]
    longest = max(sum(1 + (east_asian_width(c) in "WF") for c in text) for text in texts)
    return min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1])
