"""Croissant 1.0: the rules of its chapters on dataset, file objects, record sets and fields.

On 28 November 2026 the reference implementation, mlcroissant 1.1.1, read the file of the whole data without a remark
and gave all 3,599 observations; it is not installed with the tests, because it brings rdflib and stubs of pandas.
"""

import hashlib
import json

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.exports.croissant import describe_records

TYPES = {"sc:Text", "sc:Float", "sc:Integer", "sc:Date", "sc:Boolean"}


@pytest.fixture
def written(small, tmp_path):
    fs.export(small, tmp_path, "croissant")
    return tmp_path, json.loads((tmp_path / "croissant.json").read_text(encoding="utf-8"))


def test_what_the_specification_requires_of_a_dataset(written):
    _, document = written
    assert document["@type"] == "sc:Dataset" and document["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    required = ("@context", "name", "description", "license", "creator", "datePublished", "distribution", "recordSet")
    assert all(document[name] for name in required)
    assert {"cr", "sc", "dct", "recordSet", "field", "source", "extract", "column"} <= set(document["@context"])


def test_each_file_is_there_with_its_checksum(written):
    folder, document = written
    for file in document["distribution"]:
        content = (folder / file["contentUrl"]).read_bytes()
        assert file["@type"] == "cr:FileObject" and file["encodingFormat"] == "text/csv"
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
        assert file["contentSize"] == f"{len(content)} B"


def test_each_field_is_a_column_of_its_file(written):
    folder, document = written
    files = {file["@id"] for file in document["distribution"]}
    ids = [field["@id"] for records in document["recordSet"] for field in records["field"]]
    assert len(ids) == len(set(ids))
    for records in document["recordSet"]:
        columns = []
        for field in records["field"]:
            assert field["@type"] == "cr:Field" and field["dataType"] in TYPES and field["description"]
            assert field["source"]["fileObject"]["@id"] in files
            columns.append(field["source"]["extract"]["column"])
        assert columns == list(pd.read_csv(folder / f"{records['name']}.csv", nrows=0))
        assert records["key"]["@id"] == records["field"][0]["@id"]


def test_the_whole_data_are_described(shipped):
    document = describe_records(shipped)
    assert {records["@id"] for records in document["recordSet"]} == set(shipped.names)
    assert document["citeAs"] == fs.cite(dataset=shipped)
