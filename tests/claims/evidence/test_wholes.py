"""Which count is a part of which: read from what the indicators say, and true of the data."""

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.claims.evidence import Held
from fraudstats.claims.evidence.wholes import wholes_of


@pytest.mark.parametrize(
    ("definition", "comparability", "wholes"),
    [
        ("Cases.", "A part of all_cases; slightly restated.", {"all_cases"}),
        ("Those among all_cases who fled.", "", {"all_cases"}),
        ("Cases.", "A related offence, never part of all_cases.", set()),
        ("Cases.", "Part of all_cases as far as is known.", set()),
        ("Cases.", "Part of all_losses.", set()),
        ("Cases.", "Part of wide_cases.", {"wide_cases", "all_cases"}),
    ],
)
def test_the_words_of_an_indicator(definition, comparability, wholes):
    indicators = pd.DataFrame(
        [
            ("some_cases", "cases", definition, comparability),
            ("wide_cases", "cases", "Cases.", ""),
            ("all_cases", "cases", "Cases.", "Contains wide_cases."),
            ("all_losses", "CNY", "Money.", ""),
        ],
        columns=["indicator", "unit", "definition", "comparability"],
    )
    assert wholes_of(indicators)["some_cases"] == wholes


def test_no_part_is_printed_larger_than_its_whole():
    dataset = fs.load()
    held, compared, larger = Held(dataset), 0, []
    rows = dataset.observations[["indicator", "ref_area", "counterpart_area"]].drop_duplicates().fillna("none")
    for part, area, counterpart in rows.itertuples(index=False):
        for whole in held.wholes[part]:
            parts, wholes = (held.series(one, area, counterpart, "") for one in (part, whole))
            for window in set(parts.windows) & set(wholes.windows):
                compared += 1
                if parts.printed(window).interval.lower > wholes.printed(window).interval.upper:
                    larger.append((part, whole, window))
    assert compared > 50
    assert not larger
