"""Whatever is killed, at whatever moment: one state or the other is found, and nothing stays."""

import os

import pytest
from faults import kills

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


@pytest.mark.parametrize("name", ["build", "release", "export"])
def test_killed_at_random_moments(tmp_path, name):
    found = kills.killed(name, 4, tmp_path)
    assert (found.kills, found.faults) == (4, [])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["figures", "notebook"])
def test_pictures_and_notebooks_killed_at_random_moments(tmp_path, name):
    found = kills.killed(name, 4, tmp_path)
    assert (found.kills, found.faults) == (4, [])
