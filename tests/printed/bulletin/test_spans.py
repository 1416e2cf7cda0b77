"""Which window a number of a sentence with several periods has: forms of announcements, in sentences of our own."""

import pytest

from fraudstats.printed.bulletin import read_bulletin


def windows(text, published=None):
    return [
        (number.value, str(number.period_start), str(number.period_end))
        for number in read_bulletin(text, published)
        if number.value_text
    ]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        # the lowest since a year is no period since then
        (
            "There were 26,550 cases in the first half of 2018, the lowest since 1977. Police recorded 4,361 arrests.",
            None,
            [(26_550, "2018-01-01", "2018-06-30"), (4361, "2018-01-01", "2018-06-30")],
        ),
        (
            "2016年上半年罪案29,542宗，为过去37年新低。失窃300宗。",
            None,
            [(29_542, "2016-01-01", "2016-06-30"), (300, "2016-01-01", "2016-06-30")],
        ),
        # a period in brackets, and one from an hour to another day
        ("春节期间(2月18日至2月24日)，发生事故58起。", "2007-02-25", [(58, "2007-02-18", "2007-02-24")]),
        ("2月7日零时至13日18时，发生事故18起。", "2016-02-14", [(18, "2016-02-07", "2016-02-13")]),
        # years of one digit in an era
        ("令和5年は増加し、6年は5,358件であった。", None, [(5358, "2024-01-01", "2024-12-31")]),
        # a sentence about the same period of the year before
        (
            "Between January 1 and February 12, 4,741 cases were opened. During the same period last year, 3,530 were.",
            "2024-02-16",
            [(4741, "2024-01-01", "2024-02-12"), (3530, "2023-01-01", "2023-02-12")],
        ),
        (
            "Up to June 30 this year, 441 cases were opened, less than in the same period last year, "
            "which saw 498 cases.",
            "2024-09-22",
            [(441, "None", "2024-06-30"), (498, "None", "2023-06-30")],
        ),
        (
            "2021年1-11月受理97件，去年同期为197件375人。",
            None,
            [(97, "2021-01-01", "2021-11-30"), (197, "2020-01-01", "2020-11-30"), (375, "2020-01-01", "2020-11-30")],
        ),
        # what is named as first or highest since then
        (
            "令和2年は10万人で、平成16年以降で初めて10万人を超えた。摘発は2131件。",
            None,
            [
                (100_000, "2020-01-01", "2020-12-31"),
                (100_000, "2020-01-01", "2020-12-31"),
                (2131, "2020-01-01", "2020-12-31"),
            ],
        ),
        # dates in Chinese numerals
        ("二月十日至三月十日，破案三百二十起。", "2024-03-20", [(320, "2024-02-10", "2024-03-10")]),
        # years of an era that is named once
        (
            "認知件数は平成元年から10年までは5万件、11年から13年までは4万件、17年には8万件、令和2年は3万件であった。",
            None,
            [
                (50_000, "1989-01-01", "1998-12-31"),
                (40_000, "1999-01-01", "2001-12-31"),
                (80_000, "2005-01-01", "2005-12-31"),
                (30_000, "2020-01-01", "2020-12-31"),
            ],
        ),
        ("23年1年間の被害額は441億円だった。", None, [(44_100_000_000, "2023-01-01", "2023-12-31")]),
        # the year of the label before
        (
            "令和4年上半期は145件、8月は70件、9月1日から15日までは184件。",
            None,
            [
                (145, "2022-01-01", "2022-06-30"),
                (70, "2022-08-01", "2022-08-31"),
                (184, "2022-09-01", "2022-09-15"),
            ],
        ),
        # a stock at the end of a quarter
        (
            "一季度末，登记账户300个；一季度，新增账户20个。",
            "2023-04-18",
            [(300, "None", "2023-03-31"), (20, "2023-01-01", "2023-03-31")],
        ),
        # from one event to before another
        ("从2015年增设该罪至2020年10月专项行动前，共起诉6000余人。", None, [(6000, "2015-01-01", "2020-09-30")]),
        # a part of a year that no label names is not the year
        ("Losses reached RM260 million in the first 33 days of 2025.", "2025-02-07", [(260_000_000, "None", "None")]),
        ("Losses of RM279 million were recorded in early 2024.", "2025-02-07", [(279_000_000, "None", "None")]),
        # since what began in a month
        (
            "Since the launch of a campaign in July 2023, police have caught 53,000 suspects.",
            "2025-02-14",
            [(53_000, "2023-07-01", "2025-02-14")],
        ),
        # the same period this year, in the sentence and behind a list
        (
            "There were 315 scams from January to June last year. This rose to 692 cases in the same period this year.",
            "2019-08-30",
            [(315, "2018-01-01", "2018-06-30"), (692, "2019-01-01", "2019-06-30")],
        ),
        (
            "Of 349 cases from January to June, against 277 cases, $11 million lost, in the same period last year.",
            "2017-08-29",
            [
                (349, "2017-01-01", "2017-06-30"),
                (277, "2016-01-01", "2016-06-30"),
                (11_000_000, "2016-01-01", "2016-06-30"),
            ],
        ),
        # a clause about the time that is compared with
        (
            "Victims lost $530 million in 2022. It marks a 40 per cent rise from 2021, when $380 million were lost.",
            None,
            [(530_000_000, "2022-01-01", "2022-12-31"), (380_000_000, "2021-01-01", "2021-12-31")],
        ),
        # one period in brackets
        (
            "In the action week (14-18 November 2016), police found 580 mules, with losses of EUR 23 million.",
            None,
            [(580, "2016-11-14", "2016-11-18"), (23_000_000, "2016-11-14", "2016-11-18")],
        ),
        # each year of a run in its turn
        (
            "2019年至2021年立案依次为14,178宗、10,057宗、11,376宗。",
            None,
            [
                (14_178, "2019-01-01", "2019-12-31"),
                (10_057, "2020-01-01", "2020-12-31"),
                (11_376, "2021-01-01", "2021-12-31"),
            ],
        ),
        # a multiple of another year opens no window
        (
            "2023年起诉5.1万人，是2016年的3倍，批准逮捕2万人。",
            None,
            [(51_000, "2023-01-01", "2023-12-31"), (20_000, "2023-01-01", "2023-12-31")],
        ),
        # a financial year is that of the country that speaks
        (
            "In the financial year 2019-20, 2677 digital fraud cases were reported, and Rs 129 crore lost.",
            None,
            [(2677, "2019-04-01", "2020-03-31"), (1_290_000_000, "2019-04-01", "2020-03-31")],
        ),
        # that month is the one that the sentence before ended with
        (
            "2024年1月，破案1,000起。当月抓获嫌疑人120名。",
            "2024-03-20",
            [(1000, "2024-01-01", "2024-01-31"), (120, "2024-01-01", "2024-01-31")],
        ),
        # the same period, right before its number
        (
            "2010年の被害総額は30億円(前年同期間約43億円)。",
            None,
            [(3_000_000_000, "2010-01-01", "2010-12-31"), (4_300_000_000, "2009-01-01", "2009-12-31")],
        ),
        # all of the year that is named before, in the sentence and in an earlier one
        (
            "2023年，抓获270人，全年劝阻1027人。",
            None,
            [(270, "2023-01-01", "2023-12-31"), (1027, "2023-01-01", "2023-12-31")],
        ),
        (
            "2024年以来，破案20起。全年挽回损失9亿元。",
            "2025-01-20",
            [(20, "2024-01-01", "2025-01-20"), (900_000_000, "2024-01-01", "2024-12-31")],
        ),
        # up to a day whose month is not printed
        ("截至4日19时，各地共抓获嫌疑人531名。", "2021-02-05", [(531, "None", "2021-02-04")]),
        # since something that began in a year, or in a month
        ("2021年专项行动开展以来，起诉15018人。", "2023-03-01", [(15_018, "2021-01-01", "2023-03-01")]),
        ("自7月10日以来，各地行动。截至目前，破案253起。", "2022-09-20", [(253, "2022-07-10", "2022-09-20")]),
        # 前年 is the year before last in Chinese
        (
            "骗案前年只有23宗，至去年已升至1423宗。",
            "2016-03-11",
            [(23, "2014-01-01", "2014-12-31"), (1423, "2015-01-01", "2015-12-31")],
        ),
        # compared with a list of numbers
        (
            "11月受理2022件、财损7亿元，与去年同期受理2738件、财损15亿元比较，分别下降。",
            "2025-12-04",
            [
                (2022, "2025-11-01", "2025-11-30"),
                (700_000_000, "2025-11-01", "2025-11-30"),
                (2738, "2024-11-01", "2024-11-30"),
                (1_500_000_000, "2024-11-01", "2024-11-30"),
            ],
        ),
        # two periods that are none together
        (
            "Frauds rose to 9,569 cases last year, while as of May this year, 3,833 cases were recorded.",
            "2022-06-25",
            [(9569, "2021-01-01", "2021-12-31"), (3833, "None", "2022-05-31")],
        ),
        # to the end of last month
        ("今年、先月末までの被害額は9億円。", "2025-11-14", [(900_000_000, "2025-01-01", "2025-10-31")]),
        # a threshold of another year opens no window
        (
            "今年1~11月の被害額は316億円で、2021年全体の総額(282億円)を超えた。オレオレ詐欺は110億円。",
            "2022-12-22",
            [
                (31_600_000_000, "2022-01-01", "2022-11-30"),
                (28_200_000_000, "2021-01-01", "2021-12-31"),
                (11_000_000_000, "2022-01-01", "2022-11-30"),
            ],
        ),
        # a year in the name of an operation
        (
            "今年以来，开展“獴猎”行动-2022，查处4414起；“净网2021”行动抓获300人。",
            "2022-04-27",
            [(4414, "2022-01-01", "2022-04-27"), (300, "2022-01-01", "2022-04-27")],
        ),
        # so long, behind a sentence that says since when
        ("自去年10月起，各地开展行动。一年来，打掉团伙2700个。", "2021-12-20", [(2700, "2020-10-01", "2021-12-20")]),
        ("自二0一六年九月三十日成立至今，劝阻46万人。", None, [(460_000, "2016-09-30", "None")]),
        # the next number is a conversion
        (
            "This year's damage exceeded 1,056 billion won ($718 million) in just the first 10 months.",
            "2025-12-08",
            [(1_056_000_000_000, "2025-01-01", "2025-10-31"), (718_000_000, "2025-01-01", "2025-10-31")],
        ),
        # another stretch that only a clause looks at
        (
            "昨年1年間の件数は1万6493件だったが、2014年からの5年間でみると増えた。被害額は356億円。",
            "2019-02-21",
            [(16_493, "2018-01-01", "2018-12-31"), (35_600_000_000, "2018-01-01", "2018-12-31")],
        ),
        # more than all of another year
        (
            "自今年7月行动开展以来，抓获88名，超过去年全年的一半。两个月来，发布通报28个。",
            "2014-09-22",
            [(88, "2014-07-01", "2014-09-22"), (28, "2014-07-01", "2014-09-22")],
        ),
        # a month and a number are a day, not a year of two digits
        ("Since Feb. 20, police have returned 5,400 people.", "2025-12-09", [(5400, "2025-02-20", "2025-12-09")]),
        # from what was launched on a day
        ("A campaign launched on Feb. 20 has caught 900 suspects.", "2025-03-15", [(900, "2025-02-20", "2025-03-15")]),
        # a part of a month, and a past year, have no days
        ("In late February, police caught 900 suspects.", "2025-03-15", [(900, "None", "None")]),
        ("In the past year, police caught 900 suspects.", "2025-03-15", [(900, "None", "None")]),
        (
            "Over the last 12 months to December 2023, losses were $5 million.",
            None,
            [(5_000_000, "2023-01-01", "2023-12-31")],
        ),
        ("Between 28 and 31 March 2024, police caught 900 suspects.", None, [(900, "2024-03-28", "2024-03-31")]),
        (
            "Losses totalled £358m across 1.5 million cases during H1.",
            "2024-10-18",
            [(358_000_000, "2024-01-01", "2024-06-30"), (1_500_000, "2024-01-01", "2024-06-30")],
        ),
        # a year of the Republic; a run of days whose month is not printed
        ("刑事局統計，114年8月詐欺案件，共1萬件。", "2025-09-04", [(10_000, "2025-08-01", "2025-08-31")]),
        ("9日至15日，全國受理詐欺案件3000件。", "2025-03-18", [(3000, "2025-03-09", "2025-03-15")]),
        # Japanese counts to the end of a month begin with the year; with the year named elsewhere as well
        ("令和7年9月末の認知件数は1万件。", "2025-11-05", [(10_000, "2025-01-01", "2025-09-30")]),
        ("5月末の時点における2010年の認知件数は2,706件。", "2010-06-18", [(2706, "2010-01-01", "2010-05-31")]),
        # since ... to a quarter
        ("2018年以来至今年第一季度，立案1.9万起。", "2019-05-11", [(19_000, "2018-01-01", "2019-03-31")]),
        # of the year that was surpassed
        (
            "In 2023, losses were $554 million, surpassing the historic 2022 loss amounts of $530 million.",
            None,
            [(554_000_000, "2023-01-01", "2023-12-31"), (530_000_000, "2022-01-01", "2022-12-31")],
        ),
        # "this year" in a copy that is dated a year later
        ("今年1月至11月，破案37万起。", "2022-01-01", [(370_000, "None", "None")]),
        # a list of shares shares out no periods
        (
            "2014年至2016年受理45件129人，其中甲类占多数，分别占94.7%和90.7%。",
            None,
            [(45, "2014-01-01", "2016-12-31"), (129, "2014-01-01", "2016-12-31")],
        ),
        # how long it was the most opens no window
        (
            "今年上半期の認知件数は8863件で、2010年以降では最多。被害額は186億円。",
            "2017-08-03",
            [(8863, "2017-01-01", "2017-06-30"), (18_600_000_000, "2017-01-01", "2017-06-30")],
        ),
        (
            "2019年の被害件数は239件で、過去10年間で2番目だった。被害総額は4億円。",
            None,
            [(239, "2019-01-01", "2019-12-31"), (400_000_000, "2019-01-01", "2019-12-31")],
        ),
        # two "respectively" lists over one run of years
        (
            "2015年至2016年新收分别为58件、79件；审结分别为39件、69件。",
            None,
            [
                (58, "2015-01-01", "2015-12-31"),
                (79, "2016-01-01", "2016-12-31"),
                (39, "2015-01-01", "2015-12-31"),
                (69, "2016-01-01", "2016-12-31"),
            ],
        ),
        # in the same period of the year before, without a word of comparison
        (
            "They saw 64 cases between January 1 and July 26 this year. They saw 84 cases in the same time last year.",
            "2019-07-28",
            [(64, "2019-01-01", "2019-07-26"), (84, "2018-01-01", "2018-07-26")],
        ),
    ],
)
def test_the_window_is_that_of_its_own_words(text, published, expected):
    assert windows(text, published) == expected


def test_a_month_in_part_has_no_days():
    (number,) = read_bulletin("截至12月初，全省立案近2万起。", "2019-12-20")
    assert number.period_end is None and not number.sure


def test_a_window_behind_another_number_is_in_doubt():
    text = "The scams cost $3.8 billion, and fewer than 400 people were charged in 2021."
    first = next(iter(read_bulletin(text)))
    assert not first.sure and "the period stands behind another number" in first.reason


def test_a_label_that_can_mean_two_periods_is_in_doubt():
    first = next(iter(read_bulletin("上年，全国公安机关破获电信网络诈骗案件3万起。", "2025-12-09")))
    assert not first.sure and "can mean" in first.reason
