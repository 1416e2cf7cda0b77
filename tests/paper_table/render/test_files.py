"""Files of a table; a Word document is read back by the library that others use."""

import sys

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from paper_table.results import NASTY

from fraudstats.errors import PaperTableError


def test_a_word_document_reads_back(tmp_path):
    document = docx.Document(str(NASTY.to_docx(tmp_path / "table.docx")))
    caption, *notes = document.paragraphs
    assert (caption.style.name, caption.text) == ("Caption", NASTY.title)
    assert tuple(note.text for note in notes) == NASTY.footnotes
    [grid] = document.tables
    assert [tuple(cell.text for cell in row.cells) for row in grid.rows] == [NASTY.headings, *NASTY.rows]
    sides = [cell.paragraphs[0].alignment for cell in grid.rows[1].cells]
    assert sides == [WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT]
    repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in grid.rows]
    assert repeated == [True, False, False]


def test_a_word_document_holds_no_field_and_no_link():
    """A formula in a cell is text: nothing in it is evaluated or followed."""
    import io
    import zipfile

    from fraudstats.paper_table.render.word import document

    with zipfile.ZipFile(io.BytesIO(document(NASTY))) as file:
        text = file.read("word/document.xml").decode()
    assert "=HYPERLINK(" in text
    assert not any(tag in text for tag in ("<w:hyperlink", "<w:fldSimple", "<w:instrText"))


def test_the_same_table_gives_the_same_bytes(tmp_path):
    for suffix in (".docx", ".html", ".md", ".tex"):
        first, second = (NASTY.save(tmp_path / f"{name}{suffix}") for name in ("a", "b"))
        assert first.read_bytes() == second.read_bytes()


def test_characters_that_xml_forbids_are_replaced(tmp_path):
    from dataclasses import replace

    path = replace(NASTY, title="a\x00b").save(tmp_path / "t.docx")
    assert docx.Document(str(path)).paragraphs[0].text == "a\N{REPLACEMENT CHARACTER}b"


def test_files_hold_what_the_methods_give(tmp_path):
    assert NASTY.save(tmp_path / "t.md").read_text("utf-8") == NASTY.to_markdown() + "\n"
    assert NASTY.save(tmp_path / "t.tex").read_text("utf-8") == NASTY.to_latex()
    page = NASTY.save(tmp_path / "t.HTML").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>") and NASTY.to_html() in page


def test_an_unknown_suffix_names_the_allowed_ones(tmp_path):
    with pytest.raises(PaperTableError, match=r"suffix '.pdf'; a table is saved as .docx, .html, .md, .tex"):
        NASTY.save(tmp_path / "t.pdf")


def test_without_the_library_the_install_line_is_given(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(PaperTableError, match=r"pip install 'fraudstats\[tables\]'"):
        NASTY.to_docx(tmp_path / "t.docx")
