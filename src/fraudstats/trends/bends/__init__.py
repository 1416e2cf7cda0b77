"""Regressions of counts, shares and amounts whose line bends, or jumps, at an unknown time.

- `regression`: the values, what they are in proportion to, and their families; many designs fitted at once;
- `profile`: the deviance as a function of the place of the bend, its minimum, and what it does not exclude;
- `score`: the pseudo-score test and Davies' test of a bend;
- `bend_test`: :func:`bend_test`, and its result;
- `free_bend`: :func:`free_bend`, and its result.
"""
