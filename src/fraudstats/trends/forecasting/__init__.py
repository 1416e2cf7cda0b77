"""Forecasts of a regular series, and whether to believe them.

- `innovations`: models searched on a grid, in closed form; `exponential_smoothing`, `arima`: such models;
- `seasonal_adjustment`: a season for methods that have none;
- `forecasters`: the methods, with a common interface: values in, equally probable futures out;
- `forecast`: a forecast with the naive ones beside it (:func:`forecast`);
- `scores`: how good a probabilistic forecast was;
- `backtest`: forecasts from rolling origins, scored against the naive ones (:func:`backtest`).
"""
