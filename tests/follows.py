"""What the sentences of the notebooks follow from: data of the figures, stored results, the dataset."""

import re
from functools import cache

import pandas as pd
from stored import notebook, stored_table

TRENDS = "04_trends_of_the_mainland_series"
HANDED = "07_handovers_and_treaties"
CN = "China (mainland): cases solved"
ENDS = (("lower", "upper"), ("upper", "lower"))  # between which a rise is least and most
HK, SG = "Hong Kong: deception cases reported", "Singapore: scam cases reported"
SAME, OTHER = "all bulletins count the same", "full years count something else"
JP, MY = "Japan: special fraud cases recognised", "Malaysia: online fraud cases"
US = "United States: complaints to IC3"


def values(name, **cells):
    """The rows of a figure's data that have these cells."""
    table = stored_table(name)
    for column, cell in cells.items():
        table = table[table[column] == cell]
    return table


@cache
def printed(stem):
    """All text of the results of a notebook."""
    return notebook(stem).replace("\\n", "\n")


def december(indicator, *years):
    """The ratios of Decembers to an average month before, each as its two ends."""
    rows = values("09-december-jumps", indicator=indicator).set_index("year")
    return [tuple(rows.loc[year, ["ratio_lower", "ratio_upper"]]) for year in years]


def within(pairs, low, high):
    return all(low <= a <= b <= high for a, b in pairs)


def years(title):
    return values("15-jurisdictions", title=title).set_index("year")


def titles():
    return set(stored_table("15-jurisdictions")["title"])


def solved():
    return values("12-solved-cases-trend", kind="observed").set_index("year")


def apc(title, year):
    return years(title).loc[year, ["apc", "apc_lower", "apc_upper"]]


def change(title, year):
    """Per cent from the year before."""
    values = years(title)["value"]
    return 100 * (values[year] / values[year - 1] - 1)


def prosecuted(year):
    """The ends of a year in the table of bounds that notebook 03c prints."""
    text = printed("03c_other_counts")
    names = ("period", "lower", "upper")
    heads, lower, upper = (re.search(rf"^\s*\"?{name} +(\d.*)$", text, re.MULTILINE)[1] for name in names)
    place = re.findall(r"\d{4}", heads).index(str(year))
    return [float(re.findall(r"[\d,]+", line)[place].replace(",", "")) for line in (lower, upper)]


def treaties():
    found = values("05-treaties", column="extradition")
    return found[found["finding"] != "none found"], found


def prosecution_slopes():
    return values("13-what-survives", series="persons prosecuted")


def no_rise_once_the_year_is_in():
    rows = r"with 2022 +quasi-Poisson +{0}% +({0})% +({0})%[^%]*interval-censored +{0}% +({0})% +({0})%"
    found = re.search(rows.replace("{0}", r"[+-][\d.]+"), printed(TRENDS))
    ends = [float(one) for one in found.groups()]
    return max(ends[::2]) < 0 < min(ends[1::2])


def share_of_variance():
    return float(re.search(r"cause (\d+)% of the variance", printed(TRENDS))[1])


def level_ratio():
    found = re.search(r"level after over level before: [\d.]+ ([\d.]+) ([\d.]+)", printed("05_law_and_operations"))
    return float(found[1]), float(found[2])


def excess(year):
    text = printed("03b_decembers_and_honest_bands")
    found = re.search(rf"{year}: [+-][\d.]+% \(([+-][\d.]+)% to ([+-][\d.]+)%\)", text)
    return float(found[1]), float(found[2])


def onset():
    """The month that fits best, and how many months before the law."""
    found = re.search(r"best-fitting date is (\d{4}-\d\d), (\d+) values before", printed("05_law_and_operations"))
    return found[1], int(found[2])


def placebo_dates():
    """Per cent that are significant, how many dates, and how many with a change at least as large."""
    found = re.search(
        r"(\d+)% of (\d+) placebo dates are 'significant' at 5%, and (\d+)", printed("05_law_and_operations")
    )
    return tuple(map(int, found.groups()))


def share_inside(model, level):
    """The share of the bulletins that were left out which lie in the band of a level."""
    rows = values("08-reconcile-calibration", model=model)
    return rows.eval("pit_upper >= (1 - @level) / 2 and pit_lower <= (1 + @level) / 2").mean()


def highest(title):
    return years(title)["value"].idxmax()


def rates(area, year):
    row = re.search(rf"^\s*\"?{year} +(\d+) +(\d+)", printed("06_elsewhere"), re.MULTILINE)
    return int(row[("HK", "SG").index(area) + 1])


def ratio(title, end):
    table = values("11-revisions", title=title)
    row = table[table["period_end"] == pd.Timestamp(end)].iloc[0]
    return row["latest"] / row["first"]


def handed(first, last):
    found = re.search(rf"{first} to {last} +\[([\d,]+), ([\d,]+)\]", printed(HANDED))
    return [int(one.replace(",", "")) for one in found.groups()]


def handed_over(series, year):
    rows = values("02-handovers", series=series)
    return rows[rows["date"].dt.year == year]


def itemised(year):
    """The persons of all single handovers of a year."""
    return int(handed_over("single handover", year)["value"].sum())


def announced(year):
    """The total of a year that the notebook takes, of those announced up to its last day the smallest."""
    totals = handed_over("total handed over", year)
    return totals.loc[totals["date"] == f"{year}-12-31", "value"].min()


def handed_in_all():
    """The ends of the last total that says handed over."""
    return tuple(values("02-handovers", series="total handed over").sort_values("date").iloc[-1][["lower", "upper"]])


def days(title, end=None):
    """The days between the first and the latest value of the windows of a series, or of one window."""
    rows = stored_table("11-revisions")
    chosen = rows["title"].str.startswith(title) & ((rows["period_end"] == pd.Timestamp(end)) | (end is None))
    return rows.loc[chosen, "days"]


def japan_confirms():
    """Whether each confirmed number of cases came within 105 to 111 days, higher by less than a per cent."""
    rows = values("11-revisions", title="Japan, special fraud cases")
    return rows["days"].agg(["min", "max"]).tolist() == [105, 111] and rows["revision_lower"].between(1e-9, 0.01).all()


def first_eleven_months():
    """The most that the first eleven months of 2021 can be."""
    window = {"period_start": pd.Timestamp("2021-01-01"), "period_end": pd.Timestamp("2021-11-30")}
    return values("01-solved-cases-windows", **window)["upper"].min()


def months_known_in(*years):
    """How many months have bounds that nearly meet in both panels."""
    months = values("07-reconciled-cases", series="month").query("lower_bound > 0.85 * upper_bound")
    panels = months[months["period_start"].dt.year.isin(years)].groupby("period_start").size()
    return (panels == 2).sum()


def as_both_panels_show():
    months = values("07-reconciled-cases", series="month")
    answers = []
    for _, rows in months.groupby("model"):
        level = rows.set_index("period_start")["estimate"]
        early, late = level["2019-01":"2019-04"].mean(), level["2020-09":"2020-12"].mean()
        before, after = level["2021-06":"2021-08"].mean(), level["2021-10":"2022-03"].mean()
        plateau, fall = level["2022-01":"2023-10"].mean(), level["2024-03":"2024-11"].mean()
        rises = late > 2 * early and after > 1.1 * before
        answers.append(rises and abs(plateau / after - 1) < 0.25 and fall < 0.85 * plateau)
    return len(answers) == 2 and all(answers)
