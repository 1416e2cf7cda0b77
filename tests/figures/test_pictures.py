"""Figures 1 to 6 and 11 to 15: the numbers drawn are those of the data."""

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.errors import DatasetError
from fraudstats.figures.fig15_jurisdictions import JURISDICTIONS


def test_bars_span_the_windows_and_the_papers_numbers_are_marked(made):
    figure = made["01"]
    bars = [bar for bar in figure.picture.axes[0].patches if bar.get_height() > 0.5]
    data = figure.data
    assert len(bars) == len(data)
    for bar, row in zip(bars, data.itertuples(), strict=True):
        first = max(row.period_start, pd.Timestamp("2019-01-01"))
        days = (row.period_end - first).days + 1
        assert bar.get_width() == pytest.approx(days)
    marked = data.dropna(subset=["in_paper"])
    assert list(zip(marked["in_paper"], marked["value"], strict=True)) == [("c08", 370_000), ("c09", 391_000)]
    twin = data[data["twin"]]
    assert list(twin["value"]) == [391_000]
    assert list(twin["period_end"]) == [pd.Timestamp("2023-11-30")]


def test_handovers_sum_the_single_ones_once(made):
    data = made["02"].data
    singles = data[data["series"] == "single handover"]
    assert (singles["value"].cumsum() == singles["itemised"]).all()
    day = singles[singles["date"].between("2023-10-12", "2023-10-15")]
    assert len(day) == 1, "Wa State's 2,350 and the ministry's 2,349 are one handover"
    assert 209 not in set(singles["value"]), "the 209 are a part of the 706"
    top = made["02"].picture.axes[0]
    drawn = {line.get_label(): line.get_ydata() for line in top.lines}
    assert list(drawn["total handed over"]) == list(data.loc[data["series"] == "total handed over", "value"])


def test_the_treaties_that_the_paper_leaves_out(made):
    data = made["05"].data
    missing = data[data["finding"].isin(["agreed", "exists"]) & data["named_in_paper"].eq(False).fillna(False)]
    assert set(zip(missing["party"], missing["column"].str.split().str[0], strict=True)) == {
        ("VN", "extradition"),
        ("VN", "legal"),
        ("LA", "legal"),
    }


def test_the_exit_gang_triple_is_claimed_not_printed(made):
    data = made["03"].data
    assert set(data.loc[data["kind"] == "claimed", "value"]) == {5_300, 10_600, 44_690}
    assert not set(data.loc[data["kind"] == "printed", "value"]) & {5_300, 10_600, 44_690}


def test_the_audit_picture_has_a_tile_for_each_claim(made):
    from matplotlib.patches import Rectangle

    tiles = [p for p in made["06"].picture.axes[0].patches if isinstance(p, Rectangle)]
    assert len(tiles) == len(made["06"].data) == 55


def test_a_revision_goes_from_the_first_to_the_latest_value(made, ds):
    data = made["11"].data
    row = data[(data["title"] == "Singapore, scam cases") & (data["period_end"] == "2021-06-30")].iloc[0]
    assert (row["first"], row["latest"]) == (8_403, 7_746)
    assert row["revision_lower"] == row["revision_upper"] == pytest.approx(7_746 / 8_403 - 1)


def test_the_trend_picture_shows_the_published_totals_and_both_forecasts(made, inputs):
    data = made["12"].data
    seen = data[data["kind"] == "observed"]
    yearly = inputs["12"]["series"]
    assert list(seen["value"]) == list(yearly["value"])
    drawn = {line.get_label(): list(line.get_ydata()) for line in made["12"].picture.axes[0].lines}
    assert drawn["published full-year total"] == list(yearly["value"])
    assert (data.loc[data["kind"] == "naive", "value"] == yearly["value"].iloc[-1]).all()


def test_every_method_is_there_for_every_series(made):
    data = made["13"].data
    assert (data.groupby("series")["method"].nunique() == 4).all()
    assert ((data["lower"] <= data["estimate"]) & (data["estimate"] <= data["upper"])).all()


def test_the_jurisdictions_are_drawn_with_their_segments(made, inputs):
    data = made["15"].data
    for title, panel in zip(data["title"].unique(), made["15"].picture.axes, strict=True):
        rows = data[data["title"] == title]
        assert list(panel.lines[0].get_ydata()) == list(rows["value"])
        fit = inputs["15"]["fits"][title]
        # Two segments of one series may have the same change to its last digit shown, but not its interval as well.
        assert len(rows[["apc", "apc_lower", "apc_upper"]].drop_duplicates()) == len(fit.segments())
        # What is drawn is what is fitted: the midpoint of each range.
        assert list(rows["value"]) == list(fit.series.value)


def test_the_jurisdictions_begin_with_the_first_year_after_which_none_is_missing(made, ds):
    data = made["15"].data
    for title, (indicator, area, *_) in JURISDICTIONS.items():
        known = ds.series(indicator, area, freq="Y", accept="break")["period_start"].dt.year
        missing = sorted(set(range(known.min(), known.max())) - set(known))
        assert data.loc[data["title"] == title, "year"].min() == max([*missing, known.min() - 1]) + 1


def test_the_band_of_months_is_the_central_ninety_per_cent():
    months = pd.period_range("2020-01", periods=3, freq="M")
    draws = fs.Draws([range(101), range(100, 201), [7] * 101], months)
    bulletins = pd.DataFrame({"observation_id": ["a/b"]})
    bounds = pd.DataFrame({"lower": [0.0, 50, 7], "upper": [300.0, float("inf"), 7]}, months)
    data = fs.figures.get("14").compute(None, draws, bounds, bulletins, {"law": "2020-02-01"})
    assert data[["lower_bound", "upper_bound"]].iloc[:3].to_numpy().tolist() == bounds.to_numpy().tolist()
    assert data[["lower", "estimate", "upper"]].iloc[:3].to_numpy().tolist() == [
        [5, 50, 95],
        [105, 150, 195],
        [7, 7, 7],
    ]
    assert data.loc[3, ["month", "label"]].tolist() == [pd.Timestamp("2020-02-01"), "law"]


def test_the_band_of_a_line_is_that_of_each_segment(made, inputs):
    rows = made["12"].data.query("kind == 'fitted'").reset_index(drop=True)
    fit = inputs["12"]["fit"]
    (bend,) = fit.joinpoints
    turn = rows["next_lower"].notna()
    assert list(rows.loc[turn, "year"]) == [bend]
    before, after = (fit.band([bend], [segment]).iloc[0] for segment in (0, 1))
    row = rows[turn].iloc[0]
    assert (row["band_lower"], row["band_upper"]) == pytest.approx((before["lower"], before["upper"]), rel=5e-3)
    assert (row["next_lower"], row["next_upper"]) == pytest.approx((after["lower"], after["upper"]), rel=5e-3)
    assert ((rows["band_lower"] < rows["value"]) & (rows["value"] < rows["band_upper"])).all()


def test_the_interval_of_the_joinpoint_is_drawn(made, inputs):
    (row,) = made["12"].data.query("kind == 'joinpoint'").to_dict("records")
    ends = inputs["12"]["fit"].conf_int().loc["joinpoint_1"]
    assert (row["lower"], row["upper"]) == (ends["lower"], ends["upper"])
    words = [text.get_text() for text in made["12"].picture.axes[0].texts]
    assert f"joinpoint {row['value']:.0f}, 95% interval {row['lower']:.0f} to {row['upper']:.0f}" in words


def test_what_lies_beyond_an_axis_is_marked_with_its_value(made):
    words = {number: " | ".join(t.get_text() for a in made[number].picture.axes for t in a.texts) for number in made}
    assert "to -56,000" in words["12"]
    assert "+35.5%" in words["11"]
    assert "no bound" in words["10"] and "no bound" in words["07"]
    assert "interval to " in words["15"]


def test_the_caption_names_an_interval_that_the_axis_cuts():
    from fraudstats.figures.fig12_solved_cases_trend import FIGURE

    table = pd.DataFrame({"kind": ["local level"] * 2, "year": [2026, 2027], "lower": [33_000.0, -56_000.0]})
    assert "though the model reaches below: that of 2027 to -56,000." in FIGURE.words(table)
    assert "reaches below" not in FIGURE.words(table.assign(lower=1.0))


@pytest.mark.parametrize(("low", "high", "words"), [(0.3, 0.31, "+30.5%"), (-0.4, -0.38, "-39.0%"), (0.0, 0.01, "")])
def test_a_revision_beyond_either_end_of_the_axis_is_marked_with_its_size(made, low, high, words):
    data = made["11"].data.iloc[:1].assign(revision_lower=low, revision_upper=high)
    figure = fs.figures.get("11")
    (axes,) = figure.picture(data).axes
    said = [text for text in axes.texts if text.get_text()]
    assert [text.get_text().startswith(words) for text in said] == [True]
    left, right = axes.get_xlim()
    assert all(left <= x <= right for x in (text.xy[0] for text in axes.texts))
    assert ("An arrow marks" in figure.words(data)) == bool(words)


def test_handovers_without_announced_totals_are_refused(ds):
    with pytest.raises(DatasetError, match="this dataset has no total handed over and total captured"):
        fs.figures.data("02", ds.as_of("2023-08-01"))


def test_a_caption_says_nothing_of_room_that_the_data_do_not_leave(made):
    figure, data = fs.figures.get("03"), made["03"].data
    assert "between 26 Oct 2021 and 14 Apr 2022" in figure.words(data)
    printed = data["kind"] == "printed"
    same = data.assign(lower=data["lower"].mask(printed & (data["value"] == 9_419), 0))
    assert "No source in the dataset" in figure.words(same), "a range below the paper's number stays below"
    reached = data.assign(upper=data["upper"].mask(printed & (data["value"] == 9_419), 10_650))
    assert "No source in the dataset" not in figure.words(reached)


def test_the_year_before_the_series_is_named_only_if_it_has_no_total(made):
    figure, data = fs.figures.get("12"), made["12"].data
    assert figure.words(data).endswith("No total of 2018 was found, so the series begins in 2019.")
    assert "begins in" not in figure.words(data[data["kind"] != "not found"])
