"""The source of the site, put together once."""

import pytest

import fraudstats as fs
from tools.site.paths import ROOT
from tools.site.source import site_source


@pytest.fixture(scope="session")
def dataset():
    return fs.load()


@pytest.fixture(scope="session")
def source(dataset):
    return site_source(ROOT, dataset)
