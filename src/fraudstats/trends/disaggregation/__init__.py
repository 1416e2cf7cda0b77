"""Temporal disaggregation: totals of years or quarters split into quarters or months.

- `model`: :func:`disaggregate`; `result`: what it returns;
- `options`: the methods, and which options each of them takes; `layout`: the periods, which of them each total covers,
  and the indicator; `specification`: both together, as one linear model of the periods;
- `covariances`: the errors of neighbouring periods; `autocorrelation`: how strongly these depend on each other;
- `pro_rata`: each total in proportion to the indicator, without a model.
"""
