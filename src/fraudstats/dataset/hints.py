"""Hints at the end of error messages: the code that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

import pandas as pd

__all__ = ["hint"]

_MOST = 3


def hint(given: object, codes: Iterable[str], names: pd.DataFrame | None = None) -> str:
    """The codes that come nearest to what was given, as the end of a message; empty if none is near.

    Parameters
    ----------
    given : object
        What a user typed for a code.
    codes : iterable of str
        The codes that would do.
    names : data frame, optional
        Their names, so that a name is understood as well: codes in the first column, ``name_en`` and ``name_zh``.

    Examples
    --------
    >>> hint("case_solved", ["cases_solved", "handed_over"])
    '; nearest: cases_solved'
    >>> areas = pd.DataFrame({"ref_area": ["CN"], "name_en": ["China (mainland)"], "name_zh": ["中国（内地）"]})
    >>> hint("China", ["CN", "MM"], areas), hint("中国", ["CN", "MM"], areas)
    ('; nearest: CN (China (mainland))', '; nearest: CN (China (mainland))')
    """
    text, known = str(given), {str(code) for code in codes}
    found = _by_name(text, known, names) if names is not None else []
    if not found:
        found = [code for code in sorted(known) if code.casefold() == text.casefold()]
    found = found or get_close_matches(text, sorted(known), n=_MOST)
    return f"; nearest: {', '.join(found[:_MOST])}" if found else ""


def _by_name(text, known, names):
    """``CODE (name)`` for every code of that name: names that equal the text first, then names that hold it."""
    wanted = text.strip().casefold()
    ranked = []
    for code, english, chinese in zip(names.iloc[:, 0], names["name_en"], names["name_zh"], strict=True):
        own = [name.casefold() for name in (english, chinese) if isinstance(name, str)]
        if code in known and len(wanted) > 1 and any(wanted in name for name in own):
            rank = 0 if wanted in own else 1 if any(name.startswith(wanted) for name in own) else 2
            ranked.append((rank, code, f"{code} ({english})"))
    return [words for _, _, words in sorted(ranked)]
