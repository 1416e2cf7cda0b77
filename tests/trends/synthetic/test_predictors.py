"""Predictors of a synthetic control: their weights given, and chosen."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from fraudstats import trends
from fraudstats.errors import TrendError
from fraudstats.trends.synthetic.importance import chosen_importance, matched_weights, standardised

DATA = Path(__file__).parents[1] / "data"
DONORS = (
    "Colorado",
    "Connecticut",
    "Idaho",
    "Illinois",
    "Montana",
    "Nebraska",
    "Nevada",
    "New Mexico",
    "Texas",
    "Utah",
)


@pytest.fixture(scope="module")
def sales():
    return pd.read_csv(DATA / "cigarettes.csv", index_col="year")[["California", *DONORS]]


@pytest.fixture(scope="module")
def earlier(sales):
    """Means and single years of the outcome, a row per state."""
    windows = {"1970 to 1974": (1970, 1974), "1975": (1975, 1975), "1980": (1980, 1980), "1985 to 1988": (1985, 1988)}
    return pd.DataFrame({name: sales.loc[first:last].mean() for name, (first, last) in windows.items()})


def fit(sales, predictors, **options):
    donors = sales.drop(columns="California")
    return trends.synthetic_control(
        sales["California"], donors=donors, intervention=1989, predictors=predictors, **options
    )


@pytest.fixture(scope="module")
def chosen(sales, earlier):
    return fit(sales, earlier)


@pytest.mark.parametrize(
    ("given", "weights", "distance"),
    [
        ([1, 1, 1, 1], {"Colorado": 0.2959, "Montana": 0.0767, "Nevada": 0.2439, "Utah": 0.3836}, 3.96008),
        ([1, 2, 3, 4], {"Colorado": 0.2484, "Montana": 0.1508, "Nevada": 0.2361, "Utah": 0.3647}, 3.82984),
    ],
)
def test_given_weights_of_predictors_against_quadprog(sales, earlier, given, weights, distance):
    """quadprog 0.1.14 (Goldfarb and Idnani), with 1e-11 on the diagonal: weights, and squared distance before.

    pysyncon 1.7.0 stops before the nearest weights here: 0.00038 and 0.00042 of weighted squared distance of the
    predictors, where quadprog and this library have 0.00028 and 0.00016.
    """
    found = fit(sales, earlier, predictor_weights=dict(zip(earlier, given, strict=True)))
    assert found.weights[found.weights > 0].to_dict() == pytest.approx(weights, abs=1e-4)
    assert found.placebos["rmspe_before"].iloc[0] ** 2 == pytest.approx(distance, abs=1e-4)
    assert found.balance["weight"].tolist() == pytest.approx(np.array(given) / sum(given))


def test_chosen_weights_come_nearer_than_other_searches(chosen):
    """pysyncon 1.7.0 (Nelder and Mead) reaches 5.26295 from equal weights and 5.14915 from a regression; differential
    evolution (SciPy 1.17.1, seed 0, the same six orders of magnitude) 3.70340."""
    assert chosen.placebos["rmspe_before"].iloc[0] ** 2 <= 3.70340 * 1.0005


def test_no_weights_drawn_by_chance_come_nearer(sales, earlier):
    scaled, before = standardised(earlier.T.to_numpy()), sales.loc[:1988].to_numpy()

    def distance(importance):
        return np.mean((before[:, 0] - before[:, 1:] @ matched_weights(importance, scaled)) ** 2)

    best = distance(chosen_importance(scaled, before))
    drawn = 10 ** np.random.default_rng(1).uniform(-6, 0, (300, len(scaled)))
    assert best <= min(map(distance, drawn)) * 1.0005


def test_units_of_a_predictor_and_the_order_of_donors_change_nothing(sales, earlier, chosen):
    other = fit(sales[sales.columns[::-1]], earlier * [1000, 0.1, 1, 20])
    assert other.weights[chosen.weights.index].tolist() == pytest.approx(chosen.weights.tolist(), abs=1e-3)


def test_the_balance_compares_the_series_its_synthetic_control_and_all_donors(earlier, chosen):
    table = chosen.balance
    assert table["observed"].to_dict() == pytest.approx(earlier.loc["California"].to_dict())
    donors = earlier.drop(index="California")
    assert table["synthetic"].tolist() == pytest.approx((chosen.weights @ donors.loc[chosen.weights.index]).tolist())
    assert table["donors"].tolist() == pytest.approx(donors.mean().tolist())
    assert table["weight"].sum() == pytest.approx(1)
    assert "4 predictors" in chosen.summary() and "1985 to 1988" in chosen.summary()


def test_a_mapping_of_columns_is_a_table(sales, earlier):
    weights = dict.fromkeys(earlier, 1)
    table = fit(sales, earlier, predictor_weights=weights)
    assert fit(sales, dict(earlier), predictor_weights=weights).weights.equals(table.weights)


def test_each_placebo_is_matched_by_its_own_predictors(sales, earlier):
    weights = dict.fromkeys(earlier, 1)
    found = fit(sales, earlier, predictor_weights=weights).placebos.loc["Colorado"]
    donors = sales.drop(columns=["California", "Colorado"])
    alone = trends.synthetic_control(
        sales["Colorado"], donors=donors, intervention=1989, predictors=earlier.drop(index="California"),
        predictor_weights=weights,
    )  # fmt: skip
    assert found.to_dict() == pytest.approx(alone.placebos.iloc[0].to_dict())


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"predictors": lambda table: table.drop(index="Utah")}, "have no value for 'Utah'"),
        ({"predictors": lambda table: table.drop(index="California")}, "have no value for 'California'"),
        (
            {"predictors": lambda table: table.mask(table == table.loc["Utah", "1975"])},
            "'1975' has no number for 'Utah'",
        ),
        ({"predictors": lambda table: table.assign(one=1.0)}, "'one' is the same in all units"),
        ({"predictors": lambda table: pd.concat([table, table.loc[["Utah"]]])}, "name 'Utah' twice"),
        ({"predictors": lambda table: table.to_numpy()}, "a table with a row per unit"),
        ({"predictors": lambda table: {"sales": table["1975"].to_numpy()}}, "one number per unit"),
        ({"predictor_weights": lambda table: {"1975": 1}}, "one weight for each of the predictors"),
        ({"predictor_weights": lambda table: dict.fromkeys(table, -1)}, "not below zero"),
        ({"predictors": lambda table: None, "predictor_weights": lambda table: {"1975": 1}}, "without predictors"),
    ],
)
def test_predictors_that_cannot_be_used_are_refused(sales, earlier, change, says):
    options = {"predictors": earlier, **{name: make(earlier) for name, make in change.items()}}
    with pytest.raises(TrendError, match=says):
        fit(sales, **options)
