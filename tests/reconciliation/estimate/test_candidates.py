"""Undated bulletins: possible windows against brute force, and the ranking on cases with a known answer."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fraudstats.errors import ReconcileError
from fraudstats.reconciliation import reconcile
from fraudstats.reconciliation.bounds.sharp_bounds import SharpBounds
from fraudstats.reconciliation.estimate.candidates import _log_chance, possible_windows
from fraudstats.reconciliation.statements.read import read_statements

COLUMNS = ["observation_id", "period_start", "period_end", "lower", "upper", "published", "months"]


def solved_cases(*more):
    """Cases announced as solved in China, as printed: whole years and January to November."""
    rows = [
        ("2019", "2019", "2019", 199_500, 200_500),
        ("2020-h1", "2020-01", "2020-06", 100_500, 101_500),
        ("2020-aug", "2020-01", "2020-08", 154_500, 155_500),
        ("2020", "2020", "2020", 321_500, 322_500),
        ("2021-nov", "2021-01", "2021-11", 370_000, 380_000),
        ("2021", "2021", "2021", 441_000, 442_000),
        ("2022-nov", "2022-01", "2022-11", 390_500, 391_500),
        ("2022", "2022", "2022", 463_500, 464_500),
        ("2023", "2023", "2023", 436_500, 437_500),
    ]
    return pd.DataFrame([(*row, *[None] * (7 - len(row))) for row in [*rows, *more]], columns=COLUMNS)


UP_44 = pd.DataFrame(
    {
        "period_start": ["2021-01"],
        "period_end": ["2021-11"],
        "base_start": ["2020-01"],
        "base_end": ["2020-11"],
        "lower": [0.4415],
        "upper": [0.4425],
    }
)


def test_256_000_of_4_january_2021_points_to_january_to_november_2020():
    """It said "since 2020"; the whole year had 322,000, and 370,000 were 44.2% more than its base."""
    undated = ("256k", "2020-01-01", None, 255_500, 256_500, "2021-01-04")
    result = reconcile(solved_cases(undated), UP_44)
    ranked = result.candidates("256k", n_draws=400)
    best = ranked.iloc[0]
    assert (str(best["period_start"])[:10], str(best["period_end"])[:10]) == ("2020-01-01", "2020-11-30")
    assert best["probability"] > 0.5
    new = pd.Series({"lower": 255_500, "upper": 256_500, "published": "2021-01-04"})
    free = result.candidates(new, n_draws=400).iloc[0]
    assert (str(free["period_start"])[:10], str(free["period_end"])[:10]) == ("2020-01-01", "2020-11-30")


def test_a_total_of_five_years_points_to_its_five_years():
    """The five printed years add up to 1,862,000 to 1,867,000."""
    total = ("five", None, None, 1_860_000, 1_870_000, "2024-05-27", 60)
    ranked = reconcile(solved_cases(total)).candidates("five", n_draws=400)
    best = ranked.iloc[0]
    assert (str(best["period_start"])[:10], str(best["period_end"])[:10]) == ("2019-01-01", "2023-12-31")
    assert ranked["probability"].sum() == pytest.approx(1)
    assert best["expected"] == pytest.approx(1_864_500, rel=0.01)


def test_a_dated_bulletin_is_judged_without_its_own_date():
    ranked = reconcile(solved_cases()).candidates("2022", n_draws=400)
    assert str(ranked.loc[0, "period_start"])[:10] == "2022-01-01"
    assert str(ranked.loc[0, "period_end"])[:10] == "2022-12-31"


def test_no_window_fits_a_number_that_is_too_large():
    years = solved_cases().query("observation_id.str.len() == 4")
    ranked = reconcile(years).candidates({"lower": 9e6, "upper": 9.1e6})
    assert ranked.empty and list(ranked) == ["period_start", "period_end", "probability", "expected"]


def test_what_is_no_undated_bulletin_is_refused():
    result = reconcile(solved_cases(), UP_44)
    with pytest.raises(ReconcileError, match="no dated statement '2025'"):
        result.candidates("2025")
    with pytest.raises(ReconcileError, match=r"no dated statement \['2025'\]"):
        result.candidates(["2025"])
    with pytest.raises(ReconcileError, match="stated change"):
        result.candidates("change-0")
    with pytest.raises(ReconcileError, match="lower bound and an upper one"):
        result.candidates({"lower": 5})
    with pytest.raises(ReconcileError, match="whole number of months"):
        result.candidates({"lower": 5, "upper": 6, "months": 2.5})


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_walking_finds_exactly_the_windows_that_brute_force_finds(data):
    counts = np.array(data.draw(st.lists(st.integers(0, 9), min_size=12, max_size=12)))
    spans = st.tuples(st.integers(0, 11), st.integers(0, 11)).map(sorted)
    rows = []
    for first, last in data.draw(st.lists(spans, min_size=1, max_size=4)):
        total, months = counts[first : last + 1].sum(), pd.period_range("2021-01", "2021-12", freq="M")
        more = data.draw(st.sampled_from([0, 2, np.inf]))
        rows.append((str(months[first]), str(months[last]), total, total + more))
    statements = read_statements(pd.DataFrame(rows, columns=["period_start", "period_end", "lower", "upper"]))
    bounds = SharpBounds(statements)
    bulletin = dict.fromkeys(["period_start", "period_end", "published"])
    bulletin["lower"] = data.draw(st.integers(0, 40))
    bulletin["upper"] = bulletin["lower"] + data.draw(st.integers(0, 5))
    if data.draw(st.booleans()):
        bulletin["period_start"] = pd.Timestamp("2021-03-01")
    if data.draw(st.booleans()):
        bulletin["published"] = pd.Timestamp("2021-09-15")
    expected = []
    for start in statements.grid.periods:
        for end in statements.grid.periods[statements.grid.periods >= start]:
            window = start.to_timestamp(), end.to_timestamp(how="end").normalize()
            (low,), (high,) = bounds.windows([window[0]], [window[1]])
            if bulletin["period_start"] not in (None, window[0]):
                continue
            if bulletin["published"] is not None and window[1] > bulletin["published"]:
                continue
            if low <= bulletin["upper"] and high >= bulletin["lower"]:
                expected.append(window)
    found = possible_windows(bounds, bulletin)
    assert list(found.itertuples(index=False, name=None)) == expected


@pytest.mark.parametrize(("low", "high"), [(-1, 1), (3, 4), (-9, -8), (-np.inf, -30), (30, np.inf), (-2, 30)])
def test_the_chance_of_an_interval_is_that_of_a_normal_variable(low, high):
    """Against scipy's distribution, on the side where its tail keeps its digits."""
    from scipy.stats import norm

    chance = norm.cdf(high) - norm.cdf(low) if low < 0 else norm.sf(low) - norm.sf(high)
    assert np.exp(_log_chance(np.zeros(1), np.ones(1), low, high))[0] == pytest.approx(chance, rel=1e-9)


def test_the_chance_is_still_ordered_where_it_underflows():
    chance = [_log_chance(np.zeros(1), np.ones(1), low, low + 1)[0] for low in (40, 60, 500)]
    assert np.isfinite(chance).all() and chance[0] > chance[1] > chance[2]
    assert chance[0] == pytest.approx(-0.5 * 40**2 - np.log(40 * np.sqrt(2 * np.pi)), rel=1e-3)
