"""The preferred number among several of one window, and the step of the rule that chose it."""

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


def test_a_qualifier_and_a_finer_print_are_preferred(world, row):
    ds = world(
        b=("2022-01-01", "state_media", row("x", *YEAR, "44万", 440000)),
        c=("2022-01-01", "state_media", row("x", *YEAR, "44.1万", 441000)),
    )
    assert preferred(ds) == {"c/x": "precision"}


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
    assert (correction.observation_id, correction.why) == ("c/x", "a slip (according to b)")
