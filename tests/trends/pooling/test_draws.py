import numpy as np
import pandas as pd
import pytest

from fraudstats import trends

YEARS = pd.period_range("2008", periods=12, freq="Y")


@pytest.fixture
def draws():
    random = np.random.default_rng(1)
    counts = random.poisson(300 * np.exp(0.05 * np.arange(12)))
    return pd.DataFrame(np.round(counts[:, None] + random.uniform(-20, 20, (12, 5))), index=YEARS)


@pytest.mark.parametrize(
    "name, arguments, options",
    [
        ("count_trend", (), {"family": "poisson"}),
        ("count_trend", ("poisson",), {}),
        ("interrupted", ("2014-01-01",), {"slope": False}),
        ("joinpoint", (), {"select": "bic3"}),
        ("state_space", (), {"freq": "Y"}),
    ],
)
def test_a_table_of_draws_is_pooled_with_the_models_arguments(draws, name, arguments, options):
    model = getattr(trends, name)
    pooled = model(draws, *arguments, **options)
    single = trends.pool(lambda series: model(series, *arguments, **options), draws)
    pd.testing.assert_frame_equal(pooled.to_frame(), single.to_frame())
    assert "pooled over 5 draws" in pooled.method


def test_one_series_is_fitted_as_ever(draws):
    assert "pooled" not in trends.count_trend(draws[0]).method
    assert trends.joinpoint.__doc__.startswith("Joinpoint regression")
