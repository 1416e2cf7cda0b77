import numpy as np
import pytest

from fraudstats import trends


def test_the_same_model_on_other_rows_and_dates():
    rng = np.random.default_rng(5)
    counts, control = rng.poisson(200, 40), rng.normal(size=40)
    fit = trends.interrupted(counts, np.arange(40), interventions=20, exog=control, exposure=np.full(40, 2.0))
    rows = np.arange(30)
    peer = trends.interrupted(
        counts[:30], rows, interventions={"placebo": 12}, exog=control[:30], exposure=np.full(30, 2.0)
    )
    again = fit.refit(rows, {"placebo": 12.0})
    assert again.params.to_dict() == pytest.approx(peer.params.to_dict())
    bent = fit.refit(more=np.arange(40.0) ** 2)
    assert bent.params.index.tolist() == [*fit.params.index, "x2"]
    assert fit.refit(lag=2.0).params.tolist() == pytest.approx(
        trends.interrupted(
            counts, np.arange(40), interventions=20, exog=control, exposure=np.full(40, 2.0), lag=2.0
        ).params.tolist()
    )
