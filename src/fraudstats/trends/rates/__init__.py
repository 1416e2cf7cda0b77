"""Rates of counts, and comparisons of two windows or two counts, without a model of the time between them.

- `growth`: growth between windows, with what the rounding of the printed numbers allows (:func:`growth`);
- `rate`: the rate of one count, with exact, mid-p and score intervals (:func:`rate`), from `poisson`;
- `crude_rate`: rates per so many persons, with ranges and intervals, and ratios of areas (:func:`crude_rate`), from
  counts and populations lined up by `denominators`;
- `rate_ratio`: the exact ratio of the rates of two counts, with their random variation (:func:`rate_ratio`).
"""
