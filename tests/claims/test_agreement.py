"""A claimed number beside a printed one, as ranges: every rule at its border, without a dataset."""

from math import inf

import pytest

from fraudstats.claims.agreement import (
    agreement,
    claimed_range,
    computed_ranges,
    cut_off_range,
    is_near,
    same_number_range,
)
from fraudstats.claims.claim import Claim
from fraudstats.claims.evidence import Observation
from fraudstats.conventions import interval_of
from fraudstats.dates import Window
from fraudstats.interval import Interval


def claimed(value, qualifier="exact", step=1.0, **more):
    return Claim.of({"claim_id": "p/c", "value": value, "qualifier": qualifier, "precision": step} | more)


def a_range(lower, upper):
    return claimed((lower + upper) / 2, lower=lower, upper=upper, is_range=True)


def printed(value, qualifier="exact", step=1.0):
    interval = interval_of(value, qualifier, step)[0]
    return Observation("s/x", "s", value, "cases", qualifier, interval, Window("2022"), "", None, None)


@pytest.mark.parametrize(
    ("claim", "one", "caveat"),
    [
        # the same number: the words differ
        (claimed(464_000, step=1000), printed(464_000), ""),
        (claimed(464_000, "about", 1000), printed(464_000, "about", 1000), ""),
        (claimed(464_000, "about", 1000), printed(464_000, "more_than", 1000), "qualifier_changed"),
        (claimed(464_000, "rounded", 1000), printed(464_000, "about", 1000), "qualifier_lost"),
        (claimed(464_000, "more_than", 1000), printed(464_000), "qualifier_changed"),
        (claimed(464_000, "at_least", 1000), printed(464_000), "qualifier_changed"),
        (claimed(464_000, "up_to", 1000), printed(464_000), "qualifier_changed"),
        (claimed(464_000, "more_than", 1000), printed(464_000, "rounded", 1000), ""),
        (claimed(464_000, "about", 1000), printed(464_000), ""),
        (claimed(464_000, "nearly", 1000), printed(464_000), ""),
        # another number: inside and near, inside and far, overlapping, cut off, apart
        (claimed(464_000, step=1000), printed(464_123), ""),
        (claimed(500_000, "rounded", 100_000), printed(476_000), ""),
        (claimed(500_000, "rounded", 100_000), printed(474_000), "ranges_overlap"),
        (claimed(400_000, "more_than", 100_000), printed(464_912), "looser"),
        (claimed(460_000, "more_than", 10_000), printed(464_912), ""),
        (claimed(500_000, "up_to", 100_000), printed(464_912), "looser"),
        (claimed(464_000, None, 1000), printed(464_912), "cut_off"),
        (claimed(464_000, "rounded", 1000), printed(464_999), "cut_off"),
        (claimed(464_000, step=1000), printed(464_912), None),
        (claimed(464_000, "rounded", 1000), printed(465_001), None),
        (claimed(464_000, "nearly", 1000), printed(464_912), None),
        (claimed(464_321), printed(464_000, "rounded", 1000), "ranges_overlap"),
        (claimed(464_321), printed(464_322), None),
        # a claimed range holds the printed number itself, not some of its range
        (a_range(460_000, 470_000), printed(464_912), ""),
        (a_range(460_000, 470_000), printed(470_000), ""),
        (a_range(460_000, 470_000), printed(480_000, "nearly", 20_000), None),
    ],
)
def test_the_caveat_with_which_a_print_supports_a_claim(claim, one, caveat):
    assert agreement(claim, one) == caveat


@pytest.mark.parametrize(
    ("claim", "true", "cut_off", "same"),
    [
        (claimed(464_321), (464_321, 464_321), (464_321, 464_321), (464_321, 464_321)),
        (claimed(464_000, step=1000), (463_500, 464_500), (463_500, 464_500), (463_500, 464_500)),
        (claimed(464_002, step=2), (464_001, 464_003), (464_001, 464_003), (464_001, 464_003)),
        (claimed(464_000, "rounded", 1000), (463_500, 464_500), (464_000, 465_000), (463_500, 464_500)),
        (claimed(464_000, "more_than", 1000), (464_000, inf), (464_000, inf), (464_000, 464_000)),
        (claimed(464_000, "at_least", 1000), (464_000, inf), (464_000, inf), (464_000, 464_000)),
        (claimed(464_000, "up_to", 1000), (0, 464_000), (0, 464_000), (464_000, 464_000)),
        (claimed(464_000, "about", 1000), (463_000, 465_000), (463_000, 465_000), (463_000, 465_000)),
        (claimed(464_000, "nearly", 1000), (463_000, 464_000), (463_000, 464_000), (463_000, 464_000)),
        (a_range(460_000, 470_000), (460_000, 470_000), (460_000, 470_000), (460_000, 470_000)),
    ],
)
def test_the_counts_for_which_a_claim_holds(claim, true, cut_off, same):
    assert claimed_range(claim) == Interval(*true)
    assert cut_off_range(claim) == Interval(*cut_off)
    assert same_number_range(claim) == Interval(*same)


def test_what_was_cut_off_needs_a_digit_to_cut_at():
    assert cut_off_range(claimed(464_000, None, 1000)) == Interval(464_000, 465_000)
    assert cut_off_range(claimed(464_000, "rounded", None)) == claimed_range(claimed(464_000, "rounded", None))
    assert cut_off_range(claimed(464_000, None, None)) == Interval(464_000, 464_000)


@pytest.mark.parametrize(
    ("claim", "rounded", "cut_off"),
    [
        (claimed(12.5, "exact", 0.1), (12.45, 12.55), (12.5, 12.6)),
        (claimed(12.5, "rounded", 0.1), (12.45, 12.55), (12.5, 12.6)),
        (claimed(12, "more_than", 1), (12, inf), (12, inf)),
        (claimed(12, "about", 1), (11, 13), (11, 13)),
        (a_range(12, 14), (12, 14), (12, 14)),
    ],
)
def test_a_computed_number_is_rounded_or_cut_off(claim, rounded, cut_off):
    ranges = computed_ranges(claim)
    assert [end for one in ranges for end in one] == pytest.approx([*rounded, *cut_off])


def test_near_is_within_a_twentieth_on_either_side():
    assert is_near(claimed(100), 95)
    assert is_near(claimed(100), 105)
    assert not is_near(claimed(100), 94.9)
    assert not is_near(claimed(100), 105.1)
