"""Figures 7 to 10: what is drawn is what the reconciliations say, and what is committed is what is drawn now."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.dates import date2num, num2date

import fraudstats as fs
from fraudstats import plotting
from fraudstats.dataset.loader import processed_folder
from fraudstats.dataset.store import canonical_csv
from fraudstats.errors import ReconcileError

ROOT = processed_folder().parents[1]
READING = "bj148-cctv-2019-11-02/telecom_fraud_cases_solved"
CHRISTMAS = "shine-2019-12-26/telecom_fraud_cases_solved"
NOVEMBER_2016 = "news18-xinhua-2016-12-20/telecom_fraud_cases_solved"
FIVE_YEARS = "mnw-cctv-2024-11-20/telecom_fraud_persons_prosecuted"
TWICE_IN_WA = "stheadline-2023-10-17-wa2350/suspects_handed_over"


@pytest.fixture(scope="module")
def ds():
    return fs.load()


@pytest.fixture(scope="module")
def models(ds):
    solved = ds.select("telecom_fraud_cases_solved", ref_area="CN", start="2019-01-01")
    return {
        "If all bulletins count the same": fs.reconcile(*solved.bulletins(leave_out=(READING, CHRISTMAS))),
        "If full-year bulletins count something else": fs.reconcile(
            *solved.bulletins(leave_out=READING), other_kind="full_year"
        ),
    }


@pytest.fixture(scope="module")
def left_out():
    return pd.read_csv(ROOT / "docs/evidence/leave-one-out-solved.csv")


@pytest.fixture(scope="module")
def made(ds, models, left_out):
    solved = ds.select("telecom_fraud_cases_solved", ref_area="CN")
    facts = fs.reconcile(*solved.bulletins(leave_out=(NOVEMBER_2016, READING, CHRISTMAS)))
    caught = fs.reconcile(*ds.select("telecom_fraud_suspects_caught", ref_area="CN").bulletins())
    prosecuted = ds.select("telecom_fraud_persons_prosecuted", ref_area="CN")
    charged = fs.reconcile(*prosecuted.bulletins(leave_out=FIVE_YEARS))
    return {
        "07": plotting.reconciled_cases(ds, models),
        "08": plotting.reconcile_calibration(ds, left_out),
        "09": plotting.december_jumps(
            ds, {"cases solved": facts, "suspects caught": caught, "persons prosecuted": charged}
        ),
        "10": plotting.handover_envelope(ds, _myanmar(ds)),
    }


def _myanmar(ds):
    handed, _ = ds.select("suspects_handed_over", ref_area="CN", counterpart_area="MM").bulletins()
    handed.loc[(handed["upper"] < 2_400) & handed["period_start"].notna(), "upper"] = np.inf
    handed = handed[handed["period_start"].notna() | handed["lower"].gt(1_400)]
    return fs.reconcile(handed[handed["observation_id"] != TWICE_IN_WA], freq="D")


@pytest.mark.parametrize("number", ["07", "08", "09", "10"])
def test_the_committed_data_is_what_is_drawn_now_and_leads_to_its_sources(made, ds, number):
    figure = made[number]
    committed = ROOT / "figures" / f"{figure.name}.csv"
    assert committed.read_text(encoding="utf-8") == canonical_csv(figure.data), "run 'fraudstats reproduce'"
    ids = figure.data["ids"].dropna().str.split().explode()
    assert len(ds.sources_of(ids.tolist())) == ids.str.partition("/")[0].nunique() > 5
    assert ds.release in figure.caption


@pytest.mark.parametrize("number", ["07", "08", "09", "10"])
def test_the_picture_repeats_to_the_byte(made, number, tmp_path):
    first, again = ([path.read_bytes() for path in made[number].save(tmp_path / folder)] for folder in ("one", "two"))
    assert first == again


def test_months_are_drawn_as_estimated_and_lie_within_their_bounds(made, models):
    figure = made["07"]
    for axes, (model, result) in zip(figure.picture.axes, models.items(), strict=True):
        rows = figure.data[figure.data["model"] == model]
        months = rows[rows["series"] == "month"].reset_index(drop=True)
        bounds = result.bounds_table("M")
        assert np.array_equal(months[["lower_bound", "upper_bound"]], bounds)
        columns = ["lower_bound", "lower", "median", "upper", "upper_bound"]
        assert (months[columns].diff(axis=1).iloc[:, 1:].fillna(0) >= -1e-6).all(axis=None)
        (median,) = (line for line in axes.lines if line.get_label() == "median")
        assert np.array_equal(median.get_ydata(), months["median"])
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
        assert len(rows) == (~result.stated.is_change).sum()


def test_the_year_is_its_print_in_one_model_and_its_months_in_the_other(made):
    months = made["07"].data.query("series == 'month'")
    in_2020 = months[months["period_start"].dt.year == 2020].groupby("model")["median"].sum()
    assert in_2020["If all bulletins count the same"] == pytest.approx(322_000, rel=0.02)
    assert in_2020["If full-year bulletins count something else"] < 310_000


def test_the_table_of_predictions_is_of_the_bulletins_as_they_are_now(left_out, models):
    for (_, rows), result in zip(left_out.groupby("model"), models.values(), strict=True):
        stated = result.statements.table.loc[rows["statement"], ["lower", "upper"]]
        assert len(rows) == len(result.stated), "run benchmarks/leave_one_out_solved.py"
        assert np.allclose(rows[["stated_lower", "stated_upper"]], stated, rtol=1e-12)


def test_predictions_and_prints_are_drawn_relative_to_the_median(made):
    figure = made["08"]
    for axes, (_, rows) in zip(figure.picture.axes[::2], figure.data.groupby("model"), strict=True):
        rows = rows[rows["form"] == "total"].sort_values("median")
        band, print_ = axes.collections[:2]
        for drawn, ends in ((band, ["lower", "upper"]), (print_, ["stated_lower", "stated_upper"])):
            x = [segment[:, 0] for segment in drawn.get_segments()]
            assert np.allclose(x, rows[ends].div(rows["median"], axis=0))


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


def test_years_without_an_upper_bound_have_no_december():
    bulletins = pd.DataFrame({
        "period_start": ["2021-01-01", "2021-01-01"], "period_end": ["2021-11-30", "2021-12-31"],
        "lower": [100, 120], "upper": [101, np.inf]})  # fmt: skip
    with pytest.raises(ReconcileError, match="no year has both"):
        plotting.december_jumps_data({"x": fs.reconcile(bulletins)})


def test_the_envelope_never_falls_and_meets_the_totals(made):
    data = made["10"].data
    bounds = data[data["series"] == "bounds"].set_index("date")
    assert (bounds["lower"].diff().dropna() >= 0).all()
    assert (bounds["upper"].replace(np.inf, 1e9).diff().dropna() >= 0).all()
    totals = data[data["series"] == "since start"]
    assert len(totals) == 8
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
    points = sum(len(c.lines[0].get_xdata()) for c in axes.containers)
    assert points == (made["10"].data["series"] != "bounds").sum()
