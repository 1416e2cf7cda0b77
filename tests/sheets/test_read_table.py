"""Files as tables of texts: titles, headers, notes, sections, separators, broken lines."""

import io

import pandas as pd
import pytest
from sheets.texts import file_of

import fraudstats as fs
from fraudstats.errors import TableError


def read(text, **how):
    return fs.read_table(file_of(text), **how)


def test_cells_stay_as_typed_and_rows_keep_the_numbers_of_the_file():
    table = read('Scams\n\nYear,Cases\n2019,"1,234"\n\n2020, 1 235 [r]\nSource: police, 2021\n')
    assert table.cells.to_dict("index") == {
        4: {"Year": "2019", "Cases": "1,234"},
        6: {"Year": "2020", "Cases": " 1 235 [r]"},
    }
    assert (table.title, table.notes) == (("Scams",), ("Source: police  2021",))
    assert table.report["what"].tolist() == ["title", "note"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator):
    lines = ["Scams, by year", "Year,Cases", "2019,5", "2020,6"]
    text = "\n".join([lines[0], *(line.replace(",", separator) for line in lines[1:])])
    assert read(text).cells["Cases"].tolist() == ["5", "6"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(line_end):
    assert read(line_end.join(["Year,Cases", "2019,5", ""])).cells.index.tolist() == [2]


def test_headers_of_several_lines_are_joined_and_cells_spread_to_the_right():
    table = read(",Cases,,Losses,\nRegion,2019,2020,2019,2020\nNorth,1,2,3,4\n")
    assert list(table.cells) == ["Region", "Cases | 2019", "Cases | 2020", "Losses | 2019", "Losses | 2020"]


def test_a_line_of_units_belongs_to_the_header():
    assert list(read("Year,Cases,Losses\n,number,S$ million\n2019,5,6\n").cells)[2] == "Losses | S$ million"


def test_values_that_look_like_years_are_no_header():
    assert read("Region,2019,2020\nNorth,1950,2020\nSouth,1999,2100\n").cells.shape == (2, 3)


def test_columns_without_a_name_or_with_one_name_are_numbered_and_empty_ones_dropped():
    table = read(",Change,Cases,Change,\nNorth,1,2,3,\nSouth,4,5,6,\n")
    assert list(table.cells) == ["column 1", "Change (1)", "Cases", "Change (2)"]
    assert table.report["done"].tolist() == ["numbered", "numbered"]
    assert "dropped" in read("Year,Cases,Notes\n2019,5,\n").report["done"].tolist()


def test_headings_between_rows_become_a_column():
    table = read("Year,Cases\nNorth,\n2019,5\n2020,6\nSouth,\n2019,7\n")
    assert table.cells["section"].tolist() == ["North", "North", "South"]


def test_the_heading_above_the_header_is_that_of_the_first_rows():
    table = read("North\nYear,Cases\n2019,5\n\nSouth\nYear,Cases\n2019,7\n")
    assert table.cells["section"].tolist() == ["North", "South"]


def test_numbered_footnotes_are_notes():
    table = read("Year,Cases\n2019,5\n\nNotes\n1. Excludes cyber.\n2. Provisional, revised later.\n")
    assert len(table.cells) == 1
    assert len(table.notes) == 3


def test_of_several_tables_the_user_says_which():
    text = "Year,Cases\n2019,5\n2020,6\n\nYear,Losses\n2019,7\n"
    with pytest.raises(TableError, match=r"several tables.*header in row 1, another in row 5.*header=1 or header=5"):
        read(text)
    assert list(read(text, header=5).cells) == ["Year", "Losses"]
    first = read(text, header=1)
    assert first.cells["Cases"].tolist() == ["5", "6"]
    assert "another table" in first.report["what"].tolist()


def test_a_file_without_header_is_refused_and_read_if_one_says_so():
    with pytest.raises(TableError, match=r"no header was found above row 1 \('2014 269422'\).*header=None"):
        read("2014,269422\n2015,288012\n")
    assert list(read("2014,269422\n2015,288012\n", header=None).cells) == ["column 1", "column 2"]


def test_a_row_with_too_many_cells_is_left_out_and_said():
    table = read("Year,Cases\n2018,1,234\n2019,567\n2020,600\n")
    assert table.cells.index.tolist() == [3, 4]
    (said,) = table.report.itertuples()
    assert (said.row, said.text, said.done) == (2, "2018 | 1 | 234", "dropped")


def test_a_header_with_more_cells_than_the_rows_is_refused():
    with pytest.raises(TableError, match=r"header in row 1 has 4 cells and the rows have 3"):
        read("Year,Cases per 100,000,Number\n2019,5.5,7\n2020,6.5,8")


def test_a_quotation_mark_that_is_not_closed_swallows_no_further_row():
    table = read('Year,Cases\n2018,"12\n2019,567\n2020,600\n')
    assert table.cells["Cases"].tolist() == ["12", "567", "600"]
    assert table.report["what"].tolist() == ["quotation mark"]


def test_garbled_text_is_said_and_kept():
    table = read("Year,å¹´\n2019,5\n2020,\ufffd\n")
    assert table.report["what"].tolist() == ["garbled text", "garbled text"]
    assert "'年' saved in a wrong encoding" in table.report["why"].tolist()[0]


def test_a_text_file_and_a_path_are_read_alike(tmp_path):
    path = tmp_path / "scams.csv"
    path.write_bytes("\ufeffYear,Cases\n2019,5\n".encode())
    with path.open(encoding="utf-8") as file:
        pd.testing.assert_frame_equal(fs.read_table(file).cells, fs.read_table(path).cells)
    assert fs.read_table(str(path)).name == "scams.csv"


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("no-such-file.csv", "'no-such-file.csv' cannot be read: No such file"),
        ("Year,Cases\n2019,5", "cannot be read.*text is given as io.StringIO"),
        (5, "a file is expected .*, got a int; fs.tidy takes data frames"),
        (io.BytesIO(b""), "the file is empty"),
        (io.BytesIO(b"Year,Cases\n2019,5\n"), None),
    ],
)
def test_what_is_no_file_is_refused(file, message):
    if message is None:
        with pytest.raises(TableError, match="is no workbook, so it has no sheet 'x'"):
            fs.read_table(file, sheet="x")
    else:
        with pytest.raises(TableError, match=message):
            fs.read_table(file)


def test_a_table_shows_what_was_decided_and_its_first_rows():
    table = read("Scams\nYear,Cases\n2019,5\n")
    assert "1 rows and 2 columns of the file, as typed" in repr(table)
    assert "- row 1: title 'Scams' kept in title" in repr(table)
    assert "<table" in table._repr_html_()
