"""Directly standardised rates, against R packages, published tables, and their own definition."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from fraudstats.errors import TrendError
from fraudstats.interval import Interval
from fraudstats.trends import crude_rate, standardised_rate
from fraudstats.trends.standardisation.weighted_sum import METHODS

#: Births and Down's syndrome in Michigan 1950-64 by mother's age (rows) and birth order 1 to 5+ (columns): Fleiss
#: (1981), table 14.4, as the example of R's epitools::ageadjust.direct prints them, and of Fay and Feuer (1997).
BIRTHS = pd.DataFrame(
    {
        1: [230061, 329449, 114920, 39487, 14208, 3052],
        2: [72202, 326701, 208667, 83228, 28466, 5375],
        3: [15050, 175702, 207081, 117300, 45026, 8660],
        4: [2293, 68800, 132424, 98301, 46075, 9834],
        5: [327, 30666, 123419, 149919, 104088, 34392],
    },
    index=["under 20", "20-24", "25-29", "30-34", "35-39", "40+"],
)
CASES = pd.DataFrame(
    {
        1: [107, 141, 60, 40, 39, 25],
        2: [25, 150, 110, 84, 82, 39],
        3: [3, 71, 114, 103, 108, 75],
        4: [1, 26, 64, 89, 137, 96],
        5: [0, 8, 63, 112, 262, 295],
    },
    index=BIRTHS.index,
)
#: R 4, epitools 0.5-10.1, ageadjust.direct(count, pop, stdpop = average of the birth orders), times 100,000.
EPITOOLS = {
    1: (56.3475055, 92.3045255, 80.4417499, 105.7633457),
    2: (67.6198769, 91.1741168, 82.3612117, 100.8675763),
    3: (83.3305498, 85.0692213, 77.1834534, 94.2235698),
    4: (115.4511681, 92.7178651, 80.0099928, 114.6694448),
    5: (167.1141864, 75.5290074, 67.7021204, 188.3001727),
}
#: R, asht 1.0.1, wspoissonTest(..., wmtype = "tcz"), which its source calls the method of Tiwari, Clegg and Zou.
TIWARI = {1: 105.3563183, 2: 100.6572387, 3: 93.6395934, 4: 108.0079301, 5: 112.8584291}
#: The same, midp = TRUE (its root is found to 1e-6 of the limit).
MIDP = {
    1: (80.7410895, 105.3890108),
    2: (82.5381991, 100.6573927),
    3: (77.4687811, 93.8190922),
    4: (80.7711829, 112.0641478),
    5: (59.7163192, 173.0816971),
}
#: Vignette of R's dsrTest 1.0.0 (2022-06-19), birth order 5+: gamma, mid-p gamma, Dobson (exact).
DSRTEST = {"gamma": (67.70212, 188.30017), "midp": (59.71632, 173.08170), "dobson": (67.63284, 83.86703)}
#: PHEindicatormethods, tests/testthat/testdata_DSR_ISR.xlsx, sheets testdata_multiarea and testresults_DSR.
AGES = [*(f"{age}-{age + 4}" for age in range(0, 90, 5)), "90+"]
PHE_PEOPLE = [636, 558, 609, 543, 384, 594, 669, 843, 660, 576, 606, 522, 426, 273, 300, 288, 153, 123, 207]
PHE_BIG = [127, 25, 18, 21, 12, 27, 48, 27, 29, 32, 32, 34, 45, 65, 38, 68, 74, 82, 91]


def births(**options):
    return standardised_rate(CASES, population=BIRTHS, standard=list(BIRTHS.sum(axis=1)), **options)


@pytest.mark.parametrize("order", EPITOOLS)
def test_the_gamma_interval_is_that_of_epitools(order):
    table = births().to_frame().loc[order, ["crude", "estimate", "lower", "upper"]]
    assert tuple(table) == pytest.approx(EPITOOLS[order], rel=1e-8)


@pytest.mark.parametrize("order", TIWARI)
def test_the_modified_gamma_and_mid_p_intervals_are_those_of_asht(order):
    assert births(method="tiwari").conf_int().loc[order, "upper"] == pytest.approx(TIWARI[order], rel=1e-8)
    assert births(method="tiwari").conf_int().loc[order, "lower"] == pytest.approx(EPITOOLS[order][2], rel=1e-8)
    assert tuple(births(method="midp").conf_int().loc[order]) == pytest.approx(MIDP[order], rel=2e-6)


@pytest.mark.parametrize("method", DSRTEST)
def test_against_the_printed_example_of_dsrtest(method):
    result = births(method=method)
    assert result.params[5] == pytest.approx(75.52901, abs=5e-6)
    assert tuple(result.conf_int().loc[5]) == pytest.approx(DSRTEST[method], abs=2e-5 if method != "midp" else 1e-4)


def test_few_events_and_none_are_those_of_asht():
    """R, asht 1.0.1: x = (0, 0, 1, 0, 2) and (0, 0, 0, 0, 0) with weights (.5, .1, .2, .05, .15)."""
    printed = {
        "gamma": ((0.100890556, 2.412327824), (0, 1.84443973)),
        "tiwari": ((0.100890556, 1.638103811), (0, 0.914399946)),
        "midp": ((0.125840016, 2.104747664), (0, 1.49786614)),
    }
    weights = [50, 10, 20, 5, 15]
    counts = pd.DataFrame({"few": [0, 0, 1, 0, 2], "none": [0] * 5})
    people = pd.DataFrame({"few": [1] * 5, "none": [1] * 5})
    for method, ends in printed.items():
        result = standardised_rate(counts, population=people, standard=weights, per=1, method=method)
        assert tuple(result.conf_int().loc["few"]) == pytest.approx(ends[0], rel=2e-6)
        assert tuple(result.conf_int().loc["none"]) == pytest.approx(ends[1], rel=2e-6)


def test_a_rate_of_the_1940_deaths_of_selvin():
    """Selvin (2004), data as in the example of epitools::ageadjust.indirect; epitools 0.5-10.1 gives the rate."""
    people = [906897, 3794573, 10003544, 10629526, 9465330, 8249558, 7294330, 5022499, 2920220, 1019504, 142532]
    standard = [1784033, 7065148, 15658730, 10482916, 9939972, 10563872, 9114202, 6850263, 4702482, 1874619, 330915]
    deaths = [45, 201, 320, 670, 1126, 3160, 9723, 17935, 22179, 13461, 2238]
    table = standardised_rate(deaths, population=people, standard=standard).to_frame().iloc[0]
    assert tuple(table[["crude", "estimate", "lower", "upper"]]) == pytest.approx(
        (119.528642, 139.250544, 138.214126, 140.293759), rel=1e-8
    )


def test_the_european_standard_and_dobsons_interval_are_those_of_phe():
    """value, lower95_0cl, upper95_0cl and 99.8% of testdata_big; their limits of the count are Byar's, ours exact."""
    result = standardised_rate(
        dict(zip(AGES, PHE_BIG, strict=True)),
        population=dict(zip(AGES, PHE_PEOPLE, strict=True)),
        standard="europe_2013",
        method="dobson",
    )
    assert result.params["rate"] == pytest.approx(10430.247991, rel=1e-9)
    assert tuple(result.conf_int().loc["rate"]) == pytest.approx((9717.709068, 11178.940915), rel=2e-5)
    assert tuple(result.conf_int(0.002).loc["rate"]) == pytest.approx((9323.287880, 11620.596000), rel=2e-5)


def test_the_tiwari_limit_is_that_of_counts_with_an_event_spread_over_the_groups():
    counts, people, standard = np.array([2.0, 0, 5]), np.array([1e4, 2e3, 4e4]), np.array([0.2, 0.3, 0.5])
    weights, spread = standard / people, counts + 1 / 3
    mean, variance = weights @ spread, weights**2 @ spread
    expected = variance / (2 * mean) * stats.chi2.ppf(0.975, 2 * mean**2 / variance)
    result = standardised_rate(counts, population=people, standard=standard, per=1, method="tiwari")
    assert result.conf_int().loc["rate", "upper"] == pytest.approx(expected)


@pytest.mark.parametrize("method", METHODS)
def test_a_population_like_the_standard_has_the_interval_of_one_poisson_count(method):
    counts, people = [3, 0, 4], np.array([2e5, 3e5, 5e5])
    result = standardised_rate(counts, population=people, standard=people, method=method)
    plain = crude_rate(7, population=1e6, method="midp" if method == "midp" else "exact")
    assert result.params["rate"] == pytest.approx(0.7)
    rel = 1e-9 if method != "midp" else 0.03  # the mixture is not the mid-p interval, but close
    assert tuple(result.conf_int().loc["rate"]) == pytest.approx(tuple(plain.conf_int().loc["rate"]), rel=rel)


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3), st.floats(1, 100)), min_size=2, max_size=5), st.data())
def test_the_interval_of_ranges_holds_that_of_every_count_in_them(method, groups, data):
    lower = [low + (method == "dobson") for low, _, _ in groups]
    ranges = [Interval(low, low + width) for low, (_, width, _) in zip(lower, groups, strict=True)]
    people = [size for _, _, size in groups]
    inside = [data.draw(st.integers(int(one.lower), int(one.upper))) for one in ranges]
    wide, one = (
        standardised_rate(counts, population=people, standard=[1] * len(people), method=method).conf_int().iloc[0]
        for counts in (ranges, inside)
    )
    hair = 1e-9 * abs(one)
    assert wide["lower"] <= one["lower"] + hair["lower"]
    assert one["upper"] <= wide["upper"] + hair["upper"]


def test_results_say_what_was_done():
    result = births()
    assert "gamma (Fay and Feuer)" in result.summary() and "as given" in result.summary() and result.nobs == 5
    assert result.to_frame(0.1).columns.tolist() == ["estimate", "lower", "upper", "crude", "count"]
    assert result.ranges().loc[1].tolist() == [result.params[1]] * 2
    assert result.standard.sum() == pytest.approx(1) and result.plot().get_ylabel() == "rate per 100,000"
    assert any("Talih" in note for note in births(method="tiwari").notes)
    error = np.sqrt(sum((result.standard / BIRTHS[1] * 1e5) ** 2 * CASES[1]))
    assert result.poolable().loc[1, "std_err"] == pytest.approx(error)


def test_rows_are_lined_up_by_label_and_columns_by_name():
    shuffled = BIRTHS.iloc[::-1, ::-1]
    standard = BIRTHS.sum(axis=1).iloc[[2, 0, 1, 5, 4, 3]]
    other = standardised_rate(CASES, population=shuffled, standard=standard)
    pd.testing.assert_frame_equal(births().to_frame(), other.to_frame())


def births_by(counts, people):
    return standardised_rate(counts, population=people, standard=[1] * 6)


def rate(counts=(1, 2), **options):
    return standardised_rate(list(counts), **{"population": [10, 20], "standard": [1, 1], **options})


@pytest.mark.parametrize(
    "bad, words",
    [
        (lambda: rate(method="wald"), "'wald' is unknown; choose one of gamma, tiwari, midp, dobson"),
        (lambda: rate(standard="who"), "choose one of who_2000_2025, segi_1960"),
        (lambda: rate(standard=[1, 2, 3]), "has 3 weights and the data 2 groups"),
        (lambda: rate(standard=[0, 0]), "not all zero"),
        (lambda: rate(standard=[1, -1]), "zero or more"),
        (lambda: rate(population=[10, 0]), "above zero in every group"),
        (lambda: rate(population=[10, 20, 30]), "has 3 groups and the counts have 2"),
        (lambda: rate(population="all"), "population by group are expected"),
        (lambda: rate(counts=[1, 2.5]), "whole number"),
        (lambda: rate(counts=[1, -2]), "whole number"),
        (lambda: rate(counts=[]), "empty"),
        (lambda: rate(counts=[0, 0], method="dobson"), "need an event"),
        (lambda: rate(counts=[Interval(0, 2), 0], method="dobson"), "may have none; use method='gamma'"),
        (lambda: rate(per=0), "per is 0"),
        (lambda: rate().conf_int(2), "alpha"),
        (lambda: rate(counts=[0, 0]).poolable(), "no event at all"),
        (lambda: births_by(CASES, BIRTHS[[1, 2]]), "population is of 1, 2, the counts are of 1, 2, 3, 4 and more"),
        (lambda: births_by(CASES, BIRTHS.iloc[1:]), "is in one of them only"),
        (lambda: births_by(CASES.reset_index(), BIRTHS), "'index' of counts holds text"),
        (lambda: births_by(CASES, pd.concat([BIRTHS, BIRTHS])), "group 'under 20' occurs twice in population"),
    ],
)
def test_what_cannot_be_standardised_is_refused(bad, words):
    with pytest.raises(TrendError, match=words):
        bad()
