"""What an interrupted series can carry: refusals and warnings that depend on how many values there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.interruptions.design import cycle, span
from fraudstats.trends.likelihoods.autoregression import AUTOREGRESSIVE

if TYPE_CHECKING:
    from fraudstats.trends.interruptions.fitted import FittedInterruption

__all__ = ["autocorrelated", "require_spare", "sides", "split_in_words", "weaknesses"]

#: Values before and after below which the result is called weak (Penfold and Zhang, 2013).
ENOUGH = 8
#: Degrees of freedom below which there is no result: with one, a 95% interval reaches 13 standard errors either way.
FEWEST_DF = 2
#: Autocorrelation above which robust errors are too small.
STRONG = 0.5
#: Values below which autocorrelation is a guess; what was measured begins at 24.
ENOUGH_TO_CORRELATE = 20


def sides(fit: FittedInterruption) -> tuple[int, int, int]:
    """The number of values before the first intervention, of those that it splits, and of those wholly after it."""
    seen, touched, after = np.isfinite(fit.series.value), fit.touched(), fit.wholly_after()
    return int((seen & ~touched).sum()), int((seen & touched & ~after).sum()), int((seen & after).sum())


def split_in_words(number: int) -> str:
    """What is said of values that lie on neither side."""
    return f", and {number} that it splits" if number else ""


def require_spare(fit: FittedInterruption) -> None:
    """Refuse a fit that leaves so little to judge chance by that its intervals say nothing."""
    n, terms = sum(sides(fit)), fit.design.shape[1]
    if n - terms < FEWEST_DF:
        raise TrendError(
            f"{n} values leave {n - terms} degree of freedom for {terms} parameters, which no "
            "interval can rest on; use months in place of years or a longer series, or compare two counts with "
            "fs.trends.rate_ratio"
        )


def weaknesses(fit: FittedInterruption) -> Iterator[str]:
    """What a reader must know of a series that is too short."""
    after = fit.touched()
    n_before, n_split, n_after = sides(fit)
    if min(n_before, n_after) < ENOUGH:
        yield (
            f"{n_before} values before and {n_after} after the intervention{split_in_words(n_split)}; with fewer "
            f"than {ENOUGH} per side a change can hardly be told from chance"
        )
    spare = n_before + n_split + n_after - fit.design.shape[1]
    if spare < 5:
        yield f"{fit.design.shape[1]} parameters leave {spare} degrees of freedom; drop terms"
    if fit.spec.season is not None:
        start, end = span(fit.series)
        seasons = (end[~after].max(initial=start[0]) - start[0]) / cycle(fit.series, fit.spec.season).length
        if seasons < 2 - 1e-9:
            yield f"{seasons:.1f} seasons before the intervention cannot tell it from a change; use two"


def autocorrelated(fit: FittedInterruption, covers: dict[str, str]) -> Iterator[str]:
    """A note where robust errors are known to be too small, and what `covers` says that they cover then.

    A model of the autocorrelation needs none.
    """
    n = int(np.isfinite(fit.series.value).sum())
    if fit.spec.cov_type == AUTOREGRESSIVE or not fit.scatters or n < ENOUGH_TO_CORRELATE:
        return
    if (rho := fit.autocorrelation()) > STRONG:
        yield (
            f"neighbouring errors are strongly correlated (about {rho:.2f}), and 95% intervals by "
            f"{fit.spec.cov_type} errors then cover {covers[fit.spec.cov_type]}; "
            f"cov_type={AUTOREGRESSIVE!r} allows for it"
        )
