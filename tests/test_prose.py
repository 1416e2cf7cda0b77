"""The numbers of a notebook's sentences stand in its own results, in the data it uses, or are worked out here.

A number of another notebook needs a link to it, or its name, in the same cell. Of small numbers and of counts
in words, that the number stands among the results says little: which sentence says what of them is bound in `said`.
"""

import json
import re
from calendar import month_name
from functools import cache
from math import inf

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.dataset.loader import processed_folder

ROOT = processed_folder().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?")
PER_CENT = re.compile(r"((?:[-+]?\d[\d.]*(?: to | and |, ))*[-+]?\d[\d.]*)\s+per\s+cent")
LINK = re.compile(r"\]\((\w+)\.ipynb\)")
#: Code, formulas, addresses, the number of a document, of a notebook, a section and a heading are no statements.
NO_PROSE = re.compile(
    r"`[^`]*`|\$[^$]*\$|\]\([^)]*\)|10\.23880/\S+|[Nn]otebooks? \d\d[a-c]?(?:(?:, | and )\d\d[a-c]?)*|section \d|"
    r"^#+ \d+|^\d\. |\*\*\d\d[a-c]?\.\d\*\*|\[\d\d[a-c]?\b|\*\*Time.\*\* \d+ minutes|^\| \d\d[a-c]? ",
    re.MULTILINE,
)
YEAR = re.compile(r"(?:19|20)\d\d")
MONTHS = "|".join(name for name in month_name if name)
COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
COUNTED = re.compile(rf"\b({'|'.join(COUNTS)})\b(?![- ](?:times|or)\b)", re.IGNORECASE)

_PAPER, _BULLETINS, _OTHER = "01_reproducing_the_paper", "03_what_the_bulletins_imply", "03c_other_counts"
#: Notebook -> what a sentence works out from printed numbers, as it does it -> the ends as it writes them.
WORKED_OUT = {
    _PAPER: {
        # Suspects per gang in April 2022.
        fs.Interval(51_000 / 12_000, 51_000 / 12_000): (4.25, 4.25),
    },
    _BULLETINS: {
        # The last three months of 2016: about 83,000 for the year, 77,000 for nine months.
        fs.Interval(82_000, 84_000) - fs.Interval(76_500, 77_500): (4_500, 7_500),
        # 2018 by the print of 2019 alone, 200,000 and up 52.7%, to the hundred.
        fs.Interval(150_000, 250_000) / fs.Interval(1.5265, 1.5275): (98_200, 163_800),
        # 2017 without its own number, from about 83,000, up 57.8%.
        fs.Interval(82_000, 84_000) * fs.Interval(1.5775, 1.5785): (129_355, 132_594),
        # December 2022: the year less eleven months, at least 5.65% up on 370,000.
        fs.Interval(463_500, 464_500) - fs.Interval(370_000 * 1.0565, 391_500): (72_000, 73_595),
        # The width of January to November 2020.
        fs.Interval(257_068 - 256_499, 257_068 - 256_499): (569, 569),
        # How far January to November 2021 may lie above 370,000.
        fs.Interval(370_000, 391_500 / 1.0565) - 370_000: (0, 563),
        # The last two months of 2019, to the thousand outwards: the year less 44,000 by May and 94,000 by October.
        fs.Interval((199_071 - 44_500 - 94_500) // 1000 * 1000, -(-(200_935 - 43_500 - 93_500) // 1000) * 1000): (
            60_000,
            64_000,
        ),
        # An average month of January to September 2016: 77,000, to the case.
        fs.Interval(76_500 / 9, 77_500 / 9): (8_500, 8_611),
        # June to 25 December 2019 less June to October, as printed.
        fs.Interval(118_000 - 94_000, 118_000 - 94_000): (24_000, 24_000),
    },
    _OTHER: {
        # Prosecuted 2019 to 2022, at most, and 2023, at least, to the hundred.
        fs.Interval(0, 193_500 - 43_929): (0, 149_600),
        fs.Interval(210_000 - (193_500 - 43_929), inf): (60_400, inf),
    },
}
#: Notebook -> shares that a sentence works out, and as it writes them.
SHARES = {
    _PAPER: {
        # Cases per gang, at least, and suspects per gang, at most: the paper's over those of October 2021.
        5_300 / 10_700 / (4_160 / 9_419) - 1: "12",
        44_700 / 10_600 / (33_860 / 9_419) - 1: "17",
    },
    # Solved cases of 2018, at most, over those of 2017, at least.
    _BULLETINS: {131_674 / 130_500 - 1: "0.9"},
}
#: Notebook -> small numbers that are a matter of definition.
DEFINED = {
    # Forecasts that need no model (naive and drift); how many values docs/trends/forecast.md asks for.
    "04_trends_of_the_mainland_series": {2, 15},
    # Interventions, months from 1 December 2022 to 1 September 2023, days of 2022 from 1 December on and in all.
    "05_law_and_operations": {2, 9, 31, 365},
}
#: Levels of bands, and the share of the shipped leave-one-out bands in words.
LEVELS = {70.0, 75.0, 90.0}


def cells_of(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def prose_of(path):
    """What the cells of a notebook say, links and all."""
    return ["".join(cell["source"]) for cell in cells_of(path) if cell["cell_type"] == "markdown"]


@cache
def results_of(path):
    """The text of a notebook's outputs; of a table the cells, without the numbers of its rows."""
    return "\n".join(_text(output) for cell in cells_of(path) for output in cell.get("outputs", []))


def _text(output):
    data = output.get("data", {})
    if "text/html" not in data:
        return "".join(output.get("text", data.get("text/plain", "")))
    html = re.sub(r"<th\b[^>]*>[\d,]+</th>", " ", "".join(data["text/html"]))
    return re.sub(r"<[^>]*>", " ", html)


def drawn_by(path, columns=""):
    """The numbers of the pictures that a notebook draws, of the columns that begin so."""
    tables = [pd.read_csv(ROOT / f"figures/{name}.csv") for name in _pictures(path)]
    chosen = (table.select_dtypes("number").filter(regex=f"^{columns}") for table in tables)
    return [number for table in chosen if table.size for number in table.stack()]


def _pictures(path):
    return sorted(set(re.findall(r'draw\(\\"([^"\\]+)\\"', path.read_text(encoding="utf-8"))))


def numbers_in(text):
    return [float(found.group().replace(",", "")) for found in NUMBER.finditer(text)]


def of_its_indicators(path):
    """The printed numbers, and their ends, of the indicators that a notebook or its pictures name; small ones apart."""
    text = path.read_text(encoding="utf-8")
    text += "".join((ROOT / f"figures/{name}.csv").read_text("utf-8") for name in _pictures(path))
    rows = fs.load().observations
    rows = rows[[name in text for name in rows["indicator"]]]
    printed = pd.concat([rows[name] for name in ("value", "lower", "upper")]).dropna()
    return set(printed[printed >= 100])


@cache
def own_numbers(path):
    """What a notebook shows, draws or works out, and what is printed of its indicators."""
    worked_out = [end for ends in WORKED_OUT.get(path.stem, {}).values() for end in ends]
    drawn = (one for one in drawn_by(path) if abs(one) >= 100 or one % 1)  # whole numbers below prove nothing
    return {*numbers_in(results_of(path)), *worked_out, *drawn, *of_its_indicators(path)}


def of_others(text):
    """The results of the notebooks that a cell links or names, and the numbers of the paper, if it speaks of it."""
    named = {*LINK.findall(text)}
    named |= {path.stem for path in NOTEBOOKS for number in re.findall(r"[Nn]otebook (\d\d[a-c]?)", text)
              if path.stem.startswith(f"{number}_")}  # fmt: skip
    others = [number for path in NOTEBOOKS if path.stem in named for number in numbers_in(results_of(path))]
    paper = fs.load().claims["value"].dropna() if re.search(r"\bpaper\b|Bing", text) else ()
    return {*others, *paper}


def stands(text, numbers):
    """Whether a number, as written, is one of the numbers, or a rounding of one to its decimals."""
    value, decimals = float(text.replace(",", "")), len(text.partition(".")[2])
    return value in numbers or (decimals > 0 and any(round(abs(one), decimals) == value for one in numbers))


def unknown_numbers(path):
    """The numbers of a notebook's sentences that it does not show, draw or work out, nor name where they are from."""
    missing = []
    for cell in prose_of(path):
        known = own_numbers(path) | of_others(cell) | DEFINED.get(path.stem, set())
        text = PER_CENT.sub("", NO_PROSE.sub("", cell))  # the next test is about shares
        for found in NUMBER.finditer(text):
            number = found.group().rstrip(",")
            unit = 10_000 if text[found.end() :].startswith("万") else 1
            if YEAR.fullmatch(number) or _is_day(text, found):
                continue
            if not stands(number if unit == 1 else f"{float(number) * unit:.0f}", known):
                missing.append(_around(text, found))
        whole = {one for one in known if one % 1 == 0}
        counted = [found for found in COUNTED.finditer(text) if COUNTS.index(found[1].lower()) + 2 not in whole]
        missing += [_around(text, found) for found in counted]
    return missing


def _is_day(text, found):
    """A day of a month, such as in ``27 December``: dates are no results."""
    return bool(re.match(rf"\s+(?:and \d+ )?(?:{MONTHS})\b", text[found.end() :]))


def _around(text, found):
    return text[max(0, found.start() - 40) : found.end() + 20].replace("\n", " ")


def unknown_shares(path):
    """The per cents of a notebook's sentences that are not in its results.

    Stated changes that notebooks quote, of the mainland's cases, suspects and prosecutions, stand in the data.
    """
    names = ("cases_solved", "suspects_caught", "persons_prosecuted")
    quoted = fs.load().select([f"telecom_fraud_{name}" for name in names], ref_area="CN")
    prose, results = [NO_PROSE.sub("", cell) for cell in prose_of(path)], results_of(path)
    found = [*numbers_in(results), *map(abs, drawn_by(path))]
    shares = {100 * number for number in [*found, *SHARES.get(path.stem, ())] if number < 3 and number != int(number)}
    shares |= {float(share) for share in re.findall(r"(\d+(?:\.\d+)?)\s?%", results)}
    shares |= set(quoted.changes["percent"].dropna().abs()) | LEVELS | set(drawn_by(path, "(apc|estimate)"))
    missing = []
    for said in PER_CENT.finditer("\n".join(prose)):
        for share in re.findall(r"\d+(?:\.\d+)?", said[1]):
            decimals = len(share.partition(".")[2])
            if not any(f"{one:.{decimals}f}" == share for one in shares):
                missing.append(f"{share} of {said[0]!r}")
    return missing


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_number_of_a_sentence_is_shown_worked_out_or_said_to_be_elsewhere(path):
    assert unknown_numbers(path) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_share_of_a_sentence_stands_in_the_results_of_its_notebook(path):
    assert unknown_shares(path) == []


@pytest.mark.parametrize(
    ("worked_out", "written"), [pair for one in WORKED_OUT.values() for pair in one.items()], ids=str
)
def test_what_a_sentence_works_out_is_right(worked_out, written):
    assert tuple(worked_out) == pytest.approx(written, rel=5e-4)


@pytest.mark.parametrize(("worked_out", "written"), [pair for one in SHARES.values() for pair in one.items()])
def test_a_share_that_a_sentence_works_out_is_right(worked_out, written):
    assert f"{100 * worked_out:.{len(written.partition('.')[2])}f}" == written
