"""Which column is the value, what its cells say, and what its header multiplies them by."""

import pandas as pd
import pytest
from sheets.texts import done, tidied

import fraudstats as fs
from fraudstats.errors import TableError, TableWarning
from fraudstats.printed.numerals import WORD_UNITS
from fraudstats.sheets.scale import scale_in, scale_of_notes


def column(*cells, header="Cases", **how):
    """A column of cells, beside years."""
    mark = '"'
    lines = [f"Year;{header}", *(f"{2001 + row};{mark}{cell}{mark}" for row, cell in enumerate(cells))]
    return tidied("\n".join(lines).replace(";", ","), **how)


# Which column


def test_of_several_values_the_user_says_which():
    text = "Year,Cases,Losses (S$ m),Change,Code\n2019,5,1.5,,1\n2020,6,2.5,+20%,2\n"
    with pytest.raises(
        TableError, match=r"2 columns that can be values: 'Cases', 'Losses \(S\$ m\)'; say which, value='Cases'"
    ):
        tidied(text)
    table = tidied(text, value="losses (s$ M)")
    assert (table.name, table["value"].tolist(), table["unit"][0]) == ("Losses (S$ m)", [1.5e6, 2.5e6], "SGD")
    unused = table.report.query("what == 'column'").set_index("column")["why"]
    assert unused["Change"] == "a change, a share or a rate is a value only if value= names it"


def test_columns_that_repeat_others_are_told():
    with pytest.raises(TableError, match=r"'B' repeats 'A'"):
        tidied("Year,A,B\n2019,5,5\n2020,6,6\n")


def test_a_change_is_a_value_if_one_asks():
    table = tidied("Year,Cases,Year-on-Year Change\n2019,5,—\n2020,6,+20.5%\n", value="Year-on-Year Change")
    assert (table["value"][0], table["lower"][0], table["upper"][0]) == (20.5, 20.45, 20.55)
    assert done(table, "missing") == [(2, "left out")]


def test_an_unknown_value_is_answered_with_the_nearest_names():
    text = "Year,Change,Cases,Change\n2019,1,5,2\n2020,3,6,4\n"
    with pytest.raises(
        TableError, match=r"no column 'Change' for value=; did you mean 'Change \(1\)' or 'Change \(2\)'"
    ):
        tidied(text, value="Change")
    with pytest.raises(TableError, match="did you mean 'Cases'"):
        tidied(text, value="Case")


@pytest.mark.parametrize("how", [{}, {"value": "Cases 2023/2024"}])
def test_two_numbers_in_one_cell_are_refused_with_how_to_part_them(how):
    text = "Type,Cases 2023/2024,Victims\nAll,39824/44480,\nPhone,3213/9402,1/2\n"
    with pytest.raises(
        TableError,
        match="row 2, 'Cases 2023/2024': '39824/44480' are two numbers in one cell.*'Cases 2023' and 'Cases 2024'",
    ):
        tidied(text, **how)


# What the cells say


def test_qualifiers_ranges_and_flags_are_kept():
    table = column("37万余", "<5", "5 to 10", "6,405 [r]", "~500")
    assert table["qualifier"].tolist() == ["more_than", "up_to", "", "exact", "about"]
    assert table["lower"].tolist() == [370_000, 0, 5, 6405, 400]
    assert table["upper"].tolist() == [380_000, 5, 10, 6405, 600]
    assert table["flags"].tolist() == ["", "", "", "r", ""]
    assert table["value_text"].tolist()[0] == "37万余"


def test_the_column_says_how_finely_its_numbers_are_printed():
    assert column("19,897", "20,760", "21,000")["upper"].tolist() == [19_897, 20_760, 21_000]
    rounded = column("19,900", "20,800", "21,000")
    assert rounded["upper"].tolist() == [19_950, 20_850, 21_050]
    assert done(rounded, "rounding") == [(None, "read")]
    assert column("225.5", "309")["upper"].tolist() == [225.55, 309.05]


def test_money_to_the_cent_is_a_full_count():
    table = column("$2643.00", "$0.50")
    assert table["lower"].tolist() == table["upper"].tolist() == [2643, 0.5]


@pytest.mark.parametrize(
    "mark", ["", "-", "—", "..", "…", ":", "n/a", "N/A", "[x]", "*", "[c]", "[z]", "#N/A", "未公布"]
)
def test_marks_for_missing_numbers_are_left_out_with_their_reason(mark):
    table = column("5", mark, "7")
    assert table["value"].tolist() == [5, 7]
    (said,) = table.report[table.report["what"] == "missing"].itertuples()
    assert (said.row, said.text, bool(said.why)) == (3, mark, True)
    assert f"no value for 2002 ({mark or 'blank'} in the table)" in fs.trends.as_time_series(table).notes


def test_a_cell_that_cannot_be_read_costs_its_row_alone():
    with pytest.warns(TableWarning, match=r"2 of 4 rows could not be read, such as row 3, Cases: unread 'abc'"):
        table = column("5", "abc", "12\n13", "7")
    assert done(table, "unread") == [(3, "dropped"), (4, "dropped")]


def test_nothing_that_can_be_read_is_refused():
    with pytest.raises(TableError, match=r"no row of 'Cases' could be read, such as row 2, Cases: missing 'n/a'"):
        column("n/a", "n/a", value="Cases")


@pytest.mark.parametrize(
    ("cell", "readings"),
    [
        ("1.234", r"is 1.234 with decimal='.' or is 1,234 with decimal=','; say which"),
        ("1.234,5", r"is 1,234.5 with decimal=','; say which"),
        ("12'345", r"is 12,345 with thousands=\"'\", decimal='.'; say which"),
    ],
)
def test_numbers_that_other_countries_read_otherwise_are_refused_with_their_readings(cell, readings):
    with pytest.raises(TableError, match=f"row 3, 'Cases': .* {readings}"):
        column("5", cell)


def test_commas_in_a_file_with_semicolons_may_be_decimals():
    text = "Year;Losses\n2019;1,234\n2020;2,500\n"
    with pytest.raises(TableError, match="'1,234' is 1,234 with decimal='.' or is 1.234 with decimal=','"):
        tidied(text)
    assert tidied(text, decimal=",")["value"].tolist() == [1.234, 2.5]
    assert tidied(text, thousands=",")["value"].tolist() == [1234, 2500]


# Units


@pytest.mark.parametrize(
    ("header", "factor", "unit"),
    [
        ("Total Amount Lost to Scams (S$ Million)", 10**6, "SGD"),
        ("Losses (£m)", 10**6, "GBP"),
        ("losses US$bn", 10**9, "USD"),
        ("Number of Victims(million HKD)", 10**6, "HKD"),
        ("被害総額（千円）", 10**3, "JPY"),
        ("被害総額（百万円）", 10**6, "JPY"),
        ("金额（亿元）", 10**8, ""),
        ("案件数（万起）", 10**4, "cases"),
        ("Offences ('000)", 10**3, ""),
        ("Cases, in thousands", 10**3, "cases"),
        ("Loss in Rs crore", 10**7, "INR"),
        ("Cases per 100,000", 1, ""),
        ("Cases per million", 1, ""),
        ("每十万人案件数", 1, ""),
        ("Victims", 1, ""),
        ("Complaints", 1, ""),
    ],
)
def test_a_header_says_what_its_numbers_are_multiplied_by(header, factor, unit):
    scale = scale_in(header)
    assert (scale.factor, scale.unit) == (factor, unit)


@pytest.mark.parametrize("word", [word for word in WORD_UNITS if len(word) > 1 and word != "hundred"])
def test_every_multiplier_that_numbers_may_have_a_header_may_have(word):
    assert scale_in(f"Losses (RM {word})").factor == WORD_UNITS[word]


def test_a_rate_in_vietnamese_is_no_number_of_billions():
    assert scale_in("Tỷ lệ phá án (%)").factor == 1


def test_a_line_outside_the_table_may_say_the_unit():
    assert scale_of_notes(["Losses to million-dollar scams", "单位：万元"]).factor == 10_000
    table = tidied("Fraud\n(in thousands)\nYear,Cases\n2019,1.5\n2020,2.5\n")
    assert table["value"].tolist() == [1500, 2500]
    assert "a line outside the table says 'thousands'" in table.report["why"].str.cat()


def test_the_label_of_the_row_may_say_the_unit():
    text = "項目,2019年,2020年\n認知件数,16851,13550\n被害総額（億円）,315.8,285.2\n"
    assert tidied(text, where={"項目": "被害総額（億円）"})["value"].tolist() == [315.8e8, 285.2e8]
    assert tidied(text, where={"項目": "認知件数"})["value"].tolist() == [16851, 13550]


def test_the_user_may_say_the_unit():
    assert column("1.5", "2.5", unit="million USD")["value"].tolist() == [1.5e6, 2.5e6]
    assert column("1.5", "2.5", header="Losses (m)", unit="USD")["value"].tolist() == [1.5, 2.5]


def test_a_multiplier_in_the_cell_and_one_in_the_header_are_one_too_many():
    with pytest.warns(TableWarning, match="the cell has a multiplier and so has the header"):
        assert column("1.2 million", "1.5", header="Losses (million)")["value"].tolist() == [1.5e6]


# Ranges given


def test_columns_of_lower_and_upper_are_the_range():
    table = tidied("Period,lower,upper\n2020,5,6\n2021年1-11月,370000,inf\n")
    assert table["value"].isna().all()
    assert (table["lower"].tolist(), table["upper"].tolist()) == ([5, 370_000], [6, float("inf")])
    beside = tidied("Year,value,lower,upper\n2020,5.5,5,6\n")
    assert (beside["value"][0], beside["lower"][0], beside["upper"][0]) == (5.5, 5, 6)


def test_lower_and_upper_beside_an_estimate_are_a_band_and_no_range():
    text = "Year,estimate,lower,upper\n2019,5,4,6\n2020,7,6,8\n"
    with pytest.raises(TableError, match="'estimate', 'lower', 'upper'; say which"):
        tidied(text)
    assert tidied(text, value="estimate")["upper"].tolist() == [5, 7]


def test_what_is_tidy_stays_tidy():
    table = column("37万余", "9,419")
    again = fs.tidy(table.frame)
    pd.testing.assert_frame_equal(again.frame[["value", "lower", "upper"]], table.frame[["value", "lower", "upper"]])


def test_columns_may_be_called_like_those_of_the_result():
    table = tidied("Year,text,row,unit,window,n\n2019,a,b,c,d,5\n2020,a,b,d,e,6\n")
    assert table["value"].tolist() == [5, 6]
    assert table["row"].tolist() == [2, 3]


def test_numbers_of_a_frame_are_read_like_printed_ones():
    table = fs.tidy(pd.DataFrame({"year": [2019, 2020, 2021], "n": [5.0, 7.5, None]}))
    assert table["value"].tolist() == [5, 7.5]
    assert done(table, "missing") == [(2, "left out")]
