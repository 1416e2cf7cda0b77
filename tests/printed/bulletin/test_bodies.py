"""Whose count an indicator is, where several bodies of a country count."""

import pytest

from fraudstats.printed.bulletin import read_bulletin
from fraudstats.printed.bulletin.bodies import bodies_after, body_of


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("UK Finance said that £412.5m was lost to fraud in 2023.", True),
        ("A think tank said that £412.5m was lost to fraud in Britain in 2023.", False),
        ("UK Finance published its report. In 2023, £412.5m was lost to fraud.", True),
    ],
)
def test_an_indicator_of_a_body_is_sure_only_if_the_body_is_named(text, sure):
    (number,) = read_bulletin(text)
    assert number.indicator == "uk_finance_fraud_losses"
    assert number.sure is sure, number.reason


def test_a_sentence_without_a_body_leaves_the_one_before():
    assert bodies_after("reports to the ftc rose.", frozenset()) == {"ftc_"}
    assert bodies_after("reports rose.", frozenset({"ftc_"})) == {"ftc_"}


def test_countries_with_one_body_ask_for_none():
    assert body_of("telecom_fraud_cases_solved") == ""
