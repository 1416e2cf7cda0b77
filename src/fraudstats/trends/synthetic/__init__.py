"""A series against a weighted mean of others that an intervention did not reach.

- `weights`: the mean that is nearest to the series before;
- `predictors`, `importance`: what else the mean has to match, and how much each of it counts;
- `panel`: one unit against the others;
- `result`: effects, placebos in space, leaving donors out;
- `model`: :func:`synthetic_control`.
"""
