"""Numbers as people print them: compound, signed, vague, ranges, with marks; read, or refused with the reason."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fraudstats.errors import PrintedError
from fraudstats.printed import parse_printed

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
    ("1万零402", 10_402, None),
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
    ("not less than 300", 300, "at_least"),
    ("not more than 300", 300, "up_to"),
    ("not exceeding 300", 300, "up_to"),
    ("未超过300", 300, "up_to"),
    ("不少於300", 300, "at_least"),
    ("少于300", 300, "nearly"),
    ("高于300", 300, "more_than"),
    ("24% lower", -24, None),
    ("$A2.03 billion", 2_030_000_000, None),
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
        ("6,405 ¹", ("1",)),
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
        ("6405*2", "not two"),
        ("640*205", "not two"),
        ("12.5.万", "multiplier right behind"),
        ("金额(万元) 12.5", "multiplier right behind"),
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
