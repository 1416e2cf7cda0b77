"""Preferred numbers, chains of them, and vintages."""

import pandas as pd
import pytest

from fraudstats.errors import DatasetError


def row(name, start, end, text, value, qualifier="rounded", more=""):
    return (
        f"  - {{id: {name}, indicator: cases_solved, ref_area: CN, start: {start}, end: {end}, text: '{text}', "
        f"value: {value}, qualifier: {qualifier}, unit: cases, confidence: high{more}}}\n"
    )


@pytest.fixture
def world(raw):
    def make(**files):
        """A dataset of sources: name -> (publication date, tier, rows)."""
        for name, (published, tier, *rows) in files.items():
            raw.source(name, "observations:\n" + "".join(rows), published=published, tier=tier)
        (raw.path / "sources/mps/a.yaml").unlink()
        return raw.dataset()

    return make


def preferred(dataset):
    rows = dataset.observations
    rows = rows[rows["preferred"]]
    return dict(zip(rows["observation_id"], rows["preferred_reason"], strict=True))


YEAR = ("2021", "2021")


def test_the_stronger_tier_is_preferred(world):
    ds = world(
        b=("2022-01-01", "repost", row("x", *YEAR, "44.1万", 441000)),
        c=("2022-01-02", "issuer_site", row("x", *YEAR, "44.1万", 441000)),
    )
    assert preferred(ds) == {"c/x": "tier"}


def test_a_later_restatement_is_preferred_if_no_weaker(world):
    files = dict(b=("2022-01-01", "state_media", row("x", *YEAR, "44.1万", 441000)))
    ds = world(**files, c=("2023-01-01", "state_media", row("x", *YEAR, "44.4万", 444000)))
    assert preferred(ds) == {"c/x": "restatement"}


def test_a_later_repost_restates_nothing(world):
    ds = world(
        b=("2022-01-01", "state_media", row("x", *YEAR, "44.1万", 441000)),
        c=("2023-01-01", "repost", row("x", *YEAR, "41.4万", 414000)),
    )
    assert preferred(ds) == {"b/x": "tier"}


def test_a_qualifier_and_a_finer_print_are_preferred(world):
    ds = world(
        b=("2022-01-01", "state_media", row("x", *YEAR, "44万", 440000)),
        c=("2022-01-01", "state_media", row("x", *YEAR, "44.1万", 441000)),
    )
    assert preferred(ds) == {"c/x": "precision"}


def test_a_print_with_its_qualifier_is_preferred(world):
    ds = world(
        b=("2022-01-01", "state_media", row("x", *YEAR, "44.1万", 441000)),
        c=("2022-01-01", "state_media", row("x", *YEAR, "44.1万余", 441000, "more_than")),
    )
    assert preferred(ds) == {"c/x": "qualifier"}


def test_a_curator_has_the_last_word(world):
    ds = world(
        b=("2022-01-01", "repost", row("x", *YEAR, "44万", 440000, more=", preferred: read on the original page")),
        c=("2022-01-01", "issuer_site", row("x", *YEAR, "44.1万", 441000)),
    )
    assert preferred(ds) == {"b/x": "curator: read on the original page"}


def test_an_unknown_end_is_never_preferred(world):
    assert preferred(world(b=("2022-01-01", "repost", row("x", "2021", "unknown", "44万", 440000)))) == {}


def yearly(*years):
    return [row(f"y{y}", y, y, f"{n}万", n * 10000) for y, n in years]


def test_a_series_in_the_order_of_time(world):
    ds = world(b=("2024-01-01", "repost", *yearly((2022, 46), (2021, 44), (2023, 43))))
    series = ds.series("cases_solved", "CN")
    assert series["value"].tolist() == [440_000, 460_000, 430_000]
    assert series.attrs["release"] == ds.release


def test_freq_keeps_whole_periods_only(world):
    rows = [
        *yearly((2021, 44)),
        row("half", "2022-01", "2022-06", "20万", 200000),
        row("odd", "2022-02", "2023-01", "40万", 400000),
    ]
    ds = world(b=("2024-01-01", "repost", *rows))
    assert ds.series("cases_solved", "CN", freq="Y")["observation_id"].tolist() == ["b/y2021"]
    assert ds.series("cases_solved", "CN", freq="H")["observation_id"].tolist() == ["b/half"]
    with pytest.raises(DatasetError, match="covers a whole M"):
        ds.series("cases_solved", "CN", freq="M")


@pytest.mark.parametrize(
    ("rows", "words", "accept"),
    [
        ([row("p", "2021-01", "2021-11", "37万", 370000), *yearly((2021, 44))], "overlaps", ("overlap", "length")),
        ([row("p", "2021-01", "2021-06", "20万", 200000), *yearly((2022, 44))], "counts 181 days", "length"),
    ],
)
def test_what_must_not_be_chained_is_refused_unless_accepted(world, rows, words, accept):
    ds = world(b=("2024-01-01", "repost", *rows))
    with pytest.raises(DatasetError, match=words):
        ds.series("cases_solved", "CN")
    assert len(ds.series("cases_solved", "CN", accept=accept)) == 2


def test_a_break_of_definition_is_refused_unless_accepted(raw, world):
    raw.spoil(
        "  topic: test\n", "  breaks: [2022-01-01 thefts are counted as well]\n  topic: test\n", "indicators.yaml"
    )
    ds = world(b=("2024-01-01", "repost", *yearly((2021, 44), (2022, 46))))
    with pytest.raises(DatasetError, match=r"changed on 2022-01-01 \(thefts are counted as well\)"):
        ds.series("cases_solved", "CN")
    assert len(ds.series("cases_solved", "CN", accept="break")) == 2
    assert len(ds.series("cases_solved", "CN", start="2022-01-01")) == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [({"freq": "W"}, "choose one of Y, H, Q, M"), ({"accept": "all"}, "choose from overlap, break, length")],
)
def test_unknown_options(world, options, words):
    ds = world(b=("2024-01-01", "repost", *yearly((2021, 44))))
    with pytest.raises(DatasetError, match=words):
        ds.series("cases_solved", "CN", **options)


@pytest.fixture
def revised(world):
    return world(
        b=("2022-01-10", "state_media", row("x", *YEAR, "44.1万", 441000), row("z", "2020", "2020", "32.2万", 322000)),
        c=("2022-02-10", "state_media", row("x", *YEAR, "441,200", 441200)),
        d=("2022-03-11", "state_media", row("x", *YEAR, "45万", 450000)),
    ).revisions("cases_solved")


def test_a_mere_change_of_rounding_is_no_revision(revised):
    assert revised.long.loc[revised.long["period_end"] == pd.Timestamp("2021-12-31"), "vintage"].tolist() == [1, 2]
    first = revised.nth(1).set_index("observation_id").loc["b/x"]
    assert first["last_confirmed"] == pd.Timestamp("2022-02-10"), "checked until is kept apart from last changed"


def test_outlets_that_disagree_about_one_announcement_are_no_revision(world):
    first = row("x", *YEAR, "44.1万", 441000)
    later = row("x", *YEAR, "44.4万", 444000)
    ds = world(b=("2022-01-10", "state_media", first), c=("2022-01-11", "state_media", later))
    assert ds.revisions("cases_solved").summary().empty


def test_what_its_source_calls_revised_is_a_revision_even_the_next_day(world):
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


def test_a_number_with_an_erratum_is_kept_and_never_preferred(raw, world):
    raw.write(
        "errata.yaml",
        "errata: [{id: c/x, printed: 44.1万, why: a slip, who: b, status: confirmed, date: 2023-01-01}]\n",
    )
    ds = world(
        b=("2022-01-01", "repost", row("x", *YEAR, "44.1万", 441000)),
        c=("2022-01-02", "issuer_site", row("x", *YEAR, "44.1万", 441000)),
    )
    assert preferred(ds) == {"b/x": "the only one"}
    assert "c/x" in set(ds.observations["observation_id"])
    (correction,) = ds.corrections.itertuples()
    assert (correction.observation_id, correction.why) == ("c/x", "a slip (according to b)")
