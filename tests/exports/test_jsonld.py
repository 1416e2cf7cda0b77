"""schema.org/Dataset: the properties that data search engines ask for."""

import json

import pytest

from fraudstats.exports.jsonld import describe_dataset, write_jsonld


def test_required_and_recommended_properties(shipped, tmp_path):
    """As in Google's guidelines for Dataset: name, description of 50 to 5,000 characters, and the recommended ones."""
    [path] = write_jsonld(shipped, tmp_path)
    described = json.loads(path.read_text(encoding="utf-8"))
    assert (described["@context"], described["@type"]) == ("https://schema.org/", "Dataset")
    assert 50 <= len(described["description"]) <= 5_000
    for name in ("name", "creator", "license", "keywords", "temporalCoverage", "spatialCoverage", "variableMeasured"):
        assert described[name], name
    assert described["version"] == shipped.state.version


def test_indicators_areas_and_time_are_those_of_the_data(shipped):
    described = describe_dataset(shipped.select("telecom_fraud_cases_solved", ref_area="CN", start="2021-01-01"))
    assert [v["propertyID"] for v in described["variableMeasured"]] == ["telecom_fraud_cases_solved"]
    assert described["variableMeasured"][0]["unitText"] == "cases"
    assert [place["identifier"] for place in described["spatialCoverage"]] == ["CN"]
    assert described["temporalCoverage"].startswith("2021-01-01/")


@pytest.mark.parametrize("name", ["vintage", "selection"])
def test_narrowed_data(narrowed, name):
    assert describe_dataset(narrowed[name])["variableMeasured"]


def test_no_data_covers_no_time(narrowed):
    assert describe_dataset(narrowed["empty"])["temporalCoverage"] == "../.."
