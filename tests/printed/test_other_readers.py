"""Numerals against libraries that read the same languages and share no code with ours.

cn2an reads Chinese, kanjize Japanese, number-parser English. Where we differ is listed here, each with who is right.
"""

import re

import cn2an
import kanjize
import pytest
from hypothesis import given
from hypothesis import strategies as st
from number_parser import parse_number

from fraudstats.errors import PrintedError
from fraudstats.printed import parse_printed

#: What the other library reads otherwise, and why ours is right. None: it gives up.
JUDGED = [
    (cn2an.cn2an, "百万", 1_000_000, "100 times 10,000; a leading 百 needs no 一 in Japanese"),
    (parse_number, "two and a half million", 2_500_000, "the half counts"),
    (parse_number, "half a million", 500_000, "likewise"),
    (parse_number, "one point two million", 1_200_000, "the point counts"),
    (parse_number, "3 million", 3_000_000, "digits and words make one number"),
]


@given(st.integers(1, 10**12))
def test_chinese_numerals_are_read_as_cn2an_writes_and_reads_them(number):
    for style in ("low", "up"):
        text = cn2an.an2cn(number, style)
        assert parse_printed(text).value == cn2an.cn2an(text, "smart") == number


@given(st.integers(1, 9_999), st.integers(1_000, 9_999), st.sampled_from(["万", "亿"]))
def test_digits_with_a_unit_between_are_read_as_by_cn2an(high, low, unit):
    text = f"{high}{unit}{low}{'万' if unit == '亿' else ''}"
    assert parse_printed(text).value == cn2an.cn2an(text, "smart")


@given(st.integers(1, 10**12))
def test_japanese_numerals_are_read_as_by_kanjize_or_refused_where_chinese_speech_differs(number):
    text = kanjize.number2kanji(number)
    if re.fullmatch(r"[百千]|千万|\w十?[百千万億兆][一二三四五六七八九]|十?\w?[万億兆][一二三四五六七八九]", text):
        # 百, 千 and 千万 alone are parts of words; 三万五 is 35,000 in Chinese speech, which this package reads
        return
    try:
        assert parse_printed(text).value == kanjize.kanji2number(text)
    except PrintedError as error:
        assert f"{number:,} if every unit is written" in error.expected


@given(st.integers(0, 10**11))
def test_english_words_are_read_as_by_number_parser(number):
    text = _in_words(number)
    assert parse_printed(text).value == parse_number(text) == number


@pytest.mark.parametrize(("read", "text", "ours", "why"), JUDGED)
def test_where_we_differ_it_was_judged(read, text, ours, why):
    try:
        theirs = read(text)
    except ValueError:
        theirs = None
    assert parse_printed(text).value == ours
    assert theirs != ours, f"they agree by now: {why}"


def _in_words(number):
    """A number in English words, independently of the reader."""
    ones = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen"
    ).split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    if number < 20:
        return ones[number]
    if number < 100:
        return tens[number // 10 - 2] + (f"-{ones[number % 10]}" if number % 10 else "")
    for size, word, joint in (
        (10**9, "billion", " "),
        (10**6, "million", " "),
        (10**3, "thousand", " "),
        (100, "hundred", " and "),
    ):
        if number >= size:
            rest = f"{joint}{_in_words(number % size)}" if number % size else ""
            return f"{_in_words(number // size)} {word}{rest}"
    raise AssertionError
