"""Read a range between two printed numbers: ``3.5萬至4萬``, ``$18 billion to $37 billion``, ``6,400 ± 100``.

The first number takes the multiplier of the second if it has none itself: ``3 to 4 million``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from fraudstats.errors import PrintedError
from fraudstats.printed.result import Printed
from fraudstats.printed.separators import Separators
from fraudstats.printed.single import TWO, numbers_in, read_single
from fraudstats.printed.words import units_in

__all__ = ["read_range"]

_PLUS_MINUS = re.compile(r" ?(?P<unit>[^\d\s±+]{0,8}) ?(?:±|\+/-|\+-) ?")
#: Between the two numbers; beside the word that joins them a unit may stand.
_JOIN = re.compile(
    r"(?P<unit>[^\d,，;；、。]{0,15}?)(?P<to> to | and | - |[-~至到]|to)(?P<money>[^\w\s]{0,2}(?:[a-z]{1,3}\$?)? ?)"
)
_MULTIPLIERS = ("unit", "scale", "letter")


def read_range(text: str, clean: str, separators: Separators) -> Printed:
    """The range of a plain text that holds two numbers; `text`, as typed, is quoted in errors.

    Raises
    ------
    PrintedError
        If nothing says that they are the ends of a range, or they are none.
    """
    first, second = numbers_in(clean)
    between = clean[first.end : second.start]
    margin = _PLUS_MINUS.fullmatch(between)
    if margin:
        return _with_margin(text, clean[: first.end] + margin["unit"], clean[second.start :], separators)
    join = _JOIN.fullmatch(between)
    if join is None or not _joins(join, clean[: first.start]):
        raise PrintedError(text, TWO)
    left, right = clean[: first.end] + join["unit"], join["money"] + clean[second.start :]
    low, high = (read_single(text, part, separators) for part in (left, right))
    multiplier = _multiplier_alone(first, second)
    if multiplier:
        plain, low = low, read_single(text, clean[: first.end] + multiplier + join["unit"], separators)
        if plain.number < high.number <= low.number:
            raise PrintedError(text, f"a range with both multipliers written; {first.text} alone may have none")
    return _from_to(text, low, high)


def _joins(join, before):
    """Whether the words between two numbers make a range of them, and are at most a unit."""
    unit = join["unit"].strip()
    return (join["to"] != " and " or "between" in before) and (not unit or units_in(unit)[0] != ())


def _multiplier_alone(first, second):
    """The multiplier of the second number, if it is all that follows its digits and the first number has none."""
    kinds = [token.kind for token in second.tokens[1:]]
    if any(token.kind in _MULTIPLIERS for token in first.tokens) or not set(kinds) & set(_MULTIPLIERS):
        return ""
    return second.text[second.tokens[0].end - second.start :] if set(kinds) <= set(_MULTIPLIERS) else ""


def _from_to(text, low, high):
    if not low.number < high.number:
        raise PrintedError(text, "a range from the smaller to the larger number, or each number by itself")
    if not low.units and not high.units and all(1900 <= end.number <= 2100 for end in (low, high)):
        raise PrintedError(text, "a number, not a span of years; fs.period reads the label of a period")
    if low.units and high.units and not set(low.units) & set(high.units):
        raise PrintedError(text, f"two ends in one unit, not in {' and '.join(low.units + high.units)}")
    qualifiers = {low.qualifier, high.qualifier} - {None}
    if len(qualifiers) > 1:
        raise PrintedError(text, f"one qualifier, not {' and '.join(sorted(qualifiers))}")
    units = tuple(unit for unit in high.units if unit in low.units) or high.units or low.units
    return Printed(None, min(low.step, high.step), next(iter(qualifiers), None), units, ends=(low.number, high.number))


def _with_margin(text, left, right, separators):
    """A number with its margin: from so much below it to so much above."""
    middle, margin = (read_single(text, part, separators) for part in (left, right))
    if "percent" in margin.units and middle.units != margin.units:
        raise PrintedError(text, "a margin in the unit of the number, not in percent of it or of another whole")
    ends = (middle.number - margin.number, middle.number + margin.number)
    return replace(middle, value=None, units=middle.units or margin.units, ends=ends)
