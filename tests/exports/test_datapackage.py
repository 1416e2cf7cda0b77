"""The data package, validated by the frictionless library, which knows nothing of this one."""

import hashlib
import json

import pytest

from fraudstats.dataset.schema import SCHEMA, TABLES, key_of
from fraudstats.exports.datapackage import write_datapackage

frictionless = pytest.importorskip("frictionless")


def errors(folder):
    """Errors that frictionless finds, as (type, field)."""
    report = frictionless.validate(str(folder / "datapackage.json"))
    return {(kind, field) for kind, field in report.flatten(["type", "fieldName"])}


def test_the_shipped_data_is_valid(shipped, tmp_path):
    write_datapackage(shipped, tmp_path)
    assert errors(tmp_path) == set()
    package = frictionless.Package(str(tmp_path / "datapackage.json"))
    assert package.resource_names == list(TABLES)
    assert package.version == shipped.state.version
    assert package.licenses[0]["name"] == "CC-BY-4.0"
    assert len(package.sources) == len(shipped.sources)


def test_values_are_read_back_with_their_types(shipped, tmp_path):
    write_datapackage(shipped, tmp_path)
    rows = frictionless.Package(str(tmp_path / "datapackage.json")).get_resource("observations").read_rows()
    table = shipped.observations
    assert [row["observation_id"] for row in rows] == table["observation_id"].tolist()
    for column in ("value", "lower", "upper", "precision"):
        assert [float(row[column]) for row in rows] == table[column].tolist(), column
    assert [row["preferred"] for row in rows] == table["preferred"].tolist()
    starts = [row["period_start"] and row["period_start"].isoformat() for row in rows]
    assert (
        starts
        == table["period_start"]
        .dt.strftime("%Y-%m-%d")
        .astype("object")
        .where(table["period_start"].notna(), None)
        .tolist()
    )


@pytest.mark.parametrize("name", ["vintage", "selection", "empty"])
def test_narrowed_data_is_valid(narrowed, name, tmp_path):
    write_datapackage(narrowed[name], tmp_path)
    assert errors(tmp_path) == set()


def test_every_coded_column_has_its_codes_and_every_table_its_keys(shipped, tmp_path):
    write_datapackage(shipped, tmp_path)
    resources = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    for resource in resources:
        schema = resource["schema"]
        assert schema["primaryKey"] == [key_of(resource["name"])]
        for field in schema["fields"]:
            column = SCHEMA[resource["name"]].columns[field["name"]]
            codes = list(column.code_list) if column.holds_one_code else []
            assert field.get("constraints", {}).get("enum", []) == codes
            assert field["description"] == column.meaning
    keys = {key["fields"][0]: key["reference"] for key in resources[0]["schema"]["foreignKeys"]}
    assert keys["indicator"] == {"resource": "indicators", "fields": ["indicator"]}
    assert keys["counterpart_area"] == {"resource": "areas", "fields": ["ref_area"]}
    assert keys["source_id"]["resource"] == "sources"
    assert keys["part_of"] == {"fields": ["observation_id"]}, "within one table, no resource is named"


def test_size_and_checksum_are_those_of_the_files(shipped, tmp_path):
    write_datapackage(shipped, tmp_path)
    for resource in json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        content = (tmp_path / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("table", "column", "value", "expected"),
    [
        ("observations", "qualifier", "mor_than", "constraint-error"),
        ("sources", "tier", "state-media", "constraint-error"),
        ("observations", "unit", "case", "constraint-error"),
        ("treaties", "party", "QQ", "foreign-key"),
        ("observations", "source_id", "nowhere", "foreign-key"),
        ("sources", "source_id", "another", "foreign-key"),
    ],
)
def test_the_check_can_fail(shipped, altered, tmp_path, table, column, value, expected):
    early = shipped.as_of("2016-12-31")
    write_datapackage(early, tmp_path)
    sound = (tmp_path / "datapackage.json").read_text(encoding="utf-8")
    write_datapackage(altered(early, table, **{column: value}), tmp_path)
    descriptor = json.loads(sound)
    for resource in descriptor["resources"]:
        del resource["bytes"], resource["hash"]
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert expected in {kind for kind, _ in errors(tmp_path)}


def test_a_changed_byte_is_found(shipped, tmp_path):
    write_datapackage(shipped, tmp_path)
    path = tmp_path / "observations.csv"
    path.write_bytes(path.read_bytes().replace(b"370000", b"370001", 1))
    assert {kind for kind, _ in errors(tmp_path)} == {"hash-count"}
