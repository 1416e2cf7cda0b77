"""Bands beside bounds, breaks between kinds, leave-one-out, pictures: on bulletins whose answer is known."""

import matplotlib
import numpy as np
import pandas as pd
import pytest
from reconciliation.worlds import bulletins, simulate

import fraudstats as fs
from fraudstats.errors import ReconcileError, ReconcileWarning

matplotlib.use("Agg")

COLUMNS = ["estimate", "lower", "upper", "lower_bound", "upper_bound"]
ASCENDING = ["lower_bound", "lower", "estimate", "upper", "upper_bound"]


def total(start, end, lower, upper, **more):
    return {"period_start": start, "period_end": end, "lower": lower, "upper": upper} | more


def years_with_excess(excess, years=5, **label):
    """Eleven-month and full-year bulletins of a steady 1,000 a month; full years count more by a share."""
    rows = []
    for year in range(2018, 2018 + years):
        eleven, twelve = 11_000, 12_000 * (1 + excess)
        rows.append(total(f"{year}-01", f"{year}-11", eleven - 50, eleven + 50))
        rows.append(total(f"{year}", f"{year}", twelve - 50, twelve + 50, **label))
    return pd.DataFrame(rows)


@pytest.fixture(scope="module")
def steady():
    return fs.reconcile(years_with_excess(0.0))


@pytest.mark.parametrize(("freq", "rows"), [("Y", 5), ("Q", 20), ("M", 60)])
def test_the_band_lies_inside_the_sharp_bounds(steady, freq, rows):
    table = steady.estimate(freq)
    assert list(table.columns) == COLUMNS
    assert len(table) == rows
    assert (np.diff(table[ASCENDING].to_numpy(), axis=1) >= 0).all()


def test_a_smaller_alpha_gives_a_wider_band(steady):
    narrow, wide = steady.estimate("M", alpha=0.5), steady.estimate("M", alpha=0.05)
    assert (wide["upper"] - wide["lower"] > narrow["upper"] - narrow["lower"]).all()


def test_steady_bulletins_give_a_steady_estimate(steady):
    assert steady.estimate("M")["estimate"].between(900, 1100).all()


@pytest.mark.parametrize("alpha", [0, 1, 1.5, "high"])
def test_a_senseless_alpha_is_refused_by_every_question(steady, alpha):
    for question in (steady.estimate, steady.definition_break, steady.leave_one_out, steady.plot):
        with pytest.raises(ReconcileError, match="alpha is the probability outside a band"):
            question(alpha=alpha)


def test_an_exact_year_has_a_band_of_no_width():
    table = fs.reconcile(pd.DataFrame([total("2021", "2021", 777, 777)])).estimate("Y")
    assert table.iloc[0].to_numpy() == pytest.approx(777, abs=1e-6)
    assert (np.diff(table[ASCENDING].to_numpy(), axis=1) >= 0).all()


def test_a_break_is_found_and_measured():
    found = fs.reconcile(years_with_excess(0.12)).definition_break()
    assert found.probability > 0.95
    assert found.size["lower"] < 0.12 < found.size["upper"]
    assert list(found.by_year.index) == [2018, 2019, 2020, 2021, 2022]
    assert found.by_year["estimate"].between(0.08, 0.16).all()
    assert "12" in found.summary() or "11" in found.summary()


def test_no_break_is_found_where_there_is_none(steady):
    found = steady.definition_break()
    assert found.probability < 0.5
    assert abs(found.size["estimate"]) < 0.01


def test_switching_the_break_on_takes_december_back_to_an_ordinary_month():
    result = fs.reconcile(years_with_excess(0.12))
    december = result.estimate("M").loc["2019-12", "estimate"]
    assert december == pytest.approx(2440, abs=150)
    without = result.counting_differently("full_year").estimate("M").loc["2019-12"]
    assert without["lower"] < 1000 < without["upper"]
    assert without["estimate"] < 1500


def test_a_labelled_kind_may_break_too():
    table = years_with_excess(0.12, kind="annual report").fillna({"kind": "monthly"})
    result = fs.reconcile(table)
    assert result.definition_break(kind="annual report").probability > 0.95
    with pytest.raises(ReconcileError, match="nothing to compare"):
        result.definition_break(kind="weekly")


def test_a_break_can_undo_a_contradiction():
    table = years_with_excess(-0.2, years=3)  # full years below their first eleven months
    with pytest.raises(ReconcileError):
        fs.reconcile(table).estimate("Y")
    found = fs.reconcile(table).definition_break()
    assert found.size["estimate"] == pytest.approx(-0.2, abs=0.05)


def test_leave_one_out_covers_as_it_says():
    table = fs.reconcile(bulletins(simulate("walk", 4, seed=1), seed=1)).leave_one_out(n_draws=400).table
    assert len(table) >= 10
    assert table["covered"].mean() >= 0.75
    assert (table["lower"] <= table["median"]).all()
    assert (table["pit_lower"] <= table["pit_upper"]).all()


def test_leave_one_out_exposes_a_wrong_bulletin():
    table = years_with_excess(0.0, years=3)
    table.loc[2, ["lower", "upper"]] = [11_800, 11_900]
    result = fs.reconcile(table).leave_one_out(n_draws=400)
    assert not result.table.loc[2, "covered"]
    assert result.coverage < 1


def test_leave_one_out_leaves_twins_out_together_and_predicts_changes():
    years = years_with_excess(0.0, years=2)
    table = pd.concat([years, years.iloc[[0]]], ignore_index=True)
    change = total("2019", "2019", -0.01, 0.01) | {"base_start": "2018", "base_end": "2018"}
    found = fs.reconcile(table, pd.DataFrame([change])).leave_one_out(n_draws=200).table
    assert found.loc[[0, 4], "twins"].tolist() == [1, 1]
    assert found.loc["change-0", "median"] == pytest.approx(0, abs=0.02)
    assert found.loc["change-0", "form"] == "change"


def test_leave_one_out_needs_two_windows():
    with pytest.raises(ReconcileError, match="two different windows"):
        fs.reconcile(pd.DataFrame([total("2021", "2021", 1, 2)] * 2)).leave_one_out()


def test_the_picture_shows_the_table(steady):
    import matplotlib.pyplot as plt

    ax = steady.plot()
    table = steady.estimate("M")
    (median,) = [line for line in ax.get_lines() if line.get_label() == "median"]
    assert median.get_ydata()[1:-1] == pytest.approx(table["estimate"].to_numpy())
    labels = [text.get_text() for text in ax.get_legend().get_texts()]
    assert set(labels) == {"bulletins", "sharp bounds", "90% band", "median"}
    plt.close(ax.figure)


def test_the_picture_of_endless_bounds_and_of_zeros():
    import matplotlib.pyplot as plt

    for rows in ([total("2021", "2021", 50, np.inf)], [total("2021", "2021", 0, 0)]):
        ax = fs.reconcile(pd.DataFrame(rows)).plot(freq="Q")
        assert 0 < ax.get_ylim()[1] < 1e6
        plt.close(ax.figure)


def test_the_picture_of_the_calibration():
    import matplotlib.pyplot as plt

    axes = fs.reconcile(years_with_excess(0.0, years=2)).leave_one_out(n_draws=100).plot()
    shares = axes[1].get_lines()[-1].get_ydata()
    assert shares[0] == 0
    assert shares[-1] == 1
    plt.close(axes[0].figure)


def test_bands_and_bounds_say_what_they_are_and_of_what():
    rows = pd.DataFrame([total("2021", "2021", 100, 110, indicator="solved")])
    rows.attrs["release"] = "2026.1.0"
    result = fs.reconcile(rows)
    about = {"indicator": "solved", "release": "2026.1.0"}
    assert result.estimate("Y", alpha=0.2, n_draws=20).attrs == about | {"kind": "band", "alpha": 0.2}
    assert result.bounds_table("Y").attrs == about | {"kind": "bounds"}
    assert result.draws(20).attrs == about


def test_a_change_whose_base_no_total_touches_is_named_where_it_is_predicted():
    change = total("2018", "2018", 0.01, 0.02) | {"base_start": "2017", "base_end": "2017"}
    result = fs.reconcile(years_with_excess(0.0, years=2), pd.DataFrame([change], index=["up 1.5%"]))
    with pytest.warns(ReconcileWarning, match=r"touches the base of up 1.5% .*2017-01-01.* select from 2016"):
        found = result.leave_one_out(n_draws=100)
    assert found.discrepancy.sum() == pytest.approx(1)
    assert "miss each other by" in found.summary()
