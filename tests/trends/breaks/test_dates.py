"""The exact test of the date of a break."""

import numpy as np
import pytest

from fraudstats.trends.breaks.dates import date_p_values, neighbouring_places
from fraudstats.trends.breaks.regressors import Regressors


def one_break(values, change="level", n_draws=199, seed=0, least=2):
    regressors = Regressors.of(change, np.arange(float(len(values))))
    at = np.array([len(values) // 2])
    return date_p_values(values, regressors, at, 0, least, n_draws, np.random.default_rng(seed))


def written_out(values, place, n_draws, random, least=2):
    """The same test of one date with regressions on each turned series."""
    places = range(least, len(values) - least + 1)

    def ssr(series, at):
        return sum(np.square(part - part.mean()).sum() for part in (series[:at], series[at:]))

    fitted = np.where(np.arange(len(values)) < place, values[:place].mean(), values[place:].mean())
    seen, best = ssr(values, place), min(ssr(values, at) for at in places)
    count = 0
    for _ in range(n_draws):
        noise = random.standard_normal(len(values))
        noise[:place] -= noise[:place].mean()
        noise[place:] -= noise[place:].mean()
        turned = fitted + noise * np.sqrt(seen / (noise @ noise))
        count += min(ssr(turned, at) for at in places) <= best
    return (1 + count) / (1 + n_draws)


def test_each_p_value_is_that_of_the_test_written_out():
    values = np.random.default_rng(8).normal(size=12)
    values[6:] += 1.5
    places, p = one_break(values, n_draws=4000)
    for place in (3, 8):
        expected = written_out(values, place, 1500, np.random.default_rng(1))
        assert p[places == place][0] == pytest.approx(expected, abs=0.04)
    assert p.max() == 1


@pytest.mark.parametrize("change", ["level", "level_with_trend", "level_and_slope"])
def test_the_true_date_is_rejected_as_often_as_the_level_says_or_less(change):
    """As often where the estimate is often wrong; where it is right in nine of ten series, in one of ten."""
    random = np.random.default_rng(11)
    for shift, lowest in ((0.5, 0.13), (3.0, 0.02)):
        rejected = 0
        for _ in range(300):
            values = random.normal(size=10)
            values[5:] += shift
            places, p = one_break(values, change, n_draws=99, seed=int(random.integers(1e9)), least=3)
            rejected += p[places == 5][0] <= 0.2
        assert lowest <= rejected / 300 <= 0.27


def test_shift_and_unit_of_the_values_do_not_matter():
    values = np.random.default_rng(2).normal(size=11)
    assert one_break(values)[1] == pytest.approx(one_break(1e6 + 1000 * values)[1])


def test_only_the_places_between_the_neighbours_are_asked():
    breaks = np.array([4, 9])
    assert neighbouring_places(breaks, 1, 2, 14).tolist() == [6, 7, 8, 9, 10, 11, 12]
    places, p = date_p_values(
        np.repeat([0.0, 5, 0], [4, 5, 5]) + np.random.default_rng(0).normal(0, 0.1, 14),
        Regressors.of("level", np.arange(14.0)),
        breaks,
        1,
        2,
        99,
        np.random.default_rng(0),
    )
    assert places[p > 0.05].tolist() == [9]


def test_an_exact_step_leaves_one_date():
    places, p = one_break(np.repeat([1.0, 2], 4))
    assert places[p > 0.05].tolist() == [4] and p.min() == 1 / 200
