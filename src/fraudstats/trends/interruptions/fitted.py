"""What a fitted interrupted series offers, whether it has a control or not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from fraudstats.trends.interruptions.design import Specification, share_after, span
from fraudstats.trends.likelihoods.wald import WaldResult

__all__ = ["FittedInterruption"]


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class FittedInterruption(WaldResult):
    """A fitted interrupted series: its effects, and what those who judge it ask.

    Attributes
    ----------
    interventions : dict
        Label and time of each intervention, in the units of the series' time.
    design : DataFrame
        One row per value of the series.
    spec : Specification
    """

    interventions: dict[str, float]
    design: pd.DataFrame
    spec: Specification

    @property
    def log_link(self) -> bool:
        """Whether effects are ratios."""
        raise NotImplementedError

    @property
    def scatters(self) -> bool:
        """Whether the values differ from the fitted ones at all, rounding errors of the arithmetic apart."""
        raise NotImplementedError

    @property
    def one_trend(self) -> bool:
        """Not: a level or a slope changes."""
        return False

    @property
    def effect_columns(self) -> list[str]:
        """Names of the parameters that the interventions brought (with a control: beyond the control)."""
        return [name for name in map(str, self.design) if name.startswith(("level ", "slope "))]

    def effects(self, alpha: float = 0.05) -> pd.DataFrame:
        """Level and slope changes: ratios (differences for normal errors), intervals and p-values.

        With a control they are the changes beyond its own: ratios of ratios, differences of differences.
        """
        table = self.ratios(alpha) if self.log_link else self.conf_int(alpha).assign(estimate=self.params)
        return table.loc[self.effect_columns, ["estimate", "lower", "upper"]].assign(p_value=self.p_values)

    def without(self) -> np.ndarray:
        """The design without the interventions."""
        return self.design.assign(**dict.fromkeys(self.effect_columns, 0.0)).to_numpy()

    def touched(self) -> np.ndarray:
        """Which values lie, in part at least, after the first intervention's onset."""
        return self._share_after() > 1e-9

    def wholly_after(self) -> np.ndarray:
        """Which values lie wholly after the first intervention's onset: those it touched, less those it splits."""
        return self._share_after() > 1 - 1e-9

    def _share_after(self) -> np.ndarray:
        return share_after(*span(self.series), min(self.interventions.values()) + self.spec.lag)

    def residuals(self) -> np.ndarray:
        """Residuals of the values that are not missing, of equal variance."""
        raise NotImplementedError

    def misfit(self) -> float:
        """How badly the model fits: smaller is better, among fits of one series."""
        raise NotImplementedError

    def autocorrelation(self) -> float:
        """First-order autocorrelation of the errors, without the bias that residuals have."""
        raise NotImplementedError

    def refit(
        self,
        rows: np.ndarray | None = None,
        interventions: dict[str, float] | None = None,
        more: np.ndarray | None = None,
        lag: float | None = None,
    ) -> FittedInterruption:
        """Fit the same model again on other rows, at other dates, or with one more column.

        Parameters
        ----------
        rows : array of int, optional
            Positions of the rows to keep.
        interventions : {label: time}, optional
            Other times, in the units of the series' time; none for a model without interventions.
        more : array, optional
            A further column of the design, one number per row of the series.
        lag : float, optional
            Another lag of the interventions.
        """
        raise NotImplementedError
