"""A few odd inputs for each reader and model; the page of evidence gives them many more."""

import os

import pytest
from faults.fuzz import fuzzed
from faults.targets import TARGETS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the clock that stops a hanging case is of POSIX")


@pytest.mark.parametrize("name", TARGETS)
def test_odd_inputs_are_answered_or_refused_in_words(name):
    found = fuzzed(TARGETS[name], 6 if name.startswith("trends.") else 20)
    assert found.cases >= 6
    assert found.raw == {}
    assert found.grown < 500


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_many_odd_inputs_are_answered_or_refused_in_words(name):
    found = fuzzed(TARGETS[name], 300)
    assert found.raw == {}
    assert found.grown < 500
