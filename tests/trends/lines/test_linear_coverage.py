"""Coverage of 95% intervals of the slope of a straight line.

``pytest -m slow tests/trends/lines`` writes docs/evidence/linear-coverage.md. All lines of one length share a design,
so that thousands are fitted by one product of matrices; the first of each by the library as well.
"""

from functools import cache
from itertools import product

import numpy as np
import pytest
from evidence import FOLDER, table, write_page
from scipy import linalg, stats

from fraudstats import trends
from fraudstats.trends.likelihoods.covariance import bartlett_form, newey_west_corrected, rule_of_thumb_lags
from fraudstats.trends.likelihoods.fixed_b import fixed_b
from fraudstats.trends.likelihoods.glm import fit_glm
from fraudstats.trends.lines.linear import COVERS

SEED = 20261127
RUNS, CHECKED = 2000, 2
SLOPE = 0.5
COV_TYPES = ("AR(1)", "HAC-corrected", "HAC-fixed-b", "HAC", "HC0", "nonrobust")
CASES = list(product((5, 7, 10, 15, 20, 30), (0.0, 0.3, 0.6)))


def lines(rng, n, rho):
    """Lines with first-order autoregressive normal errors, started in their stationary distribution: times x lines."""
    errors = rng.normal(size=(n, RUNS))
    errors[0] /= np.sqrt(1 - rho**2)
    for t in range(1, n):
        errors[t] += rho * errors[t - 1]
    return 10 + SLOPE * np.arange(n)[:, None] + errors


def averaged(values):
    """Probability of a slope below the true one under AR(1) errors, averaged over the autocorrelation."""
    n = len(values)
    x, apart, df = np.column_stack([np.ones(n), np.arange(n)]), np.abs(np.subtract.outer(range(n), range(n))), n - 2
    heights, below = [], []
    for rho in np.linspace(-0.975, 0.975, 40):
        factor = linalg.cholesky(rho**apart, lower=True)
        white = linalg.solve_triangular(factor, np.column_stack([x, values]), lower=True)
        basis, root = np.linalg.qr(white[:, :2])
        along = basis.T @ white[:, 2:]
        squares = (white[:, 2:] ** 2).sum(axis=0) - (along**2).sum(axis=0)
        inverse = np.linalg.inv(root)
        deviation = np.sqrt((inverse[1] @ inverse[1]) * squares / df)
        volume = np.log(np.diag(factor)).sum() + np.log(np.abs(np.diag(root))).sum()
        heights.append(np.log1p(rho) - volume - df / 2 * np.log(squares))
        below.append(stats.t.cdf((SLOPE - inverse[1] @ along) / deviation, df))
    weight = np.exp(heights - np.max(heights, axis=0))
    return (weight * below).sum(axis=0) / weight.sum(axis=0)


def half_widths(values):
    """Half the width of the slope's interval by each kind of least squares' errors, and the distance from the truth."""
    n = len(values)
    x, rows = np.column_stack([np.ones(n), np.arange(n)]), np.arange(n)
    hat = np.linalg.pinv(x)
    rest = values - x @ (hat @ values)
    fit, lags = fit_glm(x, values[:, 0], family="normal"), rule_of_thumb_lags(n)

    def deviation(max_lags):
        return np.sqrt(np.einsum("ir,ij,jr->r", rest, bartlett_form(fit, x, rows, max_lags, 1), rest))

    cov, df = newey_west_corrected(fit, x, rows, lags)
    unbiased = np.sqrt(cov[1, 1]) / deviation(lags)[0]
    t = stats.t.isf(0.025, n - 2)
    halves = {
        "HAC-corrected": stats.t.isf(0.025, df[1]) * unbiased * deviation(lags),
        "HAC-fixed-b": fixed_b(fit, x, rows, n - 1)[1].critical(0.05) * deviation(n - 1),
        "HAC": t * np.sqrt(n / (n - 2)) * deviation(lags),
        "HC0": t * deviation(0),
        "nonrobust": t * np.sqrt((rest**2).sum(axis=0) / (n - 2) * fit.bread[1, 1]),
    }
    return halves, np.abs((hat @ values)[1] - SLOPE)


@cache
def simulate(n, rho):
    """Coverage of the slope's interval by each kind of errors, after a look at the library's own."""
    values = lines(np.random.default_rng([SEED, n, int(10 * rho)]), n, rho)
    below, (halves, off) = averaged(values), half_widths(values)
    for k in range(CHECKED):
        own = trends.linear_trend(values[:, k], np.arange(n)).mixture.probabilities(np.array([0, SLOPE]))[1]
        assert own == pytest.approx(below[k], rel=1e-6)
        for cov_type, half in halves.items():
            ends = trends.linear_trend(values[:, k], np.arange(n), cov_type=cov_type).conf_int().loc["slope"]
            assert ends.upper - ends.lower == pytest.approx(2 * half[k], rel=1e-6)
    return [np.mean((below >= 0.025) & (below <= 0.975)), *(np.mean(off <= half) for half in halves.values())]


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_default_holds_and_others_fade_where_errors_are_correlated(case):
    """Monte Carlo error: 0.5 points at 95%."""
    share = np.array(simulate(*case))
    assert share[0] >= 0.93
    if case[1] == 0.6:
        assert (share[1:] < 0.93).all()


def test_what_notes_say_of_coverage_is_what_the_page_says():
    lines = (FOLDER / "linear-coverage.md").read_text("utf-8").splitlines()
    head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    for cov_type, said in COVERS.items():
        shares = [float(row[head.index(cov_type)].strip("%")) for row in rows if int(row[0]) >= 7]
        assert said == f"{min(shares):.0f} to {max(shares):.0f}%"


@pytest.mark.slow
def test_the_page_of_evidence_is_written():
    write_page(
        "linear-coverage",
        "# Coverage of 95% intervals of the slope of a straight line, by simulation",
        f"""Made by `pytest -m slow tests/trends/lines`: seed {SEED}, nominal level 95%, {RUNS:,} lines of each kind
with normal errors of standard deviation 1, independent (rho 0) or first-order autoregressive. Monte Carlo
error: 0.5 points at 95%, 0.9 at 80%. The default is AR(1); fixed b has the whole series as its bandwidth.""",
        table(["values", "rho", *COV_TYPES], [[*case, *(f"{x:.1%}" for x in simulate(*case))] for case in CASES]),
    )
