"""Age groups, and the packaged standard populations against their publications."""

import numpy as np
import pandas as pd
import pytest

from fraudstats.errors import TrendError
from fraudstats.trends import standardised_rate
from fraudstats.trends.standardisation.ages import age_span, standard_weights
from fraudstats.vocabulary.standard_populations import STANDARD_POPULATIONS

FIVES = [*(f"{age}-{age + 4}" for age in range(0, 85, 5)), "85+"]


def weights(name, groups, truncated=False):
    return standard_weights(name, pd.Index(groups), truncated)


def test_the_standards_are_those_that_are_published():
    """By five-year groups to 85+: WHO (Ahmad and others 2001) per cent; Segi and Europe per 100,000."""
    who = [8.86, 8.69, 8.60, 8.47, 8.22, 7.93, 7.61, 7.15, 6.59, 6.04, 5.37, 4.55, 3.72, 2.96, 2.21, 1.52, 0.91]
    assert weights("who_2000_2025", FIVES) == pytest.approx([*who, 0.635])
    segi = [12, 10, 9, 9, 8, 8, 6, 6, 6, 6, 5, 4, 4, 3, 2, 1, 0.5, 0.5]
    assert weights("segi_1960", FIVES) == pytest.approx([1000 * share for share in segi])
    # PHEindicatormethods: the vectors esp2013 (to 90+) and esp1976 (testdata_1976, to 85+).
    europe = [5000, 5500, 5500, 5500, 6000, 6000, 6500, *[7000] * 4, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000]
    assert weights("europe_2013", [*FIVES[:-1], "85-89", "90+"]).tolist() == europe
    assert weights("europe_1976", FIVES).tolist() == [8000, *[7000] * 10, 6000, 5000, 4000, 3000, 2000, 1000, 1000]


def test_they_are_whole_and_say_where_they_are_from():
    totals = {name: sum(one.weights.values()) for name, one in STANDARD_POPULATIONS.items()}
    assert totals.pop("who_2000_2025") == pytest.approx(100.035)  # as printed
    assert set(totals.values()) == {100_000}
    assert all("(" in one.source and one.meaning for one in STANDARD_POPULATIONS.values())


def test_the_who_standard_in_the_million_that_seer_prints():
    """SEER, World (WHO 2000-2025) Standard, https://seer.cancer.gov/stdpopulations: 88,569, 86,870, 85,970, 84,670."""
    million = weights("who_2000_2025", FIVES) / 100.035 * 1e6
    assert np.abs(million[:4] - [88_569, 86_870, 85_970, 84_670]).max() < 1


@pytest.mark.parametrize(
    "label, span",
    [
        ("0-4", (0, 5)),
        ("15–19", (15, 20)),
        ("85+", (85, np.inf)),
        ("65 and over", (65, np.inf)),
        ("65岁及以上", (65, np.inf)),
        ("85歳以上", (85, np.inf)),
        ("under 20", (0, 20)),
        ("<1", (0, 1)),
        ("20 to 24 years", (20, 25)),
        ("aged 5-9", (5, 10)),
        ("0-0", (0, 1)),
    ],
)
def test_ages_as_people_write_them(label, span):
    assert age_span(label) == span


@pytest.mark.parametrize(
    "label, words",
    [("20", "'20-20'.*'20-24'"), (20, "write it out"), ("total", "no group of ages"), ("9-5", "no group")],
)
def test_what_is_no_group_or_two_is_refused(label, words):
    with pytest.raises(TrendError, match=words):
        age_span(label)


def test_groups_of_the_standard_are_joined_to_those_of_the_data():
    assert weights("europe_2013", ["0-19", "20-64", "65+"]).tolist() == [21500, 59000, 19500]
    assert weights("europe_2013", ["under 1", "1-19", "20-64", "65+"])[:2].tolist() == [1000, 20500]
    given = pd.Series({"0-9": 2, "10-19": 3, "20+": 5})
    assert standard_weights(given, pd.Index(["0-19", "20+"]), False).tolist() == [5, 5]


@pytest.mark.parametrize(
    "groups, words",
    [
        (["0-17", "18+"], "one weight for 15-19, which the group 0-17 cuts"),
        (["0-4", "5-9"], "no group for ages 10-14.*truncated=True"),
        (["0-19", "25+"], "no group for ages 20-24; a gap"),
        (["0-19", "15+"], "overlap"),
        (["0-19", "20+", "65+"], "overlap"),
        (["0-0", "1-4", "5+"], "one weight for 0-4, which the group 0-0 cuts"),
    ],
)
def test_groups_that_the_standard_does_not_fit_are_refused(groups, words):
    with pytest.raises(TrendError, match=words):
        weights("who_2000_2025", groups)


def test_a_rate_of_adults_is_asked_for_in_words():
    people = {"20-64": 100, "65+": 50}
    result = standardised_rate({"20-64": 4, "65+": 5}, population=people, standard="europe_2013", truncated=True)
    assert result.standard.tolist() == pytest.approx([59 / 78.5, 19.5 / 78.5])
    assert any("truncated" in note for note in result.notes)
