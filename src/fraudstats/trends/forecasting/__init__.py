"""Forecasts of a regular series, and whether to believe them.

- `forecasters`: the methods, with a common interface: values in, equally probable futures out;
- `forecast`: a forecast with the naive ones beside it (:func:`forecast`);
- `scores`: how good a probabilistic forecast was;
- `backtest`: forecasts from rolling origins, scored against the naive ones (:func:`backtest`).
"""
