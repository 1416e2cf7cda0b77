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


# As people print them: each form with the value and qualifier that it means

FORMS = [
    # 万 before 亿 multiplies, and so does every smaller unit before a larger one
    ("4万4124億円", 4_412_400_000_000, None),
    ("1万5000亿元", 1_500_000_000_000, None),
    ("一万五千亿", 1_500_000_000_000, None),
    ("1万2千亿", 1_200_000_000_000, None),
    ("3百万円", 3_000_000, None),
    ("1 lakh 20 thousand crore", 1_200_000_000_000, None),
    ("₹1.2 lakh crore", 1_200_000_000_000, None),
    ("one hundred and five million", 105_000_000, None),
    ("two hundred five thousand", 205_000, None),
    # A sum of parts
    ("3亿5000万", 350_000_000, None),
    ("1 crore 20 lakh", 12_000_000, None),
    ("22 billion 200 million yuan", 22_200_000_000, None),
    ("RM1 bil 200 mil", 1_200_000_000, None),
    ("1 亿 2000 万", 120_000_000, None),
    ("3억 5000만원", 350_000_000, None),
    # Short forms of speech
    ("3万5", 35_000, None),
    ("三万五", 35_000, None),
    ("13万2", 132_000, None),
    ("1亿2", 120_000_000, None),
    ("3千5", 3_500, None),
    ("一百五", 150, None),
    ("1万5元", 15_000, None),
    ("三万零五", 30_005, None),
    ("3万05", 30_005, None),
    # Words
    ("one point two million", 1_200_000, None),
    ("two and a half million", 2_500_000, None),
    ("half a million", 500_000, None),
    ("a hundred", 100, None),
    ("壹佰贰拾叁万", 1_230_000, None),
    ("二○二一", 2021, None),
    # Signs and falls
    ("-24%", -24, None),
    ("−24%", -24, None),
    ("minus 24%", -24, None),
    ("负24%", -24, None),
    ("下降24%", -24, None),
    ("down 24 percent", -24, None),
    ("fell to 24%", 24, None),
    ("降至24%", 24, None),
    ("+24%", 24, None),
    ("+863", 863, None),
    ("-5", -5, None),
    # Signs of comparison
    ("＞6,400", 6_400, "more_than"),
    ("≥6400", 6_400, "at_least"),
    (">= 6400", 6_400, "at_least"),
    ("<100", 100, "up_to"),
    ("≤100", 100, "up_to"),
    ("≈6400", 6_400, "about"),
    ("c. 6,400", 6_400, "about"),
    ("6,400 or so", 6_400, "about"),
    ("100+", 100, "more_than"),
    ("100以内", 100, "up_to"),
    # Vague, but on one side
    ("数十万", 100_000, "at_least"),
    ("几千人", 1_000, "at_least"),
    ("数百", 100, "at_least"),
    ("上千", 1_000, "at_least"),
    ("过百", 100, "more_than"),
    ("近百人", 100, "nearly"),
    ("万余人", 10_000, "more_than"),
    ("十几万", 100_000, "more_than"),
    ("二十几万", 200_000, "more_than"),
    ("十来个", 10, "about"),
    # Spaces and line breaks of the setting
    ("37 万余起", 370_000, "more_than"),
    ("37\n万余起", 370_000, "more_than"),
    ("１２，３４５", 12_345, None),
    ("19 897", 19_897, None),
    # Other languages of the region
    ("hơn 24 triệu", 24_000_000, "more_than"),
    ("약 3만 2천건", 32_000, "about"),
    ("59 พันล้านบาท", 59_000_000_000, None),
    ("lebih dari 5 juta", 5_000_000, "more_than"),
]


@pytest.mark.parametrize(("text", "value", "qualifier"), FORMS)
def test_forms_that_people_print(text, value, qualifier):
    printed = parse_printed(text)
    assert (printed.value, printed.qualifier) == (value, qualifier)


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("6,405¹", ("1",)),
        ("6,405 [r]", ("r",)),
        ("6405*", ("*",)),
        ("6405r", ("r",)),
        ("6,405 (provisional)", ("p",)),
        ("21,043件（暫定値）", ("p",)),
        ("6,405 cases¹² [e]", ("12", "e")),
        ("6,405 [note 28]", ("note 28",)),
        ("6405†", ("†",)),
        ("6,405", ()),
    ],
)
def test_marks_are_split_off_and_kept(text, flags):
    printed = parse_printed(text)
    assert printed.flags == flags
    assert printed.value in (6405, 21_043)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("3.5萬至4萬", (35_000, 40_000)),
        ("3至4万", (30_000, 40_000)),
        ("3.5万人~4万人", (35_000, 40_000)),
        ("$18 billion to $37 billion", (18 * 10**9, 37 * 10**9)),
        ("18 to 37 billion yuan", (18 * 10**9, 37 * 10**9)),
        ("two to three million", (2_000_000, 3_000_000)),
        ("between 3 and 4 million", (3_000_000, 4_000_000)),
        ("900万至1亿", (9_000_000, 100_000_000)),
        ("20%–30%", (20, 30)),
        ("-24% to -10%", (-24, -10)),
        ("6,400±100", (6_300, 6_500)),
        ("24%±3%", (21, 27)),
    ],
)
def test_a_range_has_two_ends_and_no_value(text, ends):
    printed = parse_printed(text)
    assert (printed.value, printed.ends, tuple(printed.interval())) == (None, ends, ends)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3万5人", "35,000 in speech, and 30,005"),
        ("百五", "150 in speech, and 105"),
        ("24.000", "24000 .* or 24"),
        ("1.234,5", "1234.5 with thousands='.'"),
        ("6'405", "6405 with thousands="),
        ("(6,405)", "below zero in accounts"),
        ("▲24%", "minus sign in some tables"),
        ("5 m", "unit of measure"),
        ("6,405b", "a mark"),
        ("下降-24%", "may be a fall or a rise"),
        ("三四十人", "'two or three' of the unit"),
        ("800 to 1.2 million", "both multipliers"),
        ("令和6年", "not a date"),
        ("2021-11-30", "not a date"),
        ("3月", "not a date"),
        ("January 5", "not a date"),
        ("2019-2021", "not a span of years"),
        ("45th", "not a position"),
        ("第45条", "not a position"),
        ("twenty-first", "not a position"),
        ("two-thirds", "not a fraction"),
        ("三分之一", "not a fraction"),
        ("5G", "not a part of '5g'"),
        ("COVID-19", "not a part of 'covid-19'"),
        ("3倍", "not a multiple"),
        (".5", r"0\.5"),
        ("hundreds of thousands", "not 'several'"),
        ("200 million 22 billion", "not two"),
        ("3亿20000万", "no order of units"),
        ("1.2万5千", "not two"),
        ("22 billion 200", "not two"),
        ("6,400 5,300", "not two"),
        ("40 to 30", "from the smaller to the larger"),
        ("5 yuan to 6 baht", "in one unit"),
        ("2½ million", "not '½'"),
    ],
)
def test_what_reads_two_ways_or_counts_nothing_is_refused(text, words):
    with pytest.raises(PrintedError, match=words):
        parse_printed(text)


def test_other_separators_are_used_when_told():
    assert parse_printed("1.234,5", thousands=".", decimal=",").value == Decimal("1234.5")
    assert parse_printed("6'405", thousands="'").value == 6405
    assert parse_printed("24.000 vụ", thousands=".").value == 24_000
    assert parse_printed("12.345", decimal=".").value == Decimal("12.345")
    with pytest.raises(PrintedError, match="two different separators"):
        parse_printed("1", thousands=".", decimal=".")


@pytest.mark.parametrize(
    ("text", "convention", "lower", "upper"),
    [
        ("39.1万", "printed", 390_500, 391_500),
        ("37万余", "printed", 370_000, 380_000),
        ("37万余", "conservative", 370_000, float("inf")),
        ("6,405", "printed", 6_405, 6_405),
        ("-24%", "printed", -24.5, -23.5),
        ("-24.5%", "printed", -24.55, -24.45),
        ("about 3 to 4 million", "printed", 2_000_000, 5_000_000),
    ],
)
def test_the_range_that_the_print_allows(text, convention, lower, upper):
    assert tuple(parse_printed(text).interval(convention)) == pytest.approx((lower, upper))


@given(st.integers(1, 9_999), st.integers(10, 9_999))
def test_a_part_of_ten_thousands_multiplies_with_the_rest(high, low):
    assert parse_printed(f"{high}万{low}亿").value == (high * 10_000 + low) * 10**8


@given(st.text("0123456789,.万亿千百余多 -+%至~()[]¹*abr", max_size=40))
def test_wild_strings_of_digits_are_read_or_refused(text):
    try:
        printed = parse_printed(text)
    except PrintedError:
        return
    assert printed.step > 0
    assert printed.lower <= printed.upper
