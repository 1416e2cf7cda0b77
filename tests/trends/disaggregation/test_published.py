"""Against published output, and against other implementations.

Data of Swiss pharmaceutical sales, exports and imports: see tests/trends/data/README.md.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from fraudstats.trends import disaggregate

DATA = Path(__file__).parents[1] / "data"
#: The example of Denton (1971, page 101), as R's tempdisagg has it: preliminary quarters, and yearly totals.
PRELIMINARY, TOTALS = [50.0, 100, 150, 100] * 5, [500.0, 400, 300, 400, 500]
YEARS = [1966, 1967, 1968, 1969, 1970]

#: `tsdisagg` 1.3.2 (Python), disaggregate_series(..., method, criterion, h, agg_func): every fifth quarter.
TSDISAGG = {
    ("denton", "additive", 1, "sum"): [66.986841313, 104.655266486, 122.903159289, 112.005773691],
    ("denton", "additive", 2, "sum"): [62.078652027, 106.172578833, 123.966842141, 111.618972842],
    ("denton", "proportional", 1, "sum"): [56.763908908, 106.653581245, 108.548842461, 109.638494174],
    ("denton", "proportional", 2, "sum"): [54.960774447, 109.225368367, 110.191632926, 109.814714891],
    ("denton", "additive", 1, "average"): [291.885975077, 420.078904678, 345.080683865, 446.996640529],
    ("denton", "proportional", 2, "average"): [122.813424227, 458.784304868, 449.405551093, 434.37501842],
    ("denton", "additive", 2, "first"): [500.0, 368.643971308, 446.515996812, 525.640441762],
    ("denton", "additive", 2, "last"): [125.001341234, 503.987660651, 353.649250095, 400.0],
    ("denton_cholette", "additive", 1, "sum"): [79.297994269, 104.512893983, 122.564469914, 112.106017192],
    ("denton_cholette", "additive", 2, "sum"): [81.258719704, 105.140164174, 122.498458843, 112.641543104],
    ("denton_cholette", "proportional", 2, "sum"): [66.4872486, 106.704393164, 109.195754442, 110.377663333],
    ("denton_cholette", "additive", 1, "average"): [467.191977077, 418.051575931, 340.257879656, 448.424068768],
    ("denton_cholette", "proportional", 1, "average"): [257.339185494, 423.902719816, 433.378903439, 438.696215283],
    ("denton_cholette", "additive", 2, "first"): [500.0, 416.359447005, 434.331797235, 527.880184332],
    ("denton_cholette", "proportional", 2, "last"): [283.179723502, 454.608294931, 465.207373272, 400.0],
}
#: `timedisagg` 0.0.1 (Python), no constant, 1975 to 2010, truncated_rho=-1: rho, coefficient, the first quarters.
TIMEDISAGG = {
    ("maxlog", "sum"): (0.8619861144870545, 0.014160081, [33.899864286, 34.583510936, 32.893310575]),
    ("maxlog", "average"): (0.8619861591069674, 0.056640323, [135.599457879, 138.334043726, 131.573242]),
    ("maxlog", "last"): (0.9979871985022335, 0.036628473, [136.97727889, 136.731209968, 131.048772841]),
    ("minrss_ecotrim", "sum"): (0.7520099435989578, 0.014356167, [33.507460747, 34.595827222, 33.061030413]),
    ("minrss_ecotrim", "first"): (0.6478045977591781, 0.056254485, [136.702329125, 129.416708262, 119.084620729]),
    ("minrss_ecotrim", "last"): (0.7186850036775017, 0.059571101, [119.297413265, 122.952002159, 119.44213104]),
    ("minrss", "sum"): (0.999, 0.009780998, [34.275408342, 34.333460804, 33.084916446]),
    ("minrss", "average"): (0.999, 0.039123993, [137.101633369, 137.333843215, 132.339665782]),
}
#: R's tempdisagg 0.24.1, the first ten periods, from its tests/testthat/helper-fixtures.R (cynkra/tempdisagg, 2025):
#: sales ~ exports + imports, truncated.rho = -1.
YEARS_TO_QUARTERS = {
    ("chow_lin", "minrss_ecotrim"): "31.0648296314, 31.376628094, 29.9492852367, 32.3700157927, 32.4855992935, "
    "32.9370177056, 32.9416949892, 34.2025283839, 39.4907189242, 40.6948442203",
    ("chow_lin", "maxlog"): "30.8957937267, 31.2145424609, 29.7518464152, 32.2513261944, 32.3279995961, "
    "32.8269209836, 32.8317836851, 34.0730685505, 39.4243199059, 40.7028002148",
    ("fernandez", None): "30.6645443975, 30.8809117534, 29.9338961272, 31.5300107504, 31.7254275179, "
    "31.9913519817, 32.060256688, 33.1479292732, 36.9901490699, 38.153782642",
    ("litterman", "minrss"): "24.3686906726, 24.5556141176, 24.8805391048, 25.0169084874, 25.9365352397, "
    "26.2217041913, 27.0337754387, 28.6411343647, 30.3927507945, 32.4751826273",
}
QUARTERS_TO_MONTHS = {
    ("chow_lin", "minrss_ecotrim"): "10.3180800327, 10.1522044102, 11.5193547929, 10.636927362, 10.4999046226, "
    "11.1754442577, 10.8117721231, 10.0073754759, 9.9693788871, 10.8083334286",
    ("chow_lin", "maxlog"): "10.4719212312, 10.305063411, 11.7006461437, 10.8134260502, 10.6428781463, "
    "11.3455286026, 11.0059032067, 10.1287376864, 10.1226699053, 10.9438170138",
    ("fernandez", None): "10.766518281, 10.6019129351, 11.9999366552, 11.1254221699, 10.9218344627, "
    "11.6394881791, 11.3326631072, 10.3941167125, 10.4225413312, 11.2073635473",
    ("litterman", "minrss"): "11.40765992, 11.2361792056, 12.6989066457, 11.788044205, 11.5656142196, "
    "12.3204628141, 12.0090811809, 11.0098790169, 11.049585857, 11.8598712394",
}


def read(name, freq):
    table = pd.read_csv(DATA / f"swisspharma-{name}.csv", index_col=0)
    return table.set_axis(pd.PeriodIndex(table.index.astype(str), freq=freq), axis=0)


@pytest.fixture(scope="module")
def years():
    return read("years", "Y")["sales"]


@pytest.fixture(scope="module")
def quarters():
    return read("quarters", "Q")


@pytest.mark.parametrize(("asked", "expected"), TSDISAGG.items(), ids=str)
def test_denton_and_its_variants_give_what_tsdisagg_gives(asked, expected):
    method, criterion, difference, conversion = asked
    result = disaggregate(
        TOTALS,
        YEARS,
        freq="Q",
        indicator=PRELIMINARY,
        method=method,
        criterion=criterion,
        difference=difference,
        conversion=conversion,
    )
    np.testing.assert_allclose(result.params.iloc[::5], expected, atol=2e-8)


def test_dentons_example_in_proportion_is_what_stata_prints():
    """Stata's `denton` (Baum), printed in the tests of statsmodels (tsa/interp/tests/test_denton.py)."""
    printed = """64.334796 127.80616 187.82379 120.03526 56.563894 105.97568 147.50144 89.958987 40.547201 74.445963
    108.34473 76.66211 42.763347 94.14664 153.41596 109.67405 58.290761 122.62556 190.41409 128.66959"""
    split = disaggregate(TOTALS, YEARS, freq="Q", indicator=PRELIMINARY).params
    np.testing.assert_allclose(split, np.array(printed.split(), float), atol=5e-6)


def test_the_example_of_the_imf_manual_with_its_extrapolation():
    """Bloem, Dippelsman and Maehle (2001), Quarterly National Accounts Manual, example 6.2: 1998 to 2000."""
    indicator = [98.2, 100.8, 102.2, 100.8, 99.0, 101.6, 102.7, 101.5, 100.5, 103.0, 103.5, 101.5]
    printed = [969.8, 998.4, 1018.3, 1013.4, 1007.2, 1042.9, 1060.3, 1051.0, 1040.6, 1066.5, 1071.7, 1051.0]
    known = pd.Series(indicator, pd.period_range("1998Q1", periods=12, freq="Q"))
    result = disaggregate([4000.0, 4161.4], [1998, 1999], indicator=known)
    # All but one to the digit printed: 1999Q2 is 1042.849 by this method (and by Stata's), and is printed as 1042.9.
    np.testing.assert_allclose(result.params, printed, atol=0.052)
    assert (np.abs(result.params - printed) <= 0.05).sum() == 11
    assert any("4 periods (2000Q1 to 2000Q4) have no total" in note for note in result.notes)
    missing = disaggregate([4000.0, 4161.4, np.nan], [1998, 1999, 2000], freq="Q", indicator=indicator)
    np.testing.assert_allclose(missing.params, result.params, rtol=1e-12)


def test_the_summary_that_tempdisagg_prints_of_sales_on_exports(years, quarters):
    """Introduction of R's tempdisagg: `summary(td(sales.a ~ exports.q))`, with the digits that it prints."""
    result = disaggregate(years, indicator=quarters["exports"], method="chow_lin")
    table = result.coefficients
    assert [f"{x:.3e}" for x in table["estimate"]] == ["1.241e+01", "1.339e-02"]
    assert [f"{x:.3e}" for x in table["std_err"]] == ["1.493e+00", "1.672e-04"]
    assert [f"{x:.3f}" for x in table["t"]] == ["8.311", "80.111"]
    assert f"{table.loc['constant', 'p_value']:.2e}" == "1.06e-09"
    assert f"{result.rsquared_adj:.4f}" == "0.9946" and result.rho == 0
    assert any("lower bound, 0" in note for note in result.notes)
    assert (result.nobs, len(result.params)) == (36, 158)
    left_over = years.to_numpy() - result.fittedvalues
    quartiles = [f"{x:.3f}" for x in np.quantile(left_over, [0, 0.25, 0.5, 0.75, 1])]
    assert quartiles == ["-77.892", "-7.711", "-4.628", "9.647", "36.448"]


@pytest.mark.parametrize(("asked", "printed"), YEARS_TO_QUARTERS.items(), ids=str)
def test_quarters_of_years_are_those_of_tempdisagg(asked, printed, years, quarters):
    method, rho = asked
    options = {} if rho is None else {"rho": rho, "min_rho": -0.999}
    result = disaggregate(years, indicator=quarters[["exports", "imports"]], method=method, **options)
    # Litterman's squares are flat in rho, and R stops early: its own test allows 1e-5.
    tolerance = 1e-7 if method == "litterman" else 1e-9
    np.testing.assert_allclose(result.params.iloc[:10], np.array(printed.split(", "), float), rtol=tolerance)


@pytest.mark.parametrize(("asked", "printed"), QUARTERS_TO_MONTHS.items(), ids=str)
def test_months_of_quarters_are_those_of_tempdisagg(asked, printed, quarters):
    method, rho = asked
    options = {} if rho is None else {"rho": rho, "min_rho": -0.999}
    result = disaggregate(quarters["sales"].dropna(), indicator=read("months", "M"), method=method, **options)
    tolerance = 2e-7 if method == "litterman" else 2e-9
    np.testing.assert_allclose(result.params.iloc[:10], np.array(printed.split(", "), float), rtol=tolerance)


@pytest.mark.parametrize(("asked", "expected"), TIMEDISAGG.items(), ids=str)
def test_the_autocorrelation_is_that_of_timedisagg(asked, expected, years, quarters):
    (rho, conversion), (found, coefficient, first) = asked, expected
    result = disaggregate(
        years,
        indicator=quarters["exports"]["1975":"2010"],
        method="chow_lin",
        rho=rho,
        min_rho=-0.999,
        conversion=conversion,
        constant=False,
    )
    # Its search (L-BFGS-B with differences) stops within some 1e-7 of the best autocorrelation.
    assert result.rho == pytest.approx(found, abs=1e-7)
    assert result.coefficients.loc["exports", "estimate"] == pytest.approx(coefficient, abs=1e-8)
    np.testing.assert_allclose(result.params.iloc[:3], first, rtol=2e-8)


def test_the_likelihood_is_that_of_timedisagg(years, quarters):
    exports = quarters["exports"]["1975":"2010"]
    result = disaggregate(years, indicator=exports, method="chow_lin", constant=False)
    assert result.llf == pytest.approx(-172.43032256018674, abs=1e-9)


@pytest.mark.parametrize(
    ("freq", "options", "expected"),
    [
        ("Q", {}, [33.387177875, 33.702539637, 34.333263163, 35.27934845, 36.540795501, 37.534663489]),
        ("M", {"difference": 2}, [10.736142603, 10.856979169, 10.977762491, 11.098386079, 11.2186902, 11.338461877]),
        ("M", {"conversion": "average"}, [133.264908114, 133.409135569, 133.697590479, 134.130272844, 134.707182664]),
    ],
)
def test_the_smoothest_path_without_an_indicator_is_that_of_tsdisagg(freq, options, expected, years):
    """`tsdisagg` 1.3.2, method="denton-cholette", no indicator (the method of Boot, Feibes and Lisman, 1967)."""
    result = disaggregate(years, freq=freq, **options)
    np.testing.assert_allclose(result.params.iloc[: len(expected)], expected, rtol=1e-9)
