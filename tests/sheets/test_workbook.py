"""Workbooks: sheets, dates typed as dates, merged headers, a missing package."""

import builtins
import datetime as dt
import io

import openpyxl
import pytest
from sheets.texts import periods

import fraudstats as fs
from fraudstats.errors import TableError


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


YEARS = [["Scams"], [], ["Year", "Cases"], [2019, 8977], [2020, 9000.0]]


def test_the_only_sheet_that_holds_something_is_read():
    table = fs.read_table(workbook(empty=[], data=YEARS))
    assert table.cells.to_dict("index") == {4: {"Year": "2019", "Cases": "8977"}, 5: {"Year": "2020", "Cases": "9000"}}
    assert table.name == "the file, sheet 'data'"


def test_of_several_sheets_the_user_says_which():
    raw = workbook(a=YEARS, b=[["Year", "Cases"], [2021, 7]])
    with pytest.raises(TableError, match="has 2 sheets that hold something: 'a', 'b'; say which, sheet='a'"):
        fs.read_table(raw)
    assert fs.tidy(raw, sheet="b")["value"].tolist() == fs.tidy(raw, sheet=1)["value"].tolist() == [7]
    with pytest.raises(TableError, match="has no sheet 'c'; it has 'a', 'b'"):
        fs.read_table(raw, sheet="c")


def test_dates_typed_as_dates_are_read():
    rows = [["Month", "Cases"], [dt.datetime(2020, 1, 1), 5], [dt.datetime(2020, 2, 1), 6]]
    assert periods(fs.tidy(workbook(data=rows))) == ["2020-01-01/2020-01-31", "2020-02-01/2020-02-29"]


def test_days_as_a_spreadsheet_counts_them_are_explained():
    with pytest.raises(
        TableError, match=r"days as Excel counts them \(43831 is 2020-01-01\); format the column as a date"
    ):
        fs.tidy(workbook(data=[["Date", "Cases"], [43831, 5], [43862, 6]]))


def test_merged_cells_of_a_header_count_for_the_columns_below():
    rows = [["", "Cases", None, "Losses", None], ["Region", 2019, 2020, 2019, 2020], ["North", 1, 2, 3, 4]]
    assert fs.tidy(workbook(data=rows), value="Losses")["value"].tolist() == [3, 4]


def test_a_broken_workbook_is_refused():
    with pytest.raises(TableError, match=r"cannot be read as a workbook .*save the sheet as CSV"):
        fs.read_table(b"PK\x03\x04 and no more")


def test_a_missing_package_is_named_with_its_extra(monkeypatch):
    imported = builtins.__import__

    def without(name, *rest, **more):
        if name.split(".")[0] == "openpyxl":
            raise ImportError("No module named 'openpyxl'", name="openpyxl")
        return imported(name, *rest, **more)

    raw = workbook(data=YEARS)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(TableError, match=r"not installed \(.*openpyxl.*\): pip install 'fraudstats\[excel\]'"):
        fs.read_table(raw)
