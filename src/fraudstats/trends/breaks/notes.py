"""Caveats of tests and segmentations, with what was measured (docs/evidence/breaks.md)."""

from __future__ import annotations

from collections.abc import Iterator

from fraudstats.trends.breaks.fit import BreakFit
from fraudstats.trends.breaks.resampling import TOO_FEW_ORDERS

__all__ = ["autocorrelation_note", "caveats", "exact_note"]

#: Autocorrelation from which on tests for independent errors find changes in far too many series.
STRONG = 0.3
#: Series of up to this many values are short, and what was simulated is said beside a choice.
SHORT = 20
#: How often a criterion finds a break where there is none, among 7 to 15 values.
FALSE_BREAKS = {"bic": "33 to 45%", "lwz": "14 to 21%"}
#: What finding a break by a test does to its intervals.
FOUND = (
    "the break was found before it was dated: where shifts of one standard deviation are found at all, 95% intervals "
    "hold the date and the levels in 70 to 89%, of two standard deviations in 85 to 96% (docs/evidence/breaks.md)"
)
#: Values below which autocorrelation is a guess.
ENOUGH_TO_CORRELATE = 10


def caveats(fit: BreakFit, null: str) -> Iterator[str]:
    """The caveats of a test."""
    yield from exact_note(fit)
    if null == "permutation" and fit.change == "level" and len(fit.seen) <= TOO_FEW_ORDERS:
        yield f"no order of {len(fit.seen)} values is rare enough for a permutation test to reject at 5%"
    if null == "asymptotic" and fit.change != "level":
        yield "the asymptotic p-values do not allow for the trend in the regressors"
    if null != "AR(1)":
        yield from autocorrelation_note(fit, "null='AR(1)' allows for it, and finds fewer changes")


def exact_note(fit: BreakFit) -> Iterator[str]:
    """A note where there is no scatter to judge a change by."""
    value = fit.seen.value
    if (value == value[0]).all():
        yield "the values are all equal, so there is no change to find"
    elif not fit.ssr:
        yield "the values lie exactly on the fitted lines, so there is no scatter to judge a change by"


def autocorrelation_note(fit: BreakFit, remedy: str) -> Iterator[str]:
    """A note where neighbouring errors are strongly correlated after the change has been taken out."""
    if len(fit.seen) < ENOUGH_TO_CORRELATE:
        return
    if (rho := fit.autocorrelation()) is not None and rho > STRONG:
        yield (
            f"neighbouring errors are correlated (about {rho:.2f}); with an autocorrelation of 0.4 independent errors "
            f"find a change in 11 to 29% of series of 10 to 30 values without one (docs/evidence/breaks.md); {remedy}"
        )


def segmentation_notes(fit: BreakFit, select: str | None, null: str | None) -> Iterator[str]:
    """The caveats of a segmentation."""
    yield from exact_note(fit)
    n = len(fit.seen)
    if select in FALSE_BREAKS and n <= SHORT:
        yield (
            f"{select.upper()} finds breaks in {FALSE_BREAKS[select]} of simulated series of 7 to 15 values without "
            "one (docs/evidence/breaks.md), select='sequential' in 3 to 6%"
        )
    if select is not None and len(fit.breaks) and n <= SHORT:
        yield FOUND
    if null == "permutation" and fit.change == "level" and n <= TOO_FEW_ORDERS:
        yield f"no order of {n} values is rare enough for a permutation test to reject at 5%"
    if null != "AR(1)":
        yield from autocorrelation_note(fit, "select='sequential' with null='AR(1)' allows for it, and finds fewer")
