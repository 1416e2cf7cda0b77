"""The page of what the tests run: its sums and shares."""

import pytest

from tools.coverage import WANTED, Covered, by_package, page

FILES = {
    "src/fraudstats/dates.py": Covered(100, 99, 20, 19),
    "src/fraudstats/claims/audit.py": Covered(50, 50, 10, 10),
    "src/fraudstats/claims/given/rows.py": Covered(50, 40, 10, 5),
    "src/fraudstats/py.py": Covered(0, 0, 0, 0),
}


def test_a_package_is_the_sum_of_its_files():
    assert by_package(FILES) == {
        "`fraudstats.claims`": Covered(100, 90, 20, 15),
        "modules of `fraudstats` itself": Covered(100, 99, 20, 19),
    }


def test_shares_are_of_lines_and_of_branches():
    assert Covered(50, 40, 10, 5).shares == (80, 50)
    assert Covered().shares == (100, 100)


def test_a_summary_of_the_library_is_read():
    summary = {"num_statements": 4, "covered_lines": 3, "num_branches": 2, "covered_branches": 1, "missing_lines": 1}
    assert Covered.of(summary) == Covered(4, 3, 2, 1)


def test_the_page_has_packages_the_whole_and_the_files_below():
    text = page(FILES)
    assert "94.5% of the 200 lines and 85.0% of the 40 branches" in text
    assert "| **all** | 200 | 94.5% | 40 | 85.0% |" in text
    assert f"## Files under {WANTED}%" in text
    assert "| `src/fraudstats/claims/given/rows.py` | 50 | 80.0% | 10 | 50.0% |" in text
    assert "`src/fraudstats/dates.py`" not in text


@pytest.mark.parametrize("covered", [Covered(1, 1, 1, 1), Covered(100, 96, 100, 95)])
def test_without_a_file_below_there_is_no_list(covered):
    assert "Files under" not in page({"src/fraudstats/dates.py": covered})
