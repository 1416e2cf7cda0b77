"""What the sentences of the notebooks follow from: data of the figures, stored results, the dataset."""

import json
import re
from functools import cache

import pandas as pd
from scipy.stats import binom
from stored import notebook, stored_table

import fraudstats as fs

BULLETINS, BANDS, COUNTS = "03_what_the_bulletins_imply", "03b_decembers_and_honest_bands", "03c_other_counts"
LAW = "05_law_and_operations"
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


def table_with(stem, *headings):
    """The first table of a notebook's results that has these headings, as text, with its row labels as columns."""
    results = [out for cell in json.loads(notebook(stem))["cells"] for out in cell.get("outputs", [])]
    for html in ("".join(out.get("data", {}).get("text/html", "")) for out in results):
        rows = [
            [re.sub("<[^>]*>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
            for row in re.findall(r"<tr.*?>(.*?)</tr>", html, re.DOTALL)
        ]
        if rows and set(headings) <= set(rows[0]):
            return pd.DataFrame([[None] * (len(rows[0]) - len(row)) + row for row in rows[1:]], columns=rows[0])
    raise LookupError(f"{stem} shows no table with {headings}")


def numbers(text):
    return [float(one.replace(",", "")) for one in re.findall(r"[-+]?\d[\d,]*(?:\.\d+)?", text)]


def stated(source, indicator="telecom_fraud_cases_solved"):
    """The range that a printed number allows."""
    return fs.load().interval(f"{source}/{indicator}")


def windows_of(indicator):
    """The first and last days of the windows that are printed for mainland China."""
    rows = fs.load().select(indicator, ref_area="CN").observations
    return rows[["period_start", "period_end"]].dropna()


def printed_for(indicator, start, end):
    rows = windows_of(indicator)
    return bool(((rows["period_start"] == start) & (rows["period_end"] == end)).any())


def no_month_is_printed():
    rows = windows_of("telecom_fraud_cases_solved")
    return not (
        (rows["period_start"].dt.day == 1) & (rows["period_end"] == rows["period_start"] + pd.offsets.MonthEnd())
    ).any()


@cache
def seventeen():
    """What the ways to leave out three announcements leave: ways, and the ends of each window."""
    table = table_with(BULLETINS, "2018", "ways")
    ends = {name: [tuple(numbers(cell)) for cell in table[name]] for name in table if name not in ("", "ways")}
    return pd.DataFrame(ends).assign(ways=table["ways"].astype(int))


def ways_that_leave(window, low, high):
    """In how many ways a window lies between these ends, which some of them meet."""
    ends = seventeen()[window]
    inside = ends.map(lambda pair: low <= pair[0] and pair[1] <= high)
    met = {*ends[inside].str[0]} >= {low} and {*ends[inside].str[1]} >= {high}
    return seventeen().loc[inside, "ways"].sum() * met


def implied(year):
    """What the others imply for January to November of a year."""
    return numbers(re.search(rf"November {year} without its own number: (\[[^\]]+\])", printed(BULLETINS))[1])


def known_months_since_2022():
    """The months whose sharp bounds do not begin at zero, if all bulletins count the same."""
    months = values("07-reconciled-cases", series="month", model="If all bulletins count the same")
    months = months[(months["period_start"] >= "2022-01-01") & (months["lower_bound"] > 0)]
    return [f"{month:%m}" for month in months["period_start"]]


def choices(year):
    """The ends of a year in notebook 03c, by which of three numbers is left out."""
    return [numbers(cell) for cell in table_with(COUNTS, "2018", "2020", "2023")[str(year)]]


def slopes(column):
    """The intervals of prosecutions by choice and method, in notebook 04: what is left out -> their ends."""
    table = table_with(TRENDS, "without 2022", "with 2022")
    rows = table.assign(out=table.iloc[:, 0].ffill())[table[column] != ""]
    return {out: [numbers(cell)[1:] for cell in part[column]] for out, part in rows.groupby("out")}


def bends():
    """Per cent of draws in which the bend lies in a year, with 2019 as printed and with 2019 known well."""
    return [
        dict(zip([2021, 2022], map(int, pair), strict=True))
        for pair in re.findall(r"in 2021: (\d+)%, 2022: (\d+)%", printed(TRENDS))
    ]


def shares_of_variance():
    """Per cent of the variance that rounding causes, with 2019 as printed and with 2019 known well."""
    return [int(one) for one in re.findall(r"rounding causes (\d+)% of its variance", printed(TRENDS))]


def scatters():
    """The scatter about one line and about the bent line."""
    found = re.search(r"about one line ([\d.]+), about the bent line ([\d.]+)", printed(TRENDS))
    return float(found[1]), float(found[2])


def forecast_over_last():
    """The ends of the forecast of 2026 as multiples of the last total."""
    found = re.search(r"2026 +264000 +(\d+) +(\d+) +(\d+)", printed(TRENDS))
    lower, upper, last = (int(one) for one in found.groups())
    return lower / last, upper / last


def differences():
    """The intervals of the yearly totals less what the trend before would have given."""
    found = re.findall(r"95% prediction interval ([-\d,]+) to ([-\d,]+)", printed(LAW))
    return [tuple(numbers(" ".join(pair))) for pair in found]


def onsets():
    """How many of the 100 series have their best date in a month."""
    found = re.search(r"in how many series: \{([^}]*)\}", printed(LAW))[1]
    return pd.Series({month: int(number) for month, number in re.findall(r"'(\d{4}-\d\d)': (\d+)", found)})


def placebo(row, column):
    """Of the placebo dates of 100 series: the least, median or largest number that are significant, or as large."""
    found = re.search(rf"{row} +(\d+) +(\d+)", printed(LAW))
    return int(found[1 + ("significant", "as large").index(column)])


def by_chance(found, of, share=0.05):
    """The chance of so many or more, if dates were independent and nothing happened."""
    return float(binom.sf(found - 1, of, share))


def candidates():
    """The windows that undated numbers can mean, best first for each."""
    table = table_with(BANDS, "printed", "expected", "probability")
    return table.assign(share=[numbers(cell)[0] for cell in table["probability"]])


def running_years():
    """The years if full-year bulletins count something else, as notebook 03b prints them."""
    table = table_with(BANDS, "estimate", "lower_bound", "upper_bound")
    return table.set_index(table.columns[0])


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


def kinds_found(party):
    """In how many kinds of treaty something was found between China and a state."""
    return int((values("05-treaties", party=party)["finding"] != "none found").sum())


def lists_behind_none():
    """How many of the findings of nothing rest on each list."""
    none = values("05-treaties", finding="none found")["ids"].str.split("/").str[0]
    return none.value_counts().tolist()


def windows_of_mainland():
    """How many windows of mainland China were printed once, and of how many."""
    text = printed("08_how_numbers_are_revised")
    found = re.search(r"<revisions: (\d+) windows, \d+ vintages, 0 windows revised>\D+printed once +(\d+)", text)
    return int(found[2]), int(found[1])


def prosecution_slopes():
    return values("13-what-survives", series="persons prosecuted")


def level_ratio():
    found = re.search(r"all years: level after over level before: [\d.]+ ([\d.]+) ([\d.]+)", printed(LAW))
    return float(found[1]), float(found[2])


def excess(year):
    text = printed("03b_decembers_and_honest_bands")
    found = re.search(rf"{year}: [+-][\d.]+% \(([+-][\d.]+)% to ([+-][\d.]+)%\)", text)
    return float(found[1]), float(found[2])


def placebo_dates():
    """Per cent that are significant, how many dates, and how many with a change at least as large."""
    found = re.search(
        r"(\d+)% of (\d+) placebo dates are 'significant' at 5%, and (\d+)", printed("05_law_and_operations")
    )
    return tuple(map(int, found.groups()))


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
