"""Which number a stated change belongs to."""

import pytest

from fraudstats.printed.bulletin import read_bulletin


def changes(text, published=None):
    return [(number.value, number.change) for number in read_bulletin(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # right behind the number, and before the next one
        ("攔阻金額達新台幣48億元，年增近1倍，前8月攔阻件數達7201件，同步年增5成。", [(4.8e9, 1.0), (7201, 0.5)]),
        (
            "攔阻金額48億元，相較去年同期24億元，年增97%，攔阻件數達7201件，年增50%。",
            [(4.8e9, 0.97), (2.4e9, None), (7201, 0.5)],
        ),
        # a word of a rise that another begins: 年增 in 按年增加
        ("完成案卷6,379宗，按年增加25.1%；移送1,641人，按年增加17.6%。", [(6379, 0.251), (1641, 0.176)]),
        # a list of multiples and percentages
        (
            "办理民事案件31万件、行政案件7万件、公益诉讼案件19万件，比2018年分别上升1.5倍、3.3倍和72.6%。",
            [(310_000, 1.5), (70_000, 3.3), (190_000, 0.726)],
        ),
        # one number, compared with several times
        (
            "2022年罪案9,799宗，对比2021年、2020年及2019年，分别下降13.9%、2.6%及30.9%。",
            [(9799, -0.139), (None, -0.026), (None, -0.309)],
        ),
        # a rate is no count
        ("破案43万起，破案率上升12.3%。", [(430_000, None), (None, 0.123)]),
        # the words of the number stand again before the change
        ("一审受理案件3432件6584人，一审受理案件同比下降45.05%。", [(3432, -0.4505), (6584, None)]),
        # another subject takes the list
        ("关停专线6万条，用户举报和封停号码总量同比分别下降55%、66%。", [(60_000, None), (None, -0.55), (None, -0.66)]),
        # differences with a sign, and triangles for a fall
        (
            "認知件数は20,987件（前年比+1,949件、+10.2%）、被害額は7億円（前年比△3.5%）。",
            [(20_987, 0.102), (700_000_000, -0.035)],
        ),
        # a list of differences
        ("诈骗共721宗，比2023年与2019年同期分别增加122宗及493宗。", [(721, None)]),
        # one per cent or multiple for a list of numbers
        ("Cases and losses: 300 cases and $4 million, up 42 and 12 per cent respectively.", [(300, 0.42), (4e6, 0.12)]),
        ("情缘272宗、求职69宗，分别比去年同期多2.5及3.3倍。", [(272, 2.5), (69, 3.3)]),
        # a number between the word and the size is none of its words, and is not lost
        ("The number of cases fell from 12,000 to 9,000, or by 25 per cent.", [(12_000, None), (9000, -0.25)]),
        (
            "Losses rose to $12.5 billion in 2023, a 22% increase, while complaints climbed 10% to 880,418.",
            [(12.5e9, 0.22), (880_418, 0.1)],
        ),
        # what is compared with in brackets, before the change
        ("被害総額は301.5億円(382.9億円、▲21.3%)。", [(301.5e8, -0.213), (382.9e8, None)]),
        # the change in a short sentence of its own
        (
            "Between January and July 2025, police recorded 14,707 cases. Incidents rose 25.3 percent.",
            [(14_707, 0.253)],
        ),
        (
            "Police solved about 83,000 cases in 2016. The number is a 49.6-percent increase from 2015.",
            [(83_000, 0.496)],
        ),
        # the words of two numbers stand again before their changes
        (
            "11月受理2022件、财损7亿元，与去年同期相比受理件数下降26.2%，财损大幅下降51.5%。",
            [(2022, -0.262), (7e8, -0.515)],
        ),
        (
            "In 2021, 92,000 victims lost $1.7 billion. This is a 74 percent rise over the losses reported in 2020.",
            [(92_000, None), (1.7e9, 0.74)],
        ),
        ("The number of crimes reported was 70,048 cases, 8.7% more than in the previous year.", [(70_048, 0.087)]),
        (
            "11月受理案件2022件、财损7亿元，与去年同期受理2738件、财损15亿元比较，受理件数下降26.2%，财损更下降51.5%。",
            [(2022, -0.262), (7e8, -0.515), (2738, None), (15e8, None)],
        ),
        # a subject that names nothing but what is counted
        ("2025年审结案件4.6万件5.3万人，件数同比下降7.3%。", [(46_000, -0.073), (53_000, None)]),
        ("8月受理1万件，诈骗金额73亿元，案件数量降低28%，财损金额减少47%。", [(10_000, -0.28), (7.3e9, -0.47)]),
        # the quarter before in brackets; a share in a clause of its own
        ("今年首季收到174宗，较之前一季(247宗)下跌三成。", [(174, -0.3), (247, None)]),
        ("网恋骗案47宗，较去年同期增加1.5倍，九成受害人是女性。", [(47, 1.5)]),
        # another thing was brought back
        ("追缴被骗资金256万元，挽回群众损失同比上升约10倍。", [(2_560_000, None), (None, 10.0)]),
        # differences in Japanese
        ("検挙件数は2,585件で、前年同期比マイナス1,285件、マイナス33.2%。", [(2585, -0.332)]),
        (
            "件数は前年同期比6件、26.1%減の17件、被害総額は同1,801万937円、38%減の2,944万510円。",
            [(17, -0.261), (29_440_510, -0.38)],
        ),
        # a list of which one change could not be read
        (
            "起诉诈骗罪1910人，帮信罪782人，掩隐罪609人，同比分别上升2.2倍、16.7%。",
            [(1910, None), (782, 2.2), (609, 0.167)],
        ),
        # two changes of the sentence before: the first
        (
            "Australians lost A$82 million in the December quarter 2023. This is down 43 per cent on the same period "
            "in 2022 and down 26 per cent on the September quarter.",
            [(82_000_000, -0.43), (None, -0.26)],
        ),
    ],
)
def test_a_change_belongs_to_its_number(text, expected):
    assert changes(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2023年起诉5.1万人，是2016年的3倍。", "the change is from 2016年"),
        ("2023年3月，立案2万起，环比下降3%。", "the change is from the period before (环比)"),
        ("2022年罪案9,799宗，对比2021年及2019年，分别下降13.9%及30.9%。", "several changes, each from another time"),
    ],
)
def test_a_change_that_is_not_from_a_year_before_is_in_doubt(text, reason):
    first = next(iter(read_bulletin(text)))
    assert not first.sure and reason in first.reason


def test_a_change_from_the_year_before_is_not():
    for base in ("2022年", "上年同期", "去年同期"):
        text = f"2023年，全国公安机关破获电信网络诈骗案件43.7万起，比{base}上升3%。"
        first = next(iter(read_bulletin(text, "2024-01-10")))
        assert first.change == 0.03 and first.sure, first.reason
