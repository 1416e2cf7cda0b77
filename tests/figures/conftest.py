"""All pictures, drawn once from the working tables."""

import pytest

import fraudstats as fs
from fraudstats.figures.registry import NAMES


@pytest.fixture(scope="session")
def ds():
    return fs.load()


@pytest.fixture(scope="session")
def inputs(ds):
    """Number -> the results that the picture draws, as its notebook makes them."""
    return {name[:2]: fs.figures.get(name).inputs(ds) for name in NAMES}


@pytest.fixture(scope="session")
def made(ds, inputs):
    return {number: fs.figures.draw(number, ds, **results) for number, results in inputs.items()}
