"""Figures: the numbers drawn are those of the data, files repeat to the byte, every character has a glyph."""

import hashlib
from importlib.resources import files

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats import plotting
from fraudstats.plotting.style import drawing

FIGURES = {
    "covered_windows": lambda ds: plotting.covered_windows(ds),
    "handovers": lambda ds: plotting.handovers(ds),
    "exit_gangs": lambda ds: plotting.exit_gangs(ds),
    "timeline": lambda ds: plotting.timeline(ds),
    "treaty_matrix": lambda ds: plotting.treaty_matrix(ds),
    "audit_picture": lambda ds: plotting.audit_picture(fs.audit(ds)),
    "revised": lambda ds: plotting.revised(ds),
    "solved_trend": lambda ds: plotting.solved_trend(ds),
    "what_survives": lambda ds: plotting.what_survives(ds),
    "jurisdictions": lambda ds: plotting.jurisdictions(ds),
}


@pytest.fixture(scope="module")
def ds():
    return fs.load()


@pytest.fixture(scope="module")
def made(ds):
    return {name: draw(ds) for name, draw in FIGURES.items()}


@pytest.mark.parametrize("name", FIGURES)
def test_a_saved_figure_is_picture_data_and_caption_and_repeats_to_the_byte(made, ds, name, tmp_path):
    first = {path.suffix: path.read_bytes() for path in made[name].save(tmp_path / "one")}
    again = {path.suffix: path.read_bytes() for path in FIGURES[name](ds).save(tmp_path / "two")}
    assert set(first) == {".svg", ".png", ".csv", ".txt"}
    digests = [{k: hashlib.sha256(v).hexdigest() for k, v in each.items()} for each in (first, again)]
    assert digests[0] == digests[1]
    assert ds.release in first[".txt"].decode()


@pytest.mark.parametrize("name", FIGURES)
def test_the_committed_data_of_the_figure_is_what_is_drawn_now(made, name):
    from fraudstats.dataset.loader import processed_folder
    from fraudstats.dataset.store import canonical_csv

    committed = processed_folder().parents[1] / "figures" / f"{made[name].name}.csv"
    assert committed.read_text(encoding="utf-8") == canonical_csv(made[name].data), "run 'fraudstats reproduce'"


@pytest.mark.parametrize("name", [name for name in FIGURES if name != "audit_picture"])
def test_every_drawn_number_leads_to_its_sources(made, ds, name):
    ids = made[name].data["ids"].str.split().explode().replace("", None).dropna()
    assert len(ds.sources_of(ids.tolist())) == ids.str.partition("/")[0].nunique()


def test_bars_span_the_windows_and_the_papers_numbers_are_marked(made):
    figure = made["covered_windows"]
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
    data = made["handovers"].data
    singles = data[data["series"] == "single handover"]
    assert (singles["value"].cumsum() == singles["itemised"]).all()
    day = singles[singles["date"].between("2023-10-12", "2023-10-15")]
    assert len(day) == 1, "Wa State's 2,350 and the ministry's 2,349 are one handover"
    assert 209 not in set(singles["value"]), "the 209 are a part of the 706"
    top = made["handovers"].picture.axes[0]
    drawn = {line.get_label(): line.get_ydata() for line in top.lines}
    assert list(drawn["total handed over"]) == list(data.loc[data["series"] == "total handed over", "value"])


def test_the_treaties_that_the_paper_leaves_out(made):
    data = made["treaty_matrix"].data
    missing = data[data["finding"].isin(["agreed", "exists"]) & data["named_in_paper"].eq(False).fillna(False)]
    assert set(zip(missing["party"], missing["column"].str.split().str[0], strict=True)) == {
        ("VN", "extradition"),
        ("VN", "legal"),
        ("LA", "legal"),
    }


def test_the_exit_gang_triple_is_claimed_not_printed(made):
    data = made["exit_gangs"].data
    assert set(data.loc[data["kind"] == "claimed", "value"]) == {5_300, 10_600, 44_690}
    assert not set(data.loc[data["kind"] == "printed", "value"]) & {5_300, 10_600, 44_690}


def test_the_audit_picture_has_a_tile_for_each_claim(made):
    from matplotlib.patches import Rectangle

    tiles = [p for p in made["audit_picture"].picture.axes[0].patches if isinstance(p, Rectangle)]
    assert len(tiles) == len(made["audit_picture"].data) == 55


def test_every_character_that_a_figure_can_need_has_a_glyph(ds):
    from fontTools.ttLib import TTFont

    columns = [ds.observations["value_text"], ds.indicators["name_zh"], ds.areas["name_zh"], ds.issuers["name_zh"]]
    needed = {c for column in columns for text in column.dropna() for c in text if ord(c) > 0x2E7F}
    for weight in ("Regular", "Bold"):
        path = files("fraudstats.plotting") / "fonts" / f"NotoSansCJKsc-{weight}-subset.otf"
        missing = {c for c in needed if ord(c) not in TTFont(str(path)).getBestCmap()}
        assert not missing, f"run tools/subset_font.py; missing: {''.join(sorted(missing))}"


def test_the_subset_is_shipped_with_its_licence():
    text = (files("fraudstats.plotting") / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in text


def test_drawing_restores_the_settings():
    import matplotlib

    before = dict(matplotlib.rcParams)
    with drawing():
        assert matplotlib.rcParams["svg.hashsalt"] == "fraudstats"
    assert dict(matplotlib.rcParams) == before


def test_a_revision_goes_from_the_first_to_the_latest_value(made, ds):
    data = made["revised"].data
    row = data[(data["title"] == "Singapore, scam cases") & (data["period_end"] == "2021-06-30")].iloc[0]
    assert (row["first"], row["latest"]) == (8_403, 7_746)
    assert row["revision_lower"] == row["revision_upper"] == pytest.approx(7_746 / 8_403 - 1)


def test_the_trend_picture_shows_the_published_totals_and_both_forecasts(made, ds):
    data = made["solved_trend"].data
    seen = data[data["kind"] == "observed"]
    yearly = plotting.yearly(ds, "telecom_fraud_cases_solved", 2019)
    assert list(seen["value"]) == list(yearly["value"])
    drawn = {line.get_label(): list(line.get_ydata()) for line in made["solved_trend"].picture.axes[0].lines}
    assert drawn["published full-year total"] == list(yearly["value"])
    assert (data.loc[data["kind"] == "naive", "value"] == yearly["value"].iloc[-1]).all()


def test_every_method_is_there_for_every_series(made):
    data = made["what_survives"].data
    assert (data.groupby("series")["method"].nunique() == 4).all()
    assert ((data["lower"] <= data["estimate"]) & (data["estimate"] <= data["upper"])).all()


def test_the_jurisdictions_are_drawn_with_their_segments(made, ds):
    data = made["jurisdictions"].data
    for title, panel in zip(data["title"].unique(), made["jurisdictions"].picture.axes, strict=True):
        rows = data[data["title"] == title]
        assert list(panel.lines[0].get_ydata()) == list(rows["value"])
        result, _ = plotting.joinpoints_of(ds, title)
        assert rows["apc"].nunique() == len(result.segments)


def test_the_band_of_months_is_the_central_ninety_per_cent():
    months = pd.period_range("2020-01", periods=3, freq="M")
    draws = pd.DataFrame([range(101), range(100, 201), [7] * 101], index=months)
    data = plotting.interventions_data(draws)
    assert data[["lower", "median", "upper"]].to_numpy().tolist() == [[5, 50, 95], [105, 150, 195], [7, 7, 7]]
