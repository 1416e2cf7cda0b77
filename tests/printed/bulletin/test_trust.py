"""Numbers that look like totals and may be none: never sure, or no counts at all."""

import pytest

from fraudstats.printed.bulletin import read_bulletin


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2023年，全省公安机关破获电信网络诈骗案件3072起。", "a part of the country is named"),
        ("2024年の特殊詐欺の認知件数は、福井県警によると68件。", "a part of the country is named"),
        ("2023年，全国破获电信网络诈骗案件43.7万起，其中跨境案件1.2万起。", "a part of the number before it"),
        ("2023年，全国平均每起电信网络诈骗案件损失1.2万元。", "an average or a rate"),
    ],
)
def test_what_may_be_no_total_of_the_country_is_never_sure(text, reason):
    last = list(read_bulletin(text, published="2024-12-31"))[-1]
    assert not last.sure
    assert reason in last.reason


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Police recorded 12,324 fraud cases in 2023, an increase of 41.7 percent or 3,627 cases.", [12_324]),
        ("2023年詐騙案有22,016宗，微升0.1%(+22宗)。", [22_016]),
        ("2023年每十万人口发生诈骗案件120起。", [120]),
    ],
)
def test_differences_and_bases_of_rates_are_no_counts(text, values):
    assert [number.value for number in read_bulletin(text)] == values


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2020年，银川警方共破获电信网络诈骗案件984起。", "a part of the country is named"),
        ("今年1至4月，市反诈中心止付电信网络诈骗资金190万元。", "a part of the country is named"),
        ("2023年，公安机关破获电信网络诈骗案件3万起。", "nothing says that it is of the whole country"),
        (
            "2020年，全国法院审结帮助信息网络犯罪案件6万件，审结侵犯公民个人信息犯罪案件1万件。",
            "'侵犯公民个人信息' is named",
        ),
        ("2025年，缅方开展多轮清剿，全国公安机关协助抓获电信网络诈骗犯罪嫌疑人920名。", "'缅方' acts"),
        ("2020年，公安部通报全国破获电信网络诈骗案件32万起，幅度44.2%。", "a change beside it may be its own"),
        ("今年首三季，網騙共721宗。", "the area is guessed from single words"),
        ("今年1~11月の特殊詐欺の被害額は8年ぶりに316億円を超えた。", "it may be a mark that was passed"),
        ("2009年の振り込め詐欺の認知件数は7340件で、前年の3分の1に減った。", "a change in words may be its own"),
    ],
)
def test_the_last_number_is_never_sure(text, reason):
    last = list(read_bulletin(text, published="2025-12-31"))[-1]
    assert not last.sure
    assert reason in last.reason


def test_a_part_of_the_country_is_remembered_until_the_whole_is_named():
    text = "银川警方通报情况。2020年破获电信网络诈骗案件984起。2020年，全国公安机关破获电信网络诈骗案件32.2万起。"
    part, whole = read_bulletin(text, published="2021-03-12")
    assert not part.sure and whole.sure


def test_a_number_half_in_digits_and_half_in_words_is_told_and_not_cut():
    found = read_bulletin(
        "Losses of 311-point-six billion won and one-thousand-226 cases were reported in 2024, 5,878 in May."
    )
    assert [number.value for number in found] == [5878]
    assert [problem.partition(":")[0] for problem in found.problems] == ["311-point-six billion", "one-thousand-226"]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("香港警方今年首三季接獲詐騙案19444宗。", "deception_cases_reported"),
        ("香港警方今年首三季勸止了400宗騙案受害人匯款。", None),
        ("香港警方今年首三季攔截了10億元騙款。", None),
        ("2019年，全国公安机关捣毁境外诈骗窝点70个。", "overseas_dens_destroyed"),
        ("2019年，全国公安机关捣毁境内诈骗窝点5126个。", None),
        ("In the financial year 2023, India's NCRP portal recovered Rs 12 crore of financial fraud.", None),
    ],
)
def test_what_was_stopped_or_brought_back_is_no_loss_and_no_case(text, indicator):
    (number,) = read_bulletin(text, published="2022-10-26")
    assert number.indicator == indicator


def test_a_bare_dollar_of_nowhere_has_no_currency_and_a_yuan_in_simplified_characters_has():
    (dollars,) = read_bulletin("Victims lost $2.2 million in 2019.")
    (yuan,) = read_bulletin("2019年为群众返还资金2085.7万余元。")
    assert dollars.unit is None and "the currency may be" in dollars.reason
    assert yuan.unit == "CNY" and "the currency is that of the script" in yuan.reason


@pytest.mark.parametrize(
    ("kind", "named"),
    [("telephone fraud", False), ("telecom fraud and 300 of romance fraud", True)],
)
def test_a_kind_that_is_the_topic_itself_is_no_other_kind(kind, named):
    first = next(iter(read_bulletin(f"In 2023, police solved 12,345 {kind} cases.", published="2024-03-01")))
    assert ("a kind of fraud is named" in first.reason) == named
