"""Read a position in a count: ``第136次``, ``135th``. The 136th patrol says that 136 have begun.

>>> parse_ordinal("第七十九次").value
79
"""

from __future__ import annotations

import re
from dataclasses import replace

from fraudstats.errors import PrintedError
from fraudstats.printed.number import parse_printed
from fraudstats.printed.result import Printed
from fraudstats.printed.text import plain

__all__ = ["is_ordinal", "parse_ordinal"]

_ORDINAL = re.compile(
    r"第\s?(?P<cjk>[^\W_]+?)\s?(?:[次批号號条條届屆个個位]\w*)?|(?P<latin>\d+)(?:st|nd|rd|th)(?: \w+)*"
)


def is_ordinal(text: str) -> bool:
    """Whether a text is the position of something in a count, alone."""
    return isinstance(text, str) and _ORDINAL.fullmatch(plain(text).text.strip()) is not None


def parse_ordinal(text: str) -> Printed:
    """Read one position in a count, which is never rounded.

    Raises
    ------
    PrintedError
        If it is none.
    """
    match = _ORDINAL.fullmatch(plain(text).text.strip())
    if match is None:
        raise PrintedError(text, "a position in a count: 第136次 or 136th")
    return replace(parse_printed(match["cjk"] or match["latin"]), step=1)
