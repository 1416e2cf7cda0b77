"""Printed numbers, in the forms that official announcements use."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fraudstats.errors import PrintedError
from fraudstats.printed import parse_printed


@pytest.mark.parametrize(
    ("text", "value", "step", "qualifier"),
    [
        ("37万余", 370_000, 10_000, "more_than"),
        ("37万餘起", 370_000, 10_000, "more_than"),
        ("39.1万", 391_000, 1_000, None),
        ("more than 441,000", 441_000, 1_000, "more_than"),
        ("3265亿元", 326_500_000_000, 10**8, None),
        ("十五萬五千宗", 155_000, 1_000, None),
        ("1.739 million", 1_739_000, 1_000, None),
        ("370,000", 370_000, 10_000, None),
        ("44,690", 44_690, 10, None),
        ("9,419", 9_419, 1, None),
        ("20万", 200_000, 100_000, None),
        ("20万余", 200_000, 10_000, "more_than"),
        ("20余万", 200_000, 100_000, "more_than"),
        ("1.50 million", 1_500_000, 10_000, None),
        ("3.0亿", 300_000_000, 10**7, None),
        ("361億4千万円", 36_140_000_000, 10**7, None),
        ("361億4000万円", 36_140_000_000, 10**7, None),
        ("約559億4,000万円", 55_940_000_000, 10**7, "about"),
        ("VND8,000 billion", 8 * 10**12, 10**12, None),
        ("1万7520件", 17_520, 10, None),
        ("40余万", 400_000, 100_000, "more_than"),
        ("300多亿元", 30_000_000_000, 10_000_000_000, "more_than"),
        ("1300余起", 1_300, 100, "more_than"),
        ("十余万", 100_000, 100_000, "more_than"),
        ("百余人", 100, 100, "more_than"),
        ("两千余名", 2_000, 1_000, "more_than"),
        ("近13万", 130_000, 10_000, "nearly"),
        ("just under $40 billion", 40 * 10**9, 10**10, "nearly"),
        ("约800亿元", 80 * 10**9, 10**10, "about"),
        ("at least 120,000", 120_000, 10_000, "at_least"),
        ("3000人以上", 3_000, 1_000, "at_least"),
        ("不超过50人", 50, 10, "up_to"),
        ("no more than 50", 50, 10, "up_to"),
        ("1.1万亿元", 1_100_000_000_000, 10**11, None),
        ("廿五點二億元", 2_520_000_000, 10**7, None),
        ("一百二十三万四千五百六十七", 1_234_567, 1, None),
        ("二〇二一", 2021, 1, None),
        ("3億5,700万円", 357_000_000, 10**6, None),
        ("1兆2,345億円", 1_234_500_000_000, 10**8, None),
        ("36,37,288", 3_637_288, 1, None),
        ("39 824", 39_824, 1, None),
        ("one hundred and five", 105, 1, None),
        ("twenty-five", 25, 1, None),
        ("151.4 (in millions)", 151_400_000, 100_000, None),
        ("RM6.2bil", 6_200_000_000, 10**8, None),
        ("5000+", 5_000, 1_000, "more_than"),
        ("３７万", 370_000, 10_000, None),
        ("0", 0, 1, None),
    ],
)
def test_value_step_and_qualifier(text, value, step, qualifier):
    printed = parse_printed(text)
    assert (printed.value, printed.step, printed.qualifier) == (value, step, qualifier)


def test_a_percentage_keeps_its_decimals():
    printed = parse_printed("44.2%")
    assert (printed.value, printed.step, printed.units) == (Decimal("44.2"), Decimal("0.1"), ("percent",))


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("37万余起", ("cases",)),
        ("3.1万名", ("persons",)),
        ("1389万人次", ("person_times",)),
        ("10.7 billion yuan", ("CNY",)),
        ("US $18 billion", ("USD",)),
        ("九十一點八億港元", ("HKD",)),
        ("7个月", ("months",)),
        ("27个", ()),
    ],
)
def test_units_that_the_words_allow(text, units):
    assert parse_printed(text).units == units


def test_tonnes_are_given_in_kilograms():
    assert parse_printed("3.19吨").value == 3_190


@pytest.mark.parametrize("text", ["", "many", "余", "more than", "万名"])
def test_a_text_without_a_number_is_refused(text):
    with pytest.raises(ValueError, match="a printed number"):
        parse_printed(text)


@pytest.mark.parametrize("text", ["2.7万个 / 27,000", "159项(128项生效)", "2023 100", "5 or 6"])
def test_two_numbers_in_one_text_are_refused(text):
    with pytest.raises(ValueError, match="not two"):
        parse_printed(text)


def test_two_qualifiers_are_refused():
    with pytest.raises(ValueError, match="one qualifier, not about and more_than"):
        parse_printed("約2萬4,900多件")


@given(st.integers(0, 10**15))
def test_digits_with_separators_come_back(number):
    assert parse_printed(f"{number:,}").value == number
    assert parse_printed(str(number)).value == number


@given(st.integers(1, 99_999_999))
def test_chinese_numerals_come_back(number):
    assert parse_printed(_in_chinese(number)).value == number


@given(st.integers(1, 9_999), st.integers(0, 9), st.sampled_from([("万", 10**4), ("亿", 10**8)]))
def test_a_decimal_before_a_multiplier(whole, tenth, multiplier):
    word, size = multiplier
    printed = parse_printed(f"{whole}.{tenth}{word}余")
    assert (printed.value, printed.step) == (whole * size + tenth * size // 10, size // 10)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    try:
        printed = parse_printed(text)
    except ValueError:
        return
    assert printed.lower <= printed.upper
    assert printed.step > 0


def _in_chinese(number):
    """Written out as in a textbook, independently of the parser."""
    digits = "零一二三四五六七八九"

    def below_ten_thousand(n):
        parts, zero = [], False
        for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = n // size % 10
            if digit:
                parts.append(("零" if zero and parts else "") + digits[digit] + name)
                zero = False
            else:
                zero = True
        return "".join(parts)

    high, low = divmod(number, 10_000)
    if not high:
        return below_ten_thousand(low)
    gap = "零" if 0 < low < 1000 else ""
    return f"{below_ten_thousand(high)}万{gap}{below_ten_thousand(low)}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("abc", "one number in digits"),
        ("3 of 5", "not two"),
        ("one in five", "not two"),
        ("1,2345", "digits in groups of three; 1,2345 is 1.2345 with thousands='.' and decimal=','"),
        ("thirty-forty", "not two"),
        ("five thirty", "not two"),
        ("more than nearly 5", "more_than and nearly"),
        ("two dozen", "not 'several', 'dozens'"),
        ("两三百", "or 'two or three'"),
        ("9" * 400, "at most"),
    ],
)
def test_a_refusal_quotes_the_text_and_says_what_was_expected(text, words):
    with pytest.raises(PrintedError, match=f"cannot read '{text}' as a printed number: expected .*{words}"):
        parse_printed(text)


@pytest.mark.parametrize("number", [370000, None, 3.5])
def test_what_is_no_text_is_refused_in_a_sentence(number):
    with pytest.raises(PrintedError, match=f"cannot read {number} as a printed number: expected a text"):
        parse_printed(number)


@given(st.from_regex(r"[0-9]{1,3}(,[0-9]{3}){0,4}|[0-9]{1,12}", fullmatch=True))
def test_plain_digits_are_read_like_any_text(text):
    """The short road for plain digits; with a space in front a text takes the long one."""
    short, long = parse_printed(text), parse_printed(f" {text}")
    assert (short, type(short.value), type(short.step)) == (long, type(long.value), type(long.step))
