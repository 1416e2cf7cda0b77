"""supF, aveF and expF by the public function."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from trends.breaks.examples import nile

from fraudstats.errors import TrendError
from fraudstats.trends import structural_change

STEP = [3, 4, 2, 5, 3, 4, 9, 8, 10, 9]


def test_nile_against_strucchange():
    """strucchange 1.5-1, tests/strucchange-tests.Rout.save; the break after 1898."""
    result = structural_change(nile(), n_permutations=199)
    assert result.params.to_dict() == pytest.approx({"supF": 75.93, "aveF": 21.215, "expF": 33.759}, abs=0.001)
    assert result.break_label == "1898" and result.break_time == 1898 and result.f_statistics.idxmax() == "1898"
    assert result.table["asymptotic_p_value"].max() < 1e-15 and result.p_value == 1 / 200
    assert result.means.round(3).to_dict() == {"before": 1097.75, "after": 849.972}


def largest_f(values, least):
    n, total = len(values), np.square(values - values.mean()).sum()
    ssr = [sum(np.square(v - v.mean()).sum() for v in (values[:t], values[t:])) for t in range(least, n - least + 1)]
    return total / max(min(ssr), 1e-12)


def test_the_p_value_of_a_level_is_that_of_all_orders():
    values = np.array([1.0, 2.2, 0.7, 3.9, 3.1, 4.2, 2.9])
    seen = largest_f(values, 2)
    every = [largest_f(np.array(order), 2) >= seen * (1 - 1e-9) for order in permutations(values)]
    assert structural_change(values, null="permutation").p_value == pytest.approx(np.mean(every), abs=1e-12)


def test_simulated_and_asymptotic_p_values_meet_in_long_series():
    random = np.random.default_rng(3)
    values = random.normal(size=400)
    values[200:] += 0.25
    p = [structural_change(values, null=null, n_permutations=1999).p_value for null in ("simulation", "asymptotic")]
    assert 0.002 < p[0] < 0.5 and p[0] == pytest.approx(p[1], abs=0.03)


def test_the_asked_statistic_comes_first_and_its_p_value_counts():
    results = {name: structural_change(STEP, statistic=name) for name in ("supF", "aveF", "expF")}
    for name, result in results.items():
        assert result.params.index[0] == name and result.p_value == result.p_values[name]
        assert result.p_values.to_dict() == results["supF"].p_values.to_dict()


def test_defaults_hold_where_seven_values_are_too_few_to_be_permuted():
    short = structural_change([1, 2, 1, 9, 8, 9, 8])
    assert short.null == "simulation" and short.p_value < 0.01
    permuted = structural_change([1, 2, 1, 9, 8, 9, 8], null="permutation")
    assert permuted.p_value == pytest.approx(2 / 35) and any("no order of 7 values" in note for note in permuted.notes)
    assert structural_change(STEP).null == "permutation"


def test_a_line_is_no_change_of_level_around_it():
    line = 10 + 2 * np.arange(14.0) + np.random.default_rng(5).normal(0, 0.5, 14)
    assert structural_change(line).p_value < 0.01
    assert structural_change(line, change="level_with_trend").p_value > 0.1
    assert structural_change(line, change="level_and_slope").p_value > 0.1
    bent = line - 4 * np.maximum(np.arange(14) - 6, 0)
    assert structural_change(bent, change="level_and_slope").p_value < 0.01


def test_autocorrelation_is_noted_and_allowed_for():
    random, values = np.random.default_rng(6), np.zeros(40)
    for k in range(1, 40):
        values[k] = 0.85 * values[k - 1] + random.normal()
    plain, careful = structural_change(values, n_permutations=499), structural_change(values, null="AR(1)")
    assert plain.p_value < 0.01 < careful.p_value
    assert any("neighbouring errors are correlated" in note for note in plain.notes)
    assert not any("neighbouring errors" in note for note in careful.notes)


def test_missing_values_keep_their_time_and_months_their_names():
    months = pd.Series([*STEP[:3], np.nan, *STEP[3:]], pd.period_range("2021-01", periods=11, freq="M"), dtype=float)
    result = structural_change(months)
    assert result.break_label == "2021-07" and result.nobs == 10 and len(result.fittedvalues) == 11
    assert result.p_value == structural_change(STEP).p_value
    assert result.fittedvalues == pytest.approx([3.5] * 7 + [9.0] * 4)


def test_equal_values_and_exact_steps_say_what_they_are():
    equal = structural_change([5] * 9)
    assert equal.p_value == 1 and any("all equal" in note for note in equal.notes)
    step = structural_change([5] * 5 + [6] * 5)
    assert step.p_value == pytest.approx(2 / 252) and any("exactly on the fitted lines" in note for note in step.notes)


@pytest.mark.parametrize(
    ("data", "options", "words"),
    [
        ([3, 4, 5], {}, "at least 4 values, got 3"),
        (STEP, {"change": "slope"}, "change is 'slope'; expected one of level, level_with_trend, level_and_slope"),
        (STEP, {"statistic": "maxF"}, "statistic is 'maxF'; expected one of supF, aveF, expF"),
        (STEP, {"trim": 0.6}, "expected a share of the values above 0 and below 0.5"),
        (STEP, {"trim": 6}, "10 values make no two segments of 6 values each"),
        (STEP, {"trim": 1, "change": "level_and_slope"}, "a segment has 2 coefficients"),
        ([1, 2, 3, 4], {"change": "level_and_slope"}, "no two segments of 3 values"),
        (STEP, {"null": "normal"}, "null is 'normal'"),
        (STEP, {"n_permutations": 0}, "n_permutations is 0"),
        ([1, 2, 3, 4], {"time": [1, 1, 2, 3]}, "one value per time"),
        ([1, 2, 3, 5, 8, 9], {"time": [1, 2.3, 4, 9, 10, 11], "null": "AR(1)"}, "equally spaced"),
    ],
)
def test_bad_requests_are_named(data, options, words):
    with pytest.raises(TrendError, match=words):
        structural_change(data, **options)


def test_the_protocol():
    result = structural_change(pd.Series(STEP, range(2011, 2021), name="cases"))
    assert "cases: n = 10, 2011 to 2020" in result.summary() and "most likely after 2016" in result.summary()
    assert result.to_frame().columns[3:].tolist() == ["p_value", "asymptotic_p_value"]
    with pytest.raises(TrendError, match="a test has no estimate to pool"):
        result.poolable()
    assert len(result.plot().lines) >= 3
