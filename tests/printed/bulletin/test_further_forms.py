"""Forms that further collections of announcements showed, in sentences of our own."""

import pytest

from fraudstats.printed.bulletin import read_bulletin


def read(text, published=None):
    return [number for number in read_bulletin(text, published) if number.value_text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a conversion in brackets has no change of its own, and its dollars are those of the United States
        (
            "Losses reached £12.5 million ($16 million) in 2023, a rise of 12%.",
            [(12_500_000, 0.12), (16_000_000, None)],
        ),
        (
            "In 2023, victims lost $420 million (that is more than $35 million a month). It signifies a 90% increase.",
            [(420_000_000, 0.9), (35_000_000, None)],
        ),
        # an average of days behind a total
        (
            "In 2023, 7,205 cases were recorded, with an average of 20 a day, down eight per cent.",
            [(7205, -0.08), (20, None)],
        ),
        # what rose or fell stands before "by", and the next ones go on
        ("In 2023 there were drops in robberies - by 64 per cent to just 67 cases.", [(67, -0.64)]),
        (
            "It had a 68.9% increase in crimes, from 11,520 cases in 2022 to 19,470 cases in 2023.",
            [(11_520, None), (19_470, 0.689)],
        ),
        (
            "There was a 5% drop in fraud in 2018, with the number of cases falling from 89,190 to 84,460.",
            [(89_190, None), (84_460, -0.05)],
        ),
        # several times that a number is compared with
        ("2022年罪案153宗,比2021年、2020年及2019年分别减少102宗、90宗及520宗,下降40%、37%以及77.3%。", [(153, -0.4)]),
        (
            "In 2024 there were 656 cases, higher than the 435 cases in 2023 and 283 in 2019, "
            "an increase of 50.8 and 131.8 per cent respectively.",
            [(656, 0.508), (435, None), (283, None)],
        ),
        # multiples in a list, beside brackets, and without a number
        ("今年1月至10月の被害は385件で、前年同期(199件)のおよそ2倍となった。", [(385, 1.0), (199, None)]),
        ("被害額は23億7000万円余りと、前の年の倍近くに上った。", [(2_370_000_000, 1.0)]),
        # a rise that is stated before its sum
        ("Over 127,000 cases were recorded in 2024 - a 4pc increase on 2023.", [(127_000, 0.04)]),
        # what a number counts stands behind it
        (
            "Police received reports of 354 phone scams and 906 internet scams in 2024. "
            "The number of phone scams fell by 13%.",
            [(354, -0.13), (906, None)],
        ),
    ],
)
def test_changes(text, expected):
    assert [(number.value, number.change) for number in read(text)] == expected


def test_multiples_of_a_list_are_each_of_the_year_before():
    found = read_bulletin("今年案件数、财损金额，是2022年的1.88 倍及2.44倍。", "2024-03-01")
    assert [number.change for number in found] == [0.88, 1.44]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        # a second list over the same years
        (
            "2022年到2023年，案件数分别为2032件、2597件，财损7亿元、14亿元。",
            None,
            [("2022-01-01", "2022-12-31"), ("2023-01-01", "2023-12-31")] * 2,
        ),
        # the first days of a year, a year up to a month, since a day up to yesterday
        ("In the first 15 days of 2024, 1,918 cases were opened.", None, [("2024-01-01", "2024-01-15")]),
        ("今年至9月，警方接获5万宗投报。", "2025-10-14", [("2025-01-01", "2025-09-30")]),
        ("自今年1月1日起，截至昨天9月16日，接报案2079宗。", "2023-09-17", [("2023-01-01", "2023-09-16")]),
        ("ことしに入ってから先月までに1万3053件の被害があった。", "2021-12-10", [("2021-01-01", "2021-11-30")]),
        ("Scams from 2016 up to the present were 555 cases.", "2017-04-01", [("2016-01-01", "2017-04-01")]),
        # years in brackets, and of Heisei because they would lie behind the publication
        ("上(2020)年接獲詐騙5,848件，較前(2019)年攀升66%。", None, [("2020-01-01", "2020-12-31")]),
        ("16年は342万7,606件となった。", "2005-11-01", [("2004-01-01", "2004-12-31")]),
        # where no publication is known, another label says which year is meant
        (
            "The number of cases rose to 86,420 last year from 65,890 in 2022.",
            None,
            [("2023-01-01", "2023-12-31"), ("2022-01-01", "2022-12-31")],
        ),
        ("案件有1394宗,較2022年增加153宗。", None, [("2023-01-01", "2023-12-31")]),
        # the quarter before a quarter
        (
            "From 1 January to 31 March 2025 losses were $7.8 million, up from $6.8 million in the previous quarter.",
            None,
            [("2025-01-01", "2025-03-31"), ("2024-10-01", "2024-12-31")],
        ),
        # what is said of another year in passing is not the time of the next sentence
        (
            "Police had 1,118 cases this year while last year it was 1,024. They registered 1,663 cases of phishing.",
            "2022-12-29",
            [("2022-01-01", "2022-12-29"), ("2021-01-01", "2021-12-31"), ("2022-01-01", "2022-12-29")],
        ),
        (
            "In 2013 crimes were 8.6 million, the lowest since the survey began in 1981. There were 300 arrests.",
            None,
            [("2013-01-01", "2013-12-31"), ("2013-01-01", "2013-12-31")],
        ),
    ],
)
def test_windows(text, published, expected):
    assert [(str(number.period_start), str(number.period_end)) for number in read(text, published)] == expected


def test_a_window_that_another_label_implies_is_never_sure():
    number = read("2022年之后，全国立案300万起，較2023年增加153起。")[0]
    assert not number.sure
    last = read("The number of cases rose to 86,420 last year from 65,890 in 2022.")[0]
    assert (last.start_basis, last.end_basis, last.sure) == ("implied", "implied", False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a share and its count; counts in brackets; a bare number that is compared with
        ("In 2024, 86.2 per cent or 1,654 cases were scams.", [1654]),
        ("With 1,321 cases, cheating leads, followed by card fraud (916), and messages (232).", [1321, 916, 232]),
        ("They registered 1,663 cases of phishing against 716 in the previous year.", [1663, 716]),
        # differences, with a bracket, in brackets and as an amount that something moved by
        ("2023年の件数は19038件(前年比1468件増加)だった。", [19_038]),
        ("前年を38件上回る182件だった。", [182]),
        ("被害は56億円で2億円の増加だった。", [5_600_000_000]),
        ("Losses were 5.2 billion yen in 2019, up 3.3 billion yen from 2018.", [5_200_000_000]),
        ("今年有15宗,比去年同期多4宗,14宗已偵破。", [15, 14]),
        # a range of money whose currency stands once
        ("In 2023, between VND 8,000-10,000 billion was lost.", [None]),
        ("1,440 Indonesians left sites of scam syndicates.", [1440]),
    ],
)
def test_values(text, expected):
    assert [number.value for number in read(text, "2024-12-31")] == expected


def test_a_range_of_money_has_both_ends():
    (number,) = read("In 2023, around VND8-10 trillion was lost.")
    assert (number.lower, number.upper, number.unit, number.qualifier) == (8e12, 1e13, "VND", "about")


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Losses rose up to $6.6 million from $3.2 million.", "rounded"),
        ("People reported handing over a record $20 million.", "rounded"),
        ("被害は3200億円（暫定値）を超えた。", "more_than"),
        ("被害は285万件を突破した。", "more_than"),
        ("受け子は1,201人と半数近くを占めた。", "exact"),
        ("Losses were nearing $2.7 billion.", "nearly"),
    ],
)
def test_qualifiers(text, qualifier):
    assert read(text)[0].qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "units"),
    [
        (
            "The number of complaints about fraud dropped from 2.98 million in 2016 to 2.68 million in 2017.",
            ["complaints"] * 2,
        ),
        ("Thai losses were 700 million baht in 2018 and 1.2 billion in 2019.", ["THB", "THB"]),
        ("Police returned Bt36 million to victims.", ["THB"]),
        ("Losses were £12.5 million ($16 million).", ["GBP", "USD"]),
    ],
)
def test_units(text, units):
    assert [number.unit for number in read(text)] == units


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("In 2024, Hong Kong recorded 94,747 crimes, a rise of 5% from the 2023 figure (90,276 cases).", "brackets"),
        ("2024年，日本の特殊詐欺の認知件数は更に由来する19,038件。", "compared"),
        ("全国公安机关2021年1月至某月破获电信网络诈骗案件37万起。", "run further"),
    ],
)
def test_what_stands_in_an_unusual_place_is_never_sure(text, reason):
    last = read(text)[-1]
    assert not last.sure
    assert reason in last.reason


def test_a_number_beyond_all_counts_is_a_problem_and_the_rest_is_read():
    found = read_bulletin(f"2021年共立案{'9' * 70}起。2022年共立案500起。")
    assert [number.value for number in found] == [500]
    assert any("nothing that is counted comes near it" in problem for problem in found.problems)
