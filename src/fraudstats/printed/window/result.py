"""What reading a label gives: the window, how its ends are known, and what stood beside it."""

from __future__ import annotations

from dataclasses import dataclass

from fraudstats.dates import Window

__all__ = ["PeriodReading"]


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """A label, read.

    Attributes
    ----------
    window : Window
    start_basis, end_basis : str
        How each end is known: ``printed``, ``implied`` or ``unknown`` (see `fraudstats.vocabulary.BASES`).
    reason : str
        Why an end is implied or unknown; empty where both are printed.
    calendar : str
        The calendar by which it was read, such as ``GB`` or ``TW``; empty for the common one.
    flags : tuple of str
        Codes of SDMX for what is printed beside it: ``P`` provisional, ``R`` revised, ``E`` estimated, ``A`` final,
        ``B`` break.
    notes : tuple of str
        Footnote marks as printed.
    words : str
        How the label was understood, where that is one of several ways.
    """

    window: Window
    start_basis: str = "printed"
    end_basis: str = "printed"
    reason: str = ""
    calendar: str = ""
    flags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    words: str = ""

    def __str__(self) -> str:
        start, end = self.window
        if start is None and end is None:
            return "a period seen from the day of publication"
        days = self.window.words if not self.words else f"{start} to {end}"
        return f"{self.words} ({days})" if self.words else days
