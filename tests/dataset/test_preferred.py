"""The preferred number among several of one window, and the step of the rule that chose it."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import fraudstats as fs
from fraudstats.conventions import interval_of
from fraudstats.dataset.preferred import KEY, by_curators, errata_of, with_preferred, witnesses_of_windows
from fraudstats.vocabulary import TIERS

YEAR = ("2021", "2021")


def preferred(dataset):
    rows = dataset.observations
    rows = rows[rows["preferred"]]
    return dict(zip(rows["observation_id"], rows["preferred_reason"], strict=True))


def test_the_stronger_tier_is_preferred(world, row):
    ds = world(
        b=("2022-01-01", "repost", row("x", *YEAR, "44.1万", 441000)),
        c=("2022-01-02", "issuer_site", row("x", *YEAR, "44.1万", 441000)),
    )
    assert preferred(ds) == {"c/x": "tier"}


def test_a_later_restatement_is_preferred_if_no_weaker(world, row):
    files = dict(b=("2022-01-01", "state_media", row("x", *YEAR, "44.1万", 441000)))
    ds = world(**files, c=("2023-01-01", "state_media", row("x", *YEAR, "44.4万", 444000)))
    assert preferred(ds) == {"c/x": "restatement"}


def test_a_later_repost_restates_nothing(world, row):
    ds = world(
        b=("2022-01-01", "state_media", row("x", *YEAR, "44.1万", 441000)),
        c=("2023-01-01", "repost", row("x", *YEAR, "41.4万", 414000)),
    )
    assert preferred(ds) == {"b/x": "tier"}


def test_the_finer_of_two_numbers_that_agree_is_preferred(world, row):
    ds = world(
        b=("2022-01-01", "state_media", row("x", *YEAR, "44万", 440000)),
        c=("2022-01-01", "state_media", row("x", *YEAR, "44.1万", 441000)),
    )
    assert preferred(ds) == {"c/x": "more informative"}


@pytest.mark.parametrize(
    ("vague", "value", "qualifier"),
    [
        ("more than one million", 1_000_000, "more_than"),
        ("1 million", 1_000_000, "rounded"),
        ("about 1 million", 1_000_000, "about"),
        ("up to 2 million", 2_000_000, "up_to"),
        ("at least 1 million", 1_000_000, "at_least"),
    ],
)
@pytest.mark.parametrize("order", ["issuer first", "issuer last"])
def test_a_vaguer_word_of_a_stronger_source_never_replaces_the_count(world, row, vague, value, qualifier, order):
    dates = ("2026-04-01", "2026-04-02")[:: 1 if order == "issuer first" else -1]
    ds = world(
        b=(dates[0], "issuer_site", row("x", *YEAR, vague, value, qualifier)),
        c=(dates[1], "repost", row("x", *YEAR, "1,008,597", 1_008_597, "exact")),
    )
    assert preferred(ds) == {"c/x": "more informative"}


def test_tiers_decide_between_numbers_that_disagree_inside_a_vaguer_one(world, row):
    ds = world(
        b=("2022-01-01", "issuer_site", row("x", *YEAR, "40余万", 400000, "more_than")),
        c=("2022-01-01", "repost", row("x", *YEAR, "44.1万", 441000)),
        d=("2022-01-01", "state_media", row("x", *YEAR, "46.1万", 461000)),
    )
    assert preferred(ds) == {"d/x": "more informative"}, "the first step at which it differs from another"


def test_a_lost_word_makes_the_same_number_no_more_informative(world, row):
    ds = world(
        b=("2022-01-01", "issuer_site", row("x", *YEAR, "约44.1万", 441000, "about")),
        c=("2022-01-02", "other_media", row("x", *YEAR, "44.1万", 441000)),
    )
    assert preferred(ds) == {"b/x": "tier"}


def test_the_same_number_with_a_word_of_its_own_is_finer_than_about(world, row):
    ds = world(
        b=("2022-01-01", "issuer_site", row("x", *YEAR, "约44.1万", 441000, "about")),
        c=("2022-01-02", "other_media", row("x", *YEAR, "44.1万余", 441000, "more_than")),
    )
    assert preferred(ds) == {"c/x": "more informative"}


def test_what_was_restated_makes_no_other_number_vague(world, row):
    ds = world(
        b=("2022-01-01", "state_media", row("x", *YEAR, "44.1万", 441000)),
        c=("2022-06-01", "state_media", row("x", *YEAR, "44.6万", 446000)),
        d=("2022-07-01", "other_media", row("x", *YEAR, "44万余", 440000, "more_than")),
    )
    assert preferred(ds) == {"c/x": "restatement"}


def test_a_number_is_not_vague_because_it_holds_one_that_was_restated(world, row):
    ds = world(
        b=("2022-01-01", "state_media", row("x", *YEAR, "44.1万", 441000)),
        c=("2022-06-01", "state_media", row("x", *YEAR, "44.6万", 446000)),
        d=("2022-02-01", "issuer_site", row("x", *YEAR, "44万", 440000)),
    )
    assert list(preferred(ds)) == ["d/x"], "of those that stand it has the strongest tier"


@pytest.mark.parametrize("printed", [("44.1万", 441000), ("44.3万", 443000)])
def test_a_later_number_whose_range_touches_restates_nothing(world, row, printed):
    ds = world(
        b=("2022-01-01", "state_media", row("x", *YEAR, "44.2万", 442000)),
        c=("2023-01-01", "state_media", row("x", *YEAR, *printed)),
    )
    assert preferred(ds) == {"b/x": "earlier publication"}


@pytest.mark.parametrize("printed", [("44.1万", 441000), ("441,001", 441001)])
def test_a_full_count_is_finer_than_any_rounded_number(world, row, printed):
    ds = world(
        b=("2022-01-01", "state_media", row("x", *YEAR, *printed)),
        c=("2022-01-01", "state_media", row("x", *YEAR, "445,123", 445123, "exact")),
    )
    assert preferred(ds) == {"c/x": "precision"}


_NUMBERS = st.lists(
    st.tuples(
        st.sampled_from([("40万", 400000, 1e5), ("44万", 440000, 1e4), ("44.1万", 441000, 1e3), ("46万", 460000, 1e4)]),
        st.sampled_from(["exact", "rounded", "more_than", "about", "at_least", "nearly", "up_to"]),
        st.sampled_from(["2022-01-01", "2022-02-01", None]),
        st.sampled_from(list(TIERS)),
        st.sampled_from(["A", "A", "R"]),
        st.sampled_from(["2021-01-01", "2022-01-01"]),
    ),
    min_size=1,
    max_size=8,
)


def test_a_formal_revision_restates_all_that_is_none():
    number, tiers_in_order = ("44.1万", 441000, 1e3), list(TIERS)
    plain = (number, "rounded", "2022-02-01", tiers_in_order[0], "A", "2021-01-01")
    revised = (number, "rounded", "2022-01-01", tiers_in_order[-1], "R", "2021-01-01")
    got = with_preferred(*_table([plain, revised]), pd.Series(dtype="str"))
    assert got["preferred"].tolist() == [False, True]
    assert got["preferred_reason"].tolist()[1] == "restatement"
    both = with_preferred(*_table([plain[:4] + revised[4:], revised]), pd.Series(dtype="str"))
    assert both["preferred"].tolist() == [True, False], "two revisions are compared by their tiers"


@given(_NUMBERS)
def test_the_rule_on_any_table_is_that_of_a_plain_loop(numbers):
    rows, tiers = _table(numbers)
    got = with_preferred(rows, tiers, pd.Series(dtype="str"))
    for _, group in rows.groupby("period_start"):
        expected = _by_hand(group.to_dict("records"), tiers)
        assert got.loc[got["preferred"] & got.index.isin(group.index), "observation_id"].tolist() == [expected]


@given(_NUMBERS)
def test_the_preferred_range_holds_no_finer_one_that_stands(numbers):
    rows, tiers = _table(numbers)
    got = with_preferred(rows, tiers, pd.Series(dtype="str"))
    for _, group in got.groupby("period_start"):
        records = group.to_dict("records")
        standing = _standing(records, tiers)
        chosen = next(r for r in records if r["preferred"])
        assert not any(_finer(other, chosen) for other in standing)


def _table(numbers):
    rows = []
    for place, ((text, value, step), qualifier, published, tier, status, start) in enumerate(numbers):
        bounds, _ = interval_of(value, qualifier, step)
        key = dict(indicator="i", ref_area="CN", counterpart_area=None, sub_area=None, unit="cases")
        row = key | dict(observation_id=f"s{place}/x", source_id=f"s{place}", period_start=pd.Timestamp(start))
        row |= dict(period_end=pd.Timestamp(start), value=value, value_text=text, precision=step, qualifier=qualifier)
        row |= dict(lower=bounds.lower, upper=bounds.upper, obs_status=status, published_by=pd.Timestamp(published))
        rows.append(row | {"tier": tier})
    table = pd.DataFrame(rows)
    return table.drop(columns="tier"), table.set_index("source_id")["tier"]


def _restated(one, others, tiers):
    rank = list(TIERS).index
    return any(
        (other["obs_status"] == "R" and one["obs_status"] != "R")
        or (
            (other["obs_status"] == "R" or one["obs_status"] != "R")
            and other["published_by"] > one["published_by"]
            and (other["lower"] > one["upper"] or other["upper"] < one["lower"])
            and rank(tiers[other["source_id"]]) <= rank(tiers[one["source_id"]])
        )
        for other in others
    )


def _standing(records, tiers):
    return [one for one in records if not _restated(one, records, tiers)]


def _finer(other, one):
    within = one["lower"] <= other["lower"] and other["upper"] <= one["upper"]
    narrower = one["lower"] < other["lower"] or other["upper"] < one["upper"]
    same = (one["value"], one["precision"]) == (other["value"], other["precision"])
    lost_its_word = same and other["qualifier"] in ("exact", "rounded")
    return within and narrower and not lost_its_word


def _by_hand(records, tiers):
    """The rule as its text says it, one step after another."""
    standing = _standing(records, tiers)
    left = [one for one in standing if not any(_finer(other, one) for other in standing)]
    rank = list(TIERS).index
    loose = ("more_than", "at_least", "nearly", "about", "up_to")
    return min(
        left,
        key=lambda one: (
            rank(tiers[one["source_id"]]),
            one["qualifier"] not in loose,
            0 if one["qualifier"] == "exact" else one["precision"],
            one["published_by"] if pd.notna(one["published_by"]) else pd.Timestamp.max,
            one["observation_id"],
        ),
    )["observation_id"]


def test_no_window_of_the_shipped_data_has_a_vaguer_preferred_number():
    rows = fs.load().observations
    errata, tiers = set(errata_of(fs.load().corrections)), fs.load().sources.set_index("source_id")["tier"]
    known = rows.loc[rows["period_start"].notna() & rows["period_end"].notna()]
    for _, group in known.groupby(KEY, dropna=False):
        records = group.to_dict("records")
        chosen = next((r for r in records if r["preferred"]), None)
        if chosen is None or chosen["preferred_reason"].startswith("curator"):
            continue  # every number of the window has an erratum, or somebody chose
        records = [r for r in records if r["observation_id"] not in errata]
        assert not [r["observation_id"] for r in _standing(records, tiers) if _finer(r, chosen)], chosen


def test_witnesses_are_counted_once_each_and_those_that_disagree_apart(world, row, raw):
    ds = world(
        b=(
            "2022-01-01",
            "state_media",
            row("x", *YEAR, "44.1万", 441000),
            row("y", *YEAR, "44万余", 440000, "more_than"),
        ),
        c=("2022-01-01", "repost", row("x", *YEAR, "44.3万", 443000)),
    )
    counts = witnesses_of_windows(ds.observations).set_axis(ds.observations["observation_id"])
    assert ds.sources["witness"].nunique() == 1, "both files share the witness of the template"
    assert counts["agree"].to_dict() == {"b/x": 1, "b/y": 1, "c/x": 1}
    assert counts["disagree"].to_dict() == {"b/x": 1, "b/y": 0, "c/x": 1}
    apart = ds.observations.assign(witness=["one", "two", "three"])
    counts = witnesses_of_windows(apart).set_axis(apart["observation_id"])
    assert counts["agree"].to_dict() == {"b/x": 2, "b/y": 3, "c/x": 2}, "its own witness is one of them"
    assert counts["disagree"].to_dict() == {"b/x": 1, "b/y": 0, "c/x": 1}


@pytest.mark.parametrize("order", [1, -1])
def test_ranges_that_touch_agree(order):
    rows, _ = _table([(("40万", 400000, 1e5), "exact", None, next(iter(TIERS)), "A", "2021-01-01")] * 2)
    rows = rows.assign(lower=[1.0, 2.0][::order], upper=[2.0, 3.0][::order], witness=["one", "two"])
    assert witnesses_of_windows(rows).to_dict("list") == {"agree": [2, 2], "disagree": [0, 0]}
    rows = rows.assign(lower=[1.0, 2.5][::order])
    assert witnesses_of_windows(rows).to_dict("list") == {"agree": [1, 1], "disagree": [1, 1]}


def test_only_what_a_curator_chose_has_a_reason_of_theirs():
    reasons = pd.Series(["curator: read on the page", "tier", None], dtype="str")
    rows = pd.DataFrame({"observation_id": ["a", "b", "c"], "preferred_reason": reasons})
    assert by_curators(rows).to_dict() == {"a": "read on the page"}


def test_the_best_known_number_of_a_window_is_preferred_as_of_a_day(world, row):
    ds = world(
        b=("2022-01-01", "state_media", row("x", *YEAR, "44万余", 440000, "more_than")),
        c=("2022-02-01", "state_media", row("x", *YEAR, "约46.1万", 461000, "about")),
        d=("2023-01-01", "state_media", row("x", *YEAR, "44.1万", 441000)),
    )
    assert preferred(ds) == {"d/x": "restatement"}
    assert preferred(ds.as_of("2022")) == {"c/x": "restatement"}
    assert preferred(ds.as_of("2022-01")) == {"b/x": "the only one"}
    assert preferred(ds.as_of("2021")) == {}


def test_a_print_with_its_qualifier_is_preferred(world, row):
    ds = world(
        b=("2022-01-01", "state_media", row("x", *YEAR, "44.1万", 441000)),
        c=("2022-01-01", "state_media", row("x", *YEAR, "44.1万余", 441000, "more_than")),
    )
    assert preferred(ds) == {"c/x": "qualifier"}


def test_a_curator_has_the_last_word(world, row):
    ds = world(
        b=("2022-01-01", "repost", row("x", *YEAR, "44万", 440000, more=", preferred: read on the original page")),
        c=("2022-01-01", "issuer_site", row("x", *YEAR, "44.1万", 441000)),
    )
    assert preferred(ds) == {"b/x": "curator: read on the original page"}


def test_an_unknown_end_is_never_preferred(world, row):
    assert preferred(world(b=("2022-01-01", "repost", row("x", "2021", "unknown", "44万", 440000)))) == {}


def test_a_number_with_an_erratum_is_kept_and_never_preferred(raw, world, row):
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
    assert (correction.record_id, correction.why) == ("c/x", "a slip (according to b)")
