"""Figures 7 to 10: what is drawn is what the reconciliations say, and what is committed is what is drawn now."""

from itertools import chain

import numpy as np
import pandas as pd
import pytest
from matplotlib.dates import date2num, num2date

import fraudstats as fs
from fraudstats.dataset.loader import processed_folder
from fraudstats.errors import ReconcileError


@pytest.fixture(scope="module")
def models(inputs):
    return inputs["07"]["results"]


def test_months_are_drawn_as_estimated_and_lie_within_their_bounds(made, models):
    figure = made["07"]
    for axes, (model, result) in zip(figure.picture.axes, models.items(), strict=True):
        rows = figure.data[figure.data["model"] == model]
        months = rows[rows["series"] == "month"].reset_index(drop=True)
        bounds = result.bounds_table("M")
        assert np.allclose(months[["lower_bound", "upper_bound"]], bounds, rtol=1e-5, atol=1e-5)
        columns = ["lower_bound", "lower", "estimate", "upper", "upper_bound"]
        assert (months[columns].diff(axis=1).iloc[:, 1:].fillna(0) >= -1e-6).all(axis=None)
        (estimate,) = (line for line in axes.lines if line.get_label() == "median")
        assert np.array_equal(estimate.get_ydata()[1:-1], months["estimate"])  # the ends reach to the edges
        assert len(months) == 96


def test_a_bulletin_is_drawn_over_its_window_at_its_mean_month(made, models):
    figure = made["07"]
    for axes, (model, result) in zip(figure.picture.axes, models.items(), strict=True):
        rows = figure.data[(figure.data["model"] == model) & (figure.data["series"] == "bulletin")]
        (lines,) = (c for c in axes.collections if c.get_label() == "bulletins")
        drawn = {(num2date(a[0]).date(), num2date(b[0]).date(), round(a[1], 6)) for a, b in lines.get_segments()}
        middle = ((rows["lower_bound"] + rows["upper_bound"]) / 2).round(6)
        stop = rows["period_end"] + pd.Timedelta(days=1)
        expected = set(zip(rows["period_start"].dt.date, stop.dt.date, middle, strict=True))
        assert drawn == expected
        assert len(rows) == (result.statements["form"] == "total").sum()


def test_the_year_is_its_print_in_one_model_and_its_months_in_the_other(made):
    months = made["07"].data.query("series == 'month'")
    in_2020 = months[months["period_start"].dt.year == 2020].groupby("model")["estimate"].sum()
    assert in_2020["If all bulletins count the same"] == pytest.approx(322_000, rel=0.02)
    assert in_2020["If full-year bulletins count something else"] < 310_000


def test_the_table_of_predictions_is_of_the_bulletins_as_they_are_now(inputs, models):
    left_out = inputs["08"]["left_out"]
    for (_, rows), result in zip(left_out.groupby("model"), models.values(), strict=True):
        stated = result.statements[["lower", "upper"]]  # from 2019; the predictions are from 2017
        assert set(stated.index) <= set(rows["statement"]), "run benchmarks/leave_one_out_solved.py"
        predicted = rows.set_index("statement").loc[stated.index, ["stated_lower", "stated_upper"]]
        assert np.allclose(predicted, stated, rtol=1e-12)


def test_predictions_and_printed_numbers_are_drawn_relative_to_the_median(made):
    figure = made["08"]
    for axes, (_, rows) in zip(figure.picture.axes[::2], figure.data.groupby("model"), strict=True):
        rows = rows[rows["form"] == "total"]
        band, print_ = axes.collections[:2]
        for drawn, ends in ((band, ["lower", "upper"]), (print_, ["stated_lower", "stated_upper"])):
            x = [segment[:, 0] for segment in drawn.get_segments()]
            assert np.allclose(x, rows[ends].div(rows["median"], axis=0))


def test_a_prediction_of_a_bulletin_that_the_data_lack_is_left_out(inputs):
    earlier = fs.load(release="2026.11.1")
    drawn = fs.figures.get("08").data(earlier, **inputs["08"])
    known = {*earlier.observations["observation_id"], *earlier.changes["change_id"]}
    assert set(drawn["ids"]) == set(inputs["08"]["left_out"]["statement"]) & known
    assert len(drawn) < len(inputs["08"]["left_out"])


def test_december_is_what_the_year_leaves_after_eleven_months(made):
    data = made["09"].data.set_index(["indicator", "year"])
    row = data.loc[("cases solved", 2023)]
    assert (row["lower"], row["upper"]) == (45_000, 47_000)  # 437,000 less 391,000, each to the nearest thousand
    assert (row["mean_lower"] * 11, row["mean_upper"] * 11) == pytest.approx((390_500, 391_500))
    # 391,500 / 1.0565 is the most that January-November 2021 can be: "up 5.7 per cent" to 391,000.
    row = data.loc[("cases solved", 2021)]
    assert row["lower"] == pytest.approx(441_000 - 391_500 / 1.0565)
    assert row["upper"] == 442_000 - 370_000
    panel = made["09"].picture.axes[0].collections
    drawn = [segment[:, 0].tolist() for lines in panel for segment in lines.get_segments()]
    solved = data.loc["cases solved"]
    expected = solved[["mean_lower", "mean_upper"]].to_numpy().tolist() + solved[["lower", "upper"]].to_numpy().tolist()
    assert drawn == expected


def test_a_year_whose_eleven_months_were_not_announced_has_no_december(made):
    """2016: 93,000 up to November was left out, so that nine months and the year alone would speak."""
    assert set(made["09"].data.query("indicator == 'cases solved'")["year"]) == {2020, 2021, 2022, 2023}
    bulletins = pd.DataFrame({
        "period_start": ["2021-01-01", "2021-01-01"], "period_end": ["2021-09-30", "2021-12-31"],
        "lower": [100, 103], "upper": [101, 104]})  # fmt: skip
    with pytest.raises(ReconcileError, match="announced"):
        fs.figures.get("09").compute(None, {"x": fs.reconcile(bulletins)})


def test_a_star_is_explained_where_one_is_drawn(made):
    figure = made["08"]
    assert "star" not in figure.caption
    twice = pd.concat([figure.data, figure.data[figure.data["form"] == "total"].iloc[:1]], ignore_index=True)
    assert fs.figures.get("08").words(twice).endswith("A star marks a further bulletin on the same window.")


def test_the_caption_of_predictions_counts_by_three_rules(made):
    figure = made["08"]
    for model, rows in figure.data.groupby("model"):
        misses = [
            max(row.lower - row.stated_upper, row.stated_lower - row.upper, 0) for row in rows.itertuples(index=False)
        ]
        inner = [
            min(row.stated_lower - row.lower, row.upper - row.stated_upper) >= 0 for row in rows.itertuples(index=False)
        ]
        said = f"if {model}, {rows['covered'].sum()} of {len(rows)} ("
        assert said in figure.caption
        assert f"of {misses.count(0)} touch the band and those of {sum(inner)} lie" in figure.caption.partition(said)[2]


def test_the_page_on_reconciliation_gives_the_counts_of_the_table(made):
    page = (processed_folder().parents[1] / "docs/reconcile.md").read_text(encoding="utf-8")
    (_, same), (_, other) = made["08"].data.groupby("model")
    touching = (same["stated_lower"] <= same["upper"]) & (same["stated_upper"] >= same["lower"])
    inner = (same["stated_lower"] >= same["lower"]) & (same["stated_upper"] <= same["upper"])
    assert f"finds {same['covered'].sum()} of {len(same)} in their bands" in page
    assert f"{touching.sum()} printed ranges touch the band and {inner.sum()} lie wholly in it" in page
    assert f"{other['covered'].sum()} of {len(other)} are found" in page


def test_years_without_an_upper_bound_have_no_december():
    bulletins = pd.DataFrame({
        "period_start": ["2021-01-01", "2021-01-01"], "period_end": ["2021-11-30", "2021-12-31"],
        "lower": [100, 120], "upper": [101, np.inf]})  # fmt: skip
    with pytest.raises(ReconcileError, match="no year has both"):
        fs.figures.get("09").compute(None, {"x": fs.reconcile(bulletins)})


def test_the_envelope_never_falls_and_meets_the_totals(made):
    data = made["10"].data
    bounds = data[data["series"] == "bounds"].set_index("date")
    assert (bounds["lower"].diff().dropna() >= 0).all()
    assert (bounds["upper"].replace(np.inf, 1e9).diff().dropna() >= 0).all()
    totals = data[data["series"] == "since start"]
    assert len(totals) == 7
    inside = bounds.loc[totals["date"]]
    assert (inside["lower"].to_numpy() >= totals["lower"]).all()
    assert (inside["upper"].to_numpy() <= totals["upper"]).all()
    day = bounds.loc["2023-10-24"]
    assert (day["lower"], day["upper"]) == (4_666, 4_666)


def test_the_envelope_is_drawn_from_its_data(made):
    axes = made["10"].picture.axes[0]
    grey = axes.collections[0].get_paths()[0].vertices
    bounds = made["10"].data.query("series == 'bounds'")
    drawn = grey[np.isin(grey[:, 0], date2num(bounds["date"]))]
    assert {*bounds["lower"]} <= {*drawn[:, 1]}
    finite = bounds.loc[np.isfinite(bounds["upper"]), "upper"]
    assert {*finite} <= {*drawn[:, 1]}
    points = [line for line in axes.lines if str(line.get_label()).startswith("announced total")]
    announced = made["10"].data.query("series != 'bounds'")
    assert sorted(chain(*(line.get_ydata() for line in points))) == sorted(announced["value"])
    assert 55_000 not in set(announced["value"]), "nobody announced the middle of 'more than 50,000'"
