"""Equally probable series: what is known of counts that nobody printed month by month.

A reconciliation gives them, trend models are fitted to each and pooled. They are a type of their own, so that a table
of two columns is never taken for two draws.

>>> draws = Draws([[1, 3, 2], [4, 4, 6]], index=["2021-01", "2021-02"])
>>> draws
<3 draws of 2 periods, 2021-01 to 2021-02>
>>> draws.quantile([0.5])
         0.5
2021-01  2.0
2021-02  4.0
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from fraudstats.errors import DrawsError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["Draws"]


class Draws:
    """Periods x draws, each column one series that might be the true one; immutable.

    Parameters
    ----------
    values : DataFrame or array
        Shape (periods, draws): at least one period and two draws, all finite.
    index : index of periods, optional
        The time of each row, best a `pandas.PeriodIndex`; that of `values` by default.
    attrs : mapping, optional
        What is known of them (release, indicator, area); handed on to every result.

    Raises
    ------
    DrawsError
        If the values are not finite numbers in a table of two draws or more.
    """

    __slots__ = ("_frame",)
    _frame: pd.DataFrame

    def __init__(self, values: Any, index: Any = None, attrs: Mapping[Hashable, Any] | None = None) -> None:
        import numpy as np
        import pandas as pd

        known = getattr(values, "attrs", {}) if attrs is None else attrs
        frame = values if isinstance(values, pd.DataFrame) else pd.DataFrame(np.asarray(values))
        if index is not None:
            if len(index) != len(frame):
                raise DrawsError(f"{len(frame)} rows of draws and {len(index)} times; give one time for each row")
            frame = frame.set_axis(pd.Index(index), axis=0)
        try:
            frame = frame.astype(float)
        except (ValueError, TypeError) as error:
            raise DrawsError(f"draws are numbers, periods x draws; {error}") from None
        if len(frame) < 1 or frame.shape[1] < 2:
            raise DrawsError(f"draws are a table, periods x draws, of two draws or more; got the shape {frame.shape}")
        if not np.isfinite(frame.to_numpy()).all():
            raise DrawsError("a draw is missing or infinite; every draw must give every period")
        frame = frame.copy()
        frame.attrs = dict(known)
        object.__setattr__(self, "_frame", frame)

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError("draws cannot be changed; their methods return new ones")

    def __len__(self) -> int:
        """The number of draws."""
        return self._frame.shape[1]

    def __iter__(self) -> Iterator[pd.Series]:
        """The draws one by one, each a series over the periods."""
        for place in range(len(self)):
            column: pd.Series = self._frame.iloc[:, place]
            column.attrs = dict(self._frame.attrs)
            yield column

    def __repr__(self) -> str:
        index = self._frame.index
        return f"<{len(self):,} draws of {len(index)} periods, {index[0]} to {index[-1]}>"

    @property
    def index(self) -> pd.Index:
        """The periods."""
        return self._frame.index

    @property
    def attrs(self) -> dict[Hashable, Any]:
        """What is known of them (release, indicator, area)."""
        return dict(self._frame.attrs)

    @property
    def values(self) -> np.ndarray:
        """The numbers, periods x draws, as a copy."""
        return self._frame.to_numpy(copy=True)

    def to_frame(self) -> pd.DataFrame:
        """The draws as a table, periods x draws, as a copy."""
        frame = self._frame.copy()
        frame.attrs = self.attrs
        return frame

    def quantile(self, q: float | Sequence[float]) -> Any:
        """Quantiles of each period over the draws: a series for one `q`, else a table with one column per quantile."""
        found = self._frame.quantile(q, axis=1)
        return found if found.ndim == 1 else found.T

    def sum_to(self, freq: str) -> Draws:
        """Draws of quarters (``"Q"``) or years (``"Y"``); incomplete ones are left out.

        >>> import pandas as pd
        >>> months = pd.period_range("2021-01", periods=14, freq="M")
        >>> Draws([[1, 2]] * 14, months).sum_to("Y").to_frame().values.tolist()
        [[12.0, 24.0]]

        Raises
        ------
        DrawsError
            If the periods are not those of a `pandas.PeriodIndex`, or none is complete.
        """
        import pandas as pd

        index = self._frame.index
        if not isinstance(index, pd.PeriodIndex):
            raise DrawsError(f"freq={freq!r} needs draws whose index is a PeriodIndex, got {type(index).__name__}")
        groups = index.asfreq(freq)
        wanted = [len(pd.period_range(p.start_time, p.end_time, freq=index.freq)) for p in groups]
        whole = pd.Series(1, groups).groupby(level=0).transform("sum").to_numpy() == wanted
        if not whole.any():
            raise DrawsError(f"no period of frequency {freq!r} is complete in draws from {index[0]} to {index[-1]}")
        return Draws(self._frame[whole].groupby(groups[whole]).sum(), attrs=self.attrs)
