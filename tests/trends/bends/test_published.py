"""Bends and their tests, against the numbers of R's `segmented` for its own data.

R 4.2.2, segmented 2.2-0: `segmented`, `davies.test` and `pscore.test`. The bend of `down`, 31.08 (0.72), is printed in
Muggeo (2008), "segmented: an R package to fit regression models with broken-line relationships", R News 8/1, as well.
"""

import numpy as np
import pytest

from fraudstats import trends

#: Births with Down's syndrome by the age of the mother, British Columbia (Davison and Hinkley 1997; `down`).
AGE = [*(17.0, 18.5), *np.arange(19.5, 46), 47.0]
BIRTHS = [
    *(13555, 13675, 18752, 22005, 23896, 24667, 24807, 23986, 22860, 21450, 19202, 17450, 15685, 13954, 11987),
    *(10983, 9825, 8483, 7448, 6628, 5780, 4834, 3961, 2952, 2276, 1589, 1018, 596, 327, 249),
]
CASES = [
    *(16, 15, 16, 22, 16, 12, 17, 22, 15, 14, 27, 14, 9, 12, 12),
    *(18, 13, 11, 23, 13, 17, 15, 30, 31, 33, 20, 16, 22, 11, 7),
]
#: Height of a stagnant band of water against flow (`stagnant`, Bacon and Watts 1971).
FLOW = [
    *(-0.80, 0.01, -0.25, -0.25, -0.12, -0.12, -0.94, 0.11, 0.11, -0.63, -0.63, -1.39, -1.39, 0.70),
    *(0.70, 0.34, 1.19, 0.59, 0.85, 0.85, 0.99, 0.99, 0.25, -1.08, -1.08, 0.44, 0.34, 0.25),
]
HEIGHT = [
    *(0.90, 0.51, 0.65, 0.67, 0.60, 0.59, 0.92, 0.43, 0.43, 0.81, 0.83, 1.12, 1.12, -0.13),
    *(-0.14, 0.25, -0.65, -0.01, -0.30, -0.33, -0.46, -0.43, 0.33, 0.99, 1.03, 0.13, 0.24, 0.30),
]
#: Twelve invented values, R's `lm(y ~ t)`.
YEARS, FEW = range(2010, 2022), [21, 22, 25, 24, 27, 31, 30, 33, 38, 37, 36, 37]


def down(model=trends.free_bend, rows=slice(None), **options):
    return model(CASES[rows], AGE[rows], **options)


BINOMIAL = {"family": "binomial", "trials": BIRTHS}


class TestDown:
    def test_logistic_bend(self):
        fit = down(**BINOMIAL)
        assert fit.bend == pytest.approx(31.081152411, abs=2e-5)
        assert fit.params["slope_before"] == pytest.approx(-0.0134103504, rel=1e-4)
        assert fit.params["slope_after"] == pytest.approx(0.2608108862, rel=1e-5)
        assert fit.params["slope_change"] == pytest.approx(0.2742212366, rel=1e-5)
        assert fit.deviance == pytest.approx(43.93867523, rel=1e-8)
        expected = [np.sqrt(0.52447642799673), 0.01794710258, 0.01476392442, 0.0232394483]
        assert fit.bse.to_numpy() == pytest.approx(expected, rel=2e-4)

    def test_poisson_bend(self):
        fit = down(family="poisson", exposure=BIRTHS)
        assert fit.bend == pytest.approx(31.047463949, abs=2e-5)
        assert fit.deviance == pytest.approx(43.6856317245028, rel=1e-9)
        assert fit.bse[["bend", "slope_before", "slope_after"]].tolist() == pytest.approx(
            [0.728, 0.01793969715, 0.01461371465], rel=6e-4
        )

    def test_quasi_poisson_bend(self):
        fit = down(exposure=BIRTHS)
        assert fit.dispersion == pytest.approx(1.71590775146, rel=1e-6)
        assert fit.bse[["slope_before", "slope_after"]].tolist() == pytest.approx(
            [0.02349968686, 0.01914289385], rel=1e-4
        )

    def test_davies(self):
        found = down(trends.bend_test, test="davies", n_points=5, **BINOMIAL)
        assert found.best == 32 and found.p_value < 2.2e-16
        path = [4.96681849831, 10.33437828340, 11.79012150980, 9.25951024299, 1.36840991474]
        assert found.evidence.path == pytest.approx(path, rel=1e-6)
        assert found.evidence.places.tolist() == [18.5, 25.25, 32, 38.75, 45.5]

    @pytest.mark.parametrize(
        "options, statistic",
        [
            (BINOMIAL, 13.06611603),
            ({**BINOMIAL, "n_points": 50}, 13.06961646),
            ({**BINOMIAL, "slope_change": False, "level_change": True}, 1.240047231),
            ({"family": "poisson", "exposure": BIRTHS}, 12.99064825),
        ],
    )
    def test_pseudo_score(self, options, statistic):
        assert down(trends.bend_test, **options).evidence.statistic == pytest.approx(statistic, rel=1e-6)

    def test_pseudo_score_of_a_jump_has_rs_p_value(self):
        found = down(trends.bend_test, slope_change=False, level_change=True, **BINOMIAL)
        assert found.p_value == pytest.approx(0.214957925, rel=1e-6)

    def test_pseudo_score_of_an_estimated_dispersion_is_rs_with_that_of_the_bent_model(self):
        """R divides by the dispersion of the straight line: t0^2 = t^2 df0 / (df + t^2)."""
        t = down(trends.bend_test, exposure=BIRTHS).evidence.statistic
        assert t * np.sqrt(28 / (27 + t**2)) == pytest.approx(4.574315597, rel=1e-6)

    def test_ages_26_to_36_show_no_bend(self):
        options = {"family": "binomial", "trials": BIRTHS[9:20], "rows": slice(9, 20)}
        found = down(trends.bend_test, test="davies", **options)
        assert found.p_value == pytest.approx(0.3231879, rel=1e-5)
        assert found.best == pytest.approx(30.166666667)
        assert down(trends.bend_test, test="davies", alternative="greater", **options).p_value == pytest.approx(
            0.1615939358, rel=1e-6
        )
        score = down(trends.bend_test, **options)
        assert (score.evidence.statistic, score.p_value) == pytest.approx((1.5534514, 0.1203153), rel=1e-5)
        assert down(trends.bend_test, alternative="less", **options).p_value == pytest.approx(0.9398423305, rel=1e-6)

    def test_the_same_of_poisson_counts(self):
        options = {"family": "poisson", "exposure": BIRTHS[9:20], "rows": slice(9, 20)}
        assert down(trends.bend_test, test="davies", **options).p_value == pytest.approx(0.3242656316, rel=1e-6)
        assert down(trends.bend_test, **options).p_value == pytest.approx(0.1207766292, rel=1e-5)


class TestNormal:
    def test_davies_of_few_values_with_an_unknown_variance(self):
        """Davies (2002); R prints a p-value of 0.1429139 and this path."""
        found = trends.bend_test(FEW, YEARS, family="normal", test="davies")
        path = [0.008124629332, -0.204750706994, -0.126760756469, -0.473966660944, -0.908674855409]
        path += [-1.060378239615, -1.596647717333, -2.659702537399, -2.573738175063, -1.555883492313]
        assert found.evidence.path == pytest.approx(path, rel=1e-6)
        assert found.p_value == pytest.approx(0.1429139384, rel=1e-8)
        assert found.best == 2018
        less = trends.bend_test(FEW, YEARS, family="normal", test="davies", alternative="less")
        assert less.p_value == pytest.approx(0.07145696918, rel=1e-8)

    @pytest.mark.parametrize("level, statistic", [(False, -1.1558247), (True, 0.7912472854)])
    def test_pseudo_score_is_rs_with_the_variance_of_the_bent_line(self, level, statistic):
        found = trends.bend_test(FEW, YEARS, family="normal", slope_change=not level, level_change=level)
        t = found.evidence.statistic
        assert t * np.sqrt(10 / (9 + t**2)) == pytest.approx(statistic, rel=1e-6)

    def test_bend_of_few_values(self):
        fit = trends.free_bend(FEW, YEARS, family="normal")
        assert fit.bend == pytest.approx(2018.46328, abs=1e-4)
        assert fit.deviance == pytest.approx(17.4888888888889, rel=1e-9)
        assert fit.bse.to_numpy() == pytest.approx([1.052, 0.19088003, 1.045493, 1.062775], rel=3e-4)

    def test_stagnant(self):
        """28 values at 18 flows."""
        order = np.argsort(FLOW, kind="stable")
        x, y = np.array(FLOW)[order], np.array(HEIGHT)[order]
        fit = trends.free_bend(y, x, family="normal")
        assert fit.bend == pytest.approx(0.041, abs=5e-4) and fit.bse["bend"] == pytest.approx(0.023, abs=5e-4)
        assert fit.params[["slope_before", "slope_after"]].tolist() == pytest.approx([-0.4220768, -1.0205675], rel=1e-4)
        assert fit.deviance == pytest.approx(0.00914019723208819, rel=1e-7)
        score = trends.bend_test(y, x, family="normal").evidence.statistic
        assert score * np.sqrt(26 / (25 + score**2)) == pytest.approx(-4.959519096, rel=1e-6)
        davies = trends.bend_test(y, x, family="normal", test="davies")
        assert davies.best == pytest.approx(-0.06777777778) and len(davies.evidence.places) == 9
