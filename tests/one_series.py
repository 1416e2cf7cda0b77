"""A series, and every model of `fraudstats.trends` that takes one."""

import numpy as np
import pandas as pd

YEARS = list(range(2004, 2020))
CASES = [255.0, 270, 262, 301, 310, 342, 329, 371, 385, 402, 398, 441, 452, 490, 481, 530]
CONTROL = pd.Series([cases + 9.0 * (k % 2) for k, cases in enumerate(CASES)], YEARS)
DONORS = pd.DataFrame({f"area {k}": CONTROL + 20.0 * (k - 2) + 7 * (np.arange(16) % (k + 2)) for k in range(5)})
#: Name -> arguments without which the model cannot be called, and such that it runs quickly.
MODELS = {
    "backtest": {"methods": ["linear_trend"], "min_train": 12},
    "controlled_interrupted": {"control": CONTROL, "interventions": "2012-01-01", "slope_change": False},
    "bend_test": {},
    "count_trend": {},
    "disaggregate": {"freq": "Q"},
    "bai_perron": {"n_draws": 99, "n_permutations": 99},
    "cusum": {"n_permutations": 99},
    "forecast": {"horizon": 2},
    "free_bend": {},
    "growth": {},
    "interrupted": {"interventions": "2012-01-01", "slope_change": False},
    "interval_regression": {},
    "joinpoint": {"select": "bic3"},
    "linear_trend": {},
    "mann_kendall": {},
    "pettitt": {"n_permutations": 99},
    "power": {},
    "siegel": {"n_permutations": 199},
    "state_space": {},
    "synthetic_control": {"donors": DONORS, "intervention": "2012-01-01"},
    "structural_change": {"n_permutations": 99},
    "theil_sen": {},
}
