"""A test of the tests: each fault of the table is reported by the check that should report it."""

import pytest
from mutations.table import MUTATIONS, REPRODUCING
from stored import ROOT


def _named(mutation):
    marks = [pytest.mark.reproduces] if mutation in REPRODUCING else []
    return pytest.param(mutation, marks=marks, id=f"{mutation.where}: {mutation.what}".replace(" ", "_"))


@pytest.mark.parametrize("mutation", [_named(one) for one in MUTATIONS])
def test_a_fault_is_reported(mutation):
    assert mutation.said() != []


def test_the_page_lists_the_faults_of_the_table_in_their_order():
    page = (ROOT / "docs/evidence/mutations.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| ")][2:]
    assert [(row[0].removeprefix("| "), row[1]) for row in rows] == [(one.where, one.what) for one in MUTATIONS]
    assert f"{len(MUTATIONS)} of {len(MUTATIONS)} are reported" in page
