"""Structural time series: components that move, estimated through noise and through windows of any length.

- `structural`: the models, their fit and their result (:func:`state_space`);
- `cumulator`: the state space form whose observations are sums over windows;
- `smoothing`: the components of every period under an exactly diffuse start;
- `variances`: maximum likelihood of variances that may be zero, and their profile intervals.
"""
