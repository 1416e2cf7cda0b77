"""Heads of tables as they are passed around: facts of public files, with their quirks."""

import pytest
from sheets.texts import done, periods, tidied

import fraudstats as fs
from fraudstats.errors import ReconcileError, TableError, TrendError

IC3 = "year,complaints,losses\n2014,269422,800.5\n2015,288012,1070.7\n2016,298728,1450.7\n2017,301580,1418.7\n"
SINGAPORE = """Period,Total Scam + Cybercrime Cases,Year-on-Year Change,Total Scam Cases,Year-on-Year Change,\
Total Amount Lost to Scams (S$ Million),Year-on-Year Change
1H 2021,"8,977",—,"7,746",—,225.5,—
1H 2022,"14,481",+61.3%,"13,576",+75.3%,309.4,+36.9%
1H 2023,"24,367",+68.3%,"22,853",+68.3%,342.1,+10.6%
1H 2024,"28,625",+17.5%,"26,563",+16.2%,522.4,+52.7%
"""
ENGLAND = """12 months ending,PFA,Region,Offence,Rolling year total number of offences
31-03-2017,Action Fraud,Fraud: Action Fraud,Action Fraud,261943
30-06-2017,Action Fraud,Fraud: Action Fraud,Action Fraud,267344
30-09-2017,Action Fraud,Fraud: Action Fraud,Action Fraud,272337
30-12-2017,Action Fraud,Fraud: Action Fraud,Action Fraud,272756
31-03-2018,Action Fraud,Fraud: Action Fraud,Action Fraud,277033
30-06-2018,Action Fraud,Fraud: Action Fraud,Action Fraud,285070
"""
FTC = """Fixed Overall Qtr Count ,Fraud,Quarter,Report Type,State Name,Year,State Fraud/Other Count
263547,Other,1,Other,District of Columbia,2020,895
535536,Fraud,2,Fraud,Georgia,2019,13528
230049,Other,1,Other,New York,2019,11818
230049,Other,1,Other,Idaho,2019,713
380279,Fraud,2,Fraud,Ohio,2018,9892
380279,Fraud,2,Fraud,Colorado,2018,6135
"""
HONG_KONG = """Type of Scam（2023/24）,Number of Cases 2023/2024,Number of Victims(million HKD)
Overall Deception Cases,39824/44480,
1. Online Shopping Scams(網上購物騙案),8950/11559,190.5/356.3
"""
JAPAN = """平成31年の特殊詐欺
,平成１６年,平成３０年,令和元年
認知件数,"25,667","16,496","16,851"
被害総額（億円）,283.8,382.9,315.8

２−１　オレオレ詐欺
,平成１６年,平成３０年,令和元年
認知件数,"14,874","9,145","6,725"
"""


def test_two_columns_of_numbers_are_a_question():
    with pytest.raises(TableError, match="'complaints', 'losses'; say which, value='complaints'"):
        tidied(IC3)
    losses = tidied(IC3, value="losses", unit="US$ million")
    assert (losses["lower"][0], losses["unit"][0]) == (800.45e6, "USD")


def test_half_years_with_changes_between_them():
    with pytest.raises(TableError, match="3 columns that can be values"):
        tidied(SINGAPORE)
    lost = tidied(SINGAPORE, value="Total Amount Lost to Scams (S$ Million)")
    assert lost["value"].tolist() == [225.5e6, 309.4e6, 342.1e6, 522.4e6]
    assert fs.trends.count_trend(lost).notes[-1:] != ()
    cases = tidied(SINGAPORE, value="Total Scam Cases")
    assert periods(cases)[0] == "2021-01-01/2021-06-30"
    assert "no value for 2021-H2, 2022-H2, 2023-H2" in fs.trends.mann_kendall(cases).summary()


def test_rolling_years_with_an_odd_date():
    table = tidied(ENGLAND)
    assert done(table, "odd date") == [(5, "read as printed")]
    with pytest.raises(TrendError, match="overlap, so one event would count twice"):
        fs.trends.joinpoint(table)
    assert fs.reconcile(table).bounds("2017-04-01", "2018-03-31").lower == 277_033


def test_a_year_and_a_quarter_in_any_order_of_columns():
    table = tidied(FTC, value="State Fraud/Other Count", where={"Fraud": "Fraud", "Year": 2018}, sum=True)
    assert periods(table) == ["2018-04-01/2018-06-30"]
    assert table["value"].tolist() == [16_027]
    with pytest.raises(TableError, match="2 rows are of '2019 Q1' and differ in 'State Name'"):
        tidied(FTC, value="State Fraud/Other Count")


def test_two_years_in_one_cell():
    with pytest.raises(TableError, match="'Number of Cases 2023' and 'Number of Cases 2024'"):
        tidied(HONG_KONG)
    with pytest.raises(TableError, match="row 3, .*'190.5/356.3' are two numbers in one cell"):
        tidied(HONG_KONG, value="Number of Victims(million HKD)")


def test_years_of_an_era_across_blocks():
    with pytest.raises(TableError, match=r"differ in 'section' .*'平成31年の特殊詐欺'"):
        tidied(JAPAN, "shift_jis", where={"column 1": "認知件数"})
    first = {"section": "平成31年の特殊詐欺", "column 1": "被害総額（億円）"}
    table = tidied(JAPAN, "shift_jis", where=first)
    assert periods(table)[0] == "2004-01-01/2004-12-31"
    assert table["value"].tolist() == [283.8e8, 382.9e8, 315.8e8]


@pytest.mark.parametrize("text", [SINGAPORE, ENGLAND, FTC, HONG_KONG])
def test_without_tidy_such_tables_are_refused_with_what_reads_them(text):
    import io

    import pandas as pd

    frame = pd.read_csv(io.StringIO(text))
    with pytest.raises(TrendError, match="fs.tidy"):
        fs.trends.joinpoint(frame)
    with pytest.raises(ReconcileError, match="fs.tidy"):
        fs.reconcile(frame)
