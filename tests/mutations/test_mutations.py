"""A test of the tests: each fault of the table is reported by the check that should report it."""

import pytest
from mutations.table import MUTATIONS


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: f"{one.where}: {one.what}".replace(" ", "_"))
def test_a_fault_is_reported(mutation):
    assert mutation.said() != []
