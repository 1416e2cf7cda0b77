"""Vintages: what was published first, what later, and how far the two differ."""

import pandas as pd
import pytest

from fraudstats.errors import DatasetError

YEAR = ("2021", "2021")


@pytest.fixture
def revised(world, row):
    return world(
        b=("2022-01-10", "state_media", row("x", *YEAR, "44.1万", 441000), row("z", "2020", "2020", "32.2万", 322000)),
        c=("2022-02-10", "state_media", row("x", *YEAR, "441,200", 441200)),
        d=("2022-03-11", "state_media", row("x", *YEAR, "45万", 450000)),
    ).revisions("cases_solved")


def test_a_mere_change_of_rounding_is_no_revision(revised):
    assert revised.long.loc[revised.long["period_end"] == pd.Timestamp("2021-12-31"), "vintage"].tolist() == [1, 2]
    first = revised.nth(1).set_index("observation_id").loc["b/x"]
    assert first["last_confirmed"] == pd.Timestamp("2022-02-10"), "checked until is kept apart from last changed"


def test_outlets_that_disagree_about_one_announcement_are_no_revision(world, row):
    first = row("x", *YEAR, "44.1万", 441000)
    later = row("x", *YEAR, "44.4万", 444000)
    ds = world(b=("2022-01-10", "state_media", first), c=("2022-01-11", "state_media", later))
    assert ds.revisions("cases_solved").summary().empty


def test_what_its_source_calls_revised_is_a_revision_even_the_next_day(world, row):
    first, revised = row("x", *YEAR, "44.1万", 441000), row("x", *YEAR, "45万", 450000, more=", status: R")
    ds = world(b=("2022-01-10", "state_media", first), c=("2022-01-11", "state_media", revised))
    assert ds.revisions("cases_solved").long["vintage"].tolist() == [1, 2]


def test_the_triangle_and_the_size_of_a_revision(revised):
    wide = revised.wide()
    assert wide.loc[("CN", pd.Timestamp("2021-01-01"), pd.Timestamp("2021-12-31"))].tolist() == [441_000, 450_000]
    (summary,) = revised.summary().itertuples()
    assert (summary.first, summary.latest, summary.vintages, summary.days) == (441_000, 450_000, 2, 60)
    assert summary.revision_lower == pytest.approx(445_000 / 441_500 - 1)
    assert summary.revision_upper == pytest.approx(455_000 / 440_500 - 1)


def test_first_and_latest(revised):
    assert revised.nth(1)["value"].tolist() == [322_000, 441_000]
    assert revised.nth(-1)["value"].tolist() == [322_000, 450_000]


@pytest.mark.parametrize("vintage", [0, 1.0, True, "first"])
def test_a_vintage_that_cannot_be_is_refused(revised, vintage):
    with pytest.raises(DatasetError, match="1 is the first published value of each window, -1 the latest"):
        revised.nth(vintage)


def test_revisions_are_shown_in_one_line(revised):
    assert repr(revised) == "<revisions: 2 windows, 3 vintages, 1 windows revised>"
    assert revised._repr_html_().count("<tr") == 2, "a heading and the one revised window"
