"""Interrupted time series: did a series change at a dated intervention?

- `design`: the columns of the regression, and where the interventions lie in time;
- `segmented`: the fitted regression, its effects, and the same model on other rows or dates;
- `counterfactual`: what would have come without the intervention, and the total difference;
- `falsification`: attempts to break the result;
- `model`: :func:`interrupted`, and the result that puts all of these together;
- `counterparts`, `stacked`, `comparison`, `balance`: a series and its control, their joint regression, and whether they
  were alike before; `controlled`: :func:`~.controlled.controlled_interrupted`;
- `fitted`, `strength`: what all of these judge, and what too few values are told.
"""

from fraudstats.trends.interruptions.model import InterruptedResult, interrupted

__all__ = ["InterruptedResult", "interrupted"]
