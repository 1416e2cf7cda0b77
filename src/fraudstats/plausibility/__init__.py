"""Which printed numbers are implausible beside the others, for a human to judge: ``fraudstats check --plausible``."""

from __future__ import annotations

from fraudstats.plausibility.check import implausible, unreviewed
from fraudstats.plausibility.result import Finding

__all__ = ["Finding", "implausible", "unreviewed"]
