"""Claims that no data could decide: they name no source, and nothing in the dataset bears on them."""

from __future__ import annotations

from fraudstats.claims.claim import Claim
from fraudstats.claims.context import Context
from fraudstats.claims.verdict import Verdict

__all__ = ["NEEDS", "decide"]

#: What a claim must give.
NEEDS: tuple[str, ...] = ()


def decide(claim: Claim, context: Context) -> Verdict:
    """Untraceable, whatever it says."""
    return Verdict("untraceable", "It names no source and nothing in the dataset bears on it.")
