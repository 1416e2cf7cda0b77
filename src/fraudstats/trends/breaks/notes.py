"""Caveats of tests and segmentations, with what was measured (docs/evidence/breaks.md)."""

from __future__ import annotations

from collections.abc import Iterator

from fraudstats.trends.breaks.fit import BreakFit
from fraudstats.trends.breaks.resampling import TOO_FEW_ORDERS

__all__ = ["autocorrelation_note", "caveats", "exact_note"]

#: Autocorrelation from which on tests for independent errors find changes in far too many series.
STRONG = 0.3
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
            f"find a change in 17 to 30% of series of 10 to 30 values without one (docs/evidence/breaks.md); {remedy}"
        )


def segmentation_notes(fit: BreakFit, select: str | None, null: str | None, interval: str, most: int) -> Iterator[str]:
    """The caveats of a segmentation; `most` is the largest number of breaks that was tried."""
    yield from exact_note(fit)
    if null != "AR(1)":
        yield from autocorrelation_note(fit, "select='sequential' with null='AR(1)' allows for it, and finds fewer")
