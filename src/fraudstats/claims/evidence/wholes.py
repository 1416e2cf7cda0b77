"""Which count is a part of which other, as the indicators themselves say: "A part of ic3_losses", "Contains ...".

A part is never larger than its whole, so that what is known of one bounds the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

__all__ = ["wholes_of"]

_LIST = r"((?:[a-z0-9]+_)+[a-z0-9]+(?:(?:,| and| and of) (?:[a-z0-9]+_)+[a-z0-9]+)*)"
_PART_OF = re.compile(rf"(?<!not )(?<!never )(?:\bpart of|\bThose among) {_LIST}(?! as far as)", re.I)
_CONTAINS = re.compile(rf"\bcontains {_LIST}", re.I)
_CODE = re.compile(r"(?:[a-z0-9]+_)+[a-z0-9]+")


def wholes_of(indicators: pd.DataFrame) -> Mapping[str, frozenset[str]]:
    """Indicator -> those that contain it, in the same unit, directly or by way of others.

    Parameters
    ----------
    indicators : DataFrame
        With ``indicator``, ``unit``, ``definition`` and ``comparability``.

    Examples
    --------
    >>> import fraudstats as fs
    >>> sorted(wholes_of(fs.load().indicators)["ic3_crypto_investment_losses"])
    ['ic3_crypto_losses', 'ic3_investment_losses', 'ic3_losses']
    """
    rows = indicators[["indicator", "unit", "definition", "comparability"]].itertuples(index=False, name=None)
    unit: dict[str, str] = {}
    direct: dict[str, set[str]] = {}
    for name, measured, definition, comparability in rows:
        unit[name] = measured
        text = f"{definition} {comparability}"
        direct.setdefault(name, set()).update(_named(_PART_OF, text))
        for part in _named(_CONTAINS, text):
            direct.setdefault(part, set()).add(name)
    return {one: frozenset(whole for whole in _above(one, direct) if unit.get(whole) == unit[one]) for one in unit}


def _named(pattern, text):
    return [code for found in pattern.finditer(text) for code in _CODE.findall(found[1])]


def _above(one: str, direct: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    todo = list(direct[one])
    while todo:
        whole = todo.pop()
        if whole not in found and whole != one:
            found.add(whole)
            todo += direct.get(whole, ())
    return found
