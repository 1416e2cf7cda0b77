"""What looks like a number and counts nothing is hidden; what counts is not."""

import pytest

from fraudstats.printed.bulletin import read_bulletin
from fraudstats.printed.bulletin.mask import LABEL, NOISE, masked


@pytest.mark.parametrize(
    "noise",
    [
        "刑法第266条", "第3次", "section 420", "no. 5", "14至89岁", "45-year-old", "aged 14 to 89", "in their 20s",
        "covid-19", "5g", "ic3", "18:30", "1:48", "24/7", "https://example.org/2023/5", "拨打96110", "96110专线",
        "一些", "十分", "万一", "千方百计", "两国", "one of", "two-way", "top 10", "十大诈骗", "“4·01”专案", "[3]",
    ],
)  # fmt: skip
def test_it_is_hidden(noise):
    left = masked(f"甲 {noise} 乙", ()).replace(NOISE, "")
    assert not any(character.isdigit() or character in "一二两三十百千万" for character in left), left


@pytest.mark.parametrize(
    "kept", ["37万余起", "1.2 million", "hk$5 million", "rm35.6mil", "三千三百余人", "44,690名", "b$2 million"]
)
def test_it_is_kept(kept):
    assert NOISE not in masked(kept, ())


def test_a_label_is_masked_apart_and_the_length_stays():
    text = "2021年破获5起"
    hidden = masked(text, [(0, 5)])
    assert hidden == f"{LABEL * 5}破获5起" and len(hidden) == len(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("一次死亡3人以上事故同比下降58%，起诉涉案千万元以上重大案件80起。", [None, 80]),
        ("立案数已连续14个月下降，破案30起。", [30]),
        ("三项指标分别下降5%，破案30起。", [None, 30]),
        ("件数は前年より8.3%（約1500件）減って約1700件だった。", [1700]),
        ("There were 300 officers in the 43 police forces.", [300]),
        ("Shoplifting ($5,000 or under; +18%) rose.", [None]),
        ("In Quarter Two, 160 attacks were reported.", [160]),
        ("A loss of AUD945 million was reported.", [945_000_000]),
        ("监护人获“督促监护令”43334份。", [43_334]),
        ("Losses rose to $660.7\nmillion.", [660_700_000]),
        ("過去最多の3万7113人に上った。", [37_113]),
    ],
)
def test_classes_durations_and_standing_numbers_are_no_counts(text, values):
    assert [number.value for number in read_bulletin(text)] == values


def test_a_comparison_is_no_qualifier():
    last = list(read_bulletin("There were 352 crimes, which is 37.3 percent more than the 256 cases of last year."))[-1]
    assert (last.value, last.qualifier) == (256, "exact")


def test_tonnes_are_read_in_kilograms_in_either_script():
    for text in ("缴获毒品2.3吨。", "繳獲毒品2.3噸。"):
        (number,) = read_bulletin(text)
        assert (number.value, number.unit) == (2300, "kg")
