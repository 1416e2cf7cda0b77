"""Tables of trends, word by word."""

import warnings

import numpy as np
import pandas as pd
import pytest
from paper_table.results import COUNTS, YEARS, trend

import fraudstats as fs
from fraudstats.paper_table.numbers import sentence

MONTHS = np.arange(24)


def quiet(model, *args, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return model(*args, **options)


def test_a_joinpoint_model_in_markdown():
    text = fs.table(quiet(trend), title="Cases", stars=True).to_markdown()
    lines = text.splitlines()
    assert lines[:6] == [
        "**Cases**",
        "",
        "| Trend | Estimate | 95% CI | p |",
        "| --- | ---: | ---: | ---: |",
        r"| APC, 2014 to 2019 (%) | 5.94\*\* | 3.15 to 8.81 | 0.004 |",
        r"| AAPC, 2014 to 2019 (%) | 5.94\*\* | 3.15 to 8.81 | 0.004 |",
    ]
    slope = np.polyfit(YEARS, np.log(COUNTS), 1)[0]
    assert f"{100 * np.expm1(slope):.2f}" == "5.94", "least squares of logarithms"
    assert r"\* p \< 0.05, \*\* p \< 0.01, \*\*\* p \< 0.001." in lines
    assert "APC: percent change per unit of time. AAPC: its average. CI: confidence interval." in lines


def test_joinpoints_are_times_and_have_no_thousands():
    counts = [100, 110, 121, 133, 146, 161, 145, 130, 117, 105, 95, 85]
    frame = fs.table(quiet(fs.trends.joinpoint, counts, range(2010, 2022), max_joinpoints=1, select="bic")).to_frame()
    estimate, interval, p = frame.loc["Joinpoint 1"]
    assert (estimate, p) == ("2015", "–") and interval.startswith("20")
    assert [name for name in frame.index if name.startswith("APC")] == [
        "APC, 2010 to 2015 (%)",
        "APC, 2015 to 2021 (%)",
    ]


def test_groups_stand_below_one_another():
    table = pd.DataFrame({"area": ["N"] * 6 + ["S"] * 6, "year": YEARS * 2, "value": COUNTS + COUNTS[::-1]})
    result = quiet(fs.trends.joinpoint_by, table, by="area", max_joinpoints=0, select="bic")
    frame = fs.table(result).to_frame()
    assert frame.index.tolist() == ["N", "N", "S", "S"]
    assert frame["Trend"].tolist()[:2] == ["APC, 2014 to 2019 (%)", "AAPC, 2014 to 2019 (%)"]


def test_a_pooled_joinpoint_model_is_in_per_cent():
    draws = fs.Draws(np.array(COUNTS)[:, None] + np.array([[-2, 0, 2]]), YEARS)
    result = quiet(fs.trends.pool, fs.trends.joinpoint, draws, max_joinpoints=0, select="bic")
    assert result.to_frame().index.tolist() == ["log_aapc"]
    table = fs.table(result)
    [(name, estimate, *_)] = table.rows
    assert name == "AAPC (%)"
    assert float(estimate) == pytest.approx(100 * np.expm1(result.params["log_aapc"]), abs=0.05)
    assert "SE" not in table.headings, "the standard error is that of the logarithm"


def test_the_effects_of_an_interruption_stand_below_its_parameters():
    result = quiet(fs.trends.interrupted, COUNTS * 2, range(2008, 2020), interventions="2014-01-01", slope_change=False)
    table = fs.table(result)
    assert table.rows[-1][0] == "Effect, level 2014-01-01 (ratio)"
    assert any(note.startswith("Since the first intervention: ") for note in table.notes)
    assert fs.table(quiet(result.falsification)).headings == ("Check", "Statistic", "p", "Verdict", "Why")


def test_growth_is_in_per_cent_with_its_range():
    table = fs.table(fs.trends.growth(COUNTS[:3], YEARS[:3]))
    assert table.rows == (
        ("2014 to 2015", "255", "270", "5.9", "5.9", "5.9"),
        ("2015 to 2016", "270", "262", "−3.0", "−3.0", "−3.0"),
    )
    assert "Compound growth per year: 1.4%, range 1.4%." in table.notes


def test_rates_have_their_denominator_in_the_heading():
    count = fs.Interval(370_000, 380_000)
    result = fs.trends.crude_rate(count, population=fs.Interval(1_409_500_000, 1_410_500_000))
    table = fs.table(result)
    assert table.headings == ("Count", "Rate per 100,000", "95% CI", "Range of the numbers")
    assert table.rows == (("Rate", "26.596", "26.147 to 27.046", "26.232 to 26.960"),)


def test_a_ratio():
    table = fs.table(fs.trends.rate_ratio([10, 20], exposure=[5, 5]), alpha=0.1)
    assert table.headings == ("Count", "Ratio", "90% CI", "p")
    assert table.rows[0][0] == "Ratio"


def test_the_notes_of_a_table_are_the_caveats_of_its_result():
    result = quiet(trend)
    short = result.power_note
    assert result.caveats == (*result.notes, short)
    assert f"Power: {short}" in result.summary()
    assert fs.table(result).notes[1 : 1 + len(result.caveats)] == tuple(map(sentence, result.caveats))
