"""A table as a Word document, by python-docx: a caption, three rules, a heading repeated on every page, notes."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from fraudstats.errors import PaperTableError

if TYPE_CHECKING:
    from fraudstats.paper_table.model import PaperTable

__all__ = ["document"]

#: Characters that XML does not allow.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOTE_SIZE, _CELL_SIZE = 8, 9


def document(table: PaperTable) -> bytes:
    """The bytes of a .docx file; the same table gives the same bytes.

    Raises
    ------
    PaperTableError
        If python-docx is not installed.
    """
    try:
        import docx
    except ImportError:
        raise PaperTableError(
            "Word files need one more package; install it with: pip install 'fraudstats[tables]'"
        ) from None
    paper = docx.Document()
    if table.title:
        paper.add_paragraph(_clean(table.title), style="Caption").paragraph_format.keep_with_next = True
    _fill(paper.add_table(rows=1 + len(table.rows), cols=len(table.columns)), table)
    for note in table.footnotes:
        _written(paper.add_paragraph(), note, _NOTE_SIZE)
    out = io.BytesIO()
    paper.save(out)
    return _dateless(out.getvalue())


def _fill(grid: Any, table: PaperTable) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    sides = [
        WD_ALIGN_PARAGRAPH.LEFT if place == 0 or column.is_text else WD_ALIGN_PARAGRAPH.RIGHT
        for place, column in enumerate(table.columns)
    ]
    for row, cells in zip(grid.rows, [table.headings, *table.rows], strict=True):
        is_head = row._index == 0
        _property(row._tr.get_or_add_trPr(), "w:cantSplit")
        for cell, text, side in zip(row.cells, cells, sides, strict=True):
            cell.paragraphs[0].alignment = side
            _written(cell.paragraphs[0], text, _CELL_SIZE, bold=is_head)
    _property(grid.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    _rule(grid.rows[0], "top", "bottom")
    _rule(grid.rows[-1], "bottom")


def _written(paragraph: Any, text: str, size: int, bold: bool = False) -> None:
    from docx.shared import Pt

    run = paragraph.add_run(_clean(text))
    run.font.size, run.bold = Pt(size), bold or None
    paragraph.paragraph_format.space_after = Pt(2)


def _rule(row: Any, *sides: str) -> None:
    """Lines above or below the cells of a row."""
    for cell in row.cells:
        properties = cell._tc.get_or_add_tcPr()
        borders = properties.find(_name("w:tcBorders"))
        borders = _property(properties, "w:tcBorders") if borders is None else borders
        for side in sides:
            _property(borders, f"w:{side}", val="single", sz="8", space="0", color="000000")


def _property(parent: Any, tag: str, **values: str) -> Any:
    from docx.oxml import OxmlElement

    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(_name(f"w:{name}"), value)
    parent.append(element)
    return element


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return qn(tag)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def _dateless(content: bytes) -> bytes:
    """The same archive without the time at which it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as file:
        for entry in given.infolist():
            info = zipfile.ZipInfo(entry.filename, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            file.writestr(info, given.read(entry.filename))
    return out.getvalue()
