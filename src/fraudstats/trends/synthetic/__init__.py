"""A series against a weighted mean of others that an intervention did not reach.

- `weights`: the mean that is nearest to the series before;
- `result`: effects, placebos in space, leaving donors out;
- `model`: :func:`synthetic_control`.
"""
