"""A test of the tests: each fault of the table is reported by the check that should report it."""

import pytest
from mutations.table import MUTATIONS
from stored import ROOT


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: f"{one.where}: {one.what}".replace(" ", "_"))
def test_a_fault_is_reported(mutation):
    assert mutation.said() != []


def test_the_page_lists_the_faults_of_the_table_in_their_order():
    page = (ROOT / "docs/evidence/mutations.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| ")][2:]
    assert [(row[0].removeprefix("| "), row[1]) for row in rows] == [(one.where, one.what) for one in MUTATIONS]
    assert f"{len(MUTATIONS)} of {len(MUTATIONS)} are reported" in page
