"""Whether a given answer is the expected one, by the kind of the expected one; and if not, in what it differs."""

from __future__ import annotations

from math import isclose
from numbers import Integral, Real
from typing import Any

from fraudstats.interval import Interval

__all__ = ["difference"]

#: A number may be rounded to half a per cent; from a hundred on, to whole numbers.
_ROUNDED, _WHOLE = 0.005, 100


def difference(expected: Any, given: Any) -> str:
    """In what an answer differs from the expected one, in words; empty if it is right.

    Parameters
    ----------
    expected : bool, number, Interval, pair of numbers, str, or set of str
        Counts must be met, other numbers to half a per cent and, from a hundred on, to the unit; texts and sets of
        texts whatever their case and order.
    given : object
        As typed by the reader.

    Examples
    --------
    >>> difference(0.051, 0.0512)
    ''
    >>> difference(0.051, 5.1)
    'this is in per cent; give a share, 0.05 for 5 per cent'
    >>> difference({"VN", "LA"}, ["vn"])
    '1 of 2 is missing'
    """
    for kind, compare in _KINDS.items():
        if isinstance(expected, kind):
            return compare(expected, given)
    raise TypeError(f"no answer can be compared with {type(expected).__name__}")


def _truth(expected, given):
    if str(given) not in ("True", "False"):
        return "the answer is True or False"
    return "" if bool(given) == expected else "it is the other one"


def _number(expected, given):
    if isinstance(given, bool) or not isinstance(given, Real):
        return f"the answer is a number, not {type(given).__name__}"
    if _alike(expected, given):
        return ""
    if not isinstance(expected, Integral) and _alike(expected, float(given) / 100):
        return "this is in per cent; give a share, 0.05 for 5 per cent"
    if _alike(expected, -float(given)):
        return "the number is right, the sign is not"
    return "too large" if given > expected else "too small"


def _alike(expected, given):
    if given == expected:
        return True
    if isinstance(expected, Integral):
        return abs(float(given) - int(expected)) < 0.5
    if abs(expected) >= _WHOLE:
        return abs(float(given) - float(expected)) < 1
    return isclose(float(given), float(expected), rel_tol=_ROUNDED)


def _pair(expected, given):
    try:
        low, high = given
    except (TypeError, ValueError):
        return "the answer is a range: two numbers, or an fs.Interval"
    ends = {"lower": _number(expected[0], low), "upper": _number(expected[1], high)}
    return "; ".join(f"the {end} end: {said}" for end, said in ends.items() if said)


def _words(expected, given):
    if not isinstance(given, str):
        return f"the answer is a text, not {type(given).__name__}"
    return "" if _plain(given) == _plain(expected) else "it is another one"


def _set(expected, given):
    if isinstance(given, str) or not hasattr(given, "__iter__"):
        return "the answer is a list of texts"
    wanted, named = {_plain(one) for one in expected}, {_plain(str(one)) for one in given}
    missing, beyond = len(wanted - named), len(named - wanted)
    said = [f"{missing} of {len(wanted)} {'is' if missing == 1 else 'are'} missing"] if missing else []
    said += [f"{beyond} {'does' if beyond == 1 else 'do'} not belong there"] if beyond else []
    return ", ".join(said)


def _plain(text):
    return " ".join(text.casefold().split())


#: Kind of the expected answer -> how to compare; a bool is a number too, so it comes first.
_KINDS = {
    bool: _truth,
    Real: _number,
    str: _words,
    Interval: lambda expected, given: _pair(tuple(expected), given),
    tuple: _pair,
    frozenset: _set,
    set: _set,
}
