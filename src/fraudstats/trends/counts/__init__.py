"""Trends of counts: a constant percentage per unit of time, whatever the length of the windows.

- `count_trend`: counts that are known, log-linear with exposure (:func:`count_trend`);
- `interval_regression`: counts or amounts known only as ranges (:func:`interval_regression`).
"""
