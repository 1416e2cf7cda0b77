"""The marks beside a number, and what they mean: the shorthand of official statistics in the United Kingdom.

Government Analysis Function (2023), *Using symbols and shorthand in tables*: letters in square brackets after the
number, explained in a note. Codes are those of SDMX's CL_OBS_STATUS.
"""

from __future__ import annotations

from collections.abc import Iterable

from fraudstats.vocabulary import OBS_STATUSES, STATUS_LETTERS

__all__ = ["flag", "flags_explained"]


def flag(status: object) -> str:
    """The mark of a status, with a space before it; nothing for a normal value.

    >>> flag("R"), flag("A")
    (' [r]', '')
    """
    return f" [{STATUS_LETTERS[status]}]" if isinstance(status, str) and status in STATUS_LETTERS else ""


def flags_explained(statuses: Iterable[object]) -> list[str]:
    """One note on the marks that occur.

    >>> flags_explained(["A", "R", "P"])
    ['[p] provisional value (SDMX P); [r] revised value (SDMX R).']
    """
    given = set(statuses)
    said = [
        f"[{mark}] {OBS_STATUSES[code].lower()} (SDMX {code})" for code, mark in STATUS_LETTERS.items() if code in given
    ]
    return ["; ".join(said) + "."] if said else []
