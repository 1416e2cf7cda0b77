"""A straight line by least squares, with errors that allow for autocorrelation.

- `linear`: :func:`linear_trend`, its result, and which errors cover how often.
"""
