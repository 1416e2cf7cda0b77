"""One claim as the rules read it: a row of the table of claims with its windows, range and lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan
from typing import Any

from fraudstats.conventions import interval_of
from fraudstats.dates import Window, is_missing
from fraudstats.interval import Interval

__all__ = ["Claim"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a paper asserts, in the terms of the test that decides it.

    Where nothing is given, texts are empty, lists have no elements, numbers are NaN and the ends of windows None.
    """

    claim_id: str
    paper: str
    section: str
    cites: tuple[str, ...]
    test: str
    text: str
    value: float
    qualifier: str
    step: float
    unit: str
    interval: Interval | None
    is_range: bool
    indicator: str
    ref_area: str
    counterpart_area: str
    label: str
    window: Window
    base: Window
    subject: str
    aspect: str
    date: Window
    answers: tuple[str, ...]
    instruments: tuple[str, ...]
    parties: tuple[str, ...]
    reference: int | None
    against: tuple[str, ...]
    other_values: tuple[float, ...]
    counted: tuple[str, ...]

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Claim:
        """The claim in a row of ``dataset.claims``, or in one that was read from a user's file."""

        def text(name: str) -> str:
            return "" if is_missing(row.get(name)) else str(row[name])

        def codes(name: str) -> tuple[str, ...]:
            return tuple(text(name).split())

        texts: dict[str, Any] = {name: text(name) for name in _TEXTS}
        lists: dict[str, Any] = {name: codes(name) for name in _LISTS}
        return cls(
            **texts,
            **lists,
            value=_number(row, "value"),
            step=_number(row, "precision"),
            interval=_interval(row),
            is_range=bool(row.get("is_range")),
            window=Window(row.get("period_start"), row.get("period_end")),
            base=Window(row.get("base_start"), row.get("base_end")),
            date=Window(row.get("date_from"), row.get("date_to")),
            reference=None if is_missing(row.get("reference")) else int(row["reference"]),
            other_values=tuple(float(value) for value in codes("other_values")),
            counted=tuple(text("counted").split("; ")) if text("counted") else (),
        )

    @property
    def name(self) -> str:
        """The claim's id within its paper."""
        return self.claim_id.rpartition("/")[2]

    @property
    def dated(self) -> bool:
        """Whether the claim gives a date, and not only a window."""
        return self.date != Window(None, None)


_TEXTS = (
    "claim_id", "paper", "section", "test", "text", "qualifier", "unit", "indicator", "ref_area", "counterpart_area",
    "label", "subject", "aspect",
)  # fmt: skip
_LISTS = ("cites", "answers", "instruments", "parties", "against")


def _number(row, name):
    value = row.get(name)
    return float("nan") if is_missing(value) else float(value)


def _interval(row):
    """The range that the claimed number allows: as given, else from its qualifier and its last printed unit."""
    lower, upper, value = (_number(row, name) for name in ("lower", "upper", "value"))
    if not (isnan(lower) or isnan(upper)):
        return Interval(lower, upper)
    if isnan(value) or value < 0 or is_missing(row.get("qualifier")):
        return None
    step = _number(row, "precision")
    return interval_of(value, row["qualifier"], 0.0 if isnan(step) else step)[0]
