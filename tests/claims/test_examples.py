"""The audited papers that lie beside the data."""

import pytest

import fraudstats as fs
from fraudstats.dataset.loader import processed_folder

EXAMPLES = sorted((processed_folder().parents[1] / "data/examples/audits").glob("*.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_rules_find_what_a_reader_found(path):
    audit = fs.audit(path)
    table = audit.to_frame()
    assert audit.problems == audit.notes == ()
    assert table["agrees"].all(), table.loc[~table["agrees"].astype(bool), ["claim", "verdict", "why"]]
    assert audit.papers[0].title in audit.to_html()


def test_there_are_two_of_them():
    assert len(EXAMPLES) >= 2
