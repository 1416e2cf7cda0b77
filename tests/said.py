"""Sentences of the notebooks that say how large or which way in words, each with what it follows from.

A check reads the committed data of the figures, the stored results of the notebook or the dataset.
"""

import re
from functools import cache

import pandas as pd
from stored import notebook, stored_table

__all__ = ["SAID"]

_TRENDS = "04_trends_of_the_mainland_series"
_HANDED = "07_handovers_and_treaties"
_CN = "China (mainland): cases solved"
_ENDS = (("lower", "upper"), ("upper", "lower"))  # between which a rise is least and most
_HK, _SG = "Hong Kong: deception cases reported", "Singapore: scam cases reported"
_SAME, _OTHER = "all bulletins count the same", "full years count something else"
_US = "United States: complaints to IC3"


def _values(name, **cells):
    """The rows of a figure's data that have these cells."""
    table = stored_table(name)
    for column, cell in cells.items():
        table = table[table[column] == cell]
    return table


@cache
def _printed(stem):
    """All text of the results of a notebook."""
    return notebook(stem).replace("\\n", "\n")


def _december(indicator, *years):
    """The ratios of Decembers to an average month before, each as its two ends."""
    rows = _values("09-december-jumps", indicator=indicator).set_index("year")
    return [tuple(rows.loc[year, ["ratio_lower", "ratio_upper"]]) for year in years]


def _within(pairs, low, high):
    return all(low <= a <= b <= high for a, b in pairs)


def _years(title):
    return _values("15-jurisdictions", title=title).set_index("year")


def _titles():
    return set(stored_table("15-jurisdictions")["title"])


def _solved():
    return _values("12-solved-cases-trend", kind="observed").set_index("year")


def _apc(title, year):
    return _years(title).loc[year, ["apc", "apc_lower", "apc_upper"]]


def _change(title, year):
    """Per cent from the year before."""
    values = _years(title)["value"]
    return 100 * (values[year] / values[year - 1] - 1)


def _prosecuted(year):
    """The ends of a year in the table of bounds that notebook 03c prints."""
    text = _printed("03c_other_counts")
    names = ("period", "lower", "upper")
    heads, lower, upper = (re.search(rf"^\s*\"?{name} +(\d.*)$", text, re.MULTILINE)[1] for name in names)
    place = re.findall(r"\d{4}", heads).index(str(year))
    return [float(re.findall(r"[\d,]+", line)[place].replace(",", "")) for line in (lower, upper)]


def _treaties():
    found = _values("05-treaties", column="extradition")
    return found[found["finding"] != "none found"], found


def _prosecution_slopes():
    return _values("13-what-survives", series="persons prosecuted")


def _no_rise_once_the_year_is_in():
    lines = re.findall(r"with 2022  \w+ +[+-][\d.]+% ([+-][\d.]+)% ([+-][\d.]+)%", _printed(_TRENDS))
    return len(lines) == 2 and all(float(a) < 0 < float(b) for a, b in lines)


def _share_of_variance():
    return float(re.search(r"cause (\d+)% of the variance", _printed(_TRENDS))[1])


def _level_ratio():
    found = re.search(r"level after over level before: [\d.]+ ([\d.]+) ([\d.]+)", _printed("05_law_and_operations"))
    return float(found[1]), float(found[2])


def _excess(year):
    text = _printed("03b_decembers_and_honest_bands")
    found = re.search(rf"{year}: [+-][\d.]+% \(([+-][\d.]+)% to ([+-][\d.]+)%\)", text)
    return float(found[1]), float(found[2])


def _onset():
    """The month that fits best, and how many months before the law."""
    found = re.search(r"best-fitting date is (\d{4}-\d\d), (\d+) values before", _printed("05_law_and_operations"))
    return found[1], int(found[2])


def _placebo_dates():
    """Per cent that are significant, how many dates, and how many with a change at least as large."""
    found = re.search(
        r"(\d+)% of (\d+) placebo dates are 'significant' at 5%, and (\d+)", _printed("05_law_and_operations")
    )
    return tuple(map(int, found.groups()))


def _share_inside(model, level):
    """The share of the bulletins that were left out which lie in the band of a level."""
    rows = _values("08-reconcile-calibration", model=model)
    return rows.eval("pit_upper >= (1 - @level) / 2 and pit_lower <= (1 + @level) / 2").mean()


def _highest(title):
    return _years(title)["value"].idxmax()


def _rates(area, year):
    row = re.search(rf"^\s*\"?{year} +(\d+) +(\d+)", _printed("06_elsewhere"), re.MULTILINE)
    return int(row[("HK", "SG").index(area) + 1])


def _ratio(title, end):
    table = _values("11-revisions", title=title)
    row = table[table["period_end"] == pd.Timestamp(end)].iloc[0]
    return row["latest"] / row["first"]


def _handed(first, last):
    found = re.search(rf"{first} to {last} +\[([\d,]+), ([\d,]+)\]", _printed(_HANDED))
    return [int(one.replace(",", "")) for one in found.groups()]


#: Notebook -> a sentence, or as much of it as a check is about -> whether it follows.
SAID = {
    "01_reproducing_the_paper": {
        "The full years came later and are larger: more than 441,000 for 2021 and 464,000": lambda: (
            _solved().loc[2021, "lower"] > 380_000 and _solved().loc[2022, "lower"] > 391_500
        ),
    },
    "03_what_the_bulletins_imply": {
        "the yearly count is smaller than the eleven-month count that came before it": lambda: (
            _december("cases solved", 2016)[0][1] < 1
        ),
    },
    "03b_decembers_and_honest_bands": {
        "Four times as many suspects caught in December 2020 as in an ordinary month; two to three times as many cases "
        "solved in three Decembers running, then a third more in 2023; about twice as many persons prosecuted in three "
        "Decembers, and nothing certain in 2025": lambda: (
            _within(_december("suspects caught", 2020), 3.5, 4.5)
            and _within(_december("cases solved", 2020, 2021, 2022), 2, 3)
            and _within(_december("cases solved", 2023), 1.25, 1.42)
            and _within(_december("persons prosecuted", 2022, 2023, 2024), 1.5, 2.5)
            and _december("persons prosecuted", 2025)[0][0] < 1 < _december("persons prosecuted", 2025)[0][1]
        ),
        "those of 50 per cent hold fewer than half of the bulletins": lambda: _share_inside(_SAME, 0.5) < 0.5,
        "Of the first model nearly as many of the 90 per cent bands hold the bulletin that was left out as should, but "
        "its narrower bands hold too few; of the second, fewer do": lambda: (
            0.8 < _share_inside(_SAME, 0.9) < 0.9
            and all(_share_inside(_SAME, level) < level for level in (0.5, 0.6, 0.7))
            and _share_inside(_OTHER, 0.9) < _share_inside(_SAME, 0.9)
        ),
        "there the yearly number was *smaller* than the running count": lambda: (
            _december("cases solved", 2016)[0][1] < 1
        ),
        "five of 2019 to 2021 lie between two running bulletins": lambda: _months_known_in(2019, 2020, 2021) == 5,
        "the yearly count is lower in 2016, higher from 2019 to 2023, most of all in 2019, and nothing is certain "
        "since 2024": lambda: (
            _excess(2016)[1] < 0 < min(_excess(year)[0] for year in range(2019, 2024))
            and max(range(2019, 2024), key=lambda year: sum(_excess(year))) == 2019
            and all(_excess(year)[0] < 0 < _excess(year)[1] for year in (2024, 2025))
        ),
        "a low level in early 2019, a much higher one by late 2020, a jump in the autumn of 2021, then a plateau until "
        "late 2023, and a fall in 2024": lambda: _as_both_panels_show(),
    },
    "03c_other_counts": {
        "So prosecutions fell from 2020 to 2022 and rose in 2023 and 2024": lambda: (
            _prosecuted(2020)[0] > _prosecuted(2022)[1]
            and _prosecuted(2022)[1] < _prosecuted(2023)[0]
            and _prosecuted(2023)[1] < _prosecuted(2024)[0]
        ),
    },
    _TRENDS: {
        "the rise to 2020 lies anywhere between 28.6 and 115.0 per cent": lambda: (
            [round(100 * (_solved()[end][2020] / _solved()[other][2019] - 1), 1) for end, other in _ENDS]
            == [28.6, 115.0]
        ),
        "cases solved rose by about a third a year to 2022 and fell by about a fifth a year since": lambda: (
            abs(_apc(_CN, 2021).iloc[0] - 100 / 3) < 2 and abs(_apc(_CN, 2023).iloc[0] + 20) < 2.5
        ),
        "The rise's interval begins barely above no rise, and the fall's includes no fall at all": lambda: (
            0 < _apc(_CN, 2021).iloc[1] < 3 and _apc(_CN, 2023).iloc[2] > 0
        ),
        "seven values are fewer than the ten or so": lambda: len(_solved()) == 7,
        "The paper's word holds for 2021 to 2022, when cases rose by 4.9 to 5.3 per cent; in each year since they "
        "fell": lambda: (
            "2021 to 2022    +5.2%   +4.9%    +5.3%" in _printed(_TRENDS)
            and all(_solved().loc[year, "upper"] < _solved().loc[year - 1, "lower"] for year in (2023, 2024, 2025))
        ),
        "only a rise of 25.7 per cent a year, or a fall of 20.4 per cent": lambda: (
            "is a rise of 25.7% or a fall of 20.4% a year" in _printed(_TRENDS)
        ),
        "about a quarter of the variance": lambda: abs(_share_of_variance() - 25) < 4,
        "no method finds one in the solved cases: they rose and fell": lambda: (
            _values("13-what-survives", series="cases solved").eval("lower < 0 < upper")
        ).all(),
        "They rose by about 9 per cent a year, by three methods of four": lambda: (
            (_prosecution_slopes()["lower"] > 0).sum() == 3
            and _prosecution_slopes().query("lower > 0")["estimate"].between(8.5, 9.5).all()
        ),
        "both intervals include no rise": _no_rise_once_the_year_is_in,
    },
    "05_law_and_operations": {
        "anything from a fall to less than a twentieth to a rise to more than the eightfold is compatible": lambda: (
            1 / 40 < _level_ratio()[0] < 1 / 20 and 8 < _level_ratio()[1] < 9
        ),
        "More of the placebo dates come out": lambda: _placebo_dates()[0] > 5,
        "most of them have a change at least as large as that at the law": lambda: (
            _placebo_dates()[2] > _placebo_dates()[1] / 2
        ),
        "it is June 2020, 30 months *before* it": lambda: _onset() == ("2020-06", 30),
        "What the model finds there is the rise of 2020, or noise, and not the law": lambda: (
            _onset()[0].startswith("2020") and _solved().loc[2020, "lower"] > _solved().loc[2019, "upper"]
        ),
        "The date that fits best lies 30 months before the law": lambda: _onset()[1] == 30,
        "fewer cases were solved in 2024 and in 2025 than in each year from 2021 to 2023": lambda: (
            _solved().loc[[2024, 2025], "upper"].max() < _solved().loc[2021:2023, "lower"].min()
        ),
    },
    "06_elsewhere": {
        "By its shape it is its own: the mainland's count was highest in 2022 and fell in each year since, while the "
        "five others were highest in 2024 or 2025": lambda: (
            _highest(_CN) == 2022
            and all(_change(_CN, year) < 0 for year in (2023, 2024, 2025))
            and sorted(_highest(title) for title in _titles() - {_CN}) == [2024, 2024, 2025, 2025, 2025]
        ),
        "The mainland's count of *solved* cases was highest in 2022, the two cities' counts of *reported* ones in "
        "2024": lambda: (_highest(_CN), _highest(_HK), _highest(_SG)) == (2022, 2024, 2024),
        "Since 2021 a change is not certain, though 2025 is the highest year": lambda: (
            _highest(_US) == 2025 and _apc(_US, 2024).iloc[1] < 0 < _apc(_US, 2024).iloc[2]
        ),
        "the interval of its fall includes no fall": lambda: _apc(_CN, 2024).iloc[2] > 0 > _apc(_CN, 2024).iloc[0],
        "reports rose from 112 to 591 in Hong Kong and from 111 to 853 in Singapore between 2018 and 2024; in 2025 "
        "they were fewer, 574 and 611": lambda: (
            [_rates("HK", year) for year in (2018, 2024, 2025)] == [112, 591, 574]
            and [_rates("SG", year) for year in (2018, 2024, 2025)] == [111, 853, 611]
        ),
        "The populations grew by 1 and 8 per cent from 2018 to 2025: next to nothing of the rise is theirs": lambda: (
            "residents, 2018 to 2025: HK +1% SG +8%" in _printed("06_elsewhere")
        ),
        "Reports in Hong Kong (from 2019) and Singapore (from 2018) rose by about 50 per cent per year to "
        "2023": lambda: abs(_apc(_HK, 2022).iloc[0] - 50) < 2.5 and abs(_apc(_SG, 2022).iloc[0] - 50) < 2.5,
        "Since then neither rise nor fall is certain: both rose once more, then Hong Kong fell by 3 per cent in 2025 "
        "and Singapore by 28": lambda: (
            all(_apc(title, 2024).iloc[1] < 0 < _apc(title, 2024).iloc[2] for title in (_HK, _SG))
            and all(_change(title, 2024) > 0 for title in (_HK, _SG))
            and (round(_change(_HK, 2025)), round(_change(_SG, 2025))) == (-3, -28)
        ),
        "Complaints to the FBI more than doubled from 2018 to 2021; but the trend between these joinpoints, 37 per "
        "cent per year, rests on the two values between them, and its interval includes no rise": lambda: (
            2 < _years(_US).loc[2021, "value"] / _years(_US).loc[2018, "value"] < 3
            and round(_apc(_US, 2019).iloc[0]) == 37
            and _apc(_US, 2019).iloc[1] < 0
        ),
    },
    _HANDED: {
        "For six of the eleven states an extradition treaty with China was found, and for five none": lambda: (
            [len(one) for one in _treaties()] == [6, 11]
        ),
        "The paper names five of the six: Viet Nam is missing": lambda: (
            _treaties()[0]["named_in_paper"].sum() == 5
            and not _treaties()[0].set_index("party").loc["VN", "named_in_paper"]
        ),
        "single reports account for about one in eight": lambda: (
            abs(1 / 8 - 5_250 / 41_000) < 0.01 and "5,250 persons" in _printed(_HANDED)
        ),
        "about half of all": lambda: (
            _handed("2023-10-25", "2023-11-21")[0] / 55_000 > 0.4
            and _handed("2023-10-25", "2023-11-21")[1] / 50_000 < 0.6
        ),
    },
    "08_how_numbers_are_revised": {
        "A year later, beside the new half-year, they printed the old one again": lambda: (
            _days("Singapore, scam losses", "2024-06-30").between(360, 380).all()
        ),
        "**Singapore** restates mostly about a year later": lambda: _days("Singapore").between(340, 400).mean() > 0.7,
        "The full year was printed a year later": lambda: (
            "2021-12-31: 37万 up to 30 November 2021" in _printed("08_how_numbers_are_revised")
            and "2022-12-30: more than 441,000 up to 31 December 2021" in _printed("08_how_numbers_are_revised")
        ),
        "Why it grew by more than a third": lambda: 4 / 3 < _ratio("Singapore, scam losses", "2024-06-30") < 1.4,
        "the confirmed number of cases is higher each time, by a fraction of a per cent": lambda: (
            _values("11-revisions", title="Japan, special fraud cases")["revision_lower"].between(1e-9, 0.01).all()
        ),
    },
    "09_your_own_data": {
        "December 2021 must have been larger than the average month before it": lambda: (
            _solved()["lower"][2021] - _first_eleven_months() > _first_eleven_months() / 11
        ),
    },
}


def _days(title, end=None):
    """The days between the first and the latest value of the windows of a series, or of one window."""
    rows = stored_table("11-revisions")
    chosen = rows["title"].str.startswith(title) & ((rows["period_end"] == pd.Timestamp(end)) | (end is None))
    return rows.loc[chosen, "days"]


def _first_eleven_months():
    """The most that the first eleven months of 2021 can be."""
    window = {"period_start": pd.Timestamp("2021-01-01"), "period_end": pd.Timestamp("2021-11-30")}
    return _values("01-solved-cases-windows", **window)["upper"].min()


def _months_known_in(*years):
    """How many months have bounds that nearly meet in both panels."""
    months = _values("07-reconciled-cases", series="month").query("lower_bound > 0.85 * upper_bound")
    panels = months[months["period_start"].dt.year.isin(years)].groupby("period_start").size()
    return (panels == 2).sum()


def _as_both_panels_show():
    months = _values("07-reconciled-cases", series="month")
    answers = []
    for _, rows in months.groupby("model"):
        level = rows.set_index("period_start")["estimate"]
        early, late = level["2019-01":"2019-04"].mean(), level["2020-09":"2020-12"].mean()
        before, after = level["2021-06":"2021-08"].mean(), level["2021-10":"2022-03"].mean()
        plateau, fall = level["2022-01":"2023-10"].mean(), level["2024-03":"2024-11"].mean()
        rises = late > 2 * early and after > 1.1 * before
        answers.append(rises and abs(plateau / after - 1) < 0.25 and fall < 0.85 * plateau)
    return len(answers) == 2 and all(answers)
