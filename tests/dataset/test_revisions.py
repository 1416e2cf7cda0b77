"""Vintages: what was published first, what later, how far the two differ, and why."""

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.dataset.revisions import revisions_of
from fraudstats.errors import DatasetError

YEAR = ("2021", "2021")


@pytest.fixture
def revised(world, row):
    return world(
        b=("2022-01-10", "state_media", row("x", *YEAR, "44.1万", 441000), row("z", "2020", "2020", "32.2万", 322000)),
        c=("2022-02-10", "state_media", row("x", *YEAR, "441,200", 441200)),
        d=("2022-03-11", "state_media", row("x", *YEAR, "45万", 450000)),
    ).revisions("cases_solved")


@pytest.fixture
def printed(world, row):
    """A function that gives the revisions of one window, printed in one month after the other."""

    def make(*numbers, corrections=None):
        files = {}
        for month, (text, value, more) in enumerate(numbers, 1):
            files[f"s{month}"] = (f"2022-{month:02}-10", "state_media", row("x", *YEAR, text, value, more=more))
        return revisions_of(world(**files).observations, corrections)

    return make


def corrected(correction_id, record_id="s2/x"):
    words = {"what": "the value, which was 1", "why": "a slip"}
    return pd.DataFrame([{"correction_id": correction_id, "record_id": record_id, **words}])


# Vintages


def test_a_mere_change_of_rounding_is_no_revision(revised):
    assert revised.long.loc[revised.long["period_end"] == pd.Timestamp("2021-12-31"), "vintage"].tolist() == [1, 2]
    first = revised.nth(1).set_index("observation_id").loc["b/x"]
    assert first["last_confirmed"] == pd.Timestamp("2022-02-10"), "checked until is kept apart from last changed"


def test_outlets_that_disagree_about_one_announcement_are_no_revision(world, row):
    first = row("x", *YEAR, "44.1万", 441000)
    later = row("x", *YEAR, "44.4万", 444000)
    ds = world(b=("2022-01-10", "state_media", first), c=("2022-01-11", "state_media", later))
    assert ds.revisions("cases_solved").sizes().empty


def test_what_its_source_calls_revised_is_a_revision_even_the_next_day(world, row):
    first, revised = row("x", *YEAR, "44.1万", 441000), row("x", *YEAR, "45万", 450000, more=", status: R")
    ds = world(b=("2022-01-10", "state_media", first), c=("2022-01-11", "state_media", revised))
    assert ds.revisions("cases_solved").long["vintage"].tolist() == [1, 2]


def test_what_restates_comes_last_within_a_day(world, row):
    first, revised = row("z", *YEAR, "44.1万", 441000), row("a", *YEAR, "45万", 450000, more=", status: R")
    ds = world(b=("2022-01-10", "state_media", first, revised))
    assert ds.revisions("cases_solved").long["value"].tolist() == [441_000, 450_000]


def test_a_text_that_still_prints_the_number_of_before_restores_nothing(printed):
    before = ("441,234", 441234, ", status: P")
    formal = printed(before, ("450,123", 450123, ", status: R"), before)
    assert formal.long["value"].tolist() == [441_234, 450_123]
    plain = printed(before, ("450,123", 450123, ""), before)
    assert plain.sizes()[["outcome", "vintages", "revision"]].values.tolist() == [["restored", 3, 0.0]]


def test_the_triangle_and_the_size_of_a_revision(revised):
    wide = revised.wide()
    assert wide.loc[("CN", pd.Timestamp("2021-01-01"), pd.Timestamp("2021-12-31"))].tolist() == [441_000, 450_000]
    (size,) = revised.sizes().itertuples()
    assert (size.first, size.latest, size.vintages, size.days) == (441_000, 450_000, 2, 60)
    assert (size.outcome, size.unit, size.revision) == ("revised", "cases", 9_000)
    assert (size.absolute_lower, size.absolute_upper) == (445_000 - 441_500, 455_000 - 440_500)
    assert size.relative_revision == pytest.approx(450_000 / 441_000 - 1)
    assert size.revision_lower == pytest.approx(445_000 / 441_500 - 1)
    assert size.revision_upper == pytest.approx(455_000 / 440_500 - 1)


def test_the_triangle_keeps_windows_of_which_only_some_have_a_place(world, row):
    whole, part = row("x", *YEAR, "44.1万", 441000), row("y", *YEAR, "1.1万", 11000, more=", sub_area: Harbin")
    wide = world(b=("2022-01-10", "state_media", whole, part)).revisions("cases_solved").wide()
    assert wide.index.get_level_values("sub_area").tolist() == ["Harbin", "none"]


def test_the_triangle_of_several_indicators_names_them():
    ds = fs.load().select(["spf_scam_losses", "spf_scam_cases_reported"])
    revisions = revisions_of(ds.observations)
    assert revisions.wide().index.names == ["indicator", "ref_area", "period_start", "period_end"]
    assert len(revisions.wide()) == (revisions.long["vintage"] == 1).sum()


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


# What became of each window


@pytest.mark.parametrize(
    ("second", "outcome"),
    [
        (None, "printed once"),
        (("44.1万", 441000, ""), "unchanged"),
        (("441,234", 441234, ""), "within the printed precision"),
        (("45万", 450000, ""), "revised"),
    ],
)
def test_the_outcome_of_a_window(printed, second, outcome):
    numbers = [("44.1万", 441000, ""), *([second] if second else [])]
    windows = printed(*numbers).sizes(every=True)
    assert windows["outcome"].tolist() == [outcome]
    assert windows["days"].tolist() == [31 if second else 0]


def test_another_rounding_of_the_same_week_is_no_later_print(world, row):
    first, other = row("x", *YEAR, "44.1万", 441000), row("x", *YEAR, "441,234", 441234)
    ds = world(b=("2022-01-10", "state_media", first), c=("2022-01-12", "state_media", other))
    assert ds.revisions("cases_solved").sizes(every=True)["outcome"].tolist() == ["printed once"]


# Reasons


def test_a_revision_carries_its_note_and_both_statuses(printed):
    revisions = printed(
        ("441,234", 441234, ", status: P, note: of no revision"), ("450,123", 450123, ", status: R, note: late reports")
    )
    first, second = revisions.long.to_dict("records")
    assert pd.isna(first["reason"]) and pd.isna(first["status_before"]) and pd.isna(first["status_after"])
    assert [second[name] for name in ("reason", "status_before", "status_after")] == ["late reports", "P", "R"]
    (size,) = revisions.sizes().itertuples()
    assert (size.reason, size.status_before, size.status_after) == ("late reports", "P", "R")


def test_a_revision_for_which_nobody_gives_a_reason_has_none(printed):
    revisions = printed(("441,234", 441234, ""), ("450,123", 450123, ""))
    assert revisions.long["reason"].isna().all()
    assert revisions.sizes()["reason"].isna().all()


def test_the_correction_of_a_transcription_is_part_of_the_reason(printed):
    numbers = ("441,234", 441234, ""), ("450,123", 450123, ", note: late reports")
    (size,) = printed(*numbers, corrections=corrected("s2#1")).sizes().itertuples()
    assert size.reason == "late reports | corrected: the value, which was 1; a slip"


def test_a_number_printed_wrongly_is_no_vintage(printed):
    numbers = ("441,234", 441234, ""), ("41,234", 41234, ""), ("441,234", 441234, "")
    revisions = printed(*numbers, corrections=corrected("s2/x#erratum"))
    assert revisions.sizes(every=True)["outcome"].tolist() == ["unchanged"]
    assert revisions.misprints["value"].tolist() == [41_234]
    assert "a slip" in revisions.misprints["reason"].iloc[0]
    assert "1 printed wrongly" in revisions.summary()


def test_the_shipped_misprints_are_no_revisions():
    ds = fs.load()
    china = revisions_of(ds.select("funds_intercepted", start="2025").observations, ds.corrections)
    assert china.sizes().empty and len(china.misprints) == 4, "ten thousand times too small"
