"""Changes that a later sentence states, in sentences of our own."""

import pytest

from fraudstats.printed.bulletin import read_bulletin


def changes(text, published=None):
    return [(number.value, number.change) for number in read_bulletin(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2023, 12,324 frauds were recorded. Compared with last year, this was a fall of 12%.", [(12_324, -0.12)]),
        ("Police recorded 302,076 crimes in 2023. However this was 2% lower than in 2022.", [(302_076, -0.02)]),
        (
            "In 2023, 12,324 fraud cases and 450 arrests were recorded. The number of cases fell by 12 per cent.",
            [(12_324, -0.12), (450, None)],
        ),
        # two sentences behind its number, by the kind or by the words that it repeats
        (
            "There were 8,403 scam cases in 2021. Victims lost $168 million. Compared with 2020, cases rose by 16%.",
            [(8403, 0.16), (168_000_000, None)],
        ),
        (
            "There were 120 robberies and 900 burglaries in 2021. Nobody was hurt. Burglaries fell by 5 per cent.",
            [(120, None), (900, -0.05)],
        ),
        (
            "1,203 reports were made in 2023, $4.5 million lost. Both figures were up, by 12% and 30% respectively.",
            [(1203, 0.12), (4_500_000, 0.3)],
        ),
        (
            "Losses reached $168 million in 2021. That is nearly three times the $63.5 million lost in 2020.",
            [(168_000_000, 2.0), (63_500_000, None)],
        ),
        ("2023年の認知件数は3000件だった。前年に比べ12.5%増えた。", [(3000, 0.125)]),
        ("上半期の通告は3万人に上った。昨年の上半期を6851人(22.6%)上回った。", [(30_000, 0.226)]),
        (
            "交通事故造成1107人死亡、4624人受伤。与去年同期相比，死亡人数减少637人，下降36.5%；受伤人数下降56.7%。",
            [(1107, -0.365), (4624, -0.567)],
        ),
        # three sentences are too many
        (
            "There were 120 robberies and 900 burglaries in 2021. Nobody was hurt. It rained. Burglaries fell by 5%.",
            [(120, None), (900, None), (None, -0.05)],
        ),
        # what has a number of its own in the sentence goes nowhere else
        (
            "破案300起。起诉370件507人，同比件数下降47.8%、人数下降58.9%。",
            [(300, None), (370, -0.478), (507, -0.589)],
        ),
        # another subject
        ("破案300起。发案数下降12%。", [(300, None), (None, -0.12)]),
    ],
)
def test_a_change_joins_the_number_that_it_speaks_of(text, expected):
    assert changes(text, "2024-07-10") == expected


@pytest.mark.parametrize(
    "text",
    [
        "In 2023, Americans lost $12 billion to internet crime, the FBI said. Who knows. Losses to frauds rose 9%.",
        "2012年1月，「振り込め詐欺」は全国で1563件、被害総額は21億円。昨年同月に比べ件数で58%増えた。",
    ],
)
def test_no_number_is_sure_before_a_change_that_may_be_its_own(text):
    assert not any(number.sure for number in read_bulletin(text, "2024-02-01"))


def test_a_doubt_is_told_once():
    (first,) = [
        one for one in read_bulletin("破案32万起。幅度为三成。幅度为四成。幅度为五成。").numbers if one.value == 320_000
    ]
    assert first.reason.count("a change in a later sentence may be its own") == 1


@pytest.mark.parametrize("share", ["幅度三成", "高达两成", "高达十几成", "增长几倍"])
def test_no_number_is_sure_before_a_share_that_is_not_read(share):
    text = f"2023年，全国公安机关共破获电信网络诈骗案件32万起，{share}。"
    assert not any(number.sure for number in read_bulletin(text, "2024-01-10"))
