"""Sentences of the notebooks that say how large or which way in words, each with what it follows from.

A check reads the committed data of the figures, the stored results of the notebook or the dataset.
"""

import pandas as pd
from follows import (
    CN,
    ENDS,
    HANDED,
    HK,
    JP,
    MY,
    OTHER,
    SAME,
    SG,
    TRENDS,
    US,
    announced,
    apc,
    as_both_panels_show,
    change,
    days,
    december,
    excess,
    first_eleven_months,
    handed,
    handed_in_all,
    highest,
    itemised,
    japan_confirms,
    level_ratio,
    months_known_in,
    no_rise_once_the_year_is_in,
    onset,
    placebo_dates,
    printed,
    prosecuted,
    prosecution_slopes,
    rates,
    ratio,
    share_inside,
    share_of_variance,
    solved,
    titles,
    treaties,
    values,
    within,
    years,
)

__all__ = ["SAID"]

#: Notebook -> a sentence, or as much of it as a check is about -> whether it follows.
SAID = {
    "01_reproducing_the_paper": {
        "The full years came later and are larger: more than 441,000 for 2021 and 464,000": lambda: (
            solved().loc[2021, "lower"] > 380_000 and solved().loc[2022, "lower"] > 391_500
        ),
    },
    "03_what_the_bulletins_imply": {
        "the yearly count is smaller than the eleven-month count that came before it": lambda: (
            december("cases solved", 2016)[0][1] < 1
        ),
    },
    "03b_decembers_and_honest_bands": {
        "Four times as many suspects caught in December 2020 as in an ordinary month; two to three times as many cases "
        "solved in three Decembers running, then a quarter to a third more in 2023; about twice as many persons "
        "prosecuted in three Decembers, and nothing certain in 2025": lambda: (
            within(december("suspects caught", 2020), 3.5, 4.5)
            and within(december("cases solved", 2020, 2021, 2022), 2, 3)
            and within(december("cases solved", 2023), 1.25, 4 / 3)
            and within(december("persons prosecuted", 2022, 2023, 2024), 1.5, 2.5)
            and december("persons prosecuted", 2025)[0][0] < 1 < december("persons prosecuted", 2025)[0][1]
        ),
        "those of 50 per cent hold fewer than half of the bulletins": lambda: share_inside(SAME, 0.5) < 0.5,
        "Of the first model nearly as many of the 90 per cent bands hold the bulletin that was left out as should, but "
        "its narrower bands hold too few; of the second, fewer do": lambda: (
            0.8 < share_inside(SAME, 0.9) < 0.9
            and all(share_inside(SAME, level) < level for level in (0.5, 0.6, 0.7))
            and share_inside(OTHER, 0.9) < share_inside(SAME, 0.9)
        ),
        "there the yearly number was *smaller* than the running count": lambda: (
            december("cases solved", 2016)[0][1] < 1
        ),
        "five of 2019 to 2021 lie between two running bulletins": lambda: months_known_in(2019, 2020, 2021) == 5,
        "the yearly count is lower in 2016, higher from 2019 to 2023, most of all in 2019, and nothing is certain "
        "since 2024": lambda: (
            excess(2016)[1] < 0 < min(excess(year)[0] for year in range(2019, 2024))
            and max(range(2019, 2024), key=lambda year: sum(excess(year))) == 2019
            and all(excess(year)[0] < 0 < excess(year)[1] for year in (2024, 2025))
        ),
        "a low level in early 2019, a much higher one by late 2020, a jump in the autumn of 2021, then a plateau until "
        "late 2023, and a fall in 2024": lambda: as_both_panels_show(),
    },
    "03c_other_counts": {
        "So prosecutions fell from 2020 to 2022 and rose in 2023 and 2024": lambda: (
            prosecuted(2020)[0] > prosecuted(2022)[1]
            and prosecuted(2022)[1] < prosecuted(2023)[0]
            and prosecuted(2023)[1] < prosecuted(2024)[0]
        ),
    },
    TRENDS: {
        "the rise to 2020 lies anywhere between 28.6 and 115.0 per cent": lambda: (
            [round(100 * (solved()[end][2020] / solved()[other][2019] - 1), 1) for end, other in ENDS] == [28.6, 115.0]
        ),
        "cases solved rose by about a third a year to 2022 and fell by about a fifth a year since": lambda: (
            abs(apc(CN, 2021).iloc[0] - 100 / 3) < 2 and abs(apc(CN, 2023).iloc[0] + 20) < 2.5
        ),
        "The rise's interval begins barely above no rise, and the fall's includes no fall at all": lambda: (
            0 < apc(CN, 2021).iloc[1] < 3 and apc(CN, 2023).iloc[2] > 0
        ),
        "seven values are fewer than the ten or so": lambda: len(solved()) == 7,
        "The paper's word holds for 2021 to 2022, when cases rose by 4.9 to 5.3 per cent; in each year since they "
        "fell": lambda: (
            "2021 to 2022    +5.2%   +4.9%    +5.3%" in printed(TRENDS)
            and all(solved().loc[year, "upper"] < solved().loc[year - 1, "lower"] for year in (2023, 2024, 2025))
        ),
        "only a rise of 25.7 per cent a year, or a fall of 20.4 per cent": lambda: (
            "is a rise of 25.7% or a fall of 20.4% a year" in printed(TRENDS)
        ),
        "about a quarter of the variance": lambda: abs(share_of_variance() - 25) < 4,
        "no method finds one in the solved cases: they rose and fell": lambda: (
            values("13-what-survives", series="cases solved").eval("lower < 0 < upper")
        ).all(),
        "They rose by about 9 per cent a year, by three methods of four": lambda: (
            (prosecution_slopes()["lower"] > 0).sum() == 3
            and prosecution_slopes().query("lower > 0")["estimate"].between(8.5, 9.5).all()
        ),
        "both intervals include no rise": no_rise_once_the_year_is_in,
    },
    "05_law_and_operations": {
        "anything from a fall to less than a twentieth to a rise to more than the eightfold is compatible": lambda: (
            1 / 40 < level_ratio()[0] < 1 / 20 and 8 < level_ratio()[1] < 9
        ),
        "More of the placebo dates come out": lambda: placebo_dates()[0] > 5,
        "most of them have a change at least as large as that at the law": lambda: (
            placebo_dates()[2] > placebo_dates()[1] / 2
        ),
        "it is June 2020, 30 months *before* it": lambda: onset() == ("2020-06", 30),
        "What the model finds there is the rise of 2020, or noise, and not the law": lambda: (
            onset()[0].startswith("2020") and solved().loc[2020, "lower"] > solved().loc[2019, "upper"]
        ),
        "The date that fits best lies 30 months before the law": lambda: onset()[1] == 30,
        "fewer cases were solved in 2024 and in 2025 than in each year from 2021 to 2023": lambda: (
            solved().loc[[2024, 2025], "upper"].max() < solved().loc[2021:2023, "lower"].min()
        ),
    },
    "06_elsewhere": {
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
        "one rise of 31.7 per cent a year": lambda: "their rise: 31.7% a year" in printed("09_your_own_data"),
        "December 2021 must have been larger than the average month before it": lambda: (
            solved()["lower"][2021] - first_eleven_months() > first_eleven_months() / 11
        ),
    },
}
