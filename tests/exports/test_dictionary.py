"""The data dictionary: the committed page is the one that the package makes, and it names everything."""

import re
from pathlib import Path

import pytest

import fraudstats as fs
from fraudstats.dataset.schema import SCHEMA
from fraudstats.exports.dictionary import dictionary
from fraudstats.vocabulary import CODE_LISTS

PAGE = Path(fs.__file__).parents[2] / "docs" / "dictionary.md"


def test_the_committed_page_is_up_to_date():
    if not PAGE.exists():
        pytest.skip("needs a clone")
    assert PAGE.read_text(encoding="utf-8") == dictionary(), "run: fraudstats export dictionary --to docs"


def test_every_table_column_and_code_is_on_the_page():
    sections = dict(section.split("\n", 1) for section in re.split(r"^##+ ", dictionary(), flags=re.MULTILINE)[1:])
    for name, table in SCHEMA.items():
        rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", sections[name], flags=re.MULTILINE)
        assert [row[0] for row in rows] == list(table.columns)
        assert all(
            text.startswith(column.meaning) for (_, text), column in zip(rows, table.columns.values(), strict=True)
        )
        assert "**key**" in rows[0][1]
    for name, codes in CODE_LISTS.items():
        assert re.findall(r"^\| `(\w+)` \| .+ \|$", sections[name], flags=re.MULTILINE) == list(codes)


def test_every_link_of_the_page_has_its_heading():
    headings = {
        line.lstrip("# ").lower().replace(" ", "-") for line in dictionary().splitlines() if line.startswith("#")
    }
    targets = set(re.findall(r"\]\(#([^)]+)\)", dictionary()))
    assert len(targets) > len(SCHEMA)
    assert targets <= headings


def test_it_is_a_format_of_its_own(small, tmp_path):
    [path] = fs.export(small, tmp_path, "dictionary")
    assert path.read_text(encoding="utf-8") == dictionary()
    assert path.name == "dictionary.md"
