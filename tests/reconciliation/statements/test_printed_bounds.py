"""Reading printed numbers: the table of rules, row by row."""

import numpy as np
import pandas as pd
import pytest

from fraudstats.errors import ReconcileError
from fraudstats.reconciliation.conventions import CONVENTIONS, apply_convention

INF = np.inf
RULES = [  # 39.1万, printed to the thousand
    ("exact", (391_000, 391_000), (391_000, 391_000), (391_000, 391_000)),
    ("rounded", (390_500, 391_500), (391_000, 392_000), (390_500, 392_000)),
    ("more_than", (391_000, 392_000), (391_000, 392_000), (391_000, INF)),
    ("at_least", (391_000, INF), (391_000, INF), (391_000, INF)),
    ("nearly", (390_000, 391_000), (390_000, 391_000), (390_000, 391_000)),
    ("about", (390_000, 392_000), (390_000, 392_000), (390_000, 392_000)),
    ("up_to", (0, 391_000), (0, 391_000), (0, 391_000)),
]


def printed(qualifier, precision=1_000, value=391_000, **more):
    return pd.DataFrame({"value": [value], "qualifier": [qualifier], "precision": [precision], **more})


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule[0])
@pytest.mark.parametrize("number", range(3), ids=["printed", "truncated", "conservative"])
def test_each_qualifier_under_each_convention(rule, number):
    row = apply_convention(printed(rule[0]), list(CONVENTIONS)[number]).iloc[0]
    assert (row["lower"], row["upper"]) == rule[1 + number]


def test_every_convention_reads_every_qualifier():
    assert {frozenset(rules) for rules in CONVENTIONS.values()} == {frozenset(rule[0] for rule in RULES)}


def test_the_unit_is_not_needed_where_it_says_nothing():
    for qualifier in ("exact", "at_least", "up_to"):
        row = apply_convention(printed(qualifier, precision=np.nan), "printed").iloc[0]
        assert np.isfinite(row["lower"]), qualifier


def test_small_numbers_never_read_as_negative():
    assert apply_convention(printed("about", value=3, precision=10), "printed")["lower"][0] == 0


def test_rows_that_cannot_be_read_keep_the_bounds_they_have():
    table = pd.concat([printed(None, lower=5, upper=7), printed("rounded", np.nan, lower=8, upper=9)])
    assert apply_convention(table, "printed")[["lower", "upper"]].to_numpy().tolist() == [[5, 7], [8, 9]]


def test_given_bounds_are_left_alone():
    table = printed("more_than", lower=1, upper=2)
    assert apply_convention(table, "given") is table


def test_unknown_words_are_named():
    with pytest.raises(ReconcileError, match="'floor' is not known; choose one of given, printed"):
        apply_convention(printed("exact"), "floor")
    with pytest.raises(ReconcileError, match="unknown qualifiers roughly; choose among exact"):
        apply_convention(printed("roughly"), "printed")
    with pytest.raises(ReconcileError, match="lacks precision, qualifier"):
        apply_convention(printed("exact")[["value"]], "printed")
