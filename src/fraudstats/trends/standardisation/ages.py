"""Labels of age groups, and the weights that a standard population gives to them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.vocabulary.standard_populations import STANDARD_POPULATIONS

__all__ = ["age_span", "standard_weights"]

_SPAN = re.compile(r"(\d+)\s*(?:[-–—~]|to|至)\s*(\d+)")
_OPEN = re.compile(r"(\d+)\s*(?:\+|(?:岁|歲|歳)?(?:及)?以上|(?:and|or) (?:over|older|more|above))")
_UNDER = re.compile(r"(?:<|under|below)\s*(\d+)")
_SINGLE = re.compile(r"\d+")
_YEARS = re.compile(r"\b(?:years?|yrs?|aged?|ages)\b|[岁歲歳]$", re.IGNORECASE)


def age_span(label: Any) -> tuple[float, float]:
    """First age of a group, and the first age above it.

    >>> age_span("15-19"), age_span("85+"), age_span("under 1")
    ((15.0, 20.0), (85.0, inf), (0.0, 1.0))

    Raises
    ------
    TrendError
        If the label is no group of ages, or a single number, which may be one year of age or the first of a group.
    """
    text = _YEARS.sub("", str(label)).strip().lower()
    if span := _SPAN.fullmatch(text):
        first, last = float(span[1]), float(span[2])
        if last >= first:
            return first, last + 1
    elif above := _OPEN.fullmatch(text):
        return float(above[1]), np.inf
    elif under := _UNDER.fullmatch(text):
        return 0.0, float(under[1])
    elif _SINGLE.fullmatch(text):
        raise TrendError(
            f"the age group {label!r} may be one year of age ('{text}-{text}') or the first age of a group "
            f"('{text}-{int(text) + 4}'); write it out"
        )
    raise TrendError(f"{label!r} is no group of ages; write them as '0-4', '85+' or 'under 1'")


def standard_weights(standard: Any, groups: pd.Index, truncated: bool) -> np.ndarray:
    """The weight of each group in the standard population.

    Parameters
    ----------
    standard : str, Series, mapping or sequence
        A code of `STANDARD_POPULATIONS`; weights by label; or one weight for each group, in order.
    groups : Index
        The groups of the data.
    truncated : bool
        Whether the groups may leave out ages at the ends.
    """
    if isinstance(standard, str):
        if standard not in STANDARD_POPULATIONS:
            known = ", ".join(STANDARD_POPULATIONS)
            raise TrendError(f"standard {standard!r} is unknown; choose one of {known}, or give weights by age group")
        return _by_ages(STANDARD_POPULATIONS[standard].weights, groups, truncated)
    if isinstance(standard, pd.Series | Mapping):
        weights = pd.Series(standard, dtype=float)
        if not weights.index.is_unique:
            raise TrendError(f"the standard names {weights.index[weights.index.duplicated()][0]!r} twice")
        if set(weights.index) == set(groups):
            return _checked(weights.reindex(groups).to_numpy())
        return _by_ages({str(name): weight for name, weight in weights.items()}, groups, truncated)
    try:
        weights = np.asarray(standard, dtype=float)
    except (TypeError, ValueError):
        raise TrendError(f"standard is {standard!r}; give a code, or one weight for each group") from None
    if weights.shape != (len(groups),):
        raise TrendError(f"the standard has {weights.size} weights and the data {len(groups)} groups")
    return _checked(weights)


def _checked(weights):
    if not (np.isfinite(weights) & (weights >= 0)).all() or not weights.any():
        raise TrendError("the weights of a standard must be numbers, zero or more, and not all zero")
    return weights


def _by_ages(weights: Mapping[str, float], groups: pd.Index, truncated: bool) -> np.ndarray:
    """Weights of the groups of the data, each the sum of the standard's groups within it."""
    spans = _disjoint(groups)
    parts = {age_span(name): weight for name, weight in weights.items()}
    found = np.zeros(len(groups))
    left_out = []
    for part, weight in parts.items():
        inside = [at for at, span in enumerate(spans) if span[0] <= part[0] and part[1] <= span[1]]
        cut = [groups[at] for at, span in enumerate(spans) if span[0] < part[1] and part[0] < span[1]]
        if inside:
            found[inside[0]] += weight
        elif cut:
            raise TrendError(
                f"the standard has one weight for {_name(part)}, which the group {cut[0]} cuts; join groups of the "
                f"data until they hold whole groups of the standard"
            )
        else:
            left_out.append(part)
    _refuse_left_out(left_out, spans, truncated)
    if empty := [str(group) for group, weight in zip(groups, found, strict=True) if weight == 0]:
        raise TrendError(f"the standard has no weight for {', '.join(empty)}")
    return _checked(found)


def _disjoint(groups):
    spans = [age_span(label) for label in groups]
    for before, after in zip(sorted(spans), sorted(spans)[1:], strict=False):
        if after[0] < before[1]:
            raise TrendError(f"the age groups {_name(before)} and {_name(after)} overlap; leave out totals and repeats")
    return spans


def _refuse_left_out(left_out, spans, truncated):
    first, last = min(spans)[0], max(end for _, end in spans)
    if gaps := [part for part in left_out if first < part[0] < last]:
        raise TrendError(f"the data have no group for ages {_name(gaps[0])}; a gap between groups has no rate")
    if left_out and not truncated:
        names = ", ".join(_name(part) for part in sorted(left_out))
        raise TrendError(
            f"the data have no group for ages {names} of the standard. Either rows are missing, or the rate is meant "
            f"to be of ages {_name((first, last))} only; say the second with truncated=True"
        )


def _name(span):
    return f"{span[0]:.0f}+" if np.isinf(span[1]) else f"{span[0]:.0f}-{span[1] - 1:.0f}"
