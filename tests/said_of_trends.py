"""Sentences of the notebooks on trends of the mainland series, each with what it follows from: see `said`.

Where a sentence speaks of chance, the check computes what chance gives.
"""

from follows import (
    CN,
    ENDS,
    LAW,
    TRENDS,
    apc,
    bends,
    by_chance,
    choices,
    differences,
    forecast_over_last,
    level_ratio,
    no_month_is_printed,
    onsets,
    placebo,
    placebo_dates,
    printed,
    printed_for,
    prosecuted,
    prosecution_slopes,
    scatters,
    shares_of_variance,
    slopes,
    solved,
    values,
    ways_that_leave,
)

__all__ = ["OF_TRENDS"]

#: Notebook -> a sentence, or as much of it as a check is about -> whether it follows.
OF_TRENDS = {
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
        "With values so scattered about one line, only a rise of 25.7 per cent a year, or a fall of 20.4 per "
        "cent": lambda: "a rise of 25.7% a year or more, or a fall of 20.4%" in printed(TRENDS),
        "would have shown only a very large trend": lambda: "a rise of 25.7% a year or more" in printed(TRENDS),
        "about the bent line it is less than half": lambda: scatters()[1] < scatters()[0] / 2,
        "2021 and 2022 fit almost equally well, and the draws divide between them": lambda: (
            min(min(one.values()) for one in bends()) > 100 / 3
        ),
        "Even 2019 known to the thousand would not decide it": lambda: (
            len(bends()) == 2 and min(bends()[1].values()) > 100 / 3
        ),
        "The width of 2019 causes most of what rounding adds to the variance of the average change per year: about a "
        "quarter of it as printed, and less than a tenth if 2019 were known so well": lambda: (
            abs(shares_of_variance()[0] - 25) < 4 and shares_of_variance()[1] < min(10, shares_of_variance()[0] / 2)
        ),
        "to 199,071 to 200,935 in 7 of the 17 ways to remove the contradictions, and to at most "
        "182,951 in the other 10": lambda: (
            ways_that_leave("2019", 199_071, 200_935) == 7 and ways_that_leave("2019", 161_000, 182_951) == 10
        ),
        "2022 was never printed, and the other bulletins bound it at only 30,249 to 30,581": lambda: (
            not printed_for("telecom_fraud_persons_prosecuted", "2022-01-01", "2022-12-31")
            and prosecuted(2022) == [30_249, 30_581]
        ),
        "Without 2022 the intervals exclude no rise, on the printed years and under all three choices. With 2022 put "
        "in they include it, if the 43,929 of 2018 is kept; if that number is the one left out, they still exclude it. "
        "So the trend rests on the year that was never printed, and on one number that may be wrong": lambda: (
            len(slopes("without 2022")) == 4
            and all(low > 0 for pairs in slopes("without 2022").values() for low, _ in pairs)
            and {what: [low > 0 for low, _ in pairs] for what, pairs in slopes("with 2022").items()}
            == {
                "without 210,000": [False, False],
                "without 193,000": [False, False],
                "without 43,929": [True, True],
            }
        ),
        "more persons were prosecuted in each year from 2023 to 2025 than in 2018, 2019, 2021 and 2022. Against 2020, "
        "printed as 50,000 (45,000 to 55,000), 2024 and 2025 are certain to be higher and 2023, with 50,500 to 51,024 "
        "(), is not": lambda: (
            min(prosecuted(year)[0] for year in (2023, 2024, 2025))
            > max(high for year in (2018, 2019, 2021, 2022) for _, high in choices(year))
            and min(prosecuted(year)[0] for year in (2024, 2025)) > 55_000 == max(high for _, high in choices(2020))
            and choices(2023)[0] == [50_500, 51_024]
        ),
        "that the totals fell from 2022 to 2023 is known": lambda: solved()["upper"][2023] < solved()["lower"][2022],
        "at what rate they fall since: the interval of the second segment includes no fall": lambda: (
            apc(CN, 2023).iloc[2] > 0
        ),
        "That prosecutions rose beyond chance from 2018 to 2025: it hangs on which of three numbers is wrong": lambda: (
            len({low > 0 for pairs in slopes("with 2022").values() for low, _ in pairs}) == 2
        ),
        "the forecast is open between less than a seventh of the last value and almost twice it": lambda: (
            forecast_over_last()[0] < 1 / 7 and 1.9 < forecast_over_last()[1] < 2
        ),
        "no method finds one in the solved cases: they rose and fell": lambda: (
            values("13-what-survives", series="cases solved").eval("lower < 0 < upper")
        ).all(),
        "Prosecutions rose by about 9 per cent a year, by three methods of four": lambda: (
            (prosecution_slopes()["lower"] > 0).sum() == 3
            and prosecution_slopes().query("lower > 0")["estimate"].between(8.5, 9.5).all()
        ),
    },
    LAW: {
        "With months that nobody published": no_month_is_printed,
        "Anything from a fall to less than a twentieth to a rise to more than the eightfold is compatible": lambda: (
            1 / 40 < level_ratio()[0] < 1 / 20 and 8 < level_ratio()[1] < 9
        ),
        "66 put the change into January to March 2024 and 33 into May to November 2020, one into July 2023. None puts "
        "it within two months of the law": lambda: (
            onsets()["2024-01":"2024-03"].sum() == 66
            and onsets()["2020-05":"2020-11"].sum() == 33
            and onsets()["2023-07"] == 1
            and onsets()["2022-10":"2023-02"].empty
        ),
        "no draw names the law's. The yearly totals rose in 2020 and fell in 2024": lambda: (
            "within two months of the law: 0" in printed(LAW)
            and solved()["lower"][2020] > solved()["upper"][2019]
            and solved()["upper"][2024] < solved()["lower"][2023]
        ),
        "but none of the best dates lies there": lambda: onsets()["2022-09":"2022-12"].empty,
        '3 of 28 are "significant" where chance alone gives 1.4, and 3 or more would come with p = 0.16 if the dates '
        "were independent": lambda: (
            (round(placebo_dates()[0] * 0.28), placebo_dates()[1], round(0.05 * 28, 1)) == (3, 28, 1.4)
            and round(by_chance(3, 28), 2) == 0.16
        ),
        "The rise of 2020 lies among them, too. This is no evidence either way": lambda: (
            solved()["lower"][2020] > solved()["upper"][2019] and by_chance(3, 28) > 0.05
        ),
        "in half of the series 23 or more of the 28 have a change at least as large as the law's: at most of these "
        "dates the model finds as much as at the law": lambda: (
            placebo("median", "as large") == 23 > placebo_dates()[1] / 2
        ),
        "That fewer cases were solved than the trend before would have led one to expect: the interval of that "
        "difference includes zero": lambda: all(low < 0 < high for low, high in differences()),
        "By months that nobody published": no_month_is_printed,
        "fewer cases were solved in 2024 and in 2025 than in each year from 2021 to 2023": lambda: (
            solved().loc[[2024, 2025], "upper"].max() < solved().loc[2021:2023, "lower"].min()
        ),
    },
}
