"""What every export says of the whole agrees with the files of the repository."""

from pathlib import Path

import pytest
import yaml

import fraudstats as fs
from fraudstats.errors import ExportError
from fraudstats.exports import about

ROOT = Path(fs.__file__).parents[2]


def test_title_author_and_licence_are_those_of_the_repository():
    if not (ROOT / "CITATION.cff").exists():
        pytest.skip("needs a clone")
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["title"] == about.TITLE
    assert [author["name"] for author in citation["authors"]] == [about.AUTHOR]
    assert about.LICENCE["path"] in (ROOT / "LICENSE-DATA").read_text(encoding="utf-8")


def test_a_frozen_release_has_its_day_and_another_its_month():
    frozen = fs.releases()
    for number, date in zip(frozen["release"], frozen["date"], strict=True):
        assert about.issued(number) == str(date)
    assert about.issued("1999.3.7") == "1999-03"
    assert about.issued_at("1999.3.7").isoformat() == "1999-03-01T00:00:00"


@pytest.mark.parametrize("number", ["draft", "2026.13.0", "2026.11", "2026.0.1", "12026.1.0", ""])
def test_a_release_without_a_date_is_refused(number):
    with pytest.raises(ExportError, match="is not a calendar version"):
        about.issued(number)
