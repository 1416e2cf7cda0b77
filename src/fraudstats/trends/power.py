"""What trend a series of a given length could have shown at all."""

from __future__ import annotations

__all__ = ["power_line"]


def power_line(series) -> str:
    """One sentence on the trend that a series like this could have shown."""
    return f"{series.n} values"
