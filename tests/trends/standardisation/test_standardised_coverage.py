"""Coverage of the intervals of directly standardised rates.

``pytest -m slow tests/trends/standardisation`` writes docs/evidence/standardised-rate-coverage.md.
"""

from functools import cache
from itertools import product

import numpy as np
import pytest
from evidence import table, write_page

from fraudstats.trends.standardisation.weighted_sum import METHODS, WeightedSum
from fraudstats.vocabulary.standard_populations import STANDARD_POPULATIONS

SEED = 20261127
RUNS = 2000
#: Groups of the WHO standard to 85+, the oldest joined.
WHO = list(STANDARD_POPULATIONS["who_2000_2025"].weights.values())
STANDARD = np.array([*WHO[:17], sum(WHO[17:])]) / sum(WHO)
STEP = np.arange(len(STANDARD))
#: How the population differs from the standard: people in each group, over the standard's.
POPULATIONS = {
    "as the standard": np.ones(len(STANDARD)),
    "older": np.exp(0.1 * STEP),
    "younger": np.exp(-0.2 * STEP),
}
#: How rates rise with age: the logarithm of the step from group to group.
RATES = {"flat": 0.0, "rising": 0.2}
EXPECTED = (5, 10, 20, 50)


def setting(population, rate, expected):
    """Means of the counts and weights of the groups; the true rate is their product."""
    people = STANDARD * POPULATIONS[population]
    means = people * np.exp(RATES[rate] * STEP)
    return expected * means / means.sum(), STANDARD / people


@cache
def coverage(population, rate, expected, method, runs=RUNS):
    """Share of intervals that hold the true rate; where Dobson's has no event to scale, it counts as not holding."""
    rng = np.random.default_rng([SEED, expected, len(population), len(rate)])
    means, weights = setting(population, rate, expected)
    held = 0
    for counts in rng.poisson(means, (runs, len(means))).astype(float):
        if method != "dobson" or counts.any():
            lower, upper = WeightedSum(counts, counts, weights).limits(0.05, method)
            held += lower <= means @ weights <= upper
    return held / runs


@pytest.mark.slow
@pytest.mark.parametrize("population", POPULATIONS)
@pytest.mark.parametrize("rate", RATES)
def test_the_default_covers_at_least_what_it_says(population, rate):
    for expected in EXPECTED:
        assert coverage(population, rate, expected, "gamma") >= 0.94


@pytest.mark.slow
def test_dobsons_covers_less_where_few_people_carry_much_of_the_weight():
    assert coverage("younger", "rising", 5, "dobson") < 0.9


def test_the_default_holds_in_a_short_run_of_the_hardest_setting():
    assert coverage("younger", "rising", 10, "gamma", runs=300) >= 0.94


@pytest.mark.slow
def test_the_page_of_evidence_is_written():
    rows = [
        [*setting, *(f"{coverage(*setting, method):.1%}" for method in METHODS)]
        for setting in product(POPULATIONS, RATES, EXPECTED)
    ]
    write_page(
        "standardised-rate-coverage",
        "# Coverage of 95% intervals of directly standardised rates, by simulation",
        f"""Made by `pytest -m slow tests/trends/standardisation`: seed {SEED}, nominal level 95%, {RUNS:,} runs for
each number, with a Monte Carlo standard error of 0.5 points at 95%. {len(STANDARD)} age groups, weighted
by the WHO standard. The population has the standard's ages, or is older (11% more people from group to
group, against the standard) or younger (18% fewer, so that few old people carry much of the weight).
Rates are flat, or rise by 22% from group to group. Where the population is as the standard, the sum is in
proportion to one Poisson count, and the shares are those of its exact and mid-p intervals at these means.""",
        table(["population", "rates", "events expected", *METHODS.values()], rows, texts=2),
    )
