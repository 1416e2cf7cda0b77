"""Age standardisation: rates as if areas and years had one age distribution.

- `ages`: labels of age groups, and the weight of each in a standard population;
- `strata`: counts, populations and weights of the groups of several areas or years, lined up by label;
- `weighted_sum`: intervals of a weighted sum of Poisson counts;
- `direct`: the directly standardised rate (:func:`standardised_rate`);
- `indirect`: observed over expected counts (:func:`standardised_ratio`).
"""
