"""A structural time series in state space form whose observations are sums over windows.

The state holds the components of the base periods (level, slope, seasons, coefficients), the irregular
term, and one *cumulator* per open window: it starts at zero where its window opens, adds each period's value
times the share of the period in the window, and is observed where the window closes (Harvey, 1989, section
6.3). A plain series is the case of windows of one period. Windows may overlap, leave gaps, and cover part of
a period.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from statsmodels.tsa.statespace.mlemodel import MLEModel

__all__ = ["Structure", "Windows", "assign_slots", "build_model"]


@dataclass(frozen=True, eq=False)
class Structure:
    """Components of the series in the base periods.

    Attributes
    ----------
    trend : bool
        Whether the level has a slope of its own.
    season : int or None
        Periods per cycle.
    exog : ndarray or None
        Regressors, periods x k, with constant coefficients.
    """

    trend: bool
    season: int | None = None
    exog: np.ndarray | None = None

    @property
    def variances(self) -> list[str]:
        """Names of the unknown variances."""
        return ["irregular", "level", *["slope"] * self.trend, *["seasonal"] * (self.season is not None)]

    @property
    def size(self) -> int:
        """Number of states of the components."""
        seasons = self.season - 1 if self.season else 0
        return 1 + self.trend + seasons + (0 if self.exog is None else self.exog.shape[1])

    def matrices(self) -> tuple[np.ndarray, np.ndarray]:
        """Transition (m, m), and the rows where each disturbance enters (m, number of variances - 1)."""
        transition, selection = np.eye(self.size), np.zeros((self.size, len(self.variances) - 1))
        selection[0, 0] = 1
        if self.trend:
            transition[0, 1] = selection[1, 1] = 1
        if self.season:
            first, last = 1 + self.trend, self.trend + self.season - 1
            transition[first : last + 1, first : last + 1] = np.eye(self.season - 1, k=-1)
            transition[first, first : last + 1] = -1
            selection[first, -1] = 1
        return transition, selection

    def signal(self, n_periods: int) -> np.ndarray:
        """How the components add up to each period's expected value: periods x m."""
        rows = np.zeros((n_periods, self.size))
        rows[:, 0] = 1
        if self.season:
            rows[:, 1 + self.trend] = 1
        if self.exog is not None:
            rows[:, self.size - self.exog.shape[1] :] = self.exog
        return rows


@dataclass(frozen=True, eq=False)
class Windows:
    """Observations as weighted sums over base periods.

    Attributes
    ----------
    first, last : ndarray of int
        First and last period of each window.
    weights : list of ndarray
        Share of each of these periods in the window.
    value, noise : ndarray
        Observed sums, and the variance that their rounding adds.
    """

    first: np.ndarray
    last: np.ndarray
    weights: list[np.ndarray]
    value: np.ndarray
    noise: np.ndarray


def assign_slots(first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """A cumulator for each window, such that no two open windows share one.

    >>> assign_slots(np.array([0, 0, 2, 3]), np.array([1, 2, 3, 5])).tolist()
    [0, 1, 0, 1]
    """
    slots, free_after = np.zeros(len(first), int), []
    for k in np.lexsort((last, first)):
        free = [slot for slot, end in enumerate(free_after) if end < first[k]]
        slots[k] = free[0] if free else len(free_after)
        if not free:
            free_after.append(0)
        free_after[slots[k]] = last[k]
    return slots


def build_model(
    structure: Structure, windows: Windows, n_periods: int, start: np.ndarray | None = None
) -> tuple[MLEModel, Callable[[np.ndarray], None]]:
    """The statsmodels representation, and a function that sets its variances.

    Time runs over the base periods after a start period without observation, in which the components are
    diffuse and the cumulators empty.

    Returns
    -------
    (MLEModel, callable)
        The model, and ``set_variances(array)`` in the order of ``structure.variances``.
    """
    from statsmodels.tsa.statespace.mlemodel import MLEModel

    slots = assign_slots(windows.first, windows.last)
    k, m = int(slots.max()) + 1, structure.size
    observed = np.full((n_periods + 1, k), np.nan)
    observed[windows.last + 1, slots] = windows.value
    model = MLEModel(observed, k_states=m + 1 + k, k_posdef=len(structure.variances))
    model.ssm.filter_univariate = True
    design = np.zeros((k, m + 1 + k, 1))
    design[:, m + 1 :, 0] = np.eye(k)
    model["design"] = design
    model["obs_cov"] = _rounding(windows, slots, n_periods, k)
    model["transition"], model["selection"] = _dynamics(structure, windows, slots, n_periods, k)
    model.ssm.initialize(_initialization(m, k, start))

    def set_variances(values):
        model["state_cov"] = np.diag(values)

    return model, set_variances


def _initialization(m, k, start):
    from statsmodels.tsa.statespace.initialization import Initialization

    rest = {"constant": np.zeros(1 + k), "stationary_cov": np.zeros((1 + k, 1 + k))}
    known = Initialization(m + 1 + k)
    known.set((m, m + 1 + k), "known", **rest)
    if start is None:
        known.set((0, m), "diffuse")
    else:
        known.set((0, m), "known", constant=start, stationary_cov=np.zeros((m, m)))
    return known


def _rounding(windows, slots, n_periods, k):
    noise = np.zeros((k, k, n_periods + 1))
    noise[slots, slots, windows.last + 1] = windows.noise
    return noise if noise.any() else np.zeros((k, k, 1))


def _dynamics(structure, windows, slots, n_periods, k):
    """Transitions and selections from each period to the next, the start period included."""
    m = structure.size
    base, entry = structure.matrices()
    keep, weight = np.zeros((n_periods + 1, k)), np.zeros((n_periods + 1, k))
    for slot, first, last, shares in zip(slots, windows.first, windows.last, windows.weights, strict=True):
        weight[first : last + 1, slot] = shares
        keep[first + 1 : last + 1, slot] = 1
    signal = np.vstack([structure.signal(n_periods), np.zeros(m)])
    transition = np.zeros((m + 1 + k, m + 1 + k, n_periods + 1))
    selection = np.zeros((m + 1 + k, len(structure.variances), n_periods + 1))
    transition[:m, :m] = base[:, :, None]
    selection[:m, 1:] = entry[:, :, None]
    selection[m, 0] = 1
    transition[m + 1 :, :m] = np.einsum("tk,ti->kit", weight, signal @ base)
    transition[np.arange(m + 1, m + 1 + k), np.arange(m + 1, m + 1 + k)] = keep.T
    selection[m + 1 :, 0] = weight.T
    selection[m + 1 :, 1:] = np.einsum("tk,ti->kit", weight, signal @ entry)
    return transition, selection
