"""Sentences of the notebooks that say how large, which way or how surely, each with what it follows from.

A check reads the committed data of the figures, the stored results of the notebook or the dataset.
"""

import pandas as pd
from follows import (
    CN,
    HANDED,
    HK,
    JP,
    MY,
    SG,
    US,
    announced,
    apc,
    change,
    days,
    first_eleven_months,
    handed,
    handed_in_all,
    highest,
    itemised,
    japan_confirms,
    kinds_found,
    lists_behind_none,
    printed,
    printed_for,
    rates,
    ratio,
    solved,
    stated,
    titles,
    treaties,
    values,
    windows_of_mainland,
    years,
)
from said_of_bulletins import OF_BULLETINS
from said_of_trends import OF_TRENDS

import fraudstats as fs

__all__ = ["SAID"]

#: The last days of the six windows of 2021 in notebook 02.
ENDS_OF_2021 = ("05-31", "07-31", "08-31", "09-30", "11-30", "12-31")

_OTHERS = {
    "01_reproducing_the_paper": {
        "The full years came later and are larger: more than 441,000 for 2021 and 464,000 for 2022": lambda: (
            solved()["lower"][2021] == 441_000 > stated("xinhua-northnews-2022-01-01").upper
            and solved()["lower"][2022] > stated("cns-gmw-2022-12-30").upper
        ),
        "The ministry's own 5.7 per cent and the range of the two numbers agree only at the upper end: the true count "
        "for January-November 2021 must have been close to 370,000": lambda: (
            stated("cns-gmw-2022-12-30").upper / 370_000 < 1.0585
            and stated("cns-gmw-2022-12-30").upper / 1.0565 > 370_000
        ),
    },
    "02_what_a_number_covers": {
        "None of them need be wrong, and only the last is the number of the year": lambda: (
            sum(printed_for("telecom_fraud_cases_solved", "2021-01-01", f"2021-{end}") for end in ENDS_OF_2021) == 6
            and printed_for("telecom_fraud_cases_solved", "2021-01-01", "2021-12-31")
        ),
        "Both hold only from 370,000 to 375,000": lambda: (
            [fs.parse_printed(text).lower for text in ("37万", "37万余")] == [365_000, 370_000]
            and [fs.parse_printed(text).upper for text in ("37万", "37万余")] == [375_000, 380_000]
        ),
    },
    "06_elsewhere": {
        "When Hong Kong's rise began: its joinpoint may lie anywhere from 2014 to 2020": lambda: (
            "joinpoint_1     2019  2014  2020" in printed("06_elsewhere")
        ),
        "for four of the six: they have only seven or eight values": lambda: (
            sorted(len(years(title)) for title in titles())[:4] == [7, 7, 7, 8]
        ),
        "By its shape it is its own: the mainland's count was highest in 2022 and fell in each year since, while the "
        "five others were highest in 2024 or 2025": lambda: (
            highest(CN) == 2022
            and all(change(CN, year) < 0 for year in (2023, 2024, 2025))
            and sorted(highest(title) for title in titles() - {CN}) == [2024, 2024, 2025, 2025, 2025]
        ),
        "The mainland's count of *solved* cases was highest in 2022, the two cities' counts of *reported* ones in "
        "2024": lambda: (highest(CN), highest(HK), highest(SG)) == (2022, 2024, 2024),
        "A line through them rises by 10 and 27 per cent per year; Japan's count fell by 20 per cent in 2020 and lies "
        "below its line in all years but the first and the last": lambda: (
            [round(apc(title, 2022).iloc[0]) for title in (JP, MY)] == [10, 27]
            and round(change(JP, 2020)) == -20
            and (years(JP)["value"] > years(JP)["fitted"]).tolist() == [True, *[False] * 5, True]
        ),
        "Since 2021 a change is not certain, though 2025 is the highest year": lambda: (
            highest(US) == 2025 and apc(US, 2024).iloc[1] < 0 < apc(US, 2024).iloc[2]
        ),
        "the interval of its fall includes no fall": lambda: apc(CN, 2024).iloc[2] > 0 > apc(CN, 2024).iloc[0],
        "reports rose from 112 to 591 in Hong Kong and from 111 to 853 in Singapore between 2018 and 2024; in 2025 "
        "they were fewer, 574 and 611": lambda: (
            [rates("HK", year) for year in (2018, 2024, 2025)] == [112, 591, 574]
            and [rates("SG", year) for year in (2018, 2024, 2025)] == [111, 853, 611]
        ),
        "The populations grew by 1 and 8 per cent from 2018 to 2025: next to nothing of the rise is theirs": lambda: (
            "residents, 2018 to 2025: HK +1% SG +8%" in printed("06_elsewhere")
        ),
        "Reports in Hong Kong (from 2019) and Singapore (from 2018) rose by about 50 per cent per year to "
        "2023": lambda: abs(apc(HK, 2022).iloc[0] - 50) < 2.5 and abs(apc(SG, 2022).iloc[0] - 50) < 2.5,
        "Since then neither rise nor fall is certain: both rose once more, then Hong Kong fell by 3 per cent in 2025 "
        "and Singapore by 28 per cent": lambda: (
            all(apc(title, 2024).iloc[1] < 0 < apc(title, 2024).iloc[2] for title in (HK, SG))
            and all(change(title, 2024) > 0 for title in (HK, SG))
            and (round(change(HK, 2025)), round(change(SG, 2025))) == (-3, -28)
        ),
        "Complaints to the FBI more than doubled from 2018 to 2021; but the trend between these joinpoints, 37 per "
        "cent per year, rests on the two values between them, and its interval includes no rise": lambda: (
            2 < years(US).loc[2021, "value"] / years(US).loc[2018, "value"] < 3
            and round(apc(US, 2019).iloc[0]) == 37
            and apc(US, 2019).iloc[1] < 0
        ),
    },
    HANDED: {
        "the second picture draws the report of the earlier day, 2,350": lambda: (
            2_350 in set(values("02-handovers", series="single handover", date=pd.Timestamp("2023-10-13"))["value"])
        ),
        "For six of the eleven states an extradition treaty with China was found, and for five none": lambda: (
            [len(one) for one in treaties()] == [6, 11]
        ),
        'All but one of the "none found" rest on one list': lambda: sorted(lists_behind_none()) == [1, 12],
        "**Myanmar** is the only neighbour of China in this table for which none of the three was found; for Laos and "
        "Viet Nam treaties of two or three kinds were": lambda: (
            [kinds_found(party) for party in ("MM", "LA", "VN")] == [0, 2, 3]
        ),
        "from November 2024 on the totals that were read say captured only": lambda: (
            {*values("02-handovers").query("date >= '2024-11-01' and series.str.startswith('total')")["series"]}
            == {"total captured", "total from Myawaddy"}
        ),
        "25,864 to 26,943 people in the four weeks to 21 November 2023, about half of all: that is certain, if the two "
        "totals count the same thing": lambda: handed("2023-10-25", "2023-11-21") == [25_864, 26_943],
        "The paper names five of the six: Viet Nam is missing": lambda: (
            treaties()[0]["named_in_paper"].sum() == 5
            and not treaties()[0].set_index("party").loc["VN", "named_in_paper"]
        ),
        "single reports account for about one in eight": lambda: (
            abs(1 / 8 - itemised(2023) / announced(2023)) < 0.01 and f"{itemised(2023):,} persons" in printed(HANDED)
        ),
        "about half of all": lambda: (
            handed("2023-10-25", "2023-11-21")[0] / handed_in_all()[1] > 0.4
            and handed("2023-10-25", "2023-11-21")[1] / handed_in_all()[0] < 0.6
        ),
    },
    "08_how_numbers_are_revised": {
        "A year later, beside the new half-year, they printed the old one again": lambda: (
            days("Singapore, scam losses", "2024-06-30").between(360, 380).all()
        ),
        "**Singapore** restates mostly about a year later": lambda: days("Singapore").between(340, 400).mean() > 0.7,
        "The half-years of 2021 and 2022 were lowered most, by 7.8 and 5.4 per cent": lambda: (
            [round(100 * (1 - ratio("Singapore, scam cases", f"{year}-06-30")), 1) for year in (2021, 2022)]
            == [7.8, 5.4]
            and values("11-revisions", title="Singapore, scam cases")["revision_upper"].nsmallest(3).iloc[2] > -0.05
        ),
        "18 of 26 windows were printed once, or only within a week": lambda: windows_of_mainland() == (18, 26),
        "The full year was printed a year later": lambda: (
            "2021-12-31: 37万 up to 30 November 2021" in printed("08_how_numbers_are_revised")
            and "2022-12-30: more than 441,000 up to 31 December 2021" in printed("08_how_numbers_are_revised")
        ),
        "Why it grew by more than a third": lambda: 4 / 3 < ratio("Singapore, scam losses", "2024-06-30") < 1.4,
        "**Japan** prints a provisional number of cases and, 105 to 111 days later, a confirmed one: it is higher each "
        "time, by a fraction of a per cent": lambda: japan_confirms(),
        "Its losses follow the same days, and are higher, with one exception: those of 2024 were last printed 174 days "
        "after the first number, and are 0.4 per cent below it": lambda: (
            days("Japan, special fraud losses", "2024-12-31").item() == 174
            and round(100 * (1 - ratio("Japan, special fraud losses", "2024-12-31")), 1) == 0.4
            and sorted(days("Japan, special fraud losses"))[:-1] == sorted(days("Japan, special fraud cases"))[1:]
            and (values("11-revisions", title="Japan, special fraud losses")["revision_lower"] > 0).sum() == 4
        ),
        "Japan's first numbers of cases were confirmed 105 to 111 days later, higher by a fraction of a per "
        "cent": lambda: japan_confirms(),
    },
    "09_your_own_data": {
        "Between them cases rose by 48 per cent a year; before and after neither rise nor fall is certain": lambda: (
            round(apc(HK, 2021).iloc[0]) == 48
            and all(apc(HK, year).iloc[1] < 0 < apc(HK, year).iloc[2] for year in (2015, 2024))
        ),
        "of which one is supported only with a caveat": lambda: (
            "3 supported, 1 supported with caveat" in printed("09_your_own_data")
        ),
        "one rise of 31.7 per cent a year": lambda: "their rise: 31.7% a year" in printed("09_your_own_data"),
        "December 2021 must have been larger than the average month before it": lambda: (
            solved()["lower"][2021] - first_eleven_months() > first_eleven_months() / 11
        ),
    },
}
#: Notebook -> a sentence, or as much of it as a check is about -> whether it follows.
SAID = OF_BULLETINS | OF_TRENDS | _OTHERS
