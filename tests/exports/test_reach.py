"""The page and the README say up to when the data reach, and what they say is true."""

import re
from pathlib import Path

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.dataset import coverage, reach
from fraudstats.exports.reach import reach_page

ROOT = Path(fs.__file__).parents[2]
SEARCHES = """searches:
- {id: a, ref_area: CN, date: 2026-05, where: pages, found: nothing}
- {id: b, ref_area: CN, indicators: [cases_solved], date: 2026-06-03, where: pages, found: nothing}
"""


def test_the_committed_page_is_up_to_date(shipped):
    assert (ROOT / "docs/reach.md").read_text("utf-8") == reach_page(shipped), "run: fraudstats export reach --to docs"


def test_the_readme_says_what_the_data_say(shipped):
    row = reach(shipped).set_index("ref_area").loc["CN"]
    said = re.search(r"ends on (\S+); the data were last checked on (\S+)\.\n", (ROOT / "README.md").read_text("utf-8"))
    assert said is not None
    assert said.groups() == (f"{row['last']:%Y-%m-%d}", f"{row['checked']:%Y-%m-%d}")


def test_a_search_of_an_area_and_one_of_an_indicator(raw):
    raw.write("searches.yaml", SEARCHES)
    raw.source("b", "observations:\n" + SEEN, published="2026-07")
    table = coverage(raw.dataset()).set_index("indicator")
    assert table["checked"].astype(str).to_dict() == {"cases_solved": "2026-06-03", "handed_over": "2026-05-31"}
    assert table.loc["handed_over", "published"] == pd.Timestamp("2026-07-01"), "not before the month began"


SEEN = """\
- {id: x, indicator: handed_over, ref_area: CN, start: 2021, end: 2021, text: 31人, value: 31, qualifier: exact,
   unit: persons, confidence: high}
"""


def test_without_a_search_nothing_is_said_to_be_checked(raw):
    table = reach(raw.dataset())
    assert table["checked"].isna().all()
    assert "not noted" in reach_page(raw.dataset())


def test_population_and_prices_do_not_reach_for_fraud(shipped):
    assert set(shipped.indicators.query("topic == 'population_and_prices'")["indicator"]) <= set(
        shipped.observations["indicator"]
    )
    numbers = reach(shipped).set_index("ref_area")["numbers"]
    assert numbers["CN"] < coverage(shipped).groupby("ref_area")["numbers"].sum()["CN"]


@pytest.mark.parametrize("column", ["last", "published", "checked"])
def test_nothing_lies_in_the_future(shipped, column):
    days = reach(shipped)[column].dropna()
    assert (days <= pd.Timestamp(fs.releases()["date"].max())).all()
