"""Announcements as they are written: one test for each thing that a reader of them does."""

import datetime as dt

import pytest

import fraudstats as fs
from fraudstats.errors import BulletinError


def rows(text, published=None):
    return list(fs.read_bulletin(text, published))


def days(number):
    return str(number.period_start), str(number.period_end)


def test_a_sentence_with_a_window_and_its_clauses():
    text = (
        "2022年1-11月，全国公安机关共破获电信网络诈骗案件41.2万余起，抓获犯罪嫌疑人5.3万名；紧急拦截涉案资金310亿元。"
    )
    cases, suspects, money = rows(text)
    assert {days(one) for one in (cases, suspects, money)} == {("2022-01-01", "2022-11-30")}
    assert [one.indicator for one in (cases, suspects, money)] == [
        "telecom_fraud_cases_solved", "telecom_fraud_suspects_caught", "funds_intercepted",
    ]  # fmt: skip
    assert [one.unit for one in (cases, suspects, money)] == ["cases", "persons", "CNY"]
    assert (cases.qualifier, cases.lower, cases.upper) == ("more_than", 412_000, 413_000)
    assert all(one.sure and not one.reason for one in (cases, suspects, money))


def test_the_window_is_carried_to_the_next_sentence_until_another_is_printed():
    text = "2021年，全国破获电信网络诈骗案件5万起。抓获电信网络诈骗嫌疑人7万名。2022年，抓获电信网络诈骗嫌疑人9万名。"
    assert [one.period_start.year for one in rows(text)] == [2021, 2021, 2022]


def test_a_time_without_ends_stops_it():
    first, second = rows("2021年破获电信网络诈骗案件5万起。三年来，破获电信网络诈骗案件15万起。")
    assert days(first) == ("2021-01-01", "2021-12-31")
    assert second.period_start is None and not second.sure and "三年来" in second.reason


def test_relative_periods_need_the_day_of_publication():
    text = "今年1至9月，本港錄得32,000宗詐騙案。"
    (number,) = rows(text, "2025-10-30")
    assert days(number) == ("2025-01-01", "2025-09-30")
    assert (number.start_basis, number.end_basis) == ("implied", "implied")
    assert rows(text)[0].period_start is None


def test_shared_lists_of_changes_and_of_years():
    text = "2023年，全国破获电信网络诈骗案件20万起、抓获嫌疑人16万人，同比分别上升52.7%、下降12.3%。"
    assert [one.change for one in rows(text)] == [0.527, -0.123]
    text = "2019年至2021年，检察机关分别起诉电信网络诈骗犯罪3万人、5万人、4万人。"
    assert [one.period_start.year for one in rows(text)] == [2019, 2020, 2021]


def test_a_new_subject_takes_the_change():
    cases, lost = rows("2021年，全国破获电信网络诈骗案件5万起，发案数同比下降3.1%。")
    assert cases.change is None
    assert (lost.value, lost.change, lost.indicator) == (None, -0.031, "telecom_fraud_cases_occurred")
    assert lost.value_text == "" and lost.change_text == "3.1%"


def test_what_is_compared_with_has_a_window_of_its_own():
    text = (
        "Singapore police recorded 8,000 scam cases between January and June this year, up 16 per cent from the 6,897 "
        "cases in the same period last year."
    )
    level, base = rows(text, "2021-08-31")
    assert (days(level), level.change) == (("2021-01-01", "2021-06-30"), 0.16)
    assert days(base) == ("2020-01-01", "2020-06-30")
    assert base.change is None and not base.sure


def test_a_change_that_the_next_sentence_states():
    text = "In the first half of 2025, UK Finance members lost £159 million to fraud. This was a 24% increase on 2024."
    (number,) = rows(text)
    assert number.change == 0.24 and "later sentence" in number.reason


def test_a_change_belongs_to_the_number_it_leads_to():
    text = "In 2019, Singapore police saw loan scams jump 120 per cent to 692 cases."
    (number,) = rows(text)
    assert (number.value, number.change) == (692, 1.2)


def test_japanese_levels_differences_and_shares():
    text = "特殊詐欺の今年上半期の認知件数は前年同期比24件増の113件、被害総額は約2億3千万円で、全体の65・2%を占めた。"
    cases, losses = rows(text, "2019-07-24")
    assert (cases.value, losses.value, losses.qualifier) == (113, 230_000_000, "about")
    assert days(losses) == ("2019-01-01", "2019-06-30")
    assert cases.indicator == "special_fraud_cases_recognised"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("香港警方2023年錄得詐騙案，損失9億元。", "HKD"),
        ("司警局2023年錄得電話詐騙，損失900萬元。", "MOP"),
        ("刑事局2023年受理詐騙案，財損9億元。", "TWD"),
        ("公安机关2023年止付涉案资金9億元。", "CNY"),
        ("In 2023, Hong Kong victims of deception lost $9 million.", "HKD"),
        ("In 2023, Australians lost $9 million to scams.", "AUD"),
    ],
)
def test_money_is_in_the_currency_of_the_area(text, unit):
    assert rows(text)[-1].unit == unit


def test_money_without_an_area_is_in_doubt():
    (number,) = rows("In 2023, victims lost $9 million to scams.")
    assert not number.sure and "currency" in number.reason


def test_the_other_side_of_a_handover():
    (number,) = rows("2023年11月，缅北向我方移交电信网络诈骗犯罪嫌疑人3.1万名。")
    assert (number.indicator, number.ref_area, number.counterpart_area) == ("suspects_handed_over", "CN", "MM")


def test_the_printed_unit_goes_before_that_of_the_indicator():
    (number,) = rows("In 2023, 15.96 lakh incidents of cyber crime were reported to India's NCRP.")
    assert (number.indicator, number.unit) == ("ncrp_cybercrime_complaints", "incidents")


def test_counts_without_a_code_are_rows_without_a_unit():
    (number,) = rows("2021年，公安机关拦截诈骗电话15.5亿次。")
    assert (number.value, number.unit, number.indicator, number.sure) == (1_550_000_000, None, None, False)


def test_places_are_those_of_the_text_as_given():
    text = "　今年，全國破獲電信網絡詐騙案件３７萬餘起；\r\n抓獲嫌疑人５名。"
    for number in rows(text, "2021-12-31"):
        assert text[number.start : number.end] == number.value_text
    assert [one.value_text for one in rows(text)] == ["３７萬餘起", "５名"]


def test_full_width_line_breaks_and_both_scripts_give_the_same():
    given = "2021年，全国共破获电信网络诈骗案件37万余起。"
    for other in (
        "２０２１年，全國共破獲電信網絡詐騙案件３７萬餘起。",
        "2021年，全国共破获电信网络诈骗案件37\n万余起。",
    ):
        (first,), (second,) = rows(given), rows(other)
        assert (first.value, first.qualifier, first.indicator, days(first)) == (
            second.value, second.qualifier, second.indicator, days(second),
        )  # fmt: skip


def test_a_wrong_encoding_is_reported():
    found = fs.read_bulletin("å…¬å®‰éƒ¨ \ufffd\ufffd 5 cases")
    assert any("encoding" in problem for problem in found.problems)


def test_the_table_has_a_row_a_number():
    found = fs.read_bulletin("2021年，全国共破获电信网络诈骗案件37万余起，同比上升44.2%。")
    frame = found.to_frame()
    assert list(frame.columns)[:6] == ["start", "end", "value_text", "value", "lower", "upper"]
    assert frame.loc[0, "change"] == 0.442 and frame.loc[0, "period_start"] == dt.date(2021, 1, 1)
    assert frame["value"].dtype == float
    assert fs.read_bulletin("").to_frame().empty


def test_it_prints_and_shows_its_text():
    found = fs.read_bulletin("2021年，全国共破获电信网络诈骗案件37万余起 <b>。")
    assert repr(found) == "<Bulletin: 1 numbers, 1 sure>"
    assert "37万余起 | telecom_fraud_cases_solved | 2021-01-01 to 2021-12-31 | sure" in str(found) == found.summary()
    assert "<mark" in found._repr_html_() and "&lt;b&gt;" in found._repr_html_()
    assert len(found) == 1 and [one.value for one in found] == [370_000]


def test_what_is_no_announcement_is_refused():
    with pytest.raises(BulletinError, match="a text, not bytes"):
        fs.read_bulletin(b"37")
    with pytest.raises(BulletinError, match="choose one of en, ja, zh"):
        fs.read_bulletin("37", language="de")
    with pytest.raises(ValueError):
        fs.read_bulletin("37", published=2023)


def test_a_subject_in_general_words_is_the_number_itself():
    (number,) = rows("香港警方2018年錄得投資騙案212宗，宗數上升55%。")
    assert number.change == 0.55
    money, change = rows("香港警方2018年錄得騙案，損失金額5億元，案件數字下跌3%。")
    assert money.change is None and change.change == -0.03


def test_a_dateline_and_a_year_in_brackets_hold_no_count():
    text = "BEIJING, Aug. 25 (Xinhua) -- Chinese police solved 185,000 telecom fraud cases from January to July."
    assert days(rows(text, "2021-08-26")[0]) == ("2021-01-01", "2021-07-31")
    first, _, third = rows("2008年の被害は276億円で(2004年の284億円)、検挙件数は4,401件だった。")
    assert first.period_start.year == third.period_start.year == 2008


def test_the_window_of_a_base_is_not_carried():
    text = (
        "In 2023, Hong Kong police recorded 90 276 crimes, compared with 70 048 crimes in 2022. "
        "There were 39 824 deception cases."
    )
    assert [one.period_start.year for one in rows(text)] == [2023, 2022, 2023]


def test_several_periods_in_a_sentence_leave_the_next_in_doubt():
    text = "2021年全国破获电信网络诈骗案件5万起，2022年破获电信网络诈骗案件6万起。抓获电信网络诈骗嫌疑人7万名。"
    assert [one.sure for one in rows(text)] == [True, True, False]


def test_an_average_of_days_has_a_unit_of_its_own():
    (number,) = rows("刑事局統計，2025年9月平均每日受理詐騙案470件。")
    assert (number.unit, number.qualifier) == ("cases_per_day", "rounded")


def test_a_part_of_the_number_before_counts_the_same():
    text = "In 2025, Myanmar detained 9,141 foreign nationals. Of these, 8,906 have been deported."
    assert [one.unit for one in rows(text)] == ["persons", "persons"]


def test_what_was_handed_over_is_no_base():
    (number,) = rows("Since July 2023 Myanmar has handed over 49,000 telecom fraud suspects to China.", "2024-05-28")
    assert number.indicator == "suspects_handed_over" and "compared" not in number.reason


def test_cleared_cases_are_no_recognised_ones():
    recognised, cleared = rows("2023年の特殊詐欺の認知件数は1万9033件、検挙件数は7219件だった。")
    assert recognised.indicator == "special_fraud_cases_recognised" and cleared.indicator is None
