from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fraudstats import trends
from fraudstats.errors import TrendError
from fraudstats.trends.synthetic.weights import simplex_weights

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="module")
def sales():
    return pd.read_csv(DATA / "cigarettes.csv", index_col="year")


@pytest.fixture(scope="module")
def california(sales):
    donors = sales.drop(columns="California")
    return trends.synthetic_control(sales["California"], donors=donors, intervention=1989)


def test_california_is_made_of_the_published_states(california):
    """Abadie et al. (2010): Utah, Nevada, Montana, Colorado and Connecticut have weight (.334, .234, .199, .164, .069
    with predictors); from all values before alone Arkhangelsky et al. (2021, table 1) print an effect of -19.6."""
    largest = california.weights.sort_values(ascending=False).index[:4]
    assert set(largest) == {"Utah", "Montana", "Nevada", "Connecticut"}
    assert california.weights[["Utah", "Nevada"]].tolist() == pytest.approx([0.334, 0.234], abs=0.07)
    assert california.params["effect"] == pytest.approx(-19.6, abs=0.15)


def test_its_ratio_is_ranked_among_all_states(california):
    """In Abadie et al. (2010), figure 8, with predictors, no other state has as large a ratio (p = 1 / 39). From the
    values alone Missouri and Virginia, which are matched more closely, have larger ones."""
    assert california.placebos.ratio.nlargest(3).index.tolist() == ["Missouri", "Virginia", "California"]
    assert california.p_values["effect"] == pytest.approx(3 / 39)
    lower, upper = california.conf_int(0.1).loc["effect"]
    assert lower < california.params["effect"] < upper < 0
    assert california.conf_int().loc["effect", "upper"] > 0  # as p is above 0.05
    assert california.conf_int(0.01).loc["effect"].tolist() == [-np.inf, np.inf]


def test_the_interval_is_what_placebos_do_not_reject(sales, california):
    donors = sales.drop(columns="California")
    for effect, rejected in zip(
        california.conf_int(0.1).loc["effect"] + np.array([0.01, 0.01]), (False, True), strict=True
    ):
        shifted = sales["California"] - effect * (sales.index >= 1989)
        p = trends.synthetic_control(shifted, donors=donors, intervention=1989).p_values["effect"]
        assert (p <= 0.1) == rejected


@given(st.integers(0, 10**6), st.integers(2, 8), st.integers(9, 20))
def test_no_weight_moved_from_one_donor_to_another_comes_nearer(seed, k, n):
    """Which holds of the best weights and of no others, the problem being convex (Karush, Kuhn and Tucker)."""
    rng = np.random.default_rng(seed)
    donors, target = rng.normal(50, 5, (n, k)), rng.normal(50, 5, n)
    weights = simplex_weights(target, donors)
    assert weights.min() >= 0 and weights.sum() == pytest.approx(1)
    gradient = donors.T @ (donors @ weights - target)
    assert gradient[weights > 0] == pytest.approx(gradient.min(), abs=1e-3)


def test_weights_are_unique_where_many_fit_equally():
    """Two equal donors share their weight, and their order changes nothing."""
    donors = np.array([[1.0, 1.0, 9.0], [2.0, 2.0, 8.0], [3.0, 3.0, 9.0]])
    assert simplex_weights(donors[:, 0], donors) == pytest.approx([0.5, 0.5, 0], abs=1e-3)
    order = [2, 1, 0]
    target = donors @ [0.2, 0.3, 0.5]
    assert simplex_weights(target, donors[:, order]) == pytest.approx(simplex_weights(target, donors)[order], abs=1e-6)


def test_leaving_donors_out_changes_the_effect_a_little(california):
    assert set(california.without.index) == set(california.weights[california.weights > 0].index)
    assert california.without.between(-25, -14).all()


def test_few_units_cannot_be_significant():
    years = np.arange(2005, 2020)
    others = pd.DataFrame({f"a{k}": 10.0 + k + np.sin(years * (k + 1)) for k in range(4)}, years)
    here = others.mean(axis=1) - 5 * (years >= 2015)
    fit = trends.synthetic_control(here, donors=others, intervention=2015)
    assert fit.params["effect"] == pytest.approx(-5, abs=0.01) and fit.p_values["effect"] == pytest.approx(0.2)
    assert any("smallest p-value is 0.20" in note for note in fit.notes)


@pytest.mark.parametrize(
    "change, says",
    [
        ({"donors": lambda d: d.iloc[:, :3]}, "3 donors are given, and 4 are needed"),
        ({"donors": lambda d: d["a1"].to_numpy()}, "one column per donor"),
        ({"donors": lambda d: d.drop(index=2010)}, "has no value for 2010"),
        ({"donors": lambda d: d + 100}, "outside all donors at every time before"),
        ({"intervention": lambda d: 2008}, "3 values before the intervention"),
        ({"intervention": lambda d: 2030}, "lies outside the series"),
        ({"intervention": lambda d: [2012, 2014]}, "2 interventions are given"),
    ],
)
def test_what_cannot_be_compared_is_refused(change, says):
    years = np.arange(2005, 2020)
    others = pd.DataFrame({f"a{k}": 10.0 + k + np.sin(years * (k + 1)) for k in range(5)}, years)
    options = {"donors": others, "intervention": 2015, **{name: make(others) for name, make in change.items()}}
    with pytest.raises(TrendError, match=says):
        trends.synthetic_control(others.mean(axis=1), **options)
