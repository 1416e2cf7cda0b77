"""Read a stated change as it was printed: ``44.2%``, ``nearly 30 percent``, ``more than doubled``.

A percentage is read like any other number. A word such as "doubled" counts in whole multiples, so its last printed
unit is one multiple, 100 percentage points, and that of "halved" one half, 50 points.

>>> parse_change("近52%")
Printed(value=52, step=1, qualifier='nearly', units=('percent',))
>>> parse_change("more than doubled")
Printed(value=100, step=100, qualifier='more_than', units=('percent',))
>>> parse_change("减半").value
50
"""

from __future__ import annotations

import re
import unicodedata

from fraudstats.errors import PrintedError
from fraudstats.sources.printed import Printed, parse_printed, qualifier_in

__all__ = ["parse_change"]

#: Words of a change -> its size and last printed unit, in percentage points.
_WORDS = {
    r"doubl(?:ed?|ing)": (100, 100),
    r"tripl(?:ed?|ing)|trebl(?:ed?|ing)": (200, 100),
    r"quadrupl(?:ed?|ing)": (300, 100),
    r"halv(?:ed?|ing)": (50, 50),
    r"翻了?一?番|翻倍": (100, 100),
    r"翻了?两番|翻了?兩番": (300, 100),
    r"减半|減半": (50, 50),
}
_PERCENT = ("percent",)


def parse_change(text: str) -> Printed:
    """Read one printed change; its sign is not read, since it is in the words around the number.

    Parameters
    ----------
    text : str
        A percentage or a word such as "doubled", with an optional qualifier.

    Returns
    -------
    Printed
        Value and step in percentage points.

    Raises
    ------
    PrintedError
        If it is neither, or both.
    """
    clean = unicodedata.normalize("NFKC", text).lower() if isinstance(text, str) else ""
    found = [(match, size) for pattern, size in _WORDS.items() for match in re.finditer(pattern, clean)]
    if not found:
        return parse_printed(text)
    if len(found) > 1 or any(character.isdigit() for character in clean):
        raise PrintedError(text, "one change: a percentage, or one word such as 'doubled'")
    [(match, (value, step))] = found
    rest = clean[: match.start()] + " " + clean[match.end() :]
    return Printed(value, step, qualifier_in(rest, text), _PERCENT)
