"""Numbers with the digits that mean something, so that the same analysis gives the same bytes on every machine.

The last digits of a computed number depend on the processor and on the number of its threads (the order of additions,
fused operations): some 1e-13 of a least-squares fit, up to 1e-9 of a quantile of draws. Whatever is drawn or written
goes through `meaningful` first, so nothing depends on these digits. The rule:

- text, dates, flags, integers and whole numbers stay as they are, so a published count stays exact at any size; a
number
  within a billionth of a whole number is that number;
- an estimate with its interval is written to the third digit of the interval's width: 441,483 between 441,100 and
  441,900 keeps its last digit, 441,483 between 400,000 and 480,000 becomes 441,500;
- any other fraction is written with six digits.

A number on the boundary between two roundings could still fall on either side. Of fractions that arithmetic puts there
exactly (one half), the larger in magnitude is taken, also where the arithmetic misses the half by a little; that a
sampled number lies within a billionth of a boundary is too rare to matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

__all__ = ["meaningful"]

#: Digits of a fraction, and of the width of an interval.
DIGITS, WIDTH_DIGITS = 6, 3
#: Two numbers closer than this, relatively, are one number computed twice.
NOISE = 1e-9
#: Columns of an estimate whose frame says that it holds a band.
BAND = ("lower", "estimate", "upper")


def meaningful(
    table: pd.DataFrame,
    bands: Sequence[Sequence[str]] | None = None,
    digits: Mapping[str, int] | None = None,
) -> pd.DataFrame:
    """The table with every fraction rounded to the digits that mean something; see the rule above.

    Parameters
    ----------
    table : DataFrame
        Not changed.
    bands : sequence of (lower, estimate, upper), optional
        Names of columns that hold an estimate and its interval. By default ``lower, estimate, upper`` where the table
        is an estimate (``attrs["kind"]`` is ``"band"``). They stay within ``lower_bound`` and ``upper_bound`` where the
        table has these.
    digits : mapping, optional
        Column -> digits of its fractions, where they are not six.

    Examples
    --------
    >>> numbers = {"lower": 400_000.2, "estimate": 441_483.7, "upper": 480_000.9, "count": 1_234_567.0}
    >>> table = pd.DataFrame([numbers])
    >>> meaningful(table, bands=[("lower", "estimate", "upper")]).to_dict("records")
    [{'lower': 400000.0, 'estimate': 441500.0, 'upper': 480000.0, 'count': 1234567.0}]
    """
    if bands is None:
        bands = [BAND] if table.attrs.get("kind") == "band" else []
    rounded = table.copy()
    in_bands = {name for band in bands for name in band}
    for name in table.columns:
        if pd.api.types.is_float_dtype(table[name]) and name not in in_bands:
            values = table[name].to_numpy(float, na_value=np.nan)
            rounded[name] = _fractions(values, (digits or {}).get(name, DIGITS))
    for band in bands:
        _round_band(rounded, list(band))
    return rounded


def _fractions(values, digits):
    """Whole numbers as they are, and fractions with so many digits."""
    whole = np.round(values)
    with np.errstate(invalid="ignore"):  # infinite numbers
        is_whole = np.abs(values - whole) <= NOISE * np.maximum(np.abs(values), 1)
    is_whole &= (np.abs(values) >= 0.5) | (np.abs(values) <= NOISE * _largest(values))
    return np.where(is_whole | ~np.isfinite(values), whole, _to(values, digits)) + 0.0  # no minus zero


def _largest(values):
    """The magnitude of a column, beside which its smallest numbers may be nothing."""
    finite = np.abs(values[np.isfinite(values)])
    return min(finite.max(initial=0.0), 1.0)


def _to(values, digits):
    return _to_step(values, _power(values) - (digits - 1))


def _power(values):
    """The power of ten of the first digit; of nothing, a very small one."""
    with np.errstate(divide="ignore", invalid="ignore"):
        power = np.floor(np.log10(np.abs(values) * (1 + NOISE)))
    return np.where(np.isfinite(power), power, -300)


def _to_step(values, power):
    """Multiples of a power of ten; by division where it is below one, so that 0.1 is the number that prints as 0.1."""
    finite = np.where(np.isfinite(values), values, 0.0)
    power = np.clip(power, -290, 290)
    up, down = 10.0 ** np.maximum(-power, 0), 10.0 ** np.maximum(power, 0)
    steps = np.sign(finite) * np.floor(np.abs(finite) * up / down * (1 + NOISE / 100) + 0.5)
    return np.where(np.isfinite(values), steps / up * down, values)


def _round_band(table, names):
    lower, estimate, upper = (table[name].to_numpy(float, na_value=np.nan) for name in names)
    width = np.where(np.isfinite(upper - lower), upper - lower, 0.0)
    # No more digits than other fractions have: the width of what is known exactly is noise.
    largest = np.fmax(*(np.abs(np.nan_to_num(one, posinf=0, neginf=0)) for one in (lower, estimate)))
    power = np.maximum(_power(width) - (WIDTH_DIGITS - 1), _power(largest) - (DIGITS - 1))
    for name, values in zip(names, (lower, estimate, upper), strict=True):
        within = _to_step(values, power)
        if {"lower_bound", "upper_bound"} <= set(table.columns):
            low, high = (table[end].to_numpy(float, na_value=np.nan) for end in ("lower_bound", "upper_bound"))
            within = np.fmax(np.fmin(within, high), low)
        table[name] = np.where(np.isnan(values), np.nan, within) + 0.0
