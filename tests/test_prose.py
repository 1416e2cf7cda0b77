"""The numbers of the notebooks' sentences stand in the results beside them, in the data, or are worked out here."""

import json
import re
from math import inf

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.dataset.loader import processed_folder

ROOT = processed_folder().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?")
PER_CENT = re.compile(r"((?:\d[\d.]*(?: to | and |, ))*\d[\d.]*)\s+per\s+cent")
#: Code, formulas, addresses and the number of a document are no statements.
NO_PROSE = re.compile(r"`[^`]*`|\$[^$]*\$|\]\([^)]*\)|10\.23880/\S+")
YEAR = re.compile(r"(?:19|20)\d\d")

#: What a sentence works out from printed numbers, as it does it -> the ends as it writes them.
WORKED_OUT = {
    # The last three months of 2016: about 83,000 for the year, 77,000 for nine months.
    fs.Interval(82_000, 84_000) - fs.Interval(76_500, 77_500): (4_500, 7_500),
    # 2018 by the print of 2019 alone, 200,000 and up 52.7%, to the hundred.
    fs.Interval(150_000, 250_000) / fs.Interval(1.5265, 1.5275): (98_200, 163_800),
    # 2017 without its own number, from about 83,000, up 57.8%.
    fs.Interval(82_000, 84_000) * fs.Interval(1.5775, 1.5785): (129_355, 132_594),
    # December 2022: the year less eleven months, at least 5.65% up on 370,000.
    fs.Interval(463_500, 464_500) - fs.Interval(370_000 * 1.0565, 391_500): (72_000, 73_595),
    # How far January to November 2021 may lie above 370,000.
    fs.Interval(370_000, 391_500 / 1.0565) - 370_000: (0, 563),
    # Prosecuted 2019 to 2022, at most, and 2023, at least, to the hundred.
    fs.Interval(0, 193_500 - 43_929): (0, 149_600),
    fs.Interval(210_000 - (193_500 - 43_929), inf): (60_400, inf),
    # Five average months of 2018, at least.
    fs.Interval(130_282 * 5 // 1200 * 100, inf): (54_200, inf),
    # The last two months of 2019, to the thousand outwards: the year less 44,000 until May and 94,000 until October.
    fs.Interval((199_071 - 44_500 - 94_500) // 1000 * 1000, -(-(200_935 - 43_500 - 93_500) // 1000) * 1000): (
        60_000,
        64_000,
    ),
    # An average month of January to September 2016: 77,000, to the case.
    fs.Interval(76_500 / 9, 77_500 / 9): (8_500, 8_611),
    # June to 25 December 2019 less June to October, as printed.
    fs.Interval(118_000 - 94_000, 118_000 - 94_000): (24_000, 24_000),
    # Suspects per gang in April 2022.
    fs.Interval(51_000 / 12_000, 51_000 / 12_000): (4.25, 4.25),
}
#: Shares that a sentence works out.
SHARES = {
    # Cases per gang, at least, and suspects per gang, at most: the paper's over those of October 2021.
    5_300 / 10_700 / (4_160 / 9_419) - 1: "12",
    44_700 / 10_600 / (33_860 / 9_419) - 1: "17",
    # Solved cases of 2018, at most, over those of 2017, at least.
    131_674 / 130_500 - 1: "0.9",
}
#: What is said of a method, and the share of the shipped leave-one-out bands in words.
SAID = {70.0, 75.0, 90.0}


def texts_of(path):
    """The prose of a notebook by cell, and the text of its outputs."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    prose = [NO_PROSE.sub("", "".join(cell["source"])) for cell in cells if cell["cell_type"] == "markdown"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    printed = ["".join(output.get("text", "")) for output in outputs]
    shown = [data for output in outputs for kind, data in output.get("data", {}).items() if kind.startswith("text/")]
    return prose, "\n".join([*printed, *(re.sub(r"<[^>]*>", " ", "".join(one)) for one in shown)])


def drawn_by(path, columns=""):
    """The numbers of the pictures that a notebook draws, of the columns that begin so."""
    code = path.read_text(encoding="utf-8")
    tables = [pd.read_csv(ROOT / f"figures/{name}.csv") for name in set(re.findall(r'draw\(\\"([^"\\]+)\\"', code))]
    chosen = (table.select_dtypes("number").filter(regex=f"^{columns}") for table in tables)
    return [number for table in chosen if table.size for number in table.stack()]


def numbers_in(text):
    return [float(found.group().replace(",", "")) for found in NUMBER.finditer(text)]


def used_by(path):
    """The indicators that a notebook or its pictures name."""
    code = path.read_text(encoding="utf-8")
    drawn = [(ROOT / f"figures/{name}.csv").read_text("utf-8") for name in re.findall(r'draw\(\\"([^"\\]+)\\"', code)]
    text = "\n".join([code, *drawn])
    return {name for name in fs.load().indicators["indicator"] if name in text}


def of_all_results():
    """What any notebook may say: numbers of the paper, of all results, and what is worked out."""
    ds = fs.load()
    results = [number for path in NOTEBOOKS for number in numbers_in(texts_of(path)[1])]
    worked_out = [end for ends in WORKED_OUT.values() for end in ends]
    return {*ds.claims["value"].dropna(), *results, *worked_out, *SAID}


@pytest.fixture(scope="session")
def recorded():
    return of_all_results()


def of_its_indicators(path):
    """The printed numbers, and their ends, of the indicators that a notebook uses."""
    rows = fs.load().observations
    rows = rows[rows["indicator"].isin(used_by(path))]
    return set(pd.concat([rows[name] for name in ("value", "lower", "upper")]).dropna())


def stands(text, numbers):
    """Whether a number, as written, is one of the numbers, or a rounding of one to its decimals."""
    value, decimals = float(text.replace(",", "")), len(text.partition(".")[2])
    return value in numbers or (decimals > 0 and any(round(abs(one), decimals) == value for one in numbers))


def unknown_numbers(path, recorded):
    """The numbers of a notebook's sentences that nothing records, shows or works out, with the words around them."""
    known = recorded | set(drawn_by(path)) | of_its_indicators(path)
    missing = []
    for text in texts_of(path)[0]:
        text = PER_CENT.sub("", text)  # the next test is about shares
        for found in NUMBER.finditer(text):
            number = found.group().rstrip(",")
            if YEAR.fullmatch(number) or len(number.replace(".", "").strip("0")) < 2:
                continue
            unit = 10_000 if text[found.end() :].startswith("万") else 1
            if not stands(number if unit == 1 else f"{float(number) * unit:.0f}", known):
                missing.append(text[max(0, found.start() - 40) : found.end() + 20].replace("\n", " "))
    return missing


def unknown_shares(path):
    """The per cents of a notebook's sentences that are not in its results.

    Stated changes that notebooks quote, of the mainland's cases, suspects and prosecutions, stand in the data.
    """
    names = ("cases_solved", "suspects_caught", "persons_prosecuted")
    quoted = fs.load().select([f"telecom_fraud_{name}" for name in names], ref_area="CN")
    prose, results = texts_of(path)
    found = [*numbers_in(results), *map(abs, drawn_by(path))]
    shares = {100 * number for number in [*found, *SHARES] if number < 3 and number != int(number)}
    shares |= {float(share) for share in re.findall(r"(\d+(?:\.\d+)?)\s?%", results)}
    shares |= set(quoted.changes["percent"].dropna().abs()) | SAID | set(drawn_by(path, "(apc|estimate)"))
    missing = []
    for said in PER_CENT.finditer("\n".join(prose)):
        for share in re.findall(r"\d+(?:\.\d+)?", said[1]):
            decimals = len(share.partition(".")[2])
            if not any(f"{one:.{decimals}f}" == share for one in shares):
                missing.append(f"{share} of {said[0]!r}")
    return missing


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_number_of_a_sentence_is_recorded_shown_or_worked_out(path, recorded):
    assert unknown_numbers(path, recorded) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_share_of_a_sentence_stands_in_the_results_of_its_notebook(path):
    assert unknown_shares(path) == []


@pytest.mark.parametrize(("worked_out", "written"), WORKED_OUT.items(), ids=str)
def test_what_a_sentence_works_out_is_right(worked_out, written):
    assert tuple(worked_out) == pytest.approx(written, rel=5e-4)


@pytest.mark.parametrize(("worked_out", "written"), SHARES.items())
def test_a_share_that_a_sentence_works_out_is_right(worked_out, written):
    assert f"{100 * worked_out:.{len(written.partition('.')[2])}f}" == written
