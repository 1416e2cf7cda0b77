"""Chains of preferred numbers, and what is refused."""

import pytest

import fraudstats as fs
from fraudstats.errors import DatasetError

YEAR_2021 = ("y2021", 2021, 2021, "44万", 440000)
YEAR_2022 = ("y2022", 2022, 2022, "44万", 440000)


@pytest.fixture(scope="session")
def yearly(row):
    """A function that writes yearly numbers, in units of 10,000."""
    return lambda *years: [row(f"y{y}", y, y, f"{n}万", n * 10000) for y, n in years]


def test_a_series_in_the_order_of_time(world, yearly):
    ds = world(b=("2024-01-01", "repost", *yearly((2022, 46), (2021, 44), (2023, 43))))
    series = ds.series("cases_solved", "CN")
    assert series["value"].tolist() == [440_000, 460_000, 430_000]
    assert series.attrs["release"] == str(ds.state)


def test_freq_keeps_whole_periods_only(world, row, yearly):
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
        ([("p", "2021-01", "2021-11", "37万", 370000), YEAR_2021], "overlaps", ("overlap", "length")),
        ([("p", "2021-01", "2021-06", "20万", 200000), YEAR_2022], "counts 181 days", "length"),
    ],
)
def test_what_must_not_be_chained_is_refused_unless_accepted(world, row, rows, words, accept):
    ds = world(b=("2024-01-01", "repost", *(row(*one) for one in rows)))
    with pytest.raises(DatasetError, match=words):
        ds.series("cases_solved", "CN")
    assert len(ds.series("cases_solved", "CN", accept=accept)) == 2


def test_as_of_a_day_a_missing_year_was_not_known():
    series = fs.load().as_of("2023-12-27").series("telecom_fraud_cases_solved", "CN", freq="Y")
    reasons = {gap["period"]: gap["reason"] for gap in series.attrs["gaps"]}
    assert reasons == {"2017": "no number known on 2023-12-27", "2018": "not_found"}


def test_a_break_of_definition_is_refused_unless_accepted(raw, world, yearly):
    raw.spoil(
        "  topic: test\n",
        "  breaks: [2019-05-01 a word; another one, 2022-01-01 thefts are counted as well]\n  topic: test\n",
        "indicators.yaml",
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
def test_unknown_options(world, options, words, yearly):
    ds = world(b=("2024-01-01", "repost", *yearly((2021, 44))))
    with pytest.raises(DatasetError, match=words):
        ds.series("cases_solved", "CN", **options)
