"""The numbers of a sentence: value, qualifier, unit and part."""

import pytest

from fraudstats.printed.bulletin import read_bulletin
from fraudstats.printed.bulletin.lexicon import fold
from fraudstats.printed.bulletin.mask import masked
from fraudstats.printed.bulletin.quantity import quantities_in
from fraudstats.printed.text import plain


def read(text):
    return quantities_in(masked(fold(plain(text).text), ()))[0]


def one(text):
    (quantity,) = read(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "unit"),
    [
        ("查出线索近3万条、案件37万余起"[8:], 370_000, "more_than", "cases"),
        ("抓获嫌疑人二千八百九十四名", 2894, None, "persons"),
        ("劝阻１０１.６万人次", 1_016_000, None, "person_times"),
        ("打掉团伙510个", 510, None, "groups"),
        ("捣毁窝点70个", 70, None, "dens"),
        ("拘捕逾9,000人", 9000, "more_than", "persons"),
        ("接獲三萬六千多宗騙案", 36_000, "more_than", "cases"),
        ("被害総額は約186億円だった", 18_600_000_000, "about", "JPY"),
        ("被害は2万7000件を超えた", 27_000, "more_than", "cases"),
        ("被害額は487億円近くに", 48_700_000_000, "nearly", "JPY"),
        ("in all, more than a total of 3,000 suspects were held", 3000, "more_than", "persons"),
        ("there were just under 77,000 such cases", 77_000, "nearly", "cases"),
        ("some 391,000 telecom and online fraud cases", 391_000, "about", "cases"),
        ("42 923 crimes were recorded", 42_923, None, "cases"),
        ("nine suspects were held", 9, None, "persons"),
        ("losses of RM2.45 billion", 2_450_000_000, None, "MYR"),
        ("at least S$1.1 million was lost", 1_100_000, "at_least", "SGD"),
        ("Rs 22,845.73 crore was lost", 228_457_300_000, None, "INR"),
        ("about 22.68 lakh incidents", 2_268_000, "about", "incidents"),
        ("one hundred and five syndicates", 105, None, "groups"),
    ],
)
def test_a_number_with_its_words(text, value, qualifier, unit):
    found = one(text)
    assert (found.printed.value, found.qualifier, found.units[:1]) == (value, qualifier, (unit,))


@pytest.mark.parametrize(
    "text",
    [
        "在2年内",
        "for 18 months",
        "8岁",
        "占31%",
        "up 5.7 per cent",
        "上升三成",
        "3倍",
        "一名男子",
        "one suspect",
        "5G网络",
    ],
)
def test_what_is_not_counted(text):
    assert read(text) == []


def test_a_bare_dollar_keeps_every_currency_open():
    assert set(one("$5 million").units) >= {"USD", "HKD", "SGD"}
    assert one("HK$5 million").units == ("HKD",)
    assert one("港币500万元").units == ("HKD",)


def test_a_base_and_a_difference_are_told_from_the_level():
    found = read("there were 8,403 cases, up from 7,247 cases, an increase of 1,156 cases")
    assert [(int(q.printed.number), q.role) for q in found] == [(8403, "level"), (7247, "base"), (1156, "difference")]
    found = read("前年同期より24件増の113件")
    assert [(int(q.printed.number), q.role) for q in found] == [(24, "difference"), (113, "level")]
    found = read("由9宗增加至22宗")
    assert [(int(q.printed.number), q.role) for q in found] == [(9, "base"), (22, "level")]


def test_a_list_takes_the_unit_of_its_last_number():
    found = read("分别涉及3,570万及3,790万澳门元")
    assert [(int(q.printed.number), q.units) for q in found] == [(35_700_000, ("MOP",)), (37_900_000, ("MOP",))]


def test_a_range_has_ends_and_no_value():
    found = one("金额由2万至20万澳门元不等")
    assert found.printed.ends == (20_000, 200_000) and found.printed.value is None


def test_what_can_be_read_two_ways_is_reported():
    found, problems = quantities_in("抓获两三百人")
    assert found == [] and "two or three" in problems[0]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("抓获嫌疑人61名（大陆42人、台湾19人），陆续抓获5人。", [61, 42, 19, 5]),
        ("參與者4人，罚款叁佰伍拾万元。", [4, 3_500_000]),
        ("Uttar Pradesh-1,97,546 complaints, Maharashtra-1,25,153 complaints.", [197_546, 125_153]),
        ("The amount came to about Rs 921.59 crores.", [9_215_900_000]),
        ("The centre received a total of\n65 824 calls.", [65_824]),
        ("查获伪基站12座，登记25笔，扣押63640份。", [12, 25, 63_640]),
        ("关停语音专线约4000条。", [4000]),
        ("拘捕了469男213女。", [469, 213]),
        ("1件あたり約115万円、総額30億円。", [1_150_000, 3_000_000_000]),
        ("6カ月間の取締りで1,200人を摘発した。", [1200]),
        ("They searched more than 10,000 houses and freed 635 captives.", [10_000, 635]),
        ("“10,26,026 incidents in 2022”", [1_026_026]),
        ("防止870万群众被骗，向20位受害群众返还263万元。", [8_700_000, 20, 2_630_000]),
        ("China prosecuted 564 individuals in nine cases and convicted another 53.", [564, 9, 53]),
        ("Over 92,000 victims over the age of 60 lost money.", [92_000]),
        ("执行68案，查缴子弹1万余发。", [68, 10_000]),
        ("件数は約5倍。被害額は10億円余り増えています。", []),
        ("Authorities arrested 11 suspects and seized more than €400,000 in cash.", [11, 400_000]),
        ("记者(www.example.cn)获悉,共查冻账户4400余个,冻结资金人民币2.4亿元。", [4400, 240_000_000]),
    ],
)
def test_no_number_is_lost_and_none_is_cut(text, values):
    assert [number.value for number in read_bulletin(text)] == values


@pytest.mark.parametrize("subject", ["losses", "the number of cases", "complaints"])
@pytest.mark.parametrize(
    "rest",
    [
        "rose by 12 per cent to 4,500 in 2023, from 4,018 in 2022",
        "fell from 4,500 to 4,018, or by 11 per cent",
        "were 4,500 in 2023, a 12% rise on 4,018 in 2022",
        "reached 4,500, up 12% on the 4,018 of 2022",
        "jumped to 4,500, nearly double the 4,018 of 2022",
        "stood at 4,500 (up 12%), against 4,018",
    ],
)
def test_neither_a_level_nor_what_it_is_compared_with_is_lost(subject, rest):
    assert {4500, 4018} <= {number.value for number in read_bulletin(f"In the city {subject} {rest}.")}


@pytest.mark.parametrize("subject", ["诈骗案件", "损失金额", "抓获人数"])
@pytest.mark.parametrize(
    "rest",
    [
        "4500{}，较上年的4018{}上升12%",
        "由4018{}上升至4500{}，升幅12%",
        "共4500{}，同比上升12%，上年同期为4018{}",
        "4500{}（上年4018{}，+12%）",
        "从4018{}增至4500{}",
    ],
)
def test_neither_is_lost_in_chinese(subject, rest):
    unit = "元" if "金额" in subject else "人" if "人数" in subject else "起"
    assert {4500, 4018} <= {number.value for number in read_bulletin(f"2023年{subject}{rest.format(unit, unit)}。")}


def test_a_list_with_fewer_changes_than_numbers_is_in_doubt():
    text = "2023年，全国检察机关起诉诈骗罪1910人，帮信罪782人，掩隐罪609人，同比分别上升2.2倍、16.7%。"
    changed = [number for number in read_bulletin(text) if number.change is not None]
    assert all("more numbers than changes" in number.reason for number in changed)


def test_a_number_before_a_change_that_found_none_is_in_doubt():
    text = "2023年，全国公安机关破获电信网络诈骗案件43.7万起。全国各地涉案损失金额同比下降13%。"
    first = next(iter(read_bulletin(text)))
    assert not first.sure and "a change in a later sentence may be its own" in first.reason
