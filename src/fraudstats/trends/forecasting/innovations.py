"""One model on a grid of its parameters: likelihoods and predictive distributions, all in closed form.

Given the parameters (smoothing weights, autoregressive and moving-average coefficients), what is left of a Gaussian
model is a regression with one unknown variance: its coefficients are initial states or a mean, and come by least
squares. So there is no iteration over many unknowns: the likelihood is searched on a grid that is refined around its
best point, the same on every machine, and predictive t distributions are averaged over the grids of all models, which
gives a forecast the uncertainty of parameters and model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.forecasting.averages import average
from fraudstats.trends.likelihoods.mixture import Mixture

__all__ = ["Chosen", "Evaluation", "Fit", "Model", "choose", "least_squares"]

#: Rounds of the refined search; each halves the step.
ROUNDS = 12
#: A model with more parameters must win by more than this, so that rounding errors choose none.
MARGIN = 1e-6
#: Residuals below this share of the values are rounding errors of the arithmetic.
ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class Evaluation:
    """A model at several parameter points.

    Attributes
    ----------
    llf, restricted : ndarray
        Log likelihood, and restricted log likelihood up to a constant (points,).
    coefficients : ndarray
        Initial states, or a mean (points, k).
    mean, scale : ndarray
        Of the predictive t distributions (points, horizon).
    variance : ndarray
        Maximum likelihood variance of the innovations (points,).
    df : int
    """

    llf: np.ndarray
    restricted: np.ndarray
    coefficients: np.ndarray
    mean: np.ndarray
    scale: np.ndarray
    variance: np.ndarray
    df: int


@dataclass(frozen=True, eq=False)
class Model:
    """A model whose parameters lie between bounds.

    Attributes
    ----------
    name : str
    axes : sequence of ndarray
        Grid of each parameter, in even steps from its lower to its upper bound.
    evaluate : callable
        From parameter points (points, k) to an :class:`Evaluation`; minus infinity as likelihood where a point is not
        allowed.
    n_params : int
        All parameters, initial states and the variance included.
    nobs : int
    log_prior : float
        Logarithm of the flat prior density of its slope, zero without one; minus infinity keeps it out of averages.
    open_ends : bool
        Whether an estimate on a bound means that the model does not fit (a unit root), so that it is left out.
    """

    name: str
    axes: Sequence[np.ndarray]
    evaluate: Callable[[np.ndarray], Evaluation]
    n_params: int
    nobs: int
    log_prior: float = 0.0
    open_ends: bool = False


@dataclass(frozen=True, eq=False)
class Fit:
    """A model at its maximum likelihood estimate.

    Attributes
    ----------
    name : str
    theta : ndarray
        Parameters, in the order of the model's axes.
    best : Evaluation
        At this point alone.
    aicc : float
    """

    name: str
    theta: np.ndarray
    best: Evaluation
    aicc: float


@dataclass(frozen=True, eq=False)
class Chosen(Fit):
    """The model of the smallest AICc, with the predictive distribution of all that it was chosen from.

    Attributes
    ----------
    mixture : Mixture
    """

    mixture: Mixture

    def quantiles(self, levels: np.ndarray) -> np.ndarray:
        """Quantiles of the future (horizon x levels), with the best point's means in the middle of all intervals."""
        return self.mixture.quantiles_about(self.best.mean[0], levels)


def choose(models: Sequence[Model], what: str, others: Sequence[Model] = ()) -> Chosen:
    """The model of the smallest AICc among those that the values can carry (Hurvich and Tsai, 1989).

    Predictive distributions are averaged over all of them and over `others`, which are not chosen from.

    Raises
    ------
    TrendError
        If the values carry none.
    """
    grids = [(model, *_on_grid(model)) for model in models if _carried(model)]
    rough = [_aicc(model, grid.llf.max()) for model, _, grid in grids]
    inside = [
        value
        for value, (model, points, grid) in zip(rough, grids, strict=True)
        if not _ends(model, points[np.argmax(grid.llf)])
    ]
    # What the grid misses of a maximum grows with the values; a model that is further off cannot win.
    reach = min(inside, default=np.inf) + 1 + 0.03 * models[0].nobs
    found = [_refined_fit(*each) for value, each in zip(rough, grids, strict=True) if value <= reach]
    found = [each for each in found if np.isfinite(each.aicc)]
    if not found:
        fewest = min(model.n_params for model in models) + 2
        raise TrendError(
            f"the forecast by {what} needs at least {fewest} values, got {models[0].nobs}; use a longer series, or "
            "naive or drift"
        )
    best = found[0]
    for each in found[1:]:  # in the order of their parameters
        if each.aicc < best.aicc - MARGIN:
            best = each
    beside = [(model, _on_grid(model)[1]) for model in others if _carried(model)]
    mixture = _averaged([*((model, grid) for model, _, grid in grids), *beside])
    return Chosen(best.name, best.theta, best.best, best.aicc, mixture)


def estimate(model: Model) -> Fit:
    """A model at its maximum likelihood estimate."""
    return _refined_fit(model, *_on_grid(model))


def _carried(model):
    """Whether there are values enough for its AICc."""
    return model.nobs - model.n_params - 1 > 0


def _on_grid(model):
    points = np.array(list(product(*model.axes))) if len(model.axes) else np.empty((1, 0))
    return points, model.evaluate(points)


def _refined_fit(model, points, grid):
    theta = _refined(model, points[np.argmax(grid.llf)])
    best = model.evaluate(theta[None, :])
    aicc = _aicc(model, best.llf[0])
    if _ends(model, theta):
        aicc = np.inf
    return Fit(model.name, theta, best, aicc)


def _aicc(model, llf):
    n, k = model.nobs, model.n_params
    return float(-2 * llf + 2 * k * n / (n - k - 1))


def least_squares(
    y: np.ndarray, z: np.ndarray, log_volume: np.ndarray | float, base: np.ndarray, slope: np.ndarray, var: np.ndarray
) -> Evaluation:
    """Regress whitened values on whitened columns at every parameter point.

    Parameters
    ----------
    y, z : ndarray
        Values (points, n) and columns (points, n, k), divided by the root of their covariance.
    log_volume : ndarray
        Logarithm of the determinant of that root (points,).
    base, slope, var : ndarray
        A future value is ``base + slope @ coefficients``, with an error of variance `var` (points, horizon[, k]).
    """
    points, n, k = z.shape
    gram, volume = np.empty((points, k, k)), np.zeros(points)
    coefficients = np.zeros((points, k))
    if k:
        basis, root = np.linalg.qr(z)
        inverse = np.linalg.pinv(root)
        coefficients = np.einsum("gij,gmj,gm->gi", inverse, basis, y)
        gram = inverse @ inverse.swapaxes(1, 2)
        with np.errstate(divide="ignore"):
            volume = np.log(np.abs(np.diagonal(root, axis1=1, axis2=2))).sum(axis=1)
    residual = y - np.einsum("gnk,gk->gn", z, coefficients)
    tiny = np.finfo(float).tiny
    squares = np.maximum((residual**2).sum(axis=1), np.maximum(ROUNDING**2 * (y**2).sum(axis=1), tiny))
    llf = -n / 2 * (np.log(2 * np.pi * squares / n) + 1) - log_volume
    restricted = -(n - k) / 2 * np.log(squares) - volume - log_volume
    mean = base + np.einsum("ghk,gk->gh", slope, coefficients)
    spread = var + np.einsum("ghi,gij,ghj->gh", slope, gram, slope)
    scale = np.sqrt(spread * (squares / (n - k))[:, None])
    return Evaluation(llf, restricted, coefficients, mean, scale, squares / n, n - k)


def _refined(model, theta):
    """The best point near one of the grid, by ever smaller steps within the bounds."""
    lower, upper = (np.array([axis[end] for axis in model.axes]) for end in (0, -1))
    step = np.array([axis[1] - axis[0] for axis in model.axes]) / 2
    moves = np.array(list(product(*([-1, 0, 1] for _ in model.axes))), float)
    moves = moves[np.argsort(np.abs(moves).sum(axis=1), kind="stable")]  # staying comes first
    for _ in range(ROUNDS if len(theta) else 0):
        points = np.clip(theta + moves * step, lower, upper)
        theta = points[np.argmax(model.evaluate(points).llf)]
        step = step / 2
    return theta


def _ends(model, theta):
    """Whether an estimate lies on a bound that no estimate may lie on."""
    close = [
        min(x - axis[0], axis[-1] - x) < 1e-4 * (axis[-1] - axis[0]) for x, axis in zip(theta, model.axes, strict=True)
    ]
    return model.open_ends and any(close)


def _averaged(grids):
    """Mixture over models and their grids; a model of which the prior is zero is left out."""
    used = [(model, grid) for model, grid in grids if np.isfinite(model.log_prior)]
    heights = [np.where(np.isfinite(grid.llf), grid.restricted + model.log_prior, -np.inf) for model, grid in used]
    return average(heights, [(grid.mean, grid.scale, grid.df) for _, grid in used])
