"""A series, and every model of `fraudstats.trends` that takes one."""

YEARS = list(range(2004, 2020))
CASES = [255.0, 270, 262, 301, 310, 342, 329, 371, 385, 402, 398, 441, 452, 490, 481, 530]
#: Name -> arguments without which the model cannot be called, and such that it runs quickly.
MODELS = {
    "backtest": {"methods": ["linear_trend"], "min_train": 12},
    "bend_test": {},
    "count_trend": {},
    "forecast": {"horizon": 2},
    "free_bend": {},
    "growth": {},
    "interrupted": {"interventions": "2012-01-01", "slope_change": False},
    "interval_regression": {},
    "joinpoint": {"select": "bic3"},
    "linear_trend": {},
    "mann_kendall": {},
    "power": {},
    "siegel": {"n_permutations": 199},
    "state_space": {},
    "theil_sen": {},
}
