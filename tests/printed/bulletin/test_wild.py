"""Any text is read without an error, its rows lie apart, and twice the text has twice the rows."""

import datetime as dt
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

import fraudstats as fs

WORDS = [
    "2021年", "1-11月", "37万余起", "名", "同比", "上升", "44.2%", "分别", "、", "，", "。", "more than",
    "8,403", "cases", "up", "per cent", "from", "$", "million", "(", ")", "\n", "截至",
    "去年同期", "件", "億円", "約", "増", "の", "to", "between", "and", "last year", "十", "两", "一",
    "%", "-", "+", "倍", "doubled", "three", "of", "Jan", "1", "0", ".", "第3次", "\u3000",
    "１２", "½", "①", "\ufffd", "𝟛", "٣", "ß", "ﷺ", "三成", "由", "至", "2月30日", "9999年", "0年",
    "since",
]  # fmt: skip
#: Clauses of announcements: windows that open, close and compare, in any order.
CLAUSES = [
    "自7月10日以来，",
    "截至目前，",
    "今年以来，",
    "2024年上半年，",
    "8月，",
    "当月",
    "与上年同期相比，",
    "较2019年",
    "近三年来，",
    "共破案1,200起，",
    "抓获61名(大陆42人)，",
    "分别上升1.5倍、3.3倍和72.6%。",
    "同比下降13.9%；",
    "其中，",
    "损失3.2亿元，",
    "是2016年的3倍，",
    "Since the launch of a campaign in July 2023, ",
    "in the same period this year, ",
    "So far, ",
    "compared with the first half of last year, ",
    "police caught 53,000 suspects, ",
    "a 12% rise from 2021, when $380 million were lost. ",
    "(up 5%) ",
    "respectively. ",
    "平成元年から10年までは5万件、",
    "23年には3万件（前年比+1,949件、+10.2%）、",
    "前年同期間約43億円。",
    "9月1日から15日まで",
    "(382.9億円、▲21.3%)",
]


def sound(text, found):
    end = 0
    for number in found:
        assert end <= number.start < number.end <= len(text)
        end = number.end
        assert number.sure == (not number.reason)
        assert 0 <= number.indicator_score <= 1
        if number.lower is not None:
            assert number.lower <= number.upper
        if number.value_text:
            assert text[number.start : number.end] == number.value_text
        if number.period_start and number.period_end:
            assert number.period_start <= number.period_end


@settings(max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map("".join), st.sampled_from([None, "2024-02-29"]))
def test_mixtures_of_words(text, published):
    sound(text, fs.read_bulletin(text, published))


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_mixtures_with_spaces(text):
    sound(text, fs.read_bulletin(text, "2023-01-31"))


@settings(max_examples=200)
@given(st.lists(st.sampled_from(CLAUSES), max_size=9).map("".join), st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)))
def test_mixtures_of_clauses(text, published):
    sound(text, fs.read_bulletin(text, published))


@given(st.text(max_size=120))
def test_any_characters(text):
    sound(text, fs.read_bulletin(text))


def test_twice_the_text_has_twice_the_rows():
    text = "2021年，全国共破获电信网络诈骗案件37万余起，抓获嫌疑人5万名，同比分别上升5%、7%。\n\n"
    once, twice = fs.read_bulletin(text), fs.read_bulletin(text * 2)
    assert len(twice) == 2 * len(once)
    assert [one.value for one in twice] == 2 * [one.value for one in once]


def test_the_same_text_gives_the_same_rows():
    text = "There were 8,403 scam cases in 2021, up 16 per cent."
    assert fs.read_bulletin(text) == fs.read_bulletin(text)


def test_pandas_is_loaded_by_the_table_only():
    code = "import sys, fraudstats as fs; fs.read_bulletin('5 cases'); print('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "False"
