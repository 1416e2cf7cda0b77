"""What a difference of data changes in everything that is made of the data: verdicts, bounds and pictures."""

from __future__ import annotations

from fraudstats.effects.addition import Addition, addition
from fraudstats.effects.effects import Effects, effects

__all__ = ["Addition", "Effects", "addition", "effects"]
