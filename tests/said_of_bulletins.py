"""Sentences of the notebooks on what bulletins imply, each with what it follows from: see `said`."""

import pandas as pd
from follows import (
    BANDS,
    BULLETINS,
    COUNTS,
    OTHER,
    SAME,
    as_both_panels_show,
    candidates,
    choices,
    december,
    excess,
    implied,
    known_months_since_2022,
    months_known_in,
    no_month_is_printed,
    numbers,
    printed,
    printed_for,
    prosecuted,
    running_years,
    seventeen,
    solved,
    stated,
    table_with,
    values,
    ways_that_leave,
    windows_of,
    within,
)
from predicted import changes_from_unseen_years, inside_by_rule, left_out, share_inside

__all__ = ["OF_BULLETINS"]

#: Notebook -> a sentence, or as much of it as a check is about -> whether it follows.
OF_BULLETINS = {
    "01_reproducing_the_paper": {
        "The full years came later and are larger: more than 441,000 for 2021 and 464,000": lambda: (
            solved().loc[2021, "lower"] > 380_000 and solved().loc[2022, "lower"] > 391_500
        ),
    },
    BULLETINS: {
        "never published a monthly series of solved": no_month_is_printed,
        "took most of the room away from 2021": lambda: (
            "[370,000, 380,000]" in printed(BULLETINS) and "[370,000, 370,563]" in printed(BULLETINS)
        ),
        "every total between them is possible under the three bulletins, none outside is": lambda: (
            "December 2021           [70,437, 72,000]" in printed(BULLETINS)
        ),
        "Leaving out one or two is not enough; three are, in 17 ways": lambda: (
            "{1: 0, 2: 0, 3: 17}" in printed(BULLETINS) and seventeen()["ways"].sum() == 17
        ),
        "the yearly count is smaller than the eleven-month count that came before it": lambda: (
            stated("chinagate-xinhua-2017-04-21").upper < stated("news18-xinhua-2016-12-20").lower
        ),
        "Even without the 93,000, the year would leave only 4,500 to 7,500 cases for the last three months, after nine "
        "months with an average of at least 8,500": lambda: (
            (stated("chinagate-xinhua-2017-04-21") - stated("indialive-xinhua-2016-10-18")).upper == 7_500 < 3 * 8_500
            and stated("indialive-xinhua-2016-10-18").lower / 9 == 8_500
        ),
        "The table groups the 17 ways by what they leave. Two columns of it are the same in all: **December 2021** and "
        "January to November 2020": lambda: (
            [len(seventeen()[name].unique()) for name in ("December 2021", "Jan-Nov 2020")] == [1, 1]
            and all(len(seventeen()[name].unique()) > 1 for name in ("2018", "2019", "2017 to 2018"))
        ),
        "2018 was never printed": lambda: not printed_for("telecom_fraud_cases_solved", "2018-01-01", "2018-12-31"),
        'In 7 of the 17 ways, which keep the 322,000 of 2020 and its "up 61 per cent", the chain through 2020 gives '
        "130,282 to 131,674. In the other 10, 2018 lies between 105,366 and 119,889, and 2019 between 161,000 and "
        "182,951": lambda: (
            (ways_that_leave("2018", 130_282, 131_674), ways_that_leave("2018", 105_366, 119_889)) == (7, 10)
            and ways_that_leave("2019", 161_000, 182_951) == 10
        ),
        "from 2017 to 2018 solved cases hardly changed (-0.9 to +0.9 per cent, in the 7 ways), or they fell by 8.1 to "
        "19.9 per cent (in the 10)": lambda: (
            (ways_that_leave("2017 to 2018", -0.9, 0.9), ways_that_leave("2017 to 2018", -19.9, -8.1)) == (7, 10)
        ),
        "January to November fit, if only just": lambda: (
            stated("c114-xinhua-2021-01-04").upper - seventeen()["Jan-Nov 2020"].iloc[0][0] <= 1
        ),
        "which months the 25.6万 counts, these bounds do not prove": lambda: (
            stated("c114-xinhua-2021-01-04").upper < stated("govcn-xinhua-2021-04-27").lower
        ),
        "For 2023 they could hardly contradict any number: anything up to 437,500 would do": lambda: (
            implied(2023) == [0, 437_500]
        ),
        "For 2022 that says something: they leave 390,905 to 401,850": lambda: implied(2022) == [390_905, 401_850],
        "Three announcements must be left out, and 17 choices of three remove all contradictions": lambda: (
            "{1: 0, 2: 0, 3: 17}" in printed(BULLETINS)
        ),
        "Whichever are left out, December 2021 had 70,437 to 72,000 cases, which nobody printed": lambda: (
            seventeen()["December 2021"].unique().tolist() == [(70_437, 72_000)]
            and not printed_for("telecom_fraud_cases_solved", "2021-12-01", "2021-12-31")
        ),
        "130,282 to 131,674 cases in 7 of the 17 ways, less than 120,000 in the others": lambda: (
            ways_that_leave("2018", 105_366, 119_889) == 17 - 7
        ),
        "since 2022 all but two Decembers begin at zero": lambda: known_months_since_2022() == ["12", "12"],
    },
    BANDS: {
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
        "there the yearly number, about 83,000, was *smaller* than the 93,000 of the first eleven months": lambda: (
            stated("chinagate-xinhua-2017-04-21").upper < stated("news18-xinhua-2016-12-20").lower
            and 2016 not in set(values("09-december-jumps", indicator="cases solved")["year"])
        ),
        "the same holds for persons prosecuted, whom the procuratorate counts": lambda: (
            min(low for low, _ in december("persons prosecuted", 2022, 2023, 2024)) > 1.5
        ),
        "only one contradiction is then left": lambda: (
            "1 minimal set of statements that cannot all hold" in printed(BANDS)
        ),
        "The model is sure that there is a break, and just as sure that it has no common size": lambda: (
            "Probability of a break: 100.0%" in printed(BANDS) and excess(2016)[1] < 0 < excess(2019)[0]
        ),
        "All bulletins inside touch their band, but wide ranges such as the 200,000 of 2019 stick out of "
        "theirs": lambda: (
            all(inside == touching > within for inside, touching, within in map(inside_by_rule, (SAME, OTHER)))
            and left_out(SAME)
            .query("window == '2019' and form == 'total' and covered")
            .eval("stated_lower < lower and upper < stated_upper")
            .all()
        ),
        "What the 90 per cent bands miss are changes, which the left side of the picture does not show; most of them "
        "are from a year of which no total was used": lambda: (
            changes_from_unseen_years(SAME)[0] == {"change"}
            and changes_from_unseen_years(SAME)[1] > changes_from_unseen_years(SAME)[2] / 2
        ),
        "with 100 and 99 per cent. That is a rank among windows, not a proof: the models expect 256,730 or 256,737 "
        "cases for these months, a little more than 25.6万 allows": lambda: (
            [f"{one:.0f}" for one in candidates()["share"][[0, 2]]] == ["100", "99"]
            and all(
                numbers(one)[0] > stated("c114-xinhua-2021-01-04").upper for one in candidates()["expected"][[0, 2]]
            )
        ),
        'most likely run from May 2017 to April 2022, and the 1.739 million "in the plan period" most likely end with '
        "June 2025": lambda: (
            (candidates()["share"][[4, 6]] > 50).all()
            and candidates()["period_start"][4] == "2017-05-01"
            and candidates()["period_end"][[4, 6]].tolist() == ["2022-04-30", "2025-06-30"]
        ),
        "That police solved twice as many cases in December as in other months": lambda: within(
            december("cases solved", 2021, 2022), 2, 2.2
        ),
        "by how much the running count fell in 2024. Both panels show a fall, but no running bulletin covers 2024 or "
        "2025 alone: under the second reading their sharp bounds begin at zero": lambda: (
            as_both_panels_show()
            and not any(
                printed_for("telecom_fraud_cases_solved", f"{year}-01-01", f"{year}-11-30") for year in (2024, 2025)
            )
            and [running_years().loc[str(year), "lower_bound"] for year in (2024, 2025)] == ["0", "0"]
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
    COUNTS: {
        'One later number is in the data: "about 17,000", 25 June to 30 September 2023': lambda: printed_for(
            "telecom_fraud_suspects_caught", "2023-06-25", "2023-09-30"
        ),
        "far less is certain": lambda: printed(COUNTS).count(" inf") > 2,
        "The three leave the same 2019, 2022 and 2023; 2018, 2020 and 2021 hang on the choice": lambda: (
            [len({*map(tuple, choices(year))}) == 1 for year in range(2018, 2024)]
            == [False, True, False, False, True, True]
        ),
        "And 2022 was never printed for itself": lambda: (
            not printed_for("telecom_fraud_persons_prosecuted", "2022-01-01", "2022-12-31")
        ),
        "So prosecutions fell from 2020 to 2022 and rose in 2023 and 2024, whichever of the three numbers is left out, "
        "and 2022 is the lowest year since 2019": lambda: (
            all(low > high for (low, _), (_, high) in zip(choices(2020), choices(2022), strict=True))
            and all(high < low for (_, high), (low, _) in zip(choices(2022), choices(2023), strict=True))
            and prosecuted(2023)[1] < prosecuted(2024)[0]
            and all(
                max(high for _, high in choices(2022)) < min(low for low, _ in choices(year))
                for year in (2019, 2020, 2021, 2023)
            )
        ),
        "leaving out any one of three numbers resolves all four": lambda: (
            len(table_with(COUNTS, "value_text")) == 4 and len(choices(2018)) == 3
        ),
        "Since then only the suspects of one operation were counted": lambda: (
            windows_of("telecom_fraud_suspects_caught").query("period_end > '2022-12-31'")["period_start"].tolist()
            == [pd.Timestamp("2023-06-25")]
        ),
    },
}
