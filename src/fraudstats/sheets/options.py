"""What the user says about a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Options"]


@dataclass(frozen=True)
class Options:
    """The arguments of `tidy` that are about the content of a table; see there."""

    time: str | Sequence[str] | None = None
    value: str | None = None
    where: Mapping[str, Any] | None = None
    by: tuple[str, ...] = ()
    sum: bool = False
    unit: str | None = None
    published: Any = None
    calendar: Any = None
    dayfirst: bool | None = None
    thousands: str | None = None
    decimal: str | None = None
