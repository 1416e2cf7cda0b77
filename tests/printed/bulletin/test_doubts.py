"""Where a number is sure without an indicator, and what makes it none."""

import pytest

from fraudstats.printed.bulletin import read_bulletin

SURE = [
    ("2022年，全国海关共立案侦办走私案件4312起。", "CN"),
    ("去年本澳警方录得抢劫案31宗。", "MO"),
    ("2021年に全国の警察が摘発した不正アクセスは4,312件だった。", "JP"),
    ("There were about 24,000 burglaries and 31,245 theft cases in Taiwan last year.", "TW"),
]


@pytest.mark.parametrize(("text", "area"), SURE)
def test_a_number_of_crime_is_sure_without_an_indicator_if_its_area_is_named(text, area):
    last = list(read_bulletin(text, published="2023-03-01"))[-1]
    assert (last.indicator, last.ref_area) == (None, area)
    assert last.sure, last.reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2022年，全国海关验放货物4312件。", "no indicator fits"),
        ("司警局公布数据。去年录得抢劫案31宗。", "the area is not named beside the number"),
        ("2022年，这起案件中全国公安机关抓获盗窃嫌疑人12名。", "it may be of one case"),
        ("2022年春运，全国公安机关破获盗窃案件312起。", "a shorter time than its period is named"),
        ("2022年度十大案件中，全国公安机关侦办盗窃案件10起。", "the period may be part of a name"),
        ("自去年底行动以来，全国公安机关破获盗窃案件312起。", "since which day is not printed"),
        ("今年开展专项行动以来，全国公安机关破获盗窃案件312起。", "in that year something began"),
        ("2022年两地法院审结盗窃案件2251件，占全国的七成。", "a part of the country is named"),
        ("In the last year, 2,312 thefts were recorded in Taiwan.", "may be of twelve months"),
        ("Taiwan recorded 2,312 thefts in the past 18 months.", "may be of another time"),
        ("In Ho Chi Minh City, 312 scam cases were reported in Vietnam in 2022.", "a part of the country is named"),
        ("Vietnam and Thailand recorded 312 scam cases in 2022.", "it may be of TH"),
        ("2022年、全国の警察による窃盗の検挙は3000人を上回った。", "a mark that was passed"),
    ],
)
def test_such_a_number_is_never_sure(text, reason):
    (number, *_) = read_bulletin(text, published="2023-03-01")
    assert not number.sure
    assert reason in number.reason


def test_a_period_far_before_its_number_is_in_doubt():
    work = "深入推进各项工作，不断健全机制，持续加强协作，切实提升能力，全面压实责任，坚持从严执法，主动服务群众，"
    (number,) = read_bulletin(f"2022年，全国公安机关{work}破获盗窃案件312起。", published="2023-03-01")
    assert number.period_text == "2022年" and "far before" in number.reason


@pytest.mark.parametrize(
    "text",
    [
        "本港去年錄得詐騙案21,345宗，佔整體罪案約44%。",
        "In 2022, the Canadian Anti-Fraud Centre recorded $412 million in losses. Phones account for 75 per cent.",
    ],
)
def test_a_share_of_a_whole_is_no_change_that_may_be_its_own(text):
    (number, *_) = read_bulletin(text, published="2023-03-01")
    assert number.change is None and number.sure, number.reason


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Losses in Canada were $12 billion in 2022, a 14% increase (more than $1 billion).", [12_000_000_000]),
        ("2022年全国登记282万件，比上年增长了33万件。", [2_820_000]),
        ("It received 42,547 more identity theft complaints in 2014 than in 2013.", []),
    ],
)
def test_a_difference_is_no_count(text, values):
    assert [number.value for number in read_bulletin(text) if number.value is not None] == values


def test_a_change_is_of_the_number_that_its_words_name():
    cases, persons = read_bulletin("2022年，全国法院审结诈骗案件1256件2399人，一审结案数同比增长31.2%。")
    assert (cases.change, persons.change) == (0.312, None)


def test_a_crackdown_is_no_fall():
    (number,) = read_bulletin("In 2023, 1,895 cases of fraud were cracked down in Taiwan, a 16% increase from 2022.")
    assert number.change == 0.16


def test_165_within_a_number_names_no_area():
    (number,) = read_bulletin("Theft offences were down 19.8% to 11,165 in 2021.")
    assert number.ref_area is None
