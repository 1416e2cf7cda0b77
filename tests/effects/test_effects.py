"""What an edit of one number changes downstream is named, and what it does not change is not."""

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.effects import effects
from fraudstats.errors import DatasetError
from fraudstats.figures.base import PaperFigure

NUMBER = "xinhua-northnews-2022-01-01/telecom_fraud_cases_solved"
RELEASE = "2026.11.1"


@pytest.fixture(scope="module")
def edited():
    """The release with two numbers raised: 37万余 as 47万余, and 46.4万 as 47.4万."""
    before = fs.load(release=RELEASE)
    rows = before.observations
    same = (rows["indicator"] == "telecom_fraud_cases_solved") & (rows["period_end"] == "2021-11-30")
    rows.loc[same, ["value", "lower", "upper"]] += 100_000
    rows.loc[same, "value_text"] = "47万余"
    year = (rows["indicator"] == "telecom_fraud_cases_solved") & (rows["value"] == 464_000)
    rows.loc[year, ["value", "lower", "upper"]] += 10_000
    tables = {name: before.table(name) for name in before.names} | {"observations": rows}
    return fs.diff(before, fs.Dataset(tables, RELEASE))


@pytest.fixture(scope="module")
def found(edited):
    return effects(edited, figures=("01-solved-cases-windows", "05-treaties", "06-audit"))


def test_an_edit_is_listed_with_its_size(edited):
    row = edited.table.set_index(["id", "column"]).loc[(NUMBER, "value")]
    assert (row["before"], row["after"], row["size"]) == ("370000", "470000", 100_000)
    assert row["relative"] == pytest.approx(100 / 370)
    assert "value: 370000 -> 470000 (+100,000, +27.0%)" in edited.summary()
    assert set(edited.ranges["id"]) == set(edited.table["id"])


def test_the_verdicts_that_rest_on_it_change(found):
    assert "c08" in set(found.verdicts["claim"])
    assert (found.verdicts["before"] != found.verdicts["after"]).all()


def test_the_bounds_of_its_count_move(found):
    assert set(found.bounds["indicator"]) == {"telecom_fraud_cases_solved"}
    assert "2022" in set(found.bounds["period"])


def test_the_pictures_that_draw_it_change_and_no_other(found):
    assert "01-solved-cases-windows" in set(found.figures["name"])
    assert "05-treaties" not in set(found.figures["name"])


def test_the_summary_names_each(found):
    text = found.summary()
    assert "verdicts: " in text and "c08: " in text
    assert "telecom_fraud_cases_solved CN 2022: 463,500 to 464,500 -> " in text
    assert "01-solved-cases-windows: " in text


def test_no_difference_has_no_effects():
    same = fs.load(release=RELEASE)
    nothing = effects(fs.diff(same, same), figures=("01-solved-cases-windows",))
    assert all(table.empty for table in (nothing.verdicts, nothing.bounds, nothing.figures))
    assert isinstance(nothing.bounds, pd.DataFrame)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (DatasetError("no such row"), "no such row"),
        (KeyError("2021"), "KeyError: '2021'"),
        (ValueError("x"), "ValueError: x"),
    ],
)
def test_a_picture_that_cannot_be_drawn_is_a_line_and_no_end(monkeypatch, error, reason):
    def refuse(self, dataset):
        raise error

    monkeypatch.setattr(PaperFigure, "data", refuse)
    same = fs.load(release=RELEASE)
    found = effects(fs.diff(same, same), figures=("05-treaties",))
    (row,) = found.figures.to_dict("records")
    assert (row["name"], row["why"]) == ("05-treaties", f"cannot be drawn from {same.state}: {reason}")
    assert found.summary().endswith(f"figures: none changed\n  05-treaties: {row['why']}")


def test_a_name_of_no_picture_is_refused():
    same = fs.load(release=RELEASE)
    with pytest.raises(DatasetError, match="05-treaty"):
        effects(fs.diff(same, same), figures=("05-treaty",))
