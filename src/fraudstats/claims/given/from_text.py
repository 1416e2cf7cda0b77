"""Claims that a text makes, proposed from the counted numbers found in it; a reader decides which are claims."""

from __future__ import annotations

from typing import Any

from fraudstats.dates import Window
from fraudstats.printed.bulletin import Bulletin, BulletinNumber, areas_named_last
from fraudstats.vocabulary import UNKNOWN

__all__ = ["proposed"]


def proposed(found: Bulletin) -> list[dict[str, Any]]:
    """The claims of a text: one per number of a known indicator, and one per stated change.

    Parameters
    ----------
    found : Bulletin
        What `fraudstats.read_bulletin` found in the text.

    Returns
    -------
    list of dict
        With the columns of a file of claims. ``finding_note`` says what was guessed in reading the text; a number of no
        known indicator is left out, since nothing could decide it.
    """
    rows = [row for number in found if number.indicator for row in _claims_of(number, found.text)]
    return [{"id": place, **row} for place, row in enumerate(rows, 1)]


def _claims_of(number: BulletinNumber, text: str):
    window = Window(number.period_start, number.period_end)
    area = _area(number, text)
    read = f"{(number.indicator or '').replace('_', ' ')}, {area or 'no area'}, {window.words}"
    shared: dict[str, Any] = {
        "what": number.indicator,
        "area": area,
        "start": str(window.start or UNKNOWN),
        "end": str(window.end or UNKNOWN),
        "section": f"characters {number.start} to {number.end}",
        "finding_note": number.reason,
    }
    if number.counterpart_area:
        shared["counterpart"] = number.counterpart_area
    if number.value is not None:
        said = f"{number.value_text}: {read}"
        yield {**shared, "kind": "count", "printed": number.value_text, "unit": number.unit or "", "statement": said}
    if number.change is not None:
        direction = "up" if number.change > 0 else "down"
        printed = f"{direction} {abs(number.change) * 100:.6g}%"
        yield {**shared, "kind": "change", "printed": printed, "statement": f"{printed}: {read}"}


def _area(number, text):
    """The area of a number; both, which are then refused, where the words just before it name another one.

    A text about several areas is read as the announcement of the one that it names most.
    """
    guess = number.ref_area or ""
    named = areas_named_last(text, number.end)
    if not named or not guess or any(guess == one or guess.startswith(f"{one}-") for one in named):
        return guess
    return " or ".join([guess, *sorted(named)])
