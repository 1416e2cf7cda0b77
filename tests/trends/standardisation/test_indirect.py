"""Indirectly standardised ratios, against PHEindicatormethods, epitools, and Poisson tails."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from fraudstats.errors import TrendError
from fraudstats.interval import Interval
from fraudstats.trends import standardised_ratio

#: PHEindicatormethods, tests/testthat/testdata_DSR_ISR.xlsx: people of an area (testdata_multiarea), and refdata.
PEOPLE = [636, 558, 609, 543, 384, 594, 669, 843, 660, 576, 606, 522, 426, 273, 300, 288, 153, 123, 207]
REFERENCE_COUNTS = [
    *(10303, 2824, 0, 3615, 3641, 3490, 3789, 3213, 3031, 2771, 3089, 3490, 3595, 4745),
    *(5514, 7125, 5694, 6210, 5757),
]
REFERENCE_PEOPLE = [
    *(50520, 57173, 60213, 54659, 44345, 50128, 62163, 67423, 62899, 55463, 60479, 49974, 44140, 40888),
    *(37239, 30819, 18136, 15325, 13918),
]


def of_area(count, **options):
    return standardised_ratio(
        count,
        population=PEOPLE,
        reference_counts=REFERENCE_COUNTS,
        reference_population=REFERENCE_PEOPLE,
        **options,
    )


def test_ratio_and_rate_of_few_events_are_those_of_phe():
    """testresults_ISR, testdata_tiny (9 events, their exact method): 95% and 99.8%, ratio and rate per 100,000."""
    result = of_area(9)
    assert result.expected["rate"] == pytest.approx(835.883561, abs=5e-7)
    assert tuple(result.to_frame().iloc[0, :3]) == pytest.approx((0.010767, 0.004923, 0.020439), abs=5e-7)
    assert tuple(100 * result.conf_int(0.002).iloc[0]) == pytest.approx((0.293393, 2.710590), abs=5e-7)
    assert tuple(result.rates().iloc[0]) == pytest.approx((100.670658, 46.033035, 191.104267), abs=5e-6)


def test_larger_counts_are_those_of_phe_but_for_byars_approximation():
    assert tuple(of_area(91).to_frame().iloc[0, :3]) == pytest.approx((0.108867, 0.087650, 0.133666), rel=1e-4)
    assert tuple(of_area(895).to_frame().iloc[0, :3]) == pytest.approx((1.070723, 1.001715, 1.143233), rel=1e-5)


def test_expected_deaths_of_selvin_are_those_of_epitools():
    """epitools 0.5-10.1, ageadjust.indirect with the data of Selvin (2004): expected 85,556.8888, sir 0.830535109."""
    people = [906897, 3794573, 10003544, 10629526, 9465330, 8249558, 7294330, 5022499, 2920220, 1019504, 142532]
    reference = [1784033, 7065148, 15658730, 10482916, 9939972, 10563872, 9114202, 6850263, 4702482, 1874619, 330915]
    result = standardised_ratio(
        [45, 201, 320, 670, 1126, 3160, 9723, 17935, 22179, 13461, 2238],
        population=people,
        reference_counts=[141, 926, 1253, 1080, 1869, 4891, 14956, 30888, 41725, 26501, 5928],
        reference_population=reference,
    )
    assert result.expected["rate"] == pytest.approx(85556.8888, abs=5e-5)
    assert result.params["rate"] == pytest.approx(0.830535109, abs=5e-10)
    assert result.rates(per=1)["estimate"].item() == pytest.approx(0.00137941454, abs=5e-12)


@pytest.mark.parametrize("method", ["exact", "midp", "score"])
@pytest.mark.parametrize("count", [0, 3, 14, 60])
def test_the_p_value_is_below_the_level_just_where_the_interval_leaves_out_one(method, count):
    for expected in (0.4, 3.1, 9.7, 25.0, 81.0):
        table = standardised_ratio(count, expected=expected, method=method).to_frame().iloc[0]
        assert (table["p_value"] < 0.05) == (not table["lower"] <= 1 <= table["upper"]), expected


def test_the_exact_p_value_is_twice_the_smaller_tail():
    assert standardised_ratio(9, expected=4.2).p_values["rate"] == pytest.approx(2 * stats.poisson.sf(8, 4.2))


def test_a_range_is_covered_and_cannot_be_significant_where_one_is_allowed():
    wide = standardised_ratio(Interval(3.2, 9.9), expected=8)
    ends = standardised_ratio(4, expected=8).conf_int().iloc[0], standardised_ratio(9, expected=8).conf_int().iloc[0]
    assert tuple(wide.conf_int().iloc[0]) == (ends[0]["lower"], ends[1]["upper"]) and wide.p_values["rate"] == 1
    assert standardised_ratio(Interval(1, 2), expected=20).p_values["rate"] == pytest.approx(
        2 * stats.poisson.cdf(2, 20)
    )


def test_areas_are_columns_and_groups_are_lined_up_by_label():
    counts = pd.DataFrame({"A": [2, 5], "B": [0, 1]}, index=["0-64", "65+"])
    people = pd.DataFrame({"A": [900, 100], "B": [500, 500]}, index=["0-64", "65+"])
    reference = pd.Series({"65+": 400, "0-64": 100}), pd.Series({"65+": 10_000, "0-64": 50_000})
    result = standardised_ratio(
        counts, population=people, reference_counts=reference[0], reference_population=reference[1]
    )
    assert result.expected.tolist() == pytest.approx([900 / 500 + 100 / 25, 500 / 500 + 500 / 25])
    assert result.params.tolist() == pytest.approx([7 / 5.8, 1 / 21])
    assert any("do not compare with each other" in note for note in result.notes) and result.nobs == 2
    assert result.plot().get_ylabel() == "standardised ratio"
    assert result.poolable()["std_err"].tolist() == pytest.approx([np.sqrt(7) / 5.8, 1 / 21])
    totals = standardised_ratio(
        7,
        population=people["A"],
        reference_counts=reference[0],
        reference_population=reference[1],
    )
    assert totals.params["rate"] == pytest.approx(7 / 5.8)


@pytest.mark.parametrize(
    "options, words",
    [
        ({}, "give either expected, or all of population"),
        ({"expected": 3, "population": [1, 2]}, "got population and expected"),
        ({"population": [1, 2], "reference_counts": [1, 2]}, "got population, reference_counts"),
        ({"expected": 0}, "a number above zero"),
        ({"expected": 3, "method": "wald"}, "choose one of exact, midp, score"),
        ({"population": [1, 2], "reference_counts": [0, 0], "reference_population": [1, 2]}, "no event is expected"),
        ({"population": [1], "reference_counts": [1, 2], "reference_population": [1, 2]}, "population has 1 groups"),
    ],
)
def test_what_cannot_be_compared_is_refused(options, words):
    with pytest.raises(TrendError, match=words):
        standardised_ratio(5, **options)


def test_other_refusals():
    with pytest.raises(TrendError, match="crude rate of the reference is not known"):
        standardised_ratio(5, expected=3).rates()
    with pytest.raises(TrendError, match="zero leaves"):
        standardised_ratio(0, expected=3).poolable()
    with pytest.raises(TrendError, match="observed count"):
        standardised_ratio(2.5, expected=3)
    with pytest.raises(TrendError, match="3 groups and the reference 2"):
        standardised_ratio([1, 2, 3], population=[1, 2, 3], reference_counts=[1, 2], reference_population=[9, 9])
