"""Against output of NCI's Joinpoint software, published with its data by its users."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from fraudstats.trends import joinpoint

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def heart():
    """Age-adjusted death rates of heart disease, United States 1900-1998 (CDC, NCHS, table HIST293)."""
    return pd.read_csv(HERE / "nchs.csv")


@pytest.fixture(scope="module")
def ratios():
    """Ratios of municipalities of Atlántico, Colombia, by period (repository TawnyVTC/Dash-Joinpoint)."""
    table = pd.read_csv(HERE / "atlantico.csv")
    return {name: rows for name, rows in table.groupby("municipality")}


class TestHeartDisease:
    """Fitted values of linear models with 0 to 3 joinpoints in 1900, 1910, 1929, 1950, 1960 and 1980.

    From "model fits.csv" of T. P. van Doren, joinpoint-regression-tutorial (2021).
    """

    FITTED = (
        ([], [426.26, 428.85, 433.79, 439.24, 441.84, 447.03]),
        ([1954], [279.91, 340.03, 454.25, 580.5, 559.31, 408.53]),
        ([1943, 1962], [270.27, 336.42, 462.12, 557.51, 561.45, 412.33]),
        ([1920, 1937, 1961], [291.6, 335.06, 463.28, 555.04, 567.66, 411.93]),
    )

    @pytest.mark.parametrize("number", [0, 1, 2, 3])
    def test_fitted_values(self, heart, number):
        joinpoints, fitted = self.FITTED[number]
        result = joinpoint(
            heart.heart, heart.year, log=False, min_joinpoints=number, max_joinpoints=number, select="bic"
        )
        assert result.joinpoints.tolist() == joinpoints
        assert result.predict([1900, 1910, 1929, 1950, 1960, 1980]) == pytest.approx(fitted, abs=0.012)


class TestAtlantico:
    """Joinpoints, percent changes and empirical quantile intervals of log-linear models.

    The export looks like Joinpoint 5 with its defaults: p-values are multiples of 1/5001.

    The ratios are printed with two decimals, so changes agree to about a tenth; the software's random numbers
    are its own, so interval ends agree to a tenth of the interval's width.
    """

    @pytest.mark.parametrize(
        "name, joinpoints, changes",
        [
            ("CANDELARIA", [], [-1.4609]),
            ("SABANALARGA", [17], [18.4037, -3.2062]),
            ("GALAPA", [13, 19, 63], [23.2092, -30.6666, 3.6316, -12.4206]),
        ],
    )
    def test_weighted_bic_chooses_as_the_software_did(self, ratios, name, joinpoints, changes):
        rows = ratios[name]
        result = joinpoint(rows.ratio, rows.period, select="wbic")
        assert result.joinpoints.tolist() == joinpoints
        assert result.segments().apc.tolist() == pytest.approx(changes, abs=0.12)

    def test_plain_bic_would_have_chosen_more(self, ratios):
        for name, number in (("CANDELARIA", 2), ("SABANALARGA", 3)):
            rows = ratios[name]
            assert len(joinpoint(rows.ratio, rows.period, select="bic").joinpoints) == number

    @pytest.mark.parametrize(
        "name, number, ends",
        [
            ("CANDELARIA", 0, [(-2.9808, 0.1834)]),
            ("SABANALARGA", 1, [(11.5543, 28.2736), (-4.0633, -2.4569)]),
            ("GALAPA", 3, [(12.7495, 42.8251), (-59.1778, -10.5011), (2.1343, 7.2127), (-22.3927, -5.9036)]),
        ],
    )
    def test_empirical_quantile_intervals(self, ratios, name, number, ends):
        rows = ratios[name]
        result = joinpoint(rows.ratio, rows.period, min_joinpoints=number, max_joinpoints=number, interval="quantile")
        ours, theirs = (np.log1p(np.array(e) / 100) for e in (result.segments()[["lower", "upper"]], ends))
        width = theirs[:, 1] - theirs[:, 0]
        assert (np.abs(ours - theirs) < 0.1 * width[:, None]).all()
