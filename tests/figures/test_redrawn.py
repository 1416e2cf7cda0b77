"""Every picture is what its committed data make, drawn again from the CSV file alone."""

import pytest
from stored import redrawn, unlike_the_file

from fraudstats.figures.registry import NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_stored_picture_is_drawn_from_the_stored_data_and_from_nothing_else(name):
    files = redrawn(name).files()
    assert [said for kind, content in files.items() for said in unlike_the_file(name, kind, content)] == []
