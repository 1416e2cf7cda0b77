"""The shipped data, the same narrowed in ways that break links between tables, and tables made hostile."""

import pytest

import fraudstats as fs
from fraudstats.dataset import Dataset


@pytest.fixture(scope="session")
def shipped():
    return fs.load()


@pytest.fixture
def small(raw):
    """A dataset of one source, for tests that write it many times."""
    return raw.dataset()


@pytest.fixture
def altered():
    """A function that replaces cells of the first row of one table."""

    def alter(dataset, table, release=None, **columns):
        rows = dataset.table(table)
        for column, value in columns.items():
            rows.loc[rows.index[0], column] = value
        return Dataset(
            {name: dataset.table(name) for name in dataset.names} | {table: rows}, release or dataset.release
        )

    return alter


@pytest.fixture(scope="session")
def narrowed(shipped):
    """Datasets that a user may well export: a vintage, a selection, nothing at all."""
    return {
        "vintage": shipped.as_of("2023-12-27"),
        "selection": shipped.select("telecom_fraud_cases_solved", ref_area="CN"),
        "empty": shipped.as_of("1950-01-01"),
    }
