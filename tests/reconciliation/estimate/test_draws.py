"""Draws satisfy every statement, whatever the statements are; and say so when their chains disagree."""

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reconciliation.worlds import bulletins, simulate

import fraudstats as fs
from fraudstats.draws import Draws
from fraudstats.errors import ConvergenceWarning, ReconcileError
from fraudstats.reconciliation.estimate import draws as draws_module
from fraudstats.reconciliation.statements.read import read_statements


def total(start, end, lower, upper):
    return {"period_start": start, "period_end": end, "lower": lower, "upper": upper}


def change(start, end, base_start, base_end, lower, upper):
    return total(start, end, lower, upper) | {"base_start": base_start, "base_end": base_end}


def violation(statements, draws):
    """The worst breach of any statement, relative to the size of the statements."""
    rows, counts = statements.rows, draws.values
    totals = rows.matrix[:, statements.grid.span] @ counts
    assert np.isfinite(counts).all()
    assert (counts >= 0).all()
    with np.errstate(invalid="ignore"):
        return max((rows.lower[:, None] - totals).max(), (totals - rows.upper[:, None]).max())


def assert_satisfied(observations, changes=None, exact=False, **options):
    tables = pd.DataFrame(observations), changes and pd.DataFrame(changes)
    statements = read_statements(*tables, **options)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        worst = violation(statements, fs.reconcile(*tables, **options).draws(200))
    # A slab with room is never left, not by the last digit; an exact total is met up to rounding.
    assert worst <= (1e-9 * statements.scale if exact else 0.0)


YEARS = [
    total("2020-01", "2020-11", 255_500, 256_500),
    total("2020", "2020", 321_500, 322_500),
    total("2021-01", "2021-11", 370_000, np.inf),
    total("2021", "2021", 441_000, 442_000),
]
UP = change("2021-01", "2021-11", "2020-01", "2020-11", 0.4415, 0.4525)


@pytest.mark.parametrize(
    ("observations", "changes", "options"),
    [
        ([total("2021", "2021", 370_000, 380_000)], None, {}),
        ([total("2021", "2021", 370_000, np.inf)], None, {}),
        ([total("2021", "2021", 0, 100)], None, {}),
        (YEARS, None, {}),
        (YEARS, [UP], {}),
        (YEARS, [UP | {"upper": np.inf}], {}),
        # part-months, a single day, a window of many years
        ([total("2021-06-13", "2021-10-31", 900, 1100), total("2021-07-04", "2021-07-04", 3, 9)], None, {}),
        ([total("2015", "2020", 1e5, 1.1e5), total("2017", "2017", 1.2e4, 1.3e4)], None, {}),
        # windows and a grid of days; of quarters; of years
        (
            [total("2021-01-05", "2021-01-11", 70, 80), total("2021-01-08", "2021-01-20", 90, 110)],
            None,
            {"freq": "D"},
        ),
        (YEARS, [UP], {"freq": "Q"}),
        ([total("2019", "2020", 100, 110), total("2020", "2020", 40, 70)], None, {"freq": "Y"}),
        # a span beyond the bulletins
        ([total("2021", "2021", 500, 600)], None, {"start": "2020-01", "end": "2023-06"}),
        # a billion, printed to the unit
        ([total("2021", "2021", 1e9 - 0.5, 1e9 + 0.5), total("2021-01", "2021-06", 4e8, 5e8)], None, {}),
        # totals so close that only a sliver is left
        (
            [
                total("2021", "2021", 1000, 1001),
                total("2021-01", "2021-06", 400, 500.4),
                total("2021-07", "2021-12", 499.9, 500),
            ],
            None,
            {},
        ),
    ],
)
def test_every_draw_satisfies_every_statement(observations, changes, options):
    assert_satisfied(observations, changes, **options)


@pytest.mark.parametrize(
    "observations",
    [
        # exact counts, one of them implied by two others; and a month that is left nothing
        [
            total("2021-01", "2021-11", 1100, 1100),
            total("2021", "2021", 1200, 1200),
            total("2021-12", "2021-12", 100, 100),
        ],
        [total("2021-01", "2021-11", 1100, 1100), total("2021", "2021", 1100, 1100)],
        [total("2021", "2021", 0, 0)],
        [total("2020", "2020", 0, 0), total("2021", "2021", 500, 600)],
        # two intervals that meet in one point
        [
            total("2021-01", "2021-06", 400, 500),
            total("2021-07", "2021-12", 400, 500),
            total("2021", "2021", 1000, 1100),
        ],
    ],
)
def test_exact_and_barely_possible_statements_are_met_to_rounding(observations):
    assert_satisfied(observations, exact=True)


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10_000), world=st.sampled_from(["walk", "growth", "steps", "rare"]))
def test_random_worlds(seed, world):
    table = bulletins(simulate(world, years=3, seed=seed), seed)
    keep = np.random.default_rng(seed).random(len(table)) < 0.7
    assert_satisfied(table[keep | (table.index == 0)], exact=True)


def test_same_seed_same_draws_and_another_seed_others():
    result, again = fs.reconcile(pd.DataFrame(YEARS)), fs.reconcile(pd.DataFrame(YEARS))
    assert np.array_equal(result.draws(50, seed=4).values, again.draws(50, seed=4).values)
    assert not np.array_equal(result.draws(50, seed=4).values, result.draws(50, seed=5).values)


def test_shape_and_labels():
    drawn = fs.reconcile(pd.DataFrame(YEARS), start="2020-03", end="2021-02").draws(7)
    assert isinstance(drawn, Draws)
    assert drawn.values.shape == (12, 7)
    assert (str(drawn.index[0]), str(drawn.index[-1])) == ("2020-03", "2021-02")


def test_scaling_the_bulletins_scales_the_draws():
    table = pd.DataFrame(YEARS)
    larger = table.assign(lower=table["lower"] * 1000, upper=table["upper"] * 1000)
    one, other = (fs.reconcile(part).draws(4000) for part in (table, larger))
    low, middle, high = (one.quantile(share).to_numpy() for share in (0.05, 0.5, 0.95))
    # Medians of 3,000 independent draws differ by a hundredth of the band; the largest of 24 by three times that.
    assert (np.abs(other.quantile(0.5).to_numpy() / 1000 - middle) < 0.05 * (high - low) + 1e-6 * middle).all()


def test_contradictions_stop_the_draws():
    table = pd.DataFrame([total("2021", "2021", 100, 110), total("2021-01", "2021-06", 120, 130)])
    with pytest.raises(ReconcileError, match="cannot"):
        fs.reconcile(table).draws(10)


@pytest.mark.parametrize("n", [0, 1, -1, 2.5, "many"])
def test_a_senseless_number_of_draws_is_refused(n):
    with pytest.raises(ReconcileError, match="n_draws must be a whole number from two on"):
        fs.reconcile(pd.DataFrame(YEARS)).draws(n)


def test_only_changes_is_refused():
    years = [total("2021", "2021", 0, np.inf)]
    with pytest.raises(ReconcileError, match="total"):
        fs.reconcile(pd.DataFrame(years).iloc[:0], pd.DataFrame([UP])).draws(10)


def test_poor_convergence_warns(monkeypatch):
    monkeypatch.setattr(draws_module, "RHAT", 0.5)
    monkeypatch.setattr(draws_module, "ROUNDS", 1)
    with pytest.warns(ConvergenceWarning, match="chains do not agree"):
        fs.reconcile(pd.DataFrame(YEARS)).draws(10)


def test_convergence_is_reported_for_totals_periods_and_scales():
    found = fs.reconcile(pd.DataFrame(YEARS)).convergence(100)
    assert {"total 1", "2020-01", "noise"} <= set(found.index)
    assert found["rhat"].between(0.95, 1.06).all()
    assert (found["ess"].drop(["walk", "drift", "noise", "season", "year_end"]) > 200).all()
