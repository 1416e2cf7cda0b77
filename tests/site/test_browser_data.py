"""What the data browser is given: the dataset, nothing else, and all of it."""

import json
import re
from math import inf

import pandas as pd
import pytest

import fraudstats as fs
from tools.site import browser_data
from tools.site.columns import decoded, encoded
from tools.site.source import Pages

CALL = re.compile(r"fraudstats\.\w+\((?:\d+,)?(.*)\);\n", re.S)


def given(source: Pages, name):
    """What a script hands to the page."""
    return json.loads(CALL.fullmatch(source[f"_static/data/{name}.js"])[1])


@pytest.fixture(scope="module")
def shown(source):
    """The table as the page puts it together."""
    held = given(source, "observations")
    sources = pd.DataFrame({name: decoded(column) for name, column in held["sources"].items()}).set_index("source_id")
    rows = pd.DataFrame({name: pd.Series(decoded(column), dtype=object) for name, column in held["columns"].items()})
    rows["observation_id"] = rows["source_id"] + "/" + rows["local_id"]
    for column in sources:
        rows[column] = rows["source_id"].map(sources[column])
    return rows


def plain(column):
    """Values as JSON has them."""
    if column.dtype.kind == "M":
        return [None if pd.isna(day) else f"{day:%Y-%m-%d}" for day in column]
    return ["inf" if value == inf else None if value is None or value != value else value for value in column]


def test_the_table_is_the_dataset(shown, dataset):
    rows = dataset.observations
    for column in set(browser_data.FIRST_VIEW) & set(rows.columns) | {"observation_id", "published"}:
        assert plain(shown[column]) == plain(rows[column]), column


def test_a_number_is_disagreeing_if_the_series_says_so(shown, dataset):
    series = dataset.series("telecom_fraud_cases_solved", "CN", freq="Y")
    ours = shown.set_index("observation_id")["disagree"]
    assert [ours[one] for one in series["observation_id"]] == series["disagree"].tolist()


def test_every_record_has_its_citation_and_its_words(source, dataset):
    rows = dataset.observations
    parts = [given(source, f"records-{part}") for part in range(-(-len(rows) // browser_data.PART))]
    whole = {name: [value for part in parts for value in decoded(part[name])] for name in browser_data.RECORDS}
    for column in ("note", "period_text", "start_reason", "preferred_reason", "witness"):
        assert whole[column] == plain(rows[column]), column
    release = given(source, "observations")["citation"]
    for place in range(0, len(rows), 700):
        assert f"{whole['citation'][place]}\n{release}" == fs.cite(rows.loc[place, "observation_id"])


def test_every_code_has_a_name(source, shown):
    names = given(source, "observations")["names"]
    for kind in ("indicator", "ref_area", "counterpart_area", "issuer", "tier", "qualifier"):
        assert set(shown[kind].dropna()) <= set(names[kind])


def test_every_file_is_under_a_megabyte(source):
    large = {name for name, text in source.items() if len(text) > 1_000_000}
    assert large <= {"_static/tables/observations.csv", "_static/tables/changes.csv"}  # to download, part of no page


@pytest.mark.parametrize("values", [[], [None], ["a", "a", None], [1.5, inf, -inf], list(range(30)), [True, False] * 9])
def test_a_column_is_read_as_it_was_written(values):
    assert decoded(encoded(values)) == [str(value) if value in (inf, -inf) else value for value in values]


def test_the_shorter_writing_is_chosen():
    assert isinstance(encoded(["the same long word"] * 5), dict)
    assert isinstance(encoded(["a", "b", "c"]), list)
