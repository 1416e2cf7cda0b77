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
