"""A percentage is a change only with a word or a sign that says so."""

import pytest

from fraudstats.printed.bulletin.change import changes_in
from fraudstats.printed.bulletin.lexicon import fold
from fraudstats.printed.bulletin.mask import masked
from fraudstats.printed.text import plain


def read(text):
    return changes_in(masked(fold(plain(text).text), ()))


@pytest.mark.parametrize(
    ("text", "fraction"),
    [
        ("同比上升44.2%", 0.442),
        ("同比下降近三成", -0.3),
        ("按年升43%", 0.43),
        ("下跌百分之五點二", -0.052),
        ("较去年同期增长了1.2倍", 1.2),
        ("翻了一番", 1.0),
        ("前年同期比12・3%増", 0.123),
        ("前年比-5.8%", -0.058),
        ("前年同期の約1・8倍", 0.8),
        ("up 5.7 per cent year-on-year", 0.057),
        ("a 43 per cent reduction", -0.43),
        ("a decrease of 1 792 cases or 3.2 per cent", -0.032),
        ("an increase of nearly 30 percent", 0.3),
        ("cases (+36.5%)", 0.365),
        ("losses more than doubled", 1.0),
        ("losses were halved", -0.5),
        ("16 per cent more", 0.16),
        # multiples: how many times as many
        ("rose threefold to 9,300", 2.0),
        ("a 2.5-fold increase", 1.5),
        ("three times the number of the previous year", 2.0),
        ("4.5 times higher than the year before", 3.5),
        ("more than double the losses of the year before", 1.0),
        ("that amount doubles the one lost in 2021", 1.0),
        ("翻了两番", 3.0),
        ("倍増", 1.0),
        ("去年に比べ9倍以上", 8.0),
        ("約2倍の12億円", 1.0),
        ("前年から2倍以上に増えた", 1.0),
        # fractions
        ("上升近三分之一", 1 / 3),
        ("增加了一半", 0.5),
        ("rose by two-thirds", 2 / 3),
        ("a rise of a tenth (11%)", 0.11),
        ("increased by close to a third", 1 / 3),
        # an amount or a bracket between the word and the size
        ("按年增加563宗即1.8%", 0.018),
        ("down by 10 incidents or 12%", -0.12),
        ("an increase of RM300 million or 33 per cent", 0.33),
        ("前年比19.4%(111人)増", 0.194),
        ("increased substantially by 17%", 0.17),
    ],
)
def test_a_change_with_its_sign(text, fraction):
    (change,) = read(text)
    assert change.fraction == pytest.approx(fraction)


@pytest.mark.parametrize(
    "text",
    [
        "占整体的48.3%", "破案率为31.1%", "a rate of 27 per cent", "rose to 45%", "up 3 percentage points",
        "上升2个百分点",
        "3分の1に減った", "three times more likely", "made up 42 per cent of crime", "up from 27 per cent",
        "a third time",
        "80 per cent of victims", "全体の65・2%", "about 40.8 per cent", "double-digit growth",
    ],
)  # fmt: skip
def test_shares_levels_and_points_are_none(text):
    assert read(text) == []


def test_the_range_follows_the_qualifier_below_zero_as_well():
    (change,) = read("fell by more than 30 per cent")
    assert (change.range.lower, change.range.upper) == (-0.4, -0.3)


def test_a_list_is_one_group_and_shares_its_word():
    first, second = read("同比分别上升52.7%、123.3%")
    assert first.group == second.group
    assert (first.fraction, second.fraction) == (0.527, 1.233)
    assert len({one.group for one in read("rose 5 per cent, fell 3 per cent")}) == 2
