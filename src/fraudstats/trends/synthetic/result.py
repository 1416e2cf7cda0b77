"""Effects against a synthetic control, and how unusual they are among the donors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from fraudstats.style import GREY, PALETTE
from fraudstats.trends.result import TrendResult, check_alpha, draw_values, format_p, interval_frame

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["SyntheticControlResult"]

#: Smallest weight that a summary prints, in three places.
SHOWN = 5e-4


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class SyntheticControlResult(TrendResult):
    """A series against a weighted mean of donors; `params` holds the mean ``effect`` since the intervention.

    Attributes
    ----------
    weights : Series
        Of the donors, adding up to one.
    synthetic : ndarray
        The weighted mean of the donors, one number per row of the series.
    after : ndarray of bool
        Rows that the intervention reached.
    placebos : DataFrame
        One row per unit, the series first: ``effect`` (mean since the intervention), ``rmspe_before``, ``rmspe_after``
        (root mean square distance from the unit's own synthetic control) and their ``ratio``.
    without : Series
        The effect with each donor of weight above zero left out in turn.
    balance : DataFrame
        One row per predictor (none where none are given): its ``weight`` (V, adding up to one), its value for the
        series (``observed``), for the ``synthetic`` control, and its mean over all ``donors``.
    """

    weights: pd.Series
    synthetic: np.ndarray
    after: np.ndarray
    placebos: pd.DataFrame
    without: pd.Series
    balance: pd.DataFrame

    @property
    def method(self) -> str:
        used = int((self.weights > 0).sum())
        matched = f"{len(self.balance)} predictors" if len(self.balance) else "outcomes before only"
        return f"Synthetic control, {matched} ({used} of {len(self.weights)} donors have weight)"

    @property
    def fittedvalues(self) -> np.ndarray:
        """The synthetic control."""
        return self.synthetic

    @property
    def gaps(self) -> pd.Series:
        """Observed minus synthetic values, before and since."""
        return pd.Series(self.series.value - self.synthetic, pd.Index(self.series.labels, name="window"))

    @property
    def p_values(self) -> pd.Series:
        """Share of all units, the series among them, whose ratio of distances is as large as that of the series."""
        ratio = self.placebos["ratio"].to_numpy()
        return pd.Series((ratio >= ratio[0] * (1 - 1e-9)).mean(), self.params.index)

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Constant effects that placebos in space do not reject at `alpha` (Firpo and Possebom, 2018).

        An effect is taken off the series since the intervention, and the ratio of distances ranked among the donors'.
        With fewer than ``1 / alpha`` units nothing can be rejected, and the interval is unbounded; it is NaN where
        every constant effect is rejected.
        """
        gap, level = self.gaps.to_numpy(), check_alpha(alpha)
        ratios = np.sort(self.placebos["ratio"].to_numpy()[1:])[::-1]
        # Rejected if at most `allowed` donors have a ratio as large: (1 + as large) / units <= alpha.
        allowed = int(np.floor(level * (len(ratios) + 1) + 1e-9)) - 1
        if allowed < 0:
            return interval_frame(self.params.index, [-np.inf], [np.inf])
        bound = ratios[allowed] * self.placebos["rmspe_before"].iloc[0]
        after = gap[self.after & np.isfinite(gap)]
        room = bound**2 - after.var()
        half = np.sqrt(room) if room >= 0 else np.nan
        return interval_frame(self.params.index, [after.mean() - half], [after.mean() + half])

    def to_frame(self, alpha: float = 0.05) -> pd.DataFrame:
        """The effect as a table of one row: ``estimate, lower, upper, p_value``."""
        return super().to_frame(alpha).assign(p_value=self.p_values)

    def _body(self) -> str:
        shown = self.weights.sort_values(ascending=False)
        first = self.placebos.iloc[0]
        lines = [
            super()._body(),
            "",
            f"Weights: {', '.join(f'{name} {weight:.3f}' for name, weight in shown.items() if weight >= SHOWN)}",
            f"Distance before {first.rmspe_before:.4g}, since {first.rmspe_after:.4g} ({first.ratio:.3g} times); rank "
            f"p of {len(self.placebos)} units {format_p(float(self.p_values.iloc[0]))}",
            f"Leaving donors out: effect {self.without.min():.4g} to {self.without.max():.4g}",
        ]
        if len(self.balance):
            lines += ["", "Predictors", self.balance.to_string(float_format="{:.4g}".format)]
        return "\n".join(lines)

    def _draw(self, ax: Axes) -> None:
        draw_values(ax, self.series)
        ax.plot(self.series.time, self.synthetic, "--", color=PALETTE[2], label="synthetic control")
        first = self.series.time[self.after][0]
        ax.axvline(first, color=GREY, linewidth=1)
