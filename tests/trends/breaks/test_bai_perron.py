"""Segmentations by the public function."""

import numpy as np
import pandas as pd
import pytest
from trends.breaks.examples import nile, real_interest

from fraudstats.draws import Draws
from fraudstats.errors import TrendError
from fraudstats.trends import bai_perron

STEP = [3, 4, 2, 5, 3, 4, 9, 8, 10, 9]


@pytest.fixture(scope="module")
def rates():
    return bai_perron(real_interest(), trim=15, breaks=3, interval="bai")


class TestPublished:
    def test_nile_against_strucchange(self):
        """strucchange's examples: BIC 1318, 1270, 1276, 1285, 1292, 1311; one break, 1898, from 1895 to 1902."""
        result = bai_perron(nile(), select="bic", interval="bai")
        assert np.round(result.criteria["bic"]).tolist() == [1318, 1270, 1276, 1285, 1292, 1311]
        assert result.criteria.loc[1, "bic"] == pytest.approx(1270.084, abs=5e-4)
        assert result.break_labels == ["1898"] and result.criteria["after"][2] == "1898, 1953"
        assert result.to_frame().loc["break_1"].tolist() == [1898, 1895, 1902]

    def test_real_interest_rates_against_bai_and_perron(self, rates):
        """Bai and Perron (2003), Table 1, and strucchange's examples: levels 1.82, 0.87, -1.80, 5.64."""
        assert rates.params[:4].tolist() == pytest.approx([1.8236167, 0.8660848, -1.7961384, 5.6428896], abs=5e-8)
        ends = [label.partition("/")[2] for label in rates.break_labels]
        assert ends == ["1966-12-31", "1972-09-30", "1980-09-30"]

    def test_standard_errors_against_r(self, rates):
        """summary(lm(RealInt ~ 0 + fac.ri)): 0.4329, 0.4422, 0.3749, 0.4329; residual error 2.121 on 99 df."""
        half = (rates.conf_int()["upper"] - rates.params)[:4] / 1.98421695
        assert half.tolist() == pytest.approx([0.4329, 0.4422, 0.3749, 0.4329], abs=6e-5)
        assert np.sqrt(rates.fit.ssr / rates.fit.df) == pytest.approx(2.121, abs=5e-4)

    def test_bic_of_the_real_interest_rates_against_strucchange(self, rates):
        """555.7, 499.8, 473.3, 480.1: two breaks by BIC."""
        assert np.round(rates.criteria["bic"], 1).tolist() == [555.7, 499.8, 473.3, 480.1]
        assert bai_perron(real_interest(), trim=15, select="bic").n_breaks == 2


def test_lwz_is_that_of_its_definition():
    result = bai_perron(STEP, select="lwz")
    ssr, n = result.criteria["ssr"], 10
    for breaks in (0, 1, 2):
        p = 2 * breaks + 1
        expected = np.log(ssr[breaks] / (n - p)) + p * 0.299 * np.log(n) ** 2.1 / n
        assert result.criteria["lwz"][breaks] == pytest.approx(expected)


def test_sequential_tests_stop_at_the_first_that_does_not_reject():
    values = np.repeat([0.0, 5, 1], 12) + np.random.default_rng(1).normal(0, 0.7, 36)
    result = bai_perron(values, n_permutations=999)
    assert result.fit.breaks.tolist() == [12, 24] and result.tests["rejected"].tolist() == [True, True, False]
    assert result.tests["breaks"].tolist() == [0, 1, 2]
    assert bai_perron(values, max_breaks=1, n_permutations=999).n_breaks == 1


def test_intervals_by_inversion_hold_those_of_known_dates():
    values = np.repeat([0.0, 1.5], 8) + np.random.default_rng(3).normal(size=16)
    by_inversion, known = (bai_perron(values, breaks=1, interval=i).conf_int() for i in ("inversion", "bai"))
    levels = ["level_1", "level_2"]
    assert (by_inversion.loc[levels, "lower"] <= known.loc[levels, "lower"]).all()
    assert (by_inversion.loc[levels, "upper"] >= known.loc[levels, "upper"]).all()
    assert (by_inversion.loc[levels] != known.loc[levels]).any(axis=None)


def test_the_profile_interval_of_a_level_is_that_of_all_places_of_the_break():
    """Of each place the levels whose sum of squares is small enough, written out."""
    values = np.repeat([0.0, 1.5], 6) + np.random.default_rng(4).normal(size=12)
    result = bai_perron(values, breaks=1, trim=3)
    point, kept = 2.2281389, []
    limit = result.fit.ssr * (1 + point**2 / 10)
    for at in range(3, 10):
        ssr = sum(np.square(part - part.mean()).sum() for part in (values[:at], values[at:]))
        if ssr <= limit:
            half = np.sqrt((limit - ssr) / at)
            kept += [values[:at].mean() - half, values[:at].mean() + half]
    assert result.conf_int().loc["level_1"].tolist() == pytest.approx([min(kept), max(kept)])


def test_a_common_slope_and_slopes_of_their_own():
    time = np.arange(2001.0, 2021)
    noise = np.random.default_rng(6).normal(0, 0.2, 20)
    shifted = bai_perron(10 + 0.5 * (time - 2001) + 4 * (time > 2010) + noise, time, change="level_with_trend")
    assert shifted.break_labels == ["2010"] and shifted.params["slope"] == pytest.approx(0.5, abs=0.1)
    assert shifted.shifts()["shift"].tolist() == pytest.approx([4], abs=0.5)
    assert shifted.params["level_2"] - shifted.params["level_1"] == pytest.approx(shifted.shifts()["shift"].iloc[0])
    bent = bai_perron(np.where(time <= 2010, time - 2001, 20 - (time - 2010)) + noise, time, change="level_and_slope")
    assert bent.break_labels == ["2010"]
    assert bent.params[["slope_1", "slope_2"]].tolist() == pytest.approx([1, -1], abs=0.1)
    assert bent.params["level_1"] == pytest.approx(bent.fittedvalues[:10].mean())
    assert bent.segments().columns.tolist()[-3:] == ["slope", "slope_lower", "slope_upper"]
    assert bent.shifts()["shift"].tolist() == pytest.approx([10], abs=1)


def test_months_are_named_and_missing_values_keep_their_time():
    months = pd.Series([*STEP[:3], np.nan, *STEP[3:]], pd.period_range("2021-01", periods=11, freq="M"), dtype=float)
    result = bai_perron(months)
    assert result.break_labels == ["2021-07"] and result.shifts().loc[1, "first_after"] == "2021-08"
    assert result.segments()["nobs"].tolist() == [6, 4]
    assert result.fittedvalues == pytest.approx([3.5] * 7 + [9.0] * 4)


def test_dates_have_p_values_and_the_interval_goes_from_the_first_to_the_last_that_passes():
    values = np.repeat([0.0, 1.5], 8) + np.random.default_rng(3).normal(size=16)
    result = bai_perron(pd.Series(values, range(2001, 2017)), breaks=1)
    p = result.date_p_values()
    assert p.max() == 1 == p[result.break_labels[0]]
    kept = p[p > 0.05].index.astype(int)
    assert result.conf_int().loc["break_1"].tolist() == [kept.min(), kept.max()]
    for number in (0, 2):
        with pytest.raises(TrendError, match="there are 1 breaks, counted from 1"):
            result.date_p_values(number)
    wide, narrow = result.conf_int(0.01).loc["break_1"], result.conf_int(0.3).loc["break_1"]
    assert wide.lower <= narrow.lower and wide.upper >= narrow.upper


def test_draws_are_pooled_by_the_level_at_either_end():
    random = np.random.default_rng(1)
    draws = Draws(np.array(STEP)[:, None] + random.uniform(-0.5, 0.5, (10, 5)), range(2011, 2021))
    pooled = bai_perron(draws, n_permutations=99)
    assert pooled.params.to_dict() == pytest.approx({"start": 3.5, "end": 9}, abs=0.3)
    assert pooled.joinpoints["2016"] == 1 and "Breaks, share of draws: 2016: 100%" in pooled.summary()


def test_nothing_changes_without_scatter_and_an_exact_step_is_found():
    assert bai_perron([5] * 9).n_breaks == 0
    exact = bai_perron([5] * 5 + [6] * 5)
    assert exact.break_labels == ["4"] and exact.conf_int().loc["break_1"].tolist() == [4, 4]
    assert any("exactly on the fitted lines" in note for note in exact.notes)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"select": "aic"}, "select is 'aic'; expected one of sequential, bic, lwz"),
        ({"interval": "t"}, "interval is 't'; expected 'inversion' or 'bai'"),
        ({"breaks": 5}, "room for 4 breaks, and 5 were asked for"),
        ({"breaks": -1}, "breaks is -1; expected a whole number, 0 or more"),
        ({"max_breaks": 0}, "max_breaks is 0; expected a whole number, 1 or more"),
        ({"n_draws": 0}, "n_draws is 0"),
        ({"breaks": 1, "select": "bic"}, "give one of the two"),
        ({"select": "bic", "null": "simulation"}, "belong to select='sequential'"),
        ({"breaks": 1, "test_alpha": 0.1}, "belong to select='sequential'"),
        ({"change": "mean"}, "change is 'mean'"),
        ({"test_alpha": 2}, "alpha is 2"),
    ],
)
def test_bad_requests_are_named(options, words):
    with pytest.raises(TrendError, match=words):
        bai_perron(STEP, **options)


def test_the_protocol():
    result = bai_perron(pd.Series(STEP, range(2011, 2021), name="cases"))
    assert "1 break by sequential supF tests" in result.method and "first_after" in result.summary()
    assert result.to_frame().index.tolist() == ["level_1", "level_2", "break_1"]
    assert len(result.plot().patches) == 1
    assert bai_perron(STEP, breaks=0).conf_int().index.tolist() == ["level_1"]
