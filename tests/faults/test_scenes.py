"""Faults of the machine: what was there stays, what is wrong is said in a sentence, nothing is left behind."""

import os

import pytest
from faults.scenes import SCENES

pytestmark = pytest.mark.skipif(os.name == "nt", reason="limits and rights of POSIX")


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_a_fault_of_the_machine(tmp_path, scene):
    scene(tmp_path)
