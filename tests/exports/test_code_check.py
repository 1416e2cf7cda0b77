"""A value that is in no code list is refused where a format would lose it or refer to nothing."""

import pytest

import fraudstats as fs
from fraudstats.dataset.schema import SCHEMA
from fraudstats.errors import ExportError
from fraudstats.exports.code_check import refuse_unlisted


@pytest.mark.parametrize("format_", ["stata", "sdmx"])
def test_a_value_without_a_code_is_refused_and_not_lost(small, altered, tmp_path, format_):
    words = "observations.unit holds 'case', which is not in the code list 'unit'"
    with pytest.raises(ExportError, match=words):
        fs.export(altered(small, "observations", unit="case"), tmp_path / "out", format_)
    assert not (tmp_path / "out" / "observations.dta").exists()
    assert not (tmp_path / "out" / "sdmx-observations.csv").exists()


@pytest.mark.parametrize("number", [None, *fs.releases()["release"]])
def test_the_shipped_data_and_every_release_hold_listed_codes_only(number):
    dataset = fs.load(release=number)
    for table in SCHEMA:
        refuse_unlisted(dataset, table)
