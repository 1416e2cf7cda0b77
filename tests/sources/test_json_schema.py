"""The schemas for editors: up to date, and of one opinion with the records about every committed file."""

import copy
import json
import re
from pathlib import Path
from typing import ClassVar

import jsonschema
import pytest
import yaml

from fraudstats.sources.json_schema import description_of, schemas, shown_fields
from fraudstats.sources.lists import CODE_LISTS
from fraudstats.sources.records import DEFAULTS, SECTIONS, Correction, Source, Windowed
from fraudstats.vocabulary import QUALIFIERS, UNITS

RAW = Path(__file__).parents[2] / "data/raw"
RECORDS = (Source, Correction, *SECTIONS.values(), *CODE_LISTS.values())


class CoreLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML 1.2, as editors read it: numbers are numbers, dates and ``NO`` are texts."""

    yaml_implicit_resolvers: ClassVar = {}


CoreLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?\d+$"), list("-+0123456789"))
CoreLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$"), list("-+.0123456789")
)
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(~|null|)$"), ["~", "n", ""])


def parsed(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=CoreLoader)


def validator(name):
    return jsonschema.Draft202012Validator(schemas()[name])


def schema_of(path):
    top = path.relative_to(RAW).parts[0].removesuffix(".yaml")
    return "source.schema.json" if top == "sources" else f"{top}.schema.json"


def test_the_committed_schemas_are_up_to_date():
    committed = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in (RAW / "schema").iterdir()}
    assert committed == schemas(), "run: python -m fraudstats.sources.json_schema data/raw/schema"


@pytest.mark.parametrize("name", schemas())
def test_each_schema_is_a_valid_schema(name):
    jsonschema.Draft202012Validator.check_schema(schemas()[name])


def test_every_committed_file_is_valid():
    validators = {name: validator(name) for name in schemas()}
    files = sorted(RAW.rglob("*.yaml"))
    assert len(files) > 800
    wrong = [
        f"{path.relative_to(RAW)}: {error.json_path}: {error.message}"
        for path in files
        for error in validators[schema_of(path)].iter_errors(parsed(path))
    ]
    assert wrong == []


@pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)
def test_every_field_is_described(cls):
    for name in shown_fields(cls):
        assert len(description_of(cls, name)) > 5


@pytest.mark.parametrize("cls", [Source, *SECTIONS.values()], ids=lambda cls: cls.__name__)
def test_required_fields_are_those_of_the_record(cls):
    definition = schemas()["source.schema.json"]["$defs"][cls.__name__]
    given_once = DEFAULTS if issubclass(cls, Windowed) else ()
    shown = shown_fields(cls).items()
    required = {name for name, field in shown if field.metadata["required"] and name not in given_once}
    assert set(definition["required"]) == required
    assert set(definition["properties"]) == set(shown_fields(cls))


def test_code_lists_are_those_of_the_vocabulary():
    fields = schemas()["source.schema.json"]["$defs"]["Observation"]["properties"]
    assert fields["qualifier"]["enum"] == list(QUALIFIERS)
    assert fields["unit"]["enum"] == list(UNITS)


@pytest.mark.parametrize(
    ("section", "field", "value"),
    [
        ("source", "tier", "paper"),
        ("source", "url", "example.org/a"),
        ("source", "published", "1.1.2022"),
        ("source", "published", 20220101),
        ("source", "publisched", "2022-01-01"),
        ("observations", "value", "37万"),
        ("observations", "unit", "case"),
        ("observations", "indicator", "cases solved"),
        ("observations", "start", "January 2021"),
        ("observations", "text", ""),
    ],
)
def test_what_check_refuses_in_one_field_the_schema_refuses_too(raw, section, field, value):
    content = parsed(raw.path / "sources/mps/a.yaml")
    assert validator("source.schema.json").is_valid(content)
    spoilt = copy.deepcopy(content)
    record = spoilt[section] if section == "source" else spoilt[section][0]
    record[field] = value
    assert not validator("source.schema.json").is_valid(spoilt)
    raw.write("sources/mps/a.yaml", yaml.safe_dump(spoilt, allow_unicode=True))
    assert any(problem.field.endswith(field) for problem in raw.problems())
