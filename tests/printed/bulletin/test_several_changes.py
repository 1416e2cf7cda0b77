"""Changes of one number from several times, and several numbers with one change, in sentences of our own."""

import pytest

from fraudstats.printed.bulletin import read_bulletin


def changes(text, published=None):
    return [(number.value, number.change) for number in read_bulletin(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # of two changes the number has the one from a year before
        ("5月，破案300起，环比上升3%，同比下降5%。", [(300, -0.05), (None, 0.03)]),
        ("5月，破案300起，同比下降5%，环比上升3%。", [(300, -0.05), (None, 0.03)]),
        ("5月，破案300起，同比、环比分别下降5%、3%。", [(300, -0.05), (None, -0.03)]),
        (
            "In May, 1,203 cases were filed, up 4% from April and 12% from a year earlier.",
            [(1203, 0.12), (None, 0.04)],
        ),
        (
            "Robbery rose by 15% from 47 to 54 crimes, but fell by 26% compared to the year ending June 2019.",
            [(47, None), (54, 0.15), (None, -0.26)],
        ),
        # numbers and changes by the kind that they name
        ("受理案件97件134人，件数和人数分别同比下降50%、64%。", [(97, -0.5), (134, -0.64)]),
        (
            "受理案件97件134人，去年同期为197件375人，件数和人数分别下降50%、64%。",
            [(97, -0.5), (134, -0.64), (197, None), (375, None)],
        ),
        ("共诉373件507人，同比件数下降47.8%、人数下降58.9%。", [(373, -0.478), (507, -0.589)]),
        (
            "£34m was lost in 900 cases, an increase of 5% in losses and an increase of 19% in cases.",
            [(34_000_000, 0.05), (900, 0.19)],
        ),
        # one change of each number before it
        ("還付金詐欺は312件、被害総額3億円で、いずれも前年から2倍に増えた。", [(312, 1.0), (300_000_000, 1.0)]),
        (
            "還付金詐欺は312件、被害総額3億円で、いずれも前年から2倍に増え、前年同期より3%増えた。",
            [(312, 1.0), (300_000_000, 1.0), (None, 0.03)],
        ),
        # a number and the list of its parts
        ("共有活动5602宗，包括631宗游行和4971宗集会，较去年同期上升73%。", [(5602, 0.73), (631, None), (4971, None)]),
        # a verb serves two changes
        ("Rape rose by 10.8%, sexual assault by 8.1%.", [(None, 0.108), (None, 0.081)]),
        # a clause with a subject of its own is followed by its number
        ("私烟案1万宗，升2%，香烟数量下跌一成一，有6亿支。", [(10_000, 0.02), (600_000_000, -0.11)]),
        # a change right behind its number, though words that lead to another follow
        (
            "Losses totaled $12 billion, a 22% increase from 2022, and reaching $37 billion over five years.",
            [(12_000_000_000, 0.22), (37_000_000_000, None)],
        ),
    ],
)
def test_who_has_which_change(text, expected):
    assert sorted(changes(text, "2023-06-10"), key=str) == sorted(expected, key=str)


def test_the_reason_speaks_of_the_change_that_the_number_has():
    first = next(read_bulletin("5月，破案300起，同比、环比分别下降5%、3%。", "2023-06-10").numbers.__iter__())
    assert first.change == -0.05
    assert first.reason.split("; ")[-1] == "the number has several changes, each from another time"
