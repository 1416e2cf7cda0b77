"""From tables to linear statements on unknown counts.

A bulletin says that the total of a window lies between two numbers; a stated change says how two totals compare. Both
are linear in the counts of the periods, so a table of them becomes the rows of a polytope.

- `grid`: the periods whose counts are unknown, and the share of each that a window covers
- `printed_bounds`: lower and upper ends read from printed numbers under a convention
- `validation`: the users' tables checked, every problem listed at once
- `linear_system`: the statements as rows of ``lower <= matrix @ counts <= upper``
- `read`: all of it in one call
"""
