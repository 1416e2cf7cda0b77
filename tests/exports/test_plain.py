"""CSV and Parquet, read by DuckDB and polars, which share no code with pandas."""

import pandas as pd
import pytest

from fraudstats.dataset.loader import processed_folder
from fraudstats.exports.plain import write_csv, write_parquet


@pytest.fixture(scope="module")
def folder(shipped, tmp_path_factory):
    folder = tmp_path_factory.mktemp("plain")
    write_csv(shipped, folder)
    write_parquet(shipped, folder)
    return folder


def test_the_csv_is_the_canonical_one(shipped, folder):
    for name in shipped.names:
        assert (folder / f"{name}.csv").read_bytes() == (processed_folder() / f"{name}.csv").read_bytes()


def test_duckdb_reads_the_parquet_files(shipped, folder):
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as connection:
        for name in shipped.names:
            table = shipped.table(name)
            query = connection.execute(f"select * from '{folder}/{name}.parquet'")
            assert [column[0] for column in query.description] == list(table.columns)
            assert len(query.fetchall()) == len(table)
        total = f"select sum(value), count(period_end), sum(preferred::int) from '{folder}/observations.parquet'"
        rows = shipped.observations
        expected = rows["value"].sum(), rows["period_end"].count(), rows["preferred"].sum()
        # DuckDB adds up in another order, so that the last digit of the sum may be another.
        assert connection.execute(total).fetchone() == pytest.approx(expected, rel=1e-12)


def texts_of(column):
    return column.astype("object").where(column.notna(), None).tolist()


def test_polars_reads_the_parquet_files(shipped, folder):
    polars = pytest.importorskip("polars")
    for name in shipped.names:
        table, other = shipped.table(name), polars.read_parquet(folder / f"{name}.parquet")
        assert other.columns == list(table.columns)
        for column in table.select_dtypes(["str", "bool"]):
            assert other[column].to_list() == texts_of(table[column]), (name, column)
    days = polars.read_parquet(folder / "observations.parquet")["period_start"].cast(polars.Date).to_list()
    assert days == [None if pd.isna(day) else day.date() for day in shipped.observations["period_start"]]


def test_polars_reads_the_csv_files(shipped, folder):
    polars = pytest.importorskip("polars")
    for name in shipped.names:
        table, other = shipped.table(name), polars.read_csv(folder / f"{name}.csv", infer_schema=False)
        assert other.columns == list(table.columns)
        for column in table.select_dtypes("str"):
            assert other[column].to_list() == texts_of(table[column]), (name, column)
        for column in table.select_dtypes("float64"):
            assert other[column].cast(polars.Float64).fill_null(-1).to_list() == table[column].fillna(-1).tolist()
