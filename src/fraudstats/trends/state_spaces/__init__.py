"""Structural time series: components that move, estimated through noise and through windows of any length.

- `specification`: what is fitted: components, windows, and variances that the user fixed;
- `structural`: the fit (:func:`state_space`), and `result`: what it returns;
- `cumulator`: the state space form whose observations are sums over windows;
- `smoothing`: the components of every period under an exactly diffuse start;
- `predictive`: forecasts and coefficients averaged over the variances, as mixtures of t distributions;
- `variances`: maximum likelihood of variances that may be zero, and their profile intervals.
"""
