"""Rows of one period: chosen, kept apart, added up; series are never mixed."""

import pytest
from sheets.texts import done, tidied

import fraudstats as fs
from fraudstats.errors import TableError

STATES = """Month,State,Sex,Reports,Lost
2025-01,Victoria,Male,41,$69.00
2025-01,Victoria,Female,29,$0.00
2025-01,Queensland,Male,5,$1.00
2025-02,Victoria,Male,30,$2.00
2025-02,Queensland,Male,[x],$3.00
"""
TOTALS = "Region,2019,2020\nNorth,5,6\nSouth,8,9\nTotal,13,15\n"


def test_rows_of_one_period_are_refused_with_what_tells_them_apart():
    with pytest.raises(TableError) as error:
        tidied(STATES, value="Reports")
    said = str(error.value)
    assert "3 rows are of '2025-01' and differ in 'State' (2 values: 'Victoria', 'Queensland')" in said
    assert "where={'State': 'Victoria'}, keep them apart with by=['State', 'Sex'], or add them up with sum=True" in said


def test_series_are_not_mixed_even_where_no_period_repeats():
    """After a choice each month is there once, but one of the two is of another series."""
    text = "Year,State,Sex,n\n2019,A,F,1\n2019,A,M,2\n2019,B,F,3\n2020,A,M,4\n2020,B,F,5\n2020,B,M,6\n"
    picked = "\n".join(text.splitlines()[i] for i in (0, 1, 2, 6))
    with pytest.raises(TableError, match="differ in 'Sex'"):
        tidied(picked, where={"Sex": ["F", "M"]})
    with pytest.raises(TableError, match=r"the rows mix series, which differ in 'State'"):
        tidied(
            "Year,State,n\n2019,A,1\n2019,B,2\n2020,A,[x]\n2020,B,3\n2021,A,4\n2021,B,[x]\n2019,B,2\n".replace(
                "2019,A,1\n", "2019,A,x\n"
            )
        )


def test_where_chooses_rows_whatever_their_case_and_spaces():
    table = tidied(STATES, value="Reports", where={"State": " victoria", "Sex": ["Male"]})
    assert table["value"].tolist() == [41, 30]
    assert [one for one in done(table, "rows")] == [(None, "left out"), (None, "left out")]


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ({"Stat": "Victoria"}, "has no column 'Stat' for where=; it has 'Month', 'State'"),
        ({"State": "Victora"}, "no row has 'Victora' in 'State'; it has 'Victoria'"),
        ({"State": "Queensland", "Sex": "Female"}, "no row has 'Female' in 'Sex'; it has 'Male'"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is(where, message):
    with pytest.raises(TableError, match=message):
        tidied(STATES, value="Reports", where=where)


def test_by_keeps_series_apart():
    table = tidied(STATES, value="Reports", by=["State", "Sex"])
    assert table.frame.groupby(["State", "Sex"]).size().to_dict() == {
        ("Queensland", "Male"): 1,
        ("Victoria", "Female"): 1,
        ("Victoria", "Male"): 2,
    }
    for column, message in (
        ("Year", "has no column 'Year' for by="),
        ("Reports", "by='Reports' is the time or the value"),
    ):
        with pytest.raises(TableError, match=message):
            tidied(STATES, value="Reports", by=column)


def test_sums_lack_their_upper_end_where_a_part_is_missing():
    table = tidied(STATES, value="Reports", sum=True)
    assert table["value"].tolist() == [75, 30]
    assert table["upper"].tolist() == [75, float("inf")]
    assert table["qualifier"].tolist() == ["exact", "at_least"]
    assert table["value_text"].tolist() == ["sum of 3", "30"]
    assert {"uneven sums", "sum"} <= set(table.report["what"])
    assert any("different numbers of rows" in note for note in table.frame.attrs["notes"])


def test_sums_within_the_series_that_are_kept_apart():
    table = tidied(STATES, value="Lost", by="State", sum=True)
    assert table.frame.set_index(["State", "period_start"])["value"].tolist() == [1, 3, 69, 2]


def test_totals_are_never_added_to_their_parts():
    with pytest.raises(TableError, match="with the total 'Total' among them.*would count the total twice"):
        tidied(TOTALS)
    with pytest.raises(TableError, match="sum=True would count twice, since 'Region' has the total 'Total'"):
        tidied(TOTALS, sum=True)
    assert tidied(TOTALS, where={"Region": "Total"})["value"].tolist() == [13, 15]
    assert tidied(TOTALS, where={"Region": ["North", "South"]}, sum=True)["value"].tolist() == [13, 15]


@pytest.mark.parametrize(
    "word", ["Total", "合计", "合計", "总计", "総計", "Grand total", "All", "Overall", "全国", "計"]
)
def test_a_row_of_totals_in_the_column_of_time_is_left_out(word):
    table = tidied(f"Year,n\n2019,5\n2020,6\n{word},11\n")
    assert done(table, "total") == [(4, "dropped")]


def test_a_row_that_is_there_twice_counts_once_and_two_numbers_of_one_period_are_refused():
    table = tidied("Year,n\n2019,5\n2019,5\n2020,6\n")
    assert table["value"].tolist() == [5, 6]
    assert done(table, "repeat") == [(3, "dropped")]
    with pytest.raises(TableError, match="rows 2 and 3 are both of '2019' and say '5' and '6'; drop one"):
        tidied("Year,n\n2019,5\n2019,6\n")


def test_headings_tell_series_apart():
    text = "Year,n\nNorth,\n2019,5\n2020,6\nSouth,\n2019,7\n2020,8\n"
    with pytest.raises(TableError, match="differ in 'section'"):
        tidied(text)
    assert tidied(text, where={"section": "South"})["value"].tolist() == [7, 8]


def test_labels_written_once_for_the_rows_below_are_theirs():
    text = "Region,Year,n\nNorth,2019,5\n,2020,6\nSouth,2019,7\n,2020,8\n"
    table = tidied(text, where={"Region": "South"})
    assert table["value"].tolist() == [7, 8]
    assert done(table, "merged cells") == [(None, "filled")]
    nested = "Kind,Part,Year,n\nFraud,,2019,9\nFraud,Online,2019,5\n,,2020,6\n"
    assert tidied(nested, by=["Kind", "Part"]).frame["Part"].tolist() == ["", "Online", "Online"]


def test_words_beside_the_numbers_do_not_make_series():
    table = tidied("Year,n,Notes\n2019,5,\n2020,6,provisional\n2021,7,see page 3\n")
    assert table["value"].tolist() == [5, 6, 7]
    flagged = tidied("Year,n,Status\n2019,5,\n2020,6,p\n")
    assert flagged["flags"].tolist() == ["", "p"]


def test_the_result_says_what_it_is_and_counts_findings_of_one_kind():
    table = tidied(STATES, value="Reports", by=["State", "Sex"])
    assert repr(table).startswith("4 rows of 'Reports', 2025-01-01 to 2025-02-28, from the file\n- ")
    assert "<li>" in table._repr_html_()
    assert len(table) == 4 and list(table)[:2] == ["State", "Sex"]
    assert list(table.report.columns) == ["row", "column", "text", "what", "why", "done"]
    many = tidied("Year,n\n" + "".join(f"{1900 + i},{'..' if i % 2 else i}\n" for i in range(20)))
    assert "10 times missing left out, not available (rows 3, 5, 7, 9, 11, 13, ...)" in repr(many)


def test_trends_and_reconcile_take_the_result_as_it_is():
    table = tidied("Year,n\n2019,5\n2020,6\n2021,8\n2022,9\n")
    assert fs.trends.joinpoint(table).nobs == 4
    assert fs.trends.mann_kendall(table).params["slope"] > 0
    assert fs.reconcile(table).bounds("2020").lower == 6
    assert fs.trends.as_time_series(table).name == "n"
