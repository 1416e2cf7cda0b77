"""Coverage of 95% intervals of the slope of a straight line.

``pytest -m slow tests/trends/lines`` writes docs/evidence/linear-coverage.md. All lines of one length share a design,
so that thousands are fitted by one product of matrices; the first of each by the library as well.
"""

from functools import cache
from itertools import product

import numpy as np
import pytest
from autoregressive import Averaged, errors, width_if_known
from evidence import FOLDER, table, write_page
from scipy import stats

from fraudstats import trends
from fraudstats.trends.likelihoods.covariance import bartlett_form, newey_west_corrected, rule_of_thumb_lags
from fraudstats.trends.likelihoods.fixed_b import fixed_b
from fraudstats.trends.likelihoods.glm import fit_glm
from fraudstats.trends.lines.linear import COVERS

SEED = 20261127
RUNS, CHECKED, MEASURED = 2000, 2, 500
SLOPE = 0.5
COV_TYPES = ("AR(1)", "HAC-corrected", "HAC-fixed-b", "HAC", "HC0", "nonrobust")
CASES = list(product((5, 7, 10, 15, 20, 30, 60), (0.0, 0.3, 0.6, 0.8)))


def lines(rng, n, rho):
    """Lines with first-order autoregressive normal errors: times x lines."""
    return 10 + SLOPE * np.arange(n)[:, None] + errors(rng, n, rho, RUNS)


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
def simulate_below(n, rho):
    """Probability of a slope below the true one under AR(1) errors, for each line."""
    values = lines(np.random.default_rng([SEED, n, int(10 * rho)]), n, rho)
    return Averaged(np.column_stack([np.ones(n), np.arange(n)]), values).below(1, SLOPE)


def within(below, alpha):
    """Share of the intervals that hold what has these probabilities below it."""
    return np.mean(np.abs(below - 0.5) <= (1 - alpha) / 2)


@cache
def simulate(n, rho):
    """Coverage of the slope's interval by each kind of errors, after a look at the library's own."""
    values = lines(np.random.default_rng([SEED, n, int(10 * rho)]), n, rho)
    below = simulate_below(n, rho)
    halves, off = half_widths(values)
    for k in range(CHECKED):
        (mixture,) = trends.linear_trend(values[:, k], np.arange(n)).mixtures
        own = mixture.probabilities(np.array([0, SLOPE]))[1]
        assert own == pytest.approx(below[k], rel=1e-6)
        for cov_type, half in halves.items():
            ends = trends.linear_trend(values[:, k], np.arange(n), cov_type=cov_type).conf_int().loc["slope"]
            assert ends.upper - ends.lower == pytest.approx(2 * half[k], rel=1e-6)
    return [within(below, 0.05), *(np.mean(off <= half) for half in halves.values())]


@cache
def averaged(n, rho):
    """Coverage of the default's 95% and 90% intervals, and their median width as a multiple of that with rho known."""
    x = np.column_stack([np.ones(n), np.arange(n)])
    found = Averaged(x, lines(np.random.default_rng([SEED, n, int(10 * rho)]), n, rho)[:, :MEASURED])
    width = np.median(found.quantile(1, 0.975) - found.quantile(1, 0.025))
    below = simulate_below(n, rho)
    return within(below, 0.05), within(below, 0.1), width / width_if_known(x, rho, 1)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_default_holds_and_others_fade_where_errors_are_correlated(case):
    """Monte Carlo error: 0.5 points at 95%. At 0.8, 5 to 30 values do not tell how strong the autocorrelation is."""
    share = np.array(simulate(*case))
    assert share[0] >= (0.93 if case[1] < 0.8 else 0.89)
    if case[1] >= 0.6:
        assert (share[1:] < share[0]).all() and (share[1:] < 0.93).all()


def test_what_notes_say_of_coverage_is_what_the_page_says():
    lines = (FOLDER / "linear-coverage.md").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    head, rows = rows[0], rows[2 : 2 + len(CASES)]
    for cov_type, said in COVERS.items():
        shares = [
            float(row[head.index(cov_type)].strip("%"))
            for row in rows
            if 7 <= int(row[0]) <= 30 and float(row[1]) <= 0.6
        ]
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
        f"""## The default at two levels, and its width

Of the same lines; the width is the median of {MEASURED}, as a multiple of that of the interval that knows the
autocorrelation.""",
        table(
            ["values", "rho", "95%", "90%", "width"],
            [[*case, *("{:.1%} {:.1%} {:.2f}".format(*averaged(*case)).split())] for case in CASES],
        ),
    )
