"""How often breaks are found where there are none, and how often intervals hold, by simulation.

``python tests/trends/breaks/test_break_sizes.py`` writes docs/evidence/breaks.md.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.special import kolmogorov

from fraudstats.trends import bai_perron
from fraudstats.trends.breaks.break_test import break_test
from fraudstats.trends.breaks.cusum import deviations
from fraudstats.trends.breaks.hansen import hansen_p
from fraudstats.trends.breaks.partial_sums import partial_sum_test
from fraudstats.trends.breaks.pettitt import rank_scores
from fraudstats.trends.breaks.regressors import CHANGES, Regressors, read_trim
from fraudstats.trends.breaks.resampling import autoregressions, choose_null
from fraudstats.trends.breaks.splits import Splits
from fraudstats.trends.series.time_series import TimeSeries

SEED = 20261127
PAGE = Path(__file__).parents[3] / "docs" / "evidence" / "breaks.md"
LENGTHS = (7, 10, 15, 20, 30)
#: Series of each kind, and permutations or simulations of each.
RUNS, INTERVAL_RUNS, DRAWS = 150, 100, 199
#: Series of each kind where the p-value needs no simulation of its own.
MANY_RUNS = 5000
ERRORS = {
    "normal": lambda random, size: random.normal(size=size),
    "log-normal": lambda random, size: random.lognormal(size=size),
}
SHIFTS = (1, 2, 3)


def generator(*key):
    return np.random.default_rng([SEED, *key])


def p_of_f(values, change, null, random):
    """P-values of supF and aveF."""
    n = len(values)
    regressors = Regressors.of(change, np.arange(float(n)))
    least = read_trim(0.15, n, regressors.changing.shape[1])
    test = break_test(values, regressors, least, null, np.arange(n), DRAWS, random)
    return test.p[:2]


def p_of_sums(values, scores, null, random):
    """P-value of the largest partial sum of scores."""
    series = TimeSeries(np.arange(float(len(values))), values)
    return partial_sum_test(series, scores, null, DRAWS, int(random.integers(2**31))).p


def f_beyond(series, change, random):
    """Share of series whose supF lies beyond the 95% point for normal errors, and beyond Hansen's."""
    n = series.shape[1]
    regressors = Regressors.of(change, np.arange(float(n)))
    least = read_trim(0.15, n, regressors.changing.shape[1])
    splits = Splits.of(regressors, least)
    point = np.quantile(splits.f_statistics(random.normal(size=(20_000, n))).max(axis=1), 0.95)
    found = splits.f_statistics(series).max(axis=1)
    asymptotic = [hansen_p("supF", f, regressors.changing.shape[1], least / n) for f in found]
    return (found >= point).mean(), (np.array(asymptotic) <= 0.05).mean()


def cusum_p(series):
    """Asymptotic p-values of OLS-CUSUM of each series."""
    n = series.shape[1]
    return kolmogorov(np.abs(deviations(series).cumsum(axis=1)).max(axis=1) * np.sqrt((n - 1) / n))


def pettitt_p(series):
    """Pettitt's approximate p-values of each series."""
    n = series.shape[1]
    return 2 * np.exp(-6 * np.abs(rank_scores(series).cumsum(axis=1)).max(axis=1) ** 2 / (n**3 + n**2))


def hac_cusum_p(values):
    """The asymptotic p-value of OLS-CUSUM with Newey and West's long-run variance."""
    n, rest = len(values), values - values.mean()
    lags = int(4 * (n / 100) ** (2 / 9))
    variance = rest @ rest / n
    variance += sum(2 * (1 - k / (lags + 1)) * (rest[k:] @ rest[:-k]) / n for k in range(1, lags + 1))
    return kolmogorov(np.abs(rest.cumsum()).max() / np.sqrt(n * variance))


def sizes(n, error, runs=RUNS):
    """Share of series without a break in which each test finds one at 5%."""
    random = generator(1, n, list(ERRORS).index(error))
    many, found = ERRORS[error](random, (MANY_RUNS, n)), []
    series, null = many[:runs], choose_null(None, "level", n, DRAWS)
    for change in CHANGES:
        own = choose_null(None, change, n, DRAWS)
        p = np.array([p_of_f(values, change, own, random) for values in series])
        found += [*(p <= 0.05).mean(axis=0), *f_beyond(many, change, random)]
    for scores, how, asymptotic in ((deviations, null, cusum_p), (rank_scores, "permutation", pettitt_p)):
        found.append(np.mean([p_of_sums(values, scores, how, random) <= 0.05 for values in series]))
        found.append((asymptotic(many) <= 0.05).mean())
    return np.array(found)


def autocorrelated_sizes(n, rho, runs=RUNS):
    """The same with autocorrelated errors: by permutation and AR(1), and asymptotic CUSUM without and with HAC."""
    random, rows = generator(2, n, round(100 * rho)), []
    for values in autoregressions(rho, np.arange(n), runs, random):
        row = [p_of_f(values, "level", null, random)[0] for null in ("permutation", "AR(1)")]
        for scores in (deviations, rank_scores):
            row += [p_of_sums(values, scores, null, random) for null in ("permutation", "AR(1)")]
        rows.append([*row, cusum_p(values[None, :])[0], hac_cusum_p(values)])
    return (np.array(rows) <= 0.05).mean(axis=0)


def false_breaks(n, change, runs=RUNS):
    """Share of series without a break in which each way of choosing finds one or more."""
    random = generator(3, n, len(change))
    found = []
    for _ in range(runs):
        values, options = random.normal(size=n), {"change": change, "seed": int(random.integers(2**31))}
        tested = bai_perron(values, max_breaks=1, n_permutations=DRAWS, **options).n_breaks
        criteria = bai_perron(values, select="bic", **options).criteria
        found.append([tested, criteria["bic"].idxmin(), criteria["lwz"].idxmin()])
    return (np.array(found) > 0).mean(axis=0)


def holds(ends, truth):
    return bool(ends.lower <= truth <= ends.upper)


def coverage(n, at, shift, runs=INTERVAL_RUNS):
    """Share of series in which one break is found, and how often intervals of date and first level hold the truth.

    Returns
    -------
    list
        The share; then for all series, with one break assumed, and for those in which the tests found one break: the
        date by inversion and by Bai, the first level by inversion and by t.
    """
    random = generator(4, n, at, shift)
    rows = []
    for _ in range(runs):
        values = random.normal(size=n)
        values[at:] += shift
        options = {"n_draws": DRAWS, "seed": int(random.integers(2**31))}
        fit = bai_perron(values, max_breaks=2, n_permutations=DRAWS, **options)
        if not (found := fit.n_breaks == 1):
            fit = bai_perron(values, breaks=1, **options)
        fits = [fit.conf_int(), replace(fit, interval="bai").conf_int()]
        row = [holds(ends.loc[name], truth) for name, truth in (("break_1", at - 1), ("level_1", 0)) for ends in fits]
        rows.append([found, *row])
    rows = np.array(rows, float)
    kept = rows[rows[:, 0] == 1, 1:]
    after = kept.mean(axis=0) if len(kept) >= 30 else np.full(4, np.nan)
    return [rows[:, 0].mean(), *rows[:, 1:].mean(axis=0), *after]


@pytest.mark.slow
@pytest.mark.parametrize("n", LENGTHS)
@pytest.mark.parametrize("error", ERRORS)
def test_the_default_tests_hold_their_level(n, error):
    found = sizes(n, error, 300)
    assert found[[0, 1, 4, 5, 12, 14]].max() <= 0.09  # exact: 5% and three Monte Carlo standard errors
    assert found[[8, 9]].max() <= 0.11  # residuals of a line are exchangeable only nearly


@pytest.mark.slow
@pytest.mark.parametrize("rho", [0.0, 0.4])
def test_the_autoregressive_null_holds_its_level(rho):
    assert autocorrelated_sizes(20, rho, 300)[[1, 3, 5]].max() <= 0.09


@pytest.mark.slow
def test_sequential_tests_find_few_breaks_that_are_not_there_and_bic_many():
    sequential, bic, _ = false_breaks(15, "level", 200)
    assert sequential <= 0.10 and bic >= 0.12


@pytest.mark.slow
@pytest.mark.parametrize("shift", SHIFTS)
def test_intervals_by_inversion_hold_the_truth(shift):
    found = coverage(10, 5, shift, 200)
    assert found[1] >= 0.90 and found[3] >= 0.89


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---:|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def percent(shares):
    return ["" if np.isnan(share) else f"{100 * share:.1f}" for share in shares]


def opening():
    return (
        "# Breaks: size of tests, false breaks and coverage by simulation\n\n"
        f"Seed {SEED}; `python tests/trends/breaks/test_break_sizes.py`. Percent of {RUNS} simulated series "
        f"({INTERVAL_RUNS} in the last table; {MANY_RUNS} for asymptotic p-values and supF by simulation without "
        "autocorrelation) at a level of 5%, trimming 15% but at least one value more than coefficients that change, "
        f"{DRAWS} permutations or simulations a test. The Monte Carlo standard error of a share of 5% is 1.8 points "
        "(0.3 of 5000), of 50% 4.1 (5.0 in the last table)."
    )


def page_of_sizes():
    head = ["n", "errors", "supF", "aveF", "supF, simulation", "supF, Hansen"]
    found = {(n, error): sizes(n, error) for n in LENGTHS for error in ERRORS}
    parts = []
    for number, words in enumerate(("level", "level around a common trend", "level and slope")):
        rows = [[str(n), error, *percent(s[4 * number : 4 * number + 4])] for (n, error), s in found.items()]
        how = "; simulation for 7 values" if words == "level" else " of the residuals of a line"
        parts.append(
            f"## No break: test of a change of {words}\n\nsupF and aveF by the default: permutation{how}.\n\n"
            + table(head, rows)
        )
    head = ["n", "errors", "CUSUM", "CUSUM, asymptotic", "Pettitt", "Pettitt, approximation"]
    rows = [[str(n), error, *percent(s[12:])] for (n, error), s in found.items()]
    parts.append("## No break: CUSUM and Pettitt\n\n" + table(head, rows))
    return "\n\n".join(parts)


def page_of_autocorrelation():
    head = ["n", "autocorrelation", "supF", "supF, AR(1)", "CUSUM", "CUSUM, AR(1)", "Pettitt", "Pettitt, AR(1)"]
    head += ["CUSUM, asymptotic", "CUSUM, HAC"]
    pairs = [(n, rho) for n in LENGTHS[1:] for rho in (0.0, 0.4, 0.6)]
    rows = [[str(n), str(rho), *percent(autocorrelated_sizes(n, rho))] for n, rho in pairs]
    return (
        "## No break, autocorrelated errors\n\nBy permutation, and with `null='AR(1)'`. HAC is the asymptotic test "
        "with the long-run variance of Newey and West, which is not offered.\n\n" + table(head, rows)
    )


def page_of_false_breaks():
    head = ["n", "change", "sequential", "BIC", "LWZ"]
    rows = [[str(n), c, *percent(false_breaks(n, c))] for c in ("level", "level_and_slope") for n in LENGTHS]
    words = "## No break: segmentations with one break or more\n\nUp to 5 breaks, normal errors.\n\n"
    return words + table(head, rows)


def page_of_coverage():
    head = ["n", "after", "shift", "found", "date", "date, Bai", "level", "level, t"]
    head += ["date, found", "date, Bai, found", "level, found", "level, t, found"]
    cases = [(n, n // 2, shift) for n in LENGTHS for shift in SHIFTS]
    rows = [[*map(str, case), *percent(coverage(*case))] for case in cases]
    return (
        "## One break: 95% intervals\n\nA shift of so many standard deviations of normal errors after so many values. "
        "'found': the sequential tests find exactly one break. Intervals of the date of the break and of the first "
        "level, by inversion (the default), and by Bai and Student's t as if the date were known: in all series with "
        "one break given, and in those in which one was found (where there are 30 or more).\n\n" + table(head, rows)
    )


SECTIONS = (page_of_sizes, page_of_autocorrelation, page_of_false_breaks, page_of_coverage)

if __name__ == "__main__":
    PAGE.write_text("\n\n".join([opening(), *(section() for section in SECTIONS)]) + "\n", encoding="utf-8")
