"""Texts that a spreadsheet would run as a formula when it opens a CSV file.

A sign before a number is no formula (``-38.0 oku on 356.8``, ``+44.2%``); a sign before a call, a link or a command is
one. See CWE-1236, improper neutralization of formula elements in a CSV file.
"""

from __future__ import annotations

import re

__all__ = ["FORMULA", "is_formula", "kept_as_text"]

#: What such a text begins with, in the syntax that re and Arrow share.
FORMULA = r"^(?:[=@\t\r]|[+\-][^0-9]*[A-Za-z(]|[+\-].*[(|!])"
_FORMULA = re.compile(FORMULA)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula.

    >>> [is_formula(text) for text in ("=1+1", "-2+cmd|' /C calc'!A0", "-38.0 oku", "+44.2%")]
    [True, True, False, False]
    """
    return bool(_FORMULA.search(text))


def kept_as_text(value: object) -> object:
    """A cell with an apostrophe before what would be run, as spreadsheets mark a text; all else as it is.

    >>> kept_as_text("=1+1"), kept_as_text("37万余起")
    ("'=1+1", '37万余起')
    """
    return f"'{value}" if isinstance(value, str) and is_formula(value) else value
