"""Stata files, read back by pyreadstat: the C library ReadStat, which R's haven uses as well."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from fraudstats.dataset.schema import SCHEMA, TABLES
from fraudstats.exports.stata import write_stata


def read(folder, name):
    return pytest.importorskip("pyreadstat").read_dta(str(folder / f"{name}.dta"))


@pytest.fixture(scope="module")
def folder(shipped, tmp_path_factory):
    folder = tmp_path_factory.mktemp("stata")
    write_stata(shipped, folder)
    return folder


@pytest.mark.parametrize("name", TABLES)
def test_every_value_is_what_the_table_holds(folder, shipped, name):
    found, meta = read(folder, name)
    table = shipped.table(name)
    assert list(found.columns) == list(table.columns)
    assert meta.number_rows == len(table)
    for column, held in SCHEMA[name].columns.items():
        values, kind, codes = table[column].tolist(), held.kind, list(held.code_list)
        if held.holds_one_code:
            values = [np.nan if pd.isna(v) else codes.index(v) for v in values]
        elif kind == "date":
            values = [np.nan if pd.isna(v) else v.date() for v in values]
        elif kind in ("text", "codes"):
            values = ["" if pd.isna(v) else v for v in values]
        else:
            values = [np.nan if pd.isna(v) or v == np.inf else float(v) for v in values]
        for one, other in zip(found[column], values, strict=True):
            assert one == other or (pd.isna(one) and pd.isna(other)), (column, one, other)


@pytest.mark.parametrize("name", TABLES)
def test_labels(folder, name):
    _, meta = read(folder, name)
    assert meta.file_label == SCHEMA[name].title
    labels = dict(zip(meta.column_names, meta.column_labels, strict=True))
    for column, held in SCHEMA[name].columns.items():
        assert labels[column].startswith(held.meaning)
        if held.holds_one_code:
            assert meta.variable_value_labels[column] == dict(enumerate(held.code_list))


def test_a_range_without_an_upper_end_is_missing_and_the_label_says_so(folder, shipped):
    found, meta = read(folder, "observations")
    assert found["upper"].isna().tolist() == np.isinf(shipped.observations["upper"]).tolist()
    assert dict(zip(meta.column_names, meta.column_labels, strict=True))["upper"].endswith(".: none")


@pytest.mark.parametrize("length", [244, 245, 2045, 2046, 100_000])
def test_long_texts_are_never_cut(small, altered, tmp_path, length):
    text = ("通缉" * length)[: length - 1] + "。"
    write_stata(altered(small, "observations", note=text), tmp_path)
    found, _ = read(tmp_path, "observations")
    assert found["note"][0] == text


def test_the_same_data_gives_the_same_bytes(small, tmp_path):
    one, two = (write_stata(small, tmp_path / name) for name in ("one", "two"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_the_time_is_that_of_the_release_not_of_the_export(small, tmp_path):
    write_stata(small, tmp_path)
    _, meta = read(tmp_path, "observations")
    assert meta.creation_time == dt.datetime(2026, 1, 1), "release 2026.1.0, not frozen"


@pytest.mark.parametrize("name", ["vintage", "selection", "empty"])
def test_narrowed_data(narrowed, name, tmp_path):
    write_stata(narrowed[name], tmp_path)
    found, _ = read(tmp_path, "observations")
    assert len(found) == len(narrowed[name].observations)
