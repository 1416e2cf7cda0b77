"""Labels in running text: found whole, with their places; numbers that only look like years are left."""

import datetime as dt
from itertools import pairwise

import pytest

from fraudstats.dates import Window
from fraudstats.errors import PeriodError
from fraudstats.printed import PeriodReading, find_periods, period


def found(text, published=None, calendar=None):
    return [
        (text[start:end], str(reading.window.words) if isinstance(reading, PeriodReading) else "asked")
        for start, end, reading in find_periods(text, published, calendar)
    ]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("2021年1-11月,全国共破获电信网络诈骗案件37万余起", [("2021年1-11月", "January-November 2021")]),
        ("截至2021年11月底,共打掉团伙3.9万个", [("截至2021年11月底", "an unknown start to 2021-11-30")]),
        ("In 2021, police solved 441,000 cases, up from 322,000 in 2020.", [("2021", "2021"), ("2020", "2020")]),
        ("from January to November 2021 (see note 3)", [("from January to November 2021", "January-November 2021")]),
        ("losses in the 12 months ending June 2022 fell", [("the 12 months ending June 2022", "July 2021-June 2022")]),
        ("Between 2019 and 2021, losses rose.", [("Between 2019 and 2021", "2019-2021")]),
        ("警方今年首10個月接獲", [("今年首10個月", "January-October 2022")]),
        ("較去年同期上升", [("去年同期", "asked")]),
        ("than in the same period of 2020.", [("the same period of 2020", "asked")]),
        ("from 2017 to 2020 are given below", [("from 2017 to 2020", "2017-2020")]),
        ("在2022年上半年較2021年同期升41.7%", [("2022年上半年", "January-June 2022"), ("2021年同期", "asked")]),
        ("Since September, 31,000 suspects", [("Since September", "2022-09-01 to 2022-12-30")]),
        ("二零二二年（一月至六月）詐騙案", [("二零二二年（一月至六月）", "January-June 2022")]),
        ("民國107年1至9月詐欺案件", [("民國107年1至9月", "January-September 2018")]),
        ("令和３年の認知件数", [("令和３年", "2021")]),
        (
            "reported in March and by the end of May",
            [("March", "March 2022"), ("by the end of May", "an unknown start to 2022-05-31")],
        ),
        ("(2021)", [("2021", "2021")]),
        ("On 30 June 2021 the law", [("30 June 2021", "2021-06-30")]),
        ("1H 2021: 7,746 cases", [("1H 2021", "January-June 2021")]),
    ],
)
def test_labels_in_a_sentence(text, labels):
    assert found(text, published="2022-12-30") == labels


@pytest.mark.parametrize(
    "text",
    [
        "2,021 cases", "1999 cases were closed", "2021起", "$2021", "3.2021", "it rose to 2021 cases", "37万余起",
        "5年来",
        "the march of progress may go on", "May I ask", "10% more", "a 2h meeting", "v2021.11", "0.2021",
        "room 2021b",
        "in march-past", "12-10", "the end", "1,234,567", "2021 suspects and 2022 victims", "增长3倍", "第一,第二",
        "截至7月中",
    ],
)  # fmt: skip
def test_what_is_no_period_in_a_sentence_is_left(text):
    assert found(text, published="2022-12-30") == []


def test_a_label_with_several_meanings_is_found_with_its_question():
    text = "Losses in FY2018 and 2017/18 were lower."
    spans = find_periods(text)
    assert [text[start:end] for start, end, _ in spans] == ["FY2018", "2017/18"]
    assert all(isinstance(reading, PeriodError) and len(reading.readings) > 1 for _, _, reading in spans)
    assert found(text, calendar="us")[0] == ("FY2018", "October 2017-September 2018")


def test_a_label_without_its_year_is_found_with_the_question_for_the_publication():
    ((start, end, reading),) = find_periods("11月份,警方破获")
    assert (start, end) == (0, 4)
    assert isinstance(reading, PeriodError) and "published=" in reading.expected


def test_bare_years_of_an_era_are_found_where_the_calendar_counts_them():
    assert found("107年破獲", calendar="TW") == [("107年", "2018")]
    assert found("107年破獲") == []
    assert found("共107起", calendar="TW") == []


LABELS = (
    "2021年|二〇二四年|民國107年|令和6年|平成30年1月|พ.ศ. 2561|CY2021|FY2017/18|2017/18 (April to March)|1H 2021"
    "|H1 2021|2021Q1|Q1 2021|first half of 2021|third quarter of 2021|上半年|首三季|前三季度|第一季度|2021年第一季度"
    "|Jan-21|1995 Jan|2021-01|2021/01|tháng 6 năm 2021|quý III/2021|2021년 1분기|30 June 2021|June 30, 2021|2011-06-30"
    "|30-06-2011|Apr 2017 to Mar 2018|from April 2017 to March 2018|2019-2021|2021年至2023年|首10個月"
    "|first ten months of 2021|12 months ending June 2025|year ending March 2018|three months to June 2025|y/e Mar 2018"
    "|截至2021年11月底|as of 30 June 2025|up to November 2021|since 2019|自2023年7月以来|今年以来|去年1-11月|this year"
    "|last year|last month|上月|the past 12 months|近12个月|year to date|截至目前|so far this year|ไตรมาส 1/2566"
    "|ม.ค. - มิ.ย. 2561|từ tháng 1 đến tháng 6 năm 2023|Januari hingga Jun 2021|sehingga November 2023"
    "|December 2023 quarter|end of 2021|2021年底|the first two months of the year|ปี 2561"
).split("|")


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("sentence", ["{}", "({})", "A sentence: {}, and more.", "据报道,{},警方"])
def test_a_label_is_found_whole_wherever_it_stands(label, sentence):
    text = sentence.format(label)
    spans = find_periods(text, published="2024-02-10")
    assert [text[start:end] for start, end, _ in spans] == [label]
    try:
        expected = period(label, published="2024-02-10")
    except PeriodError:
        assert isinstance(spans[0].reading, PeriodError)
    else:
        assert spans[0].reading.window == expected


def test_spans_are_in_order_and_do_not_overlap():
    text = "2021年1-11月 since 2019, FY2018 / In 2021 and 去年; " * 5
    spans = find_periods(text, published=Window("2022-12-30").end)
    assert len(spans) == 25
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_the_end_of_last_year_is_no_end_of_a_half():
    (found,) = find_periods("上年底", published=dt.date(2024, 3, 1))
    assert "2023-12-31" in str(found.reading)
    assert "2023-06-30" not in str(found.reading)
