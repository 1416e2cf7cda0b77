"""The methods of temporal disaggregation, and which options each of them takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from fraudstats.errors import TrendError

__all__ = ["CONVERSIONS", "HIGHEST_RHO", "METHODS", "Options", "read_options"]

#: Method -> how results name it.
METHODS = {
    "pro_rata": "Pro rata distribution",
    "denton": "Denton",
    "denton_cholette": "Denton-Cholette",
    "chow_lin": "Chow-Lin",
    "fernandez": "Fernandez",
    "litterman": "Litterman",
}
CONVERSIONS = ("sum", "average", "first", "last")
CRITERIA = ("additive", "proportional")
ESTIMATORS = {"chow_lin": ("maxlog", "minrss", "minrss_ecotrim"), "litterman": ("maxlog", "minrss")}
#: Autocorrelations are sought below this, as tempdisagg does.
HIGHEST_RHO = 0.999
#: A higher order of differencing is a polynomial through the totals.
HIGHEST_DIFFERENCE = 3

_DENTON = {"criterion": "proportional", "difference": 1}
_REGRESSION = {"constant": True}
_RHO = {"rho": "maxlog", "min_rho": 0.0}
#: Method -> its options, and what they are by default.
TAKES: dict[str, dict[str, Any]] = {
    "pro_rata": {},
    "denton": _DENTON,
    "denton_cholette": _DENTON,
    "chow_lin": _REGRESSION | _RHO,
    "fernandez": _REGRESSION,
    "litterman": _REGRESSION | _RHO,
}


@dataclass(frozen=True)
class Options:
    """What was asked for, with defaults filled in; what a method does not take is None.

    Attributes
    ----------
    method, conversion : str
    criterion : str or None
    difference : int or None
    rho : float, str or None
        A known autocorrelation, or how it is estimated.
    min_rho : float
        Lower bound, where the autocorrelation is estimated.
    constant : bool or None
    """

    method: str
    conversion: str
    criterion: str | None = None
    difference: int | None = None
    rho: float | str | None = None
    min_rho: float = 0.0
    constant: bool | None = None

    @property
    def estimator(self) -> str | None:
        """How the autocorrelation is estimated; None where it is not."""
        return self.rho if isinstance(self.rho, str) else None

    @property
    def is_denton(self) -> bool:
        """Whether the method keeps the movements of one preliminary series."""
        return self.difference is not None


def read_options(method: str, conversion: str, has_indicator: bool, **given: Any) -> Options:
    """Options of a method, or an error for one that is unknown, or that the method would not use."""
    if method not in METHODS:
        raise TrendError(f"method {method!r} is unknown; choose one of {', '.join(METHODS)}")
    _require_one_of("conversion", conversion, CONVERSIONS)
    takes = TAKES[method]
    given = {name: value for name, value in given.items() if value is not None}
    if unused := [name for name in given if name not in takes]:
        others = ", ".join(m for m in METHODS if unused[0] in TAKES[m])
        raise TrendError(
            f"method {method!r} does not use {unused[0]}; leave it out, or use a method that does: {others}"
        )
    options = Options(method, conversion, **(takes | given))
    _check(options, given, has_indicator)
    return options


def _check(options: Options, given: dict[str, Any], has_indicator: bool) -> None:
    if options.is_denton:
        _require_one_of("criterion", options.criterion, CRITERIA)
        _require_difference(options.difference)
        if not has_indicator and "criterion" in given:
            raise TrendError("criterion says how to keep to an indicator, and there is none; leave it out, or give one")
    if options.method == "denton" and not has_indicator:
        raise TrendError(
            "method 'denton' starts from the first value of a preliminary series; give it as `indicator`, or use "
            "'denton_cholette', which needs none and has no such start"
        )
    if options.constant is not None and not isinstance(options.constant, bool | np.bool_):
        raise TrendError(f"constant is {options.constant!r}; give True or False")
    if options.constant is False and not has_indicator:
        raise TrendError("without a constant and without an indicator there is no regression; give one of the two")
    if options.rho is not None:
        _check_rho(options, given)


def _check_rho(options: Options, given: dict[str, Any]) -> None:
    names = ESTIMATORS[options.method]
    if options.estimator is not None:
        if options.estimator not in names:
            raise TrendError(f"rho is {options.rho!r}; give a number, or one of {', '.join(names)}")
        if not _is_number(options.min_rho) or not -HIGHEST_RHO <= options.min_rho < HIGHEST_RHO:
            raise TrendError(
                f"min_rho is {options.min_rho!r}; give a number from -{HIGHEST_RHO} to below {HIGHEST_RHO}"
            )
        return
    if not _is_number(options.rho) or not -1 < float(options.rho) < 1:  # pyright: ignore[reportArgumentType]
        raise TrendError(f"rho is {options.rho!r}; give a number between -1 and 1, or one of {', '.join(names)}")
    if "min_rho" in given:
        raise TrendError("rho is given as a number, so that min_rho would not be used; leave it out")


def _require_one_of(name: str, value: Any, choices: tuple[str, ...]) -> None:
    if not isinstance(value, str) or value not in choices:
        raise TrendError(f"{name} is {value!r}; choose one of {', '.join(choices)}")


def _require_difference(difference: Any) -> None:
    whole = isinstance(difference, int | np.integer) and not isinstance(difference, bool)
    if not whole or not 0 <= difference <= HIGHEST_DIFFERENCE:
        raise TrendError(f"difference is {difference!r}; give the order of differences, from 0 to {HIGHEST_DIFFERENCE}")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | np.number) and not isinstance(value, bool)
