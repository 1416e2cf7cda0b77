"""Numbers and windows in words, for the one sentence that explains a verdict."""

from __future__ import annotations

import pandas as pd

__all__ = ["listed", "printed", "window_words"]


def window_words(start, end) -> str:
    """A window as people write it.

    >>> window_words(pd.Timestamp("2021-01-01"), pd.Timestamp("2021-11-30"))
    'January-November 2021'
    >>> window_words(pd.Timestamp("2021-01-01"), pd.Timestamp("2021-12-31"))
    '2021'
    >>> window_words(pd.NaT, pd.Timestamp("2023-11-21"))
    'an unknown start to 2023-11-21'
    """
    if pd.isna(start) or pd.isna(end):
        first = "an unknown start" if pd.isna(start) else f"{start:%Y-%m-%d}"
        return f"{first} to " + ("an unknown end" if pd.isna(end) else f"{end:%Y-%m-%d}")
    if start == end:
        return f"{start:%Y-%m-%d}"
    whole_months = start.day == 1 and end.is_month_end
    if not whole_months:
        return f"{start:%Y-%m-%d} to {end:%Y-%m-%d}"
    if start.year != end.year:
        years = start.month == 1 and end.month == 12
        return f"{start.year}-{end.year}" if years else f"{start:%B %Y}-{end:%B %Y}"
    if (start.month, end.month) == (1, 12):
        return f"{start.year}"
    return f"{start:%B %Y}" if start.month == end.month else f"{start:%B}-{end:%B} {start.year}"


_QUALIFIERS = {
    "more_than": "more than ",
    "at_least": "at least ",
    "nearly": "nearly ",
    "about": "about ",
    "up_to": "up to ",
}


def printed(row) -> str:
    """An observation's number with its qualifier: ``more than 370,000``."""
    return f"{_QUALIFIERS.get(row.qualifier, '')}{row.value:,.10g}"


def listed(names) -> str:
    """Names joined as in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    names = [str(name) for name in names]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "none"
