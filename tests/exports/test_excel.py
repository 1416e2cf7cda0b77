"""The workbook, read back by openpyxl (it is written by XlsxWriter)."""

import io
import sys
import zipfile

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.dataset.schema import SCHEMA, TABLES
from fraudstats.errors import ExportError
from fraudstats.exports.excel import write_excel
from fraudstats.vocabulary import CODE_LISTS

pytest.importorskip("xlsxwriter")
openpyxl = pytest.importorskip("openpyxl")

FORMULAS = ["=1+1", "+1", "-1+2", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", '=HYPERLINK("http://example.org")', "＝1+1"]


def workbook(dataset, folder):
    [path] = write_excel(dataset, folder)
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def book(shipped, tmp_path_factory):
    return workbook(shipped, tmp_path_factory.mktemp("excel"))


def test_there_is_a_cover_notes_flags_columns_and_a_sheet_for_each_table(book, shipped):
    assert book.sheetnames == ["Cover", "Notes", "Flags", "Columns", *TABLES]
    cover = "\n".join(str(value) for row in book["Cover"].values for value in row if value)
    assert str(shipped.state) in cover and shipped.state.call in cover
    assert "How to cite" in cover
    assert f"{len(shipped.sources):,} rows" in cover


def test_every_code_and_column_is_explained(book):
    codes = {row[1] for row in book["Flags"].iter_rows(min_row=2, values_only=True)}
    assert codes == {code for codes in CODE_LISTS.values() for code in codes}
    head, *rows = book["Columns"].values
    meanings = [
        (row["table"], row["column"], row["meaning"]) for row in (dict(zip(head, r, strict=True)) for r in rows)
    ]
    assert meanings == [
        (t, name, column.meaning) for t, table in SCHEMA.items() for name, column in table.columns.items()
    ]


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_is_what_the_table_holds(book, shipped, name):
    table = shipped.table(name)
    rows = list(book[name].values)
    assert list(rows[0]) == list(table.columns)
    assert len(rows) == len(table) + 1
    for number, column in enumerate(table):
        for found, value in zip((row[number] for row in rows[1:]), table[column], strict=True):
            expected = None if pd.isna(value) else "∞" if value == float("inf") else value
            if isinstance(value, float) and isinstance(expected, float):
                expected = pytest.approx(value, rel=1e-15)  # a workbook keeps 16 digits
            assert found == expected, (column, value)


def test_the_header_stays_in_view_and_columns_have_widths(book):
    for name in TABLES:
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")
        widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
        assert all(8 <= width <= 61 for width in widths)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(small, altered, tmp_path, text):
    sheet = workbook(altered(small, "observations", note=text, value_text=text), tmp_path)["observations"]
    for column in ("note", "value_text"):
        cell = sheet.cell(2, list(TABLES["observations"]).index(column) + 1)
        assert (cell.data_type, cell.value) == ("s", text)
        assert cell.quotePrefix == (text[0] in "=+-@\t"), "editing the cell must not make a formula of it either"
        assert cell.hyperlink is None


def test_no_sheet_holds_a_formula_at_all(book):
    for sheet in book:
        assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "d", "b"}


def test_control_characters_do_not_spoil_the_file(small, altered, tmp_path):
    sheet = workbook(altered(small, "observations", note="a\x07b<&>\"'"), tmp_path)["observations"]
    assert sheet.cell(2, list(TABLES["observations"]).index("note") + 1).value == "a_x0007_b<&>\"'"


def test_the_same_data_gives_the_same_bytes(small, tmp_path):
    one, two = (write_excel(small, tmp_path / name)[0].read_bytes() for name in ("one", "two"))
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_text_too_long_for_a_cell_is_refused(small, altered, tmp_path):
    with pytest.raises(ExportError, match="observations, row 1: a text of 32,768 characters; a cell holds 32,767"):
        write_excel(altered(small, "observations", note="x" * 32_768), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_missing_extra_names_the_line_to_type_before_any_work(small, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ExportError, match=r"pip install 'fraudstats\[excel\]'"):
        fs.export(small, tmp_path / "out", ("csv", "excel"))
    assert not (tmp_path / "out").exists()
