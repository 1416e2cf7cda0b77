"""Hints: names before codes, codes in the wrong case, then what looks alike; never a code that would not do."""

import pandas as pd
import pytest

from fraudstats.dataset.hints import hint

AREAS = pd.DataFrame(
    [("CN", "China (mainland)", "中国（内地）"), ("CN-YN", "Yunnan", "云南"), ("XC", "Other than China", None)],
    columns=["ref_area", "name_en", "name_zh"],
)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("China", "; nearest: CN (China (mainland)), XC (Other than China)"),
        ("china (MAINLAND)", "; nearest: CN (China (mainland))"),
        ("云南", "; nearest: CN-YN (Yunnan)"),
        ("cn-yn", "; nearest: CN-YN"),
        ("CN_YN", "; nearest: CN-YN"),
        ("C", "; nearest: XC, CN"),
        ("Mars", ""),
        (86, ""),
    ],
)
def test_a_hint_for_an_area(given, expected):
    assert hint(given, AREAS["ref_area"], AREAS) == expected


def test_a_name_whose_code_would_not_do_is_no_hint():
    assert hint("Yunnan", ["CN"], AREAS) == ""


def test_at_most_three_are_named():
    assert hint("cases", [f"case{n}" for n in range(9)]).count("case") == 3
