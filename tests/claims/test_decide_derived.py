"""What is decided of a computed number, whatever rule computed it."""

import pytest

from fraudstats.claims.count_bounds import REVISIONS
from fraudstats.claims.derived import Derived, computed, decide_derived
from fraudstats.claims.evidence import Level
from fraudstats.interval import Interval

ROUNDED, CUT_OFF = Interval(9.5, 10.5), Interval(10, 11)


def derived(lower, upper, printed=True, words="it is so"):
    return Derived(Interval(lower, upper), words, ("s/x",), printed)


def decide(everything, then=None):
    return decide_derived((ROUNDED, CUT_OFF), lambda out_then: then if out_then else everything, "Nothing is known.")


def said(everything, then=None):
    verdict = decide(everything, then)
    return verdict.verdict, verdict.caveats


def test_nothing_to_compute_from():
    verdict = decide(None)
    assert (verdict.verdict, verdict.why, verdict.rests_on) == ("untraceable", "Nothing is known.", ())


@pytest.mark.parametrize(
    ("found", "caveats"),
    [
        (derived(9, 10), ()),
        (derived(10.5, 12), ()),
        (derived(10.7, 12), ("cut_off",)),
        (derived(9, 10, printed=False), ("within_bounds",)),
        (derived(10.7, 12, printed=False), ("cut_off", "within_bounds")),
    ],
)
def test_ranges_that_meet_support_it(found, caveats):
    verdict = decide(found)
    assert (verdict.verdict, verdict.caveats) == ("supported_with_caveat" if caveats else "supported", caveats)
    assert verdict.rests_on == ("s/x",)
    assert verdict.why == ("it is so." if found.printed else "What is printed allows it: it is so.")


@pytest.mark.parametrize("then", [None, derived(9, 10), derived(10.8, 12)])
def test_numbers_that_came_later_refute_nothing(then):
    verdict = decide(derived(20, 21), then)
    assert (verdict.verdict, verdict.rests_on) == ("untraceable", ("s/x",))
    assert "printed after the paper" in verdict.why


def test_printed_numbers_that_were_out_refute_it():
    assert said(derived(20, 21), derived(20, 21)) == ("contradicted", ())
    assert said(derived(5, 6), derived(5, 6)) == ("contradicted", ())


@pytest.mark.parametrize(
    ("lower", "upper", "verdict"),
    [
        (5, 9, "impossible"),
        (5, 9.45, "untraceable"),
        (12, 13, "impossible"),
        (11.05, 11.2, "untraceable"),
        (-20, 9.45, "untraceable"),
        (-95, 9, "untraceable"),
        (-20, 9, "impossible"),
        (-50, 9, "untraceable"),  # exactly as far as revisions move, on either side
        (11.5, 50, "untraceable"),
    ],
)
def test_bounds_refute_what_lies_beyond_them_by_more_than_revisions(lower, upper, verdict):
    slack = REVISIONS * max(abs(lower), abs(upper))
    assert (upper + slack < ROUNDED.lower or lower - slack > CUT_OFF.upper) == (verdict == "impossible")
    found = derived(lower, upper, printed=False)
    assert said(found, found) == (verdict, ())


def test_it_rests_on_all_levels_once_and_is_printed_if_all_are():
    first = Level(Interval(1, 2), "1 to 2", ("a", "b"), True, 2)
    second = Level(Interval(1, 2), "1 to 2", ("b", "c"), False, 2)
    assert computed(Interval(1, 2), "so", first, second) == Derived(Interval(1, 2), "so", ("a", "b", "c"), False)
    assert computed(Interval(1, 2), "so", first).printed


def test_what_was_computed_cannot_be_changed():
    with pytest.raises(AttributeError):
        derived(1, 2).printed = False
