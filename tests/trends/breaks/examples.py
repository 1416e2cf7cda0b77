"""Series of published examples of breaks."""

from pathlib import Path

import numpy as np
import pandas as pd
import statsmodels.api as sm

DATA = Path(__file__).parents[1] / "data"


def nile():
    """Flow of the Nile, 1871 to 1970 (Cobb, 1978), as R's datasets have it."""
    flow = sm.datasets.nile.load_pandas().data["volume"].to_numpy(float)
    return pd.Series(flow, range(1871, 1971), name="flow")


def real_interest():
    """The example of Bai and Perron (2003), by quarters."""
    quarters = pd.period_range("1961Q1", periods=103, freq="Q")
    return pd.Series(pd.read_csv(DATA / "realint.csv")["real_rate"].to_numpy(), quarters)


def seatbelt():
    """Log casualties with their first and twelfth lag, 1970 to 1984: the regression of strucchange's examples."""
    log = np.log10(pd.read_csv(DATA / "seatbelts.csv")["drivers"].to_numpy(float))
    return log[12:], np.column_stack([np.ones(180), log[11:-1], log[:-12]])


#: Table 1 of Pettitt (1979), simulated by Page (1955).
PAGE = [
    *(-1.05, 0.96, 1.22, 0.58, -0.98, -0.03, -1.54, -0.71, -0.35, 0.66, 0.44, 0.91, -0.02, -1.42, 1.26, -1.02, -0.81),
    *(1.66, 1.05, 0.97, 2.14, 1.22, -0.24, 1.60, 0.72, -0.12, 0.44, 0.03, 0.66, 0.56, 1.37, 1.66, 0.10, 0.80, 1.29),
    *(0.49, -0.07, 1.18, 3.29, 1.84),
]
