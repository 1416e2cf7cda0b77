"""How often rank tests find a trend where there is none, and one that is there. Run by ``pytest -m slow`` on this file.

``python tests/trends/kendall/test_size.py`` writes the table that results read (src/fraudstats/trends/kendall/size.csv)
and its page, docs/evidence/mann-kendall-size.md.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from fraudstats.trends import mann_kendall
from fraudstats.trends.kendall.mann_kendall import rank_test
from fraudstats.trends.kendall.size import PATH, SEASON, SITES, expected_size
from fraudstats.trends.series.time_series import TimeSeries

SEED = 20261127
PAGE = Path(__file__).parents[3] / "docs/evidence/mann-kendall-size.md"
CORRELATIONS = (0.0, 0.2, 0.4, 0.6, 0.8)
AREAS = 5
MONTHS = f"{SEASON} seasons"
COLUMNS = ["design", "correction", "max_lags", "n", "correlation", "slope", "runs", "rejected"]
#: What is tested -> numbers of values, runs, and the corrections (with max_lags) that are simulated.
DESIGNS = {
    "series": (
        (4, 5, 7, 10, 15, 20, 30, 50, 100),
        5000,
        [
            *(("", ""), ("yue_wang", ""), ("yue_wang_lag_one", "")),
            *((correction, lags) for correction in ("yue_wang", "hamed_rao") for lags in ("1", "3", "all")),
            *(("prewhiten", ""), ("trend_free_prewhiten", "")),
        ],
    ),
    MONTHS: ((60, 120, 240, 360), 2000, [("", ""), ("hirsch_slack", "")]),
    SITES: ((7, 10, 20, 50), 5000, [("", ""), ("hirsch_slack", "")]),
}
#: Slopes by number of values for the power, in standard deviations of the innovations.
SLOPES = {7: 0.4, 10: 0.25, 20: 0.1, 50: 0.03}


def autoregression(rng, runs, n, rho):
    """Stationary first-order autoregressions with normal innovations of standard deviation 1: runs x n."""
    noise = rng.normal(size=(runs, n))
    noise[:, 0] /= np.sqrt(1 - rho**2)
    for t in range(1, n):
        noise[:, t] += rho * noise[:, t - 1]
    return noise


def areas(rng, runs, n, rho):
    """White noise of several areas with one correlation between any two: runs x (n times the areas)."""
    common, own = rng.normal(size=(runs, n, 1)), rng.normal(size=(runs, n, AREAS))
    return (np.sqrt(rho) * common + np.sqrt(1 - rho) * own).reshape(runs, n * AREAS)


def rejected(design, values, correction, max_lags):
    """Share of p-values of at most 0.05; a negative corrected variance rejects nothing."""
    each = AREAS if design == SITES else 1
    time = np.repeat(np.arange(values.shape[1] // each, dtype=float), each)
    cycle = {"series": None, MONTHS: np.arange(len(time)) % SEASON, SITES: np.arange(len(time)) % AREAS}[design]
    lags = int(max_lags) if max_lags.isdigit() else max_lags or None
    series, names = TimeSeries(time, values[0]), pd.RangeIndex(len(values))
    found = rank_test(series, values, names, cycle, correction or None, lags, "two-sided")
    return float((found["table"]["p_value"] <= 0.05).mean())


def simulate(design, n, rho, slope, runs, corrections, seed=SEED):
    """Rows of the table: every correction on the same series."""
    rng = np.random.default_rng([seed, list(DESIGNS).index(design), n, round(100 * rho), round(1000 * slope)])
    make = areas if design == SITES else autoregression
    values = make(rng, runs, n, rho) + slope * np.arange(n) if slope else make(rng, runs, n, rho)
    return [(design, *how, n, rho, slope, runs, rejected(design, values, *how)) for how in corrections]


def simulated():
    """The whole table."""
    rows = []
    for design, (lengths, runs, corrections) in DESIGNS.items():
        for n in lengths:
            slopes = (0.0, SLOPES[n]) if design == "series" and n in SLOPES else (0.0,)
            for rho in CORRELATIONS:
                for slope in slopes:
                    rows += simulate(design, n, rho, slope, runs, corrections)
    return pd.DataFrame(rows, columns=COLUMNS)


HEAD = f"""# How often rank tests find a trend: size and power by simulation

Share of series in which the two-sided test at 5% finds a trend. Where there is none, 5% is right. Results of corrected
tests quote this table in a note, between its rows. Command: `python tests/trends/kendall/test_size.py`, seed {SEED};
it writes the numbers to `src/fraudstats/trends/kendall/size.csv` as well.

Simulated: first-order autoregressions with normal innovations of standard deviation 1, started in their stationary
distribution, 5,000 of each length (2,000 of months), each tested by all corrections. The Monte Carlo standard error of
a share of 5% is 0.3 points (months: 0.5), of 30% 0.6 (1.0). Corrected p-values are normal with continuity correction;
without a correction they are exact up to 40 values. A corrected variance below zero, which makes no test, counts as no
trend found.
"""
WORDS = {
    ("", ""): "no correction",
    ("yue_wang", ""): '`"yue_wang"`: lag one without its bias, further lags as in a first-order autoregression',
    ("yue_wang_lag_one", ""): '`"yue_wang_lag_one"`: lag one as estimated, further lags likewise',
    ("prewhiten", ""): '`"prewhiten"`',
    ("trend_free_prewhiten", ""): '`"trend_free_prewhiten"`',
    ("hirsch_slack", ""): '`"hirsch_slack"`',
}
TITLES = {
    "series": "## No trend, one series",
    MONTHS: "## No trend, months\n\nSeasonal tests (`season=12`); autocorrelation from month to month.",
    SITES: f"## No trend, {AREAS} areas\n\nRegional tests; the correlation is that between any two areas, n the number "
    "of times; values do\nnot depend on those before.",
}


def words(correction, max_lags):
    """A correction with its settings, in Markdown."""
    lags = max_lags if max_lags.isdigit() else f'"{max_lags}"'
    return WORDS.get((correction, max_lags), f'`"{correction}"`, `max_lags={lags}`')


def grid(rows):
    """A table of shares by length (rows) and correlation (columns)."""
    wide = rows.pivot(index="n", columns="correlation", values="rejected")
    lines = [f"| n | {' | '.join(f'{rho:g}' for rho in wide)} |", "|---:" * (len(wide.columns) + 1) + "|"]
    return "\n".join([*lines, *(f"| {n} | {' | '.join(f'{x:.1%}' for x in row)} |" for n, row in wide.iterrows())])


def page(table):
    """The page of the evidence."""
    parts = [HEAD]
    size, power = table[table["slope"] == 0], table[table["slope"] > 0]
    for design, title in TITLES.items():
        parts.append(title + "\n")
        for how, rows in size[size["design"] == design].groupby(["correction", "max_lags"], sort=False):
            parts.append(f"{words(*how)}\n\n{grid(rows)}\n")
    slopes = ", ".join(f"{slope:g} at n = {n}" for n, slope in SLOPES.items())
    parts.append(
        f"## A trend\n\nOne series with a slope of {slopes} per step.\nA test that finds too many trends where there "
        "are none finds more of these as well.\n"
    )
    for how, rows in power.groupby(["correction", "max_lags"], sort=False):
        parts.append(f"{words(*how)}\n\n{grid(rows)}\n")
    return "\n".join(parts)


def stored():
    return pd.read_csv(PATH, dtype={"max_lags": str}, keep_default_na=False)


def test_the_page_holds_the_numbers_that_results_quote():
    assert PAGE.read_text("utf-8") == page(stored())


def test_the_page_on_the_method_quotes_the_table():
    """For 20 values: sizes at 0 to 0.6, and the share of trends found at 0.2."""
    text = (PAGE.parents[1] / "trends/mann-kendall.md").read_text("utf-8")
    labels = {("", ""): "none", ("yue_wang", "all"): words("yue_wang", "all"), ("hamed_rao", "all"): '`"hamed_rao"`'}
    alone = ("yue_wang", "yue_wang_lag_one", "prewhiten", "trend_free_prewhiten")
    labels |= {(correction, ""): f'`"{correction}"`' for correction in alone}
    table = stored()
    rows = table[(table["design"] == "series") & (table["n"] == 20)]
    for how, label in labels.items():
        mine = rows[(rows["correction"] == how[0]) & (rows["max_lags"] == how[1])].set_index(["correlation", "slope"])
        cells = [mine.loc[(rho, 0.0), "rejected"] for rho in CORRELATIONS[:4]] + [mine.loc[(0.2, 0.1), "rejected"]]
        assert f"| {label} | {' | '.join(f'{cell:.1%}' for cell in cells)} |" in text, label


@pytest.mark.parametrize("how, worst", [(("yue_wang", ""), 0.1), (("prewhiten", ""), 0.1), (("yue_wang", "all"), 1.0)])
def test_the_default_of_yue_wang_holds_its_size_and_all_lags_do_not(how, worst):
    """Statistics review, S2: with all lags, then the default, 32 to 55% of true "no trend" were rejected."""
    table = stored()
    rows = table[(table["design"] == "series") & (table["slope"] == 0) & (table["correlation"] <= 0.6)]
    sizes = rows[(rows["correction"] == how[0]) & (rows["max_lags"] == how[1])]["rejected"]
    assert sizes.max() < worst
    assert how[1] != "all" or sizes.min() > 0.2


class TestNotes:
    """Statistics review, S2: a result says what size to expect of its correction, at its n and autocorrelation."""

    def test_the_expected_size_is_that_of_the_table_and_in_between_lies_between(self):
        def size(n, rho):
            return expected_size("hamed_rao", None, np.array([n]), np.array([rho]))[0]

        table = stored().set_index(["design", "correction", "max_lags", "n", "correlation", "slope"])["rejected"]
        assert size(20, 0.4) == pytest.approx(table["series", "hamed_rao", "all", 20, 0.4, 0.0])
        assert size(20, 0.4) < size(20, 0.5) < size(20, 0.6)
        assert size(1000, 0.9) == pytest.approx(table["series", "hamed_rao", "all", 100, 0.8, 0.0])

    def test_lags_that_were_not_simulated_are_read_at_the_next_larger(self):
        two, three, nine, every = (
            expected_size("yue_wang", lags, np.array([30]), np.array([0.3]))[0] for lags in (2, 3, 9, "all")
        )
        assert two == three < nine == every

    def test_one_series(self):
        value = np.random.default_rng(3).normal(size=20).cumsum()
        result = mann_kendall(value, correction="yue_wang_lag_one")
        assert "at n = 20 and the autocorrelation estimated here (0." in result.notes[-1]
        assert "docs/evidence/mann-kendall-size.md" in result.summary()

    def test_several_series_have_one_note(self):
        table = np.random.default_rng(3).normal(size=(20, 50)).cumsum(axis=0)
        (note,) = mann_kendall(table, correction="prewhiten").notes
        assert "autocorrelation estimated here (0." in note and " to 0.95)" in note

    def test_no_note_without_a_correction_or_a_simulation(self):
        value = np.random.default_rng(3).normal(size=60)
        assert mann_kendall(value).notes == ()
        assert mann_kendall(value, season=4, correction="hirsch_slack").notes == ()
        assert "n = 60" in mann_kendall(value, season=12, correction="hirsch_slack").notes[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    "design, n, rho",
    [("series", 7, 0.6), ("series", 20, 0.4), ("series", 50, 0.0), (MONTHS, 120, 0.4), (SITES, 10, 0.6)],
)
def test_the_table_is_found_again_with_other_random_numbers(design, n, rho):
    table = stored().set_index(["design", "correction", "max_lags", "n", "correlation", "slope"])
    _, runs, corrections = DESIGNS[design]
    for row in simulate(design, n, rho, 0.0, runs, corrections, seed=1):
        share = table.loc[(*row[:5], 0.0), "rejected"]
        assert abs(row[-1] - share) <= 4 * np.sqrt(2 * max(share * (1 - share), 0.01) / runs), row


if __name__ == "__main__":
    made = simulated()
    made.to_csv(PATH, index=False, lineterminator="\n")
    PAGE.write_text(page(made), encoding="utf-8")
