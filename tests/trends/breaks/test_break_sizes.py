"""How often breaks are found where there are none, and how often intervals hold, by simulation.

``pytest -m slow tests/trends/breaks`` writes docs/evidence/breaks.md.
"""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from evidence import FOLDER, table, write_page
from scipy.special import kolmogorov

from fraudstats.trends import bai_perron
from fraudstats.trends.breaks.break_test import break_test
from fraudstats.trends.breaks.cusum import deviations
from fraudstats.trends.breaks.hansen import hansen_p
from fraudstats.trends.breaks.notes import FALSE_BREAKS
from fraudstats.trends.breaks.partial_sums import partial_sum_test
from fraudstats.trends.breaks.pettitt import rank_scores
from fraudstats.trends.breaks.regressors import CHANGES, Regressors, read_trim
from fraudstats.trends.breaks.resampling import autoregressions, choose_null
from fraudstats.trends.breaks.splits import Splits
from fraudstats.trends.series.time_series import TimeSeries

SEED = 20261127
LENGTHS = (7, 10, 15, 20, 30)
#: Series of each kind without a break and with one, and permutations or simulations of each.
RUNS, INTERVAL_RUNS, DRAWS = 300, 400, 199
#: Series of each kind where the p-value needs no simulation of its own.
MANY_RUNS = 5000
ERRORS = {
    "normal": lambda random, size: random.normal(size=size),
    "log-normal": lambda random, size: random.lognormal(size=size),
}
SHIFTS = (1, 2, 3)
#: Lengths and autocorrelations of series with correlated errors.
CORRELATED = [(n, rho) for n in (10, 20, 30) for rho in (0.0, 0.4, 0.6)]


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


@cache
def sizes(n, error):
    """Share of series without a break in which each test finds one at 5%."""
    random = generator(1, n, list(ERRORS).index(error))
    many, found = ERRORS[error](random, (MANY_RUNS, n)), []
    series, null = many[:RUNS], choose_null(None, "level", n, DRAWS)
    for change in CHANGES:
        own = choose_null(None, change, n, DRAWS)
        p = np.array([p_of_f(values, change, own, random) for values in series])
        found += [*(p <= 0.05).mean(axis=0), *f_beyond(many, change, random)]
    for scores, how, asymptotic in ((deviations, null, cusum_p), (rank_scores, "permutation", pettitt_p)):
        found.append(np.mean([p_of_sums(values, scores, how, random) <= 0.05 for values in series]))
        found.append((asymptotic(many) <= 0.05).mean())
    return np.array(found)


@cache
def autocorrelated_sizes(n, rho):
    """The same with autocorrelated errors: by permutation and AR(1), and asymptotic CUSUM without and with HAC."""
    random, rows = generator(2, n, round(100 * rho)), []
    for values in autoregressions(rho, np.arange(n), RUNS, random):
        row = [p_of_f(values, "level", null, random)[0] for null in ("permutation", "AR(1)")]
        for scores in (deviations, rank_scores):
            row += [p_of_sums(values, scores, null, random) for null in ("permutation", "AR(1)")]
        rows.append([*row, cusum_p(values[None, :])[0], hac_cusum_p(values)])
    return (np.array(rows) <= 0.05).mean(axis=0)


@cache
def power(n, shift, rho):
    """Share of series with a shift in the middle in which supF finds one: by permutation, and AR(1)."""
    random = generator(5, n, shift, round(100 * rho))
    series = autoregressions(rho, np.arange(n), RUNS, random) + shift * (np.arange(n) >= n // 2)
    p = [[p_of_f(values, "level", null, random)[0] for null in ("permutation", "AR(1)")] for values in series]
    return (np.array(p) <= 0.05).mean(axis=0)


@cache
def false_breaks(n, change):
    """Share of series without a break in which each way of choosing finds one or more."""
    random = generator(3, n, len(change))
    found = []
    for _ in range(RUNS):
        values, options = random.normal(size=n), {"change": change, "seed": int(random.integers(2**31))}
        tested = bai_perron(values, max_breaks=1, n_permutations=DRAWS, **options).n_breaks
        criteria = bai_perron(values, select="bic", **options).criteria
        found.append([tested, criteria["bic"].idxmin(), criteria["lwz"].idxmin()])
    return (np.array(found) > 0).mean(axis=0)


def holds(ends, truth):
    return bool(ends.lower <= truth <= ends.upper)


@cache
def coverage(n, at, shift):
    """Share of series in which one break is found, and how often intervals of date and first level hold the truth.

    Returns
    -------
    list
        The share; then for all series, with one break assumed, and for those in which the tests found one break: the
        date by inversion and by Bai, the first level by inversion and by t.
    """
    random = generator(4, n, at, shift)
    rows = []
    for _ in range(INTERVAL_RUNS):
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


def test_what_notes_say_of_false_breaks_is_what_the_page_says():
    lines = (FOLDER / "breaks.md").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    rows = [row for row in rows if len(row) == 5 and row[1] in CHANGES and int(row[0]) <= 15]
    assert len(rows) == 6
    for column, said in ((3, FALSE_BREAKS["bic"]), (4, FALSE_BREAKS["lwz"])):
        shares = [float(row[column]) for row in rows]
        assert said == f"{min(shares):.0f} to {max(shares):.0f}%"


@pytest.mark.slow
@pytest.mark.parametrize("n", LENGTHS)
@pytest.mark.parametrize("error", ERRORS)
def test_the_default_tests_hold_their_level(n, error):
    found = sizes(n, error)
    assert found[[0, 1, 4, 5, 12, 14]].max() <= 0.09  # exact: 5% and three Monte Carlo standard errors
    assert found[[8, 9]].max() <= 0.11  # residuals of a line are exchangeable only nearly


@pytest.mark.slow
@pytest.mark.parametrize("rho", [0.0, 0.4])
def test_the_autoregressive_null_holds_its_level(rho):
    assert autocorrelated_sizes(20, rho)[[1, 3, 5]].max() <= 0.09


@pytest.mark.slow
def test_sequential_tests_find_few_breaks_that_are_not_there_and_bic_many():
    sequential, bic, _ = false_breaks(15, "level")
    assert sequential <= 0.10 and bic >= 0.12


@pytest.mark.slow
@pytest.mark.parametrize("shift", SHIFTS)
def test_intervals_by_inversion_hold_the_truth(shift):
    found = coverage(10, 5, shift)
    assert found[1] >= 0.90 and found[3] >= 0.89


def percent(shares):
    return ["" if np.isnan(share) else f"{100 * share:.1f}" for share in shares]


def page_of_sizes():
    head = ["n", "errors", "supF", "aveF", "supF, simulation", "supF, Hansen"]
    found = {(n, error): sizes(n, error) for n in LENGTHS for error in ERRORS}
    for number, words in enumerate(("level", "level around a common trend", "level and slope")):
        rows = [[n, error, *percent(s[4 * number : 4 * number + 4])] for (n, error), s in found.items()]
        how = "; simulation for 7 values" if words == "level" else " of the residuals of a line"
        yield f"## No break: test of a change of {words}"
        yield f"supF and aveF by the default: permutation{how}."
        yield table(head, rows)
    head = ["n", "errors", "CUSUM", "CUSUM, asymptotic", "Pettitt", "Pettitt, approximation"]
    yield "## No break: CUSUM and Pettitt"
    yield table(head, [[n, error, *percent(s[12:])] for (n, error), s in found.items()])


def page_of_autocorrelation():
    head = ["n", "autocorrelation", "supF", "supF, AR(1)", "CUSUM", "CUSUM, AR(1)", "Pettitt", "Pettitt, AR(1)"]
    head += ["CUSUM, asymptotic", "CUSUM, HAC"]
    yield "## No break, autocorrelated errors"
    yield """By permutation, and with `null='AR(1)'`. HAC is the asymptotic test with the long-run variance of Newey
and West, which is not offered."""
    yield table(head, [[*pair, *percent(autocorrelated_sizes(*pair))] for pair in CORRELATED])
    yield "What `null='AR(1)'` costs: how often supF finds a shift of so many standard deviations in the middle."
    cases = [(n, *case) for n in (10, 15, 30) for case in ((2, 0.0), (2, 0.4), (3, 0.0))]
    rows = [[*case, *percent(power(*case))] for case in cases]
    yield table(["n", "shift", "autocorrelation", "supF, permutation", "supF, AR(1)"], rows)


def page_of_false_breaks():
    yield "## No break: segmentations with one break or more"
    yield "Up to 5 breaks, normal errors."
    pairs = [(n, change) for change in ("level", "level_and_slope") for n in LENGTHS]
    rows = [[*pair, *percent(false_breaks(*pair))] for pair in pairs]
    yield table(["n", "change", "sequential", "BIC", "LWZ"], rows)


def page_of_coverage():
    head = ["n", "after", "shift", "found", "date", "date, Bai", "level", "level, t"]
    head += ["date, found", "date, Bai, found", "level, found", "level, t, found"]
    yield "## One break: 95% intervals"
    yield f"""{INTERVAL_RUNS} series each. A shift of so many standard deviations of normal errors after so many values.
'found': the sequential tests find exactly one break. Intervals of the date of the break and of the first
level, by inversion (the default), and by Bai and Student's t as if the date were known: in all series
with one break given, and in those in which one was found (where there are 30 or more)."""
    cases = [(n, n // 2, shift) for n in LENGTHS for shift in SHIFTS]
    yield table(head, [[*case, *percent(coverage(*case))] for case in cases])


@pytest.mark.slow
def test_the_page_of_evidence_is_written():
    write_page(
        "breaks",
        "# Breaks: size of tests, false breaks and coverage by simulation",
        f"""Made by `pytest -m slow tests/trends/breaks`: seed {SEED}, {RUNS} series of each kind ({INTERVAL_RUNS}
with a break; {MANY_RUNS} for asymptotic p-values and supF by simulation without autocorrelation), a
nominal level of 5% (tests) or 95% (intervals), trimming 15% but at least one value more than coefficients
that change, {DRAWS} permutations or simulations a test. Shares are percent. The Monte Carlo standard
error of 5% is 1.3 points (0.3 of {MANY_RUNS} series), of 50% 2.9, of 95% of {INTERVAL_RUNS} series 1.1.""",
        *page_of_sizes(),
        *page_of_autocorrelation(),
        *page_of_false_breaks(),
        *page_of_coverage(),
    )
