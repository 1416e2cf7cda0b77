"""Hansen's p-values against the critical values of Andrews (2003) and of Bai and Perron (1998)."""

import numpy as np
import pytest

from fraudstats.trends.breaks.hansen import hansen_p

#: Andrews, 2003, Econometrica 71, Table I: coefficients, trimming -> points of 10%, 5% and 1%.
ANDREWS = {
    (1, 0.05): (8.13, 9.71, 13.17),
    (1, 0.10): (7.58, 9.11, 12.59),
    (1, 0.15): (7.12, 8.68, 12.16),
    (1, 0.20): (6.73, 8.28, 11.71),
    (1, 0.25): (6.35, 7.87, 11.28),
    (1, 0.35): (5.49, 6.97, 10.40),
    (1, 0.45): (4.30, 5.65, 8.93),
    (2, 0.05): (11.08, 12.80, 16.57),
    (2, 0.10): (10.46, 12.17, 16.09),
    (2, 0.15): (10.00, 11.72, 15.56),
    (2, 0.25): (9.09, 10.78, 14.61),
    (2, 0.45): (6.66, 8.25, 11.89),
}


@pytest.mark.parametrize(("parameters", "trim"), ANDREWS)
def test_the_points_of_andrews_have_their_levels(parameters, trim):
    p = [hansen_p("supF", point, parameters, trim) for point in ANDREWS[parameters, trim]]
    assert p == pytest.approx([0.10, 0.05, 0.01], rel=0.12)


@pytest.mark.parametrize(
    ("level", "points"),
    [
        (0.10, (7.04, 8.51, 9.41, 10.04)),
        (0.05, (8.58, 10.13, 11.14, 11.83)),
        (0.01, (12.29, 13.89, 14.80, 15.28)),
    ],
)
def test_the_points_of_bai_and_perron_for_one_more_break(level, points):
    """Bai and Perron (2003, Econometrics Journal 6), supF(l + 1 | l), one coefficient, trimming 15%, l = 0 to 3."""
    p = [1 - (1 - hansen_p("supF", point, 1, 0.15)) ** (number + 1) for number, point in enumerate(points)]
    assert p == pytest.approx([level] * 4, rel=0.2)


def test_nile_against_strucchange():
    """strucchange's examples: sup.F = 75.93, p-value = 2.22e-16 (one ulp of 1)."""
    assert hansen_p("supF", 75.92977, 1, 0.15) < 3e-16


@pytest.mark.parametrize("statistic", ["supF", "aveF", "expF"])
@pytest.mark.parametrize("parameters", [1, 2])
def test_p_values_fall_with_the_statistic_and_rise_with_the_range_of_dates(statistic, parameters):
    values = np.linspace(2.5, 8, 12) if statistic != "supF" else np.linspace(4, 25, 12)
    p = np.array([[hansen_p(statistic, value, parameters, trim) for value in values] for trim in (0.05, 0.15, 0.3)])
    assert (np.diff(p, axis=1) < 0).all() and ((p >= 0) & (p <= 1)).all()
    if statistic == "supF":
        assert (np.diff(p, axis=0) < 0).all()
    assert hansen_p(statistic, 0.0, parameters, 0.15) > 0.97


def test_with_one_possible_break_the_statistic_is_chi_squared():
    assert hansen_p("supF", 3.841, 1, 0.5) == pytest.approx(0.05, abs=1e-4)
    assert hansen_p("expF", 3.841 / 2, 1, 0.5) == pytest.approx(0.05, abs=1e-4)
