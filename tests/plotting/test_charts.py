"""Plots of the common results draw the numbers that they are given."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.dates import num2date

import fraudstats as fs
from fraudstats import plotting


@pytest.fixture
def cases():
    return pd.DataFrame(
        {
            "period_start": ["2021-01-01", "2022-01-01"],
            "period_end": ["2021-11-30", "2022-12-31"],
            "value": [370_000.0, 464_000.0],
            "lower": [370_000.0, 463_500.0],
            "upper": [380_000.0, 464_500.0],
        }
    )


def test_a_series_is_drawn_over_its_windows_at_its_printed_numbers(cases):
    axes = plotting.plot_series(cases)
    (lines,) = (c for c in axes.collections if len(c.get_paths()) == 2)
    ends = [
        (num2date(a[0]).date().isoformat(), num2date(b[0]).date().isoformat(), a[1]) for a, b in lines.get_segments()
    ]
    assert ends == [("2021-01-01", "2021-12-01", 370_000), ("2022-01-01", "2023-01-01", 464_000)]


def test_a_gap_is_hatched_with_its_reason(cases):
    cases.attrs["gaps"] = [
        {"period": "2018", "start": "2018-01-01", "end": "2018-12-31", "reason": "not_found"},
    ]
    axes = plotting.plot_series(cases)
    assert [text.get_text() for text in axes.texts] == ["no value: not found"]
    (patch,) = axes.patches
    days = [num2date(x).date().isoformat() for x in (patch.get_x(), patch.get_x() + patch.get_width())]
    assert (days, patch.get_hatch()) == (["2018-01-01", "2019-01-01"], "////")


def test_bounds_are_a_stair_and_a_band_has_its_median(cases):
    result = fs.reconcile(cases.drop(columns="value"))
    bounds = plotting.plot_bounds(result.bounds_table("Y"))
    assert len(bounds.patches) == 1
    assert not bounds.lines
    estimate = result.estimate("Y", n_draws=200)
    (median,) = plotting.plot_bounds(estimate).lines
    assert np.array_equal(median.get_ydata()[1:-1], estimate["estimate"])


def test_a_trend_is_drawn_with_what_was_fitted():
    fit = fs.trends.joinpoint([10.0, 12, 15, 18, 22, 27], range(2015, 2021), max_joinpoints=0)
    axes = plotting.plot_trend(fit)
    points, line = (one for one in axes.lines if one.get_label() in ("observed", "fitted"))
    (band,) = axes.collections
    assert band.get_label() == "95% interval of the line"
    assert points.get_ydata().tolist() == [10, 12, 15, 18, 22, 27]
    assert np.allclose(line.get_ydata(), fit.predict(line.get_xdata()))


def test_an_audit_is_a_tile_for_each_claim():
    audit = fs.audit(fs.load())
    axes = plotting.plot_audit(audit)
    assert len(axes.patches) == len(audit.to_frame())


def test_a_bulletin_without_an_upper_end_has_an_arrow(cases):
    from fraudstats.reconciliation.plot import draw_bulletins, mean_per_period
    from fraudstats.style import house_axes

    cases.loc[1, "upper"] = np.inf
    rates = mean_per_period(
        cases.assign(form="total").astype({"period_start": "datetime64[ns]", "period_end": "datetime64[ns]"})
    )
    assert rates["lower"].iloc[1] == pytest.approx(463_500 / (365 / 365.2425 * 12))
    axes = house_axes()
    draw_bulletins(axes, rates)
    (arrow,) = axes.texts
    assert arrow.xy[1] == 16 and arrow.xyann[1] == rates["lower"].iloc[1]
    assert len(plotting.plot_series(cases).texts) == 1
